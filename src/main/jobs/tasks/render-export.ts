import {
  type ExportFormat,
  type ScorecardModel,
  type SqlDialect,
  scorecardModelSchema,
} from '../../../shared/contract/index.ts'
import { AppError, assertNever } from '../../../shared/errors.ts'
import { scorecardPmml } from '../../core/deploy/pmml/scorecard-pmml.ts'
import { StatisticError } from '../../core/statistic-error.ts'
import type { TaskContext } from './task-context.ts'

export interface RenderExportInput {
  readonly modelJson: string
  readonly about: {
    readonly name: string
    readonly version: number
    readonly contentHash: string
    readonly codeVersion: string
  }
  readonly format: ExportFormat
  readonly dialect: SqlDialect
  readonly table: string
  /** Data set whose rows join the golden cases; null: none. */
  readonly goldenDatasetId: string | null
}

export interface RenderExportOutput {
  /** The text of the file named; for SQL also of the golden cases and of the query that counts mismatches. */
  readonly texts: string[]
  readonly nGoldenRows: number | null
  readonly notes: string[]
}

/** Prints a model in another system's words. */
export async function renderExport(input: RenderExportInput, context: TaskContext): Promise<RenderExportOutput> {
  try {
    return await render(input, context)
  } catch (cause) {
    if (!(cause instanceof StatisticError)) throw cause
    throw new AppError(cause.kind === 'undefined' ? 'undefinedStatistic' : 'invalidInput', cause.message, {
      hint: 'Export it as JSON, or take out what the format cannot express.',
      place: { field: 'format' },
      cause,
    })
  }
}

async function render(input: RenderExportInput, context: TaskContext): Promise<RenderExportOutput> {
  switch (input.format) {
    case 'json':
      // The very text whose SHA-256 is the content hash.
      return { texts: [input.modelJson], nGoldenRows: null, notes: [] }
    case 'pmml': {
      const { text, notes } = scorecardPmml(modelOf(input), input.about)
      return { texts: [text], nGoldenRows: null, notes: [...notes] }
    }
    case 'sql': {
      const { renderSql } = await import('./render-sql.ts')
      return renderSql(modelOf(input), input, context)
    }
    default:
      return assertNever(input.format)
  }
}

function modelOf({ modelJson }: RenderExportInput): ScorecardModel {
  return scorecardModelSchema.parse(JSON.parse(modelJson))
}
