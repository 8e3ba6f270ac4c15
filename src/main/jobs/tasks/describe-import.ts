import type { FitReport, ScorecardModel } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { cellAt, getColumn, takeFrameRows } from '../../core/frame/frame.ts'
import { canonicalJson } from '../../core/governance/canonical-json.ts'
import { contentHash } from '../../core/governance/content-hash.ts'
import { describeImportedModel } from '../../core/imported/describe-imported-model.ts'
import { StatisticError } from '../../core/statistic-error.ts'
import { columnsToScore, outcomeOf } from './scored-sample.ts'
import type { TaskContext } from './task-context.ts'

export interface DescribeImportInput {
  readonly model: ScorecardModel
  /** True if the file told the counts of development. */
  readonly keepsCounts: boolean
  readonly datasetVersionId: string
  readonly notes: readonly string[]
}

export interface DescribeImportOutput {
  readonly modelJson: string
  readonly modelHash: string
  readonly nCharacteristics: number
  readonly fit: FitReport
}

/** Describes a model from a file on every row of a data set whose outcome is known. */
export function describeImport(input: DescribeImportInput, context: TaskContext): DescribeImportOutput {
  const { model, datasetVersionId, keepsCounts, notes } = input
  context.report('Reading columns', 0)
  const reader = context.openReader()
  const { columns } = reader.readVersion(datasetVersionId)
  const names = columnsToScore(model, new Set(columns.map(({ name }) => name)))
  const all = reader.readFrame(datasetVersionId, [...new Set([model.target.column, ...names])])
  const outcome = getColumn(all, model.target.column)
  const rows = Uint32Array.from({ length: all.nRows }, (_, row) => row).filter((row) => cellAt(outcome, row) !== null)
  const frame = rows.length === all.nRows ? all : takeFrameRows(all, rows)
  context.report('Describing', 0.3)
  try {
    const described = describeImportedModel(model, frame, outcomeOf(frame, model.target), keepsCounts)
    const { fit } = described
    return {
      modelJson: canonicalJson(described.model),
      modelHash: contentHash(described.model),
      nCharacteristics: described.model.characteristics.length,
      fit: { ...fit, warnings: [...fit.warnings, ...notes] },
    }
  } catch (cause) {
    if (!(cause instanceof StatisticError)) throw cause
    throw new AppError(cause.kind === 'undefined' ? 'undefinedStatistic' : 'badData', cause.message, {
      hint: 'Choose a data set whose columns are those of the model.',
      place: { field: 'dataset' },
      cause,
    })
  }
}
