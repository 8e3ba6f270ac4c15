import type { CreditModel, EqualityReport, FitReport } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { cellAt, type Frame, getColumn, takeFrameRows } from '../../core/frame/frame.ts'
import { canonicalJson } from '../../core/governance/canonical-json.ts'
import { contentHash } from '../../core/governance/content-hash.ts'
import { describeImportedModel } from '../../core/imported/describe-imported-model.ts'
import { describeTreeModel } from '../../core/imported/describe-tree-model.ts'
import { equalityReport } from '../../core/imported/equality-report.ts'
import { compileModel } from '../../core/model/compile-model.ts'
import { StatisticError } from '../../core/statistic-error.ts'
import { compileTreeModel } from '../../core/trees/compile-tree-model.ts'
import { columnsToScore, outcomeOf } from './scored-sample.ts'
import type { TaskContext } from './task-context.ts'

export interface DescribeImportInput {
  readonly model: CreditModel
  /** True if the file told the counts of development. */
  readonly keepsCounts: boolean
  readonly datasetVersionId: string
  readonly notes: readonly string[]
  /** Column with scores of the model's maker; null: there is none. */
  readonly expected: { readonly column: string; readonly meaning: 'probability' | 'margin' } | null
  /** Whether the maker's program scores in 32-bit or 64-bit numbers. */
  readonly precision: 'single' | 'double'
}

export interface DescribeImportOutput {
  readonly modelJson: string
  readonly modelHash: string
  readonly nCharacteristics: number
  readonly fit: FitReport
}

/**
 * Describes a model from a file on every row of a data set whose outcome is known, and compares its scores with expected ones on every row
 * that has one.
 */
export function describeImport(input: DescribeImportInput, context: TaskContext): DescribeImportOutput {
  const { model, datasetVersionId, notes } = input
  context.report('Reading columns', 0)
  const reader = context.openReader()
  const { columns } = reader.readVersion(datasetVersionId)
  const names = columnsToScore(model, new Set(columns.map(({ name }) => name)))
  const wanted = [
    ...new Set([model.target.column, ...names, ...(input.expected === null ? [] : [input.expected.column])]),
  ]
  const all = reader.readFrame(datasetVersionId, wanted)
  const outcome = getColumn(all, model.target.column)
  const rows = Uint32Array.from({ length: all.nRows }, (_, row) => row).filter((row) => cellAt(outcome, row) !== null)
  const frame = rows.length === all.nRows ? all : takeFrameRows(all, rows)
  context.report('Describing', 0.3)
  try {
    const described = describe(input, frame)
    const { fit } = described
    context.report('Comparing scores', 0.8)
    const equality = input.expected === null ? null : compareScores(input, all)
    return {
      modelJson: canonicalJson(described.model),
      modelHash: contentHash(described.model),
      nCharacteristics: described.model.characteristics.length,
      fit: { ...fit, equality, warnings: [...fit.warnings, ...notes] },
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

function describe({ model, keepsCounts }: DescribeImportInput, frame: Frame): { model: CreditModel; fit: FitReport } {
  const yTrue = outcomeOf(frame, model.target)
  return model.kind === 'treeModel'
    ? describeTreeModel(model, frame, yTrue, keepsCounts)
    : describeImportedModel(model, frame, yTrue, keepsCounts)
}

function compareScores({ model, expected, precision }: DescribeImportInput, frame: Frame): EqualityReport {
  const { column, meaning } = expected!
  const said = getColumn(frame, column)
  const { points, probability } = compileModel(model).scoreFrame(frame)
  const actual = meaning === 'probability' ? probability : marginsOf(model, frame, points)
  return equalityReport({
    column,
    meaning,
    expected: said.kind === 'numeric' ? said.values : new Float64Array(frame.nRows).fill(Number.NaN),
    actual,
    precision,
  })
}

/** Log odds: of trees as they add up, of scorecards as their points tell them. */
function marginsOf(model: CreditModel, frame: Frame, points: Float64Array): Float64Array {
  if (model.kind === 'treeModel') return compileTreeModel(model).scoreFrame(frame).margins
  return points.map((one) => (model.offset - one) / model.factor)
}
