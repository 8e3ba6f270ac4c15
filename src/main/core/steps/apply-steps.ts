import { levelDates } from '../calendar/column-dates.ts'
import { parseDate } from '../calendar/parse-date.ts'
import { dateFormatsOfFrame, typesOfFrame } from '../expression/operands.ts'
import { type Column, createFrame, type Frame, getColumn, type TextColumn, takeFrameRows } from '../frame/frame.ts'
import { StatisticError } from '../statistic-error.ts'
import { drawDevelopment, drawFolds } from './draw-samples.ts'
import { type PlannedStep, planSteps } from './plan-steps.ts'
import type { OutOfTimeStep, SplitStep, Step } from './step.ts'
import { atStep } from './step-error.ts'

/** What one step did. `nMissing` counts missing values of the column it added, null if it added none. */
export interface StepLogEntry {
  readonly kind: Step['kind']
  readonly nBefore: number
  readonly nAfter: number
  readonly nMissing: number | null
  readonly reason: string | null
}

/** The rows and columns after the last step; `rows` are the rows of the source that were kept, ascending. */
export interface AppliedSteps {
  readonly frame: Frame
  readonly rows: Uint32Array
  readonly log: readonly StepLogEntry[]
}

/** Labels of the samples. */
export const SAMPLE_LABELS = ['development', 'holdout', 'outOfTime'] as const

/**
 * Applies steps in order. The same frame and steps give the same result everywhere: draws depend on their seeds alone.
 *
 * @param frame - columns of the dataset, shape (nRows,) each
 * @param steps - in the order they are applied; each sees the columns and rows the one before left
 * @returns columns and rows after the last step, with a log entry per step
 * @throws StatisticError `invalidInput` (a StepError) if a step does not fit, or a weight is missing or negative
 */
export function applySteps(frame: Frame, steps: readonly Step[]): AppliedSteps {
  const { planned } = planSteps(typesOfFrame(frame), steps, dateFormatsOfFrame(frame))
  let current = frame
  let rows = Uint32Array.from({ length: frame.nRows }, (_, row) => row)
  const log: StepLogEntry[] = []
  planned.forEach((one, index) => {
    const nBefore = current.nRows
    const kept = keptRows(one, current)
    const added = kept === null ? atStep(index, () => addedColumn(one, current)) : null
    if (kept !== null) {
      current = takeFrameRows(current, kept)
      const before = rows
      rows = Uint32Array.from(kept, (row) => before[row]!)
    } else if (added !== null) {
      current = createFrame([...current.columns.values(), added])
    }
    const { step } = one
    const reason = step.kind === 'filter' || step.kind === 'exclude' ? step.reason : null
    log.push({ kind: step.kind, nBefore, nAfter: current.nRows, nMissing: added && countMissing(added), reason })
  })
  return { frame: current, rows, log }
}

/** Rows a filter or an exclusion keeps; null for any other step. A row is excluded only where the expression is true. */
function keptRows({ step, compiled }: PlannedStep, frame: Frame): Uint32Array | null {
  if (compiled === null || (step.kind !== 'filter' && step.kind !== 'exclude')) return null
  const isTrue = compiled.filterRows(frame)
  if (step.kind === 'filter') return isTrue
  const isOut = new Uint8Array(frame.nRows)
  for (const row of isTrue) isOut[row] = 1
  const kept = new Uint32Array(frame.nRows - isTrue.length)
  for (let row = 0, at = 0; row < frame.nRows; row++) if (isOut[row] === 0) kept[at++] = row
  return kept
}

function addedColumn({ step, compiled }: PlannedStep, frame: Frame): Column | null {
  switch (step.kind) {
    case 'derive':
      return compiled!.evaluateFrame(frame, step.name)
    case 'weight':
      return checkedWeights(compiled!.evaluateFrame(frame, step.name))
    case 'split':
      return sampleColumn(step, frame, null)
    case 'outOfTime':
      return sampleColumn(step, frame, rowsFrom(step, frame))
    case 'folds':
      return drawFolds(frame, step.name, step.stratifyBy, step.k, step.seed)
    case 'filter':
    case 'exclude':
      return null
  }
}

function checkedWeights(column: Column): Column {
  if (column.kind !== 'numeric') return column
  const row = column.values.findIndex((value) => !(value >= 0))
  if (row < 0) return column
  const got = Number.isNaN(column.values[row]!) ? 'a missing one' : column.values[row]
  throw new StatisticError('invalidInput', `weight needs numbers that are not negative, got ${got} in row ${row + 1}`)
}

/** 1 for rows dated on or after the first day of the out-of-time sample, NaN for rows without a date. */
function rowsFrom(step: OutOfTimeStep, frame: Frame): Float64Array {
  const column = getColumn(frame, step.dateColumn) as TextColumn
  const first = parseDate(step.from, 'YYYY-MM-DD')!
  const isLater = levelDates(column, column.dateFormat!).map((day) => (Number.isNaN(day) ? day : Number(day >= first)))
  return Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : isLater[code]!))
}

/** Labels of the samples; a row without a date belongs to none. Draws are made among the rows before the first day only. */
function sampleColumn(step: SplitStep | OutOfTimeStep, frame: Frame, isLater: Float64Array | null): TextColumn {
  const codes = Int32Array.from({ length: frame.nRows }, (_, row) => {
    if (isLater === null || isLater[row] === 0) return 0
    return isLater[row] === 1 ? 2 : -1
  })
  const { developmentShare: share, seed } = step
  if (share !== null && share !== undefined && seed !== undefined) {
    const rows = Uint32Array.from([...codes.keys()].filter((row) => codes[row] === 0))
    const isDevelopment = drawDevelopment(takeFrameRows(frame, rows), step.stratifyBy ?? null, share, seed)
    rows.forEach((row, i) => {
      codes[row] = isDevelopment[i] === 1 ? 0 : 1
    })
  }
  return { kind: 'text', name: step.name ?? 'sample', codes, levels: SAMPLE_LABELS }
}

function countMissing(column: Column): number {
  let count = 0
  if (column.kind === 'numeric') for (const value of column.values) count += Number.isNaN(value) ? 1 : 0
  else for (const code of column.codes) count += code < 0 ? 1 : 0
  return count
}
