import {
  type CreditModel,
  creditModelSchema,
  type ExportFormat,
  type SqlDialect,
  type SqlForm,
  type TreeModel,
} from '../../../shared/contract/index.ts'
import { AppError, assertNever } from '../../../shared/errors.ts'
import { scorecardPmml } from '../../core/deploy/pmml/scorecard-pmml.ts'
import { treePmml } from '../../core/deploy/pmml/tree-pmml.ts'
import { StatisticError } from '../../core/statistic-error.ts'
import type { CheckOnnxInput } from '../check-onnx.ts'
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
  readonly sqlForm: SqlForm
  /** Data set the model was trained on. */
  readonly datasetVersionId: string
  /** Data set whose rows join the golden cases; null: none. */
  readonly goldenDatasetId: string | null
}

export interface RenderExportOutput {
  /** What is written, by what stands behind the stem of the file named; the first, with nothing behind it, is that file. */
  readonly files: readonly { readonly suffix: string; readonly content: string | Uint8Array }[]
  readonly nGoldenRows: number | null
  readonly notes: string[]
  /** What is to be run before the file is written; null: nothing. */
  readonly check: CheckOnnxInput | null
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
      return single(input.modelJson, [])
    case 'pmml': {
      const model = modelOf(input)
      const { text, notes } =
        model.kind === 'treeModel' ? treePmml(model, input.about) : scorecardPmml(model, input.about)
      return single(text, notes)
    }
    case 'onnx': {
      const { renderOnnx } = await import('./render-onnx.ts')
      const { check, notes } = renderOnnx(treesOf(modelOf(input)), input, context)
      return { ...single(check.bytes, notes), check }
    }
    case 'sql': {
      const { renderSql } = await import('./render-sql.ts')
      return renderSql(modelOf(input), input, context)
    }
    default:
      return assertNever(input.format)
  }
}

function single(content: string | Uint8Array, notes: readonly string[]): RenderExportOutput {
  return { files: [{ suffix: '', content }], nGoldenRows: null, notes: [...notes], check: null }
}

function modelOf({ modelJson }: RenderExportInput): CreditModel {
  return creditModelSchema.parse(JSON.parse(modelJson))
}

/** @throws AppError `invalidInput` for a scorecard */
function treesOf(model: CreditModel): TreeModel {
  if (model.kind === 'treeModel') return model
  throw new AppError('invalidInput', 'ONNX needs a model of trees, got a scorecard', {
    hint: 'Export a scorecard as PMML, SQL or JSON.',
    place: { field: 'format' },
  })
}
