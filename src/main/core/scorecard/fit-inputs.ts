import { type Frame, getColumn } from '../frame/frame.ts'
import type { SampleSplit } from '../random/stratified-split.ts'
import { StatisticError } from '../statistic-error.ts'
import type { Exclusion } from './fit-report.ts'
import { requireGoodNumbers, type SampleSource } from './fit-sample.ts'
import type { RejectInference, Target } from './scorecard-model.ts'
import { knownOutcomes, missingOutcome, UNKNOWN_OUTCOME } from './target-vector.ts'

/** Rows, outcomes and what goes with them: what fits of every method are given. */
export interface FitInputs {
  /** Target and characteristics, nRows rows. */
  readonly frame: Frame
  readonly target: Target
  /** Distinct names of candidate columns, the target not among them. */
  readonly characteristics: readonly string[]
  /** Row indices of development and hold-out sample; their outcomes are known. */
  readonly split: SampleSplit
  /** How often each row counts, > 0, shape (nRows,); null or absent: once each. */
  readonly weights?: Float64Array | null
  /** Name of the column the weights come from, for the report. */
  readonly weightColumn?: string | null
  /** Log odds of the event added to the linear predictor, not part of the score, shape (nRows,). */
  readonly offset?: Float64Array | null
  /** Row indices of applicants whose outcome is not known. */
  readonly rejected?: Uint32Array
}

/** The parameters that give columns another part than that of a characteristic. */
export interface ColumnParts {
  readonly rejectInference: RejectInference
  readonly offsetColumn: string | null
}

/**
 * Columns with another part in the fit, which can be no characteristics, and why.
 *
 * @param params - offset and reject inference
 * @param weightColumn - column of the weights, if there is one
 */
export function reservedColumns(
  { rejectInference, offsetColumn }: ColumnParts,
  weightColumn: string | null | undefined,
): ReadonlyMap<string, string> {
  const { method, rejected } = rejectInference
  const entries: [string | null | undefined, string][] = [
    [weightColumn, 'It holds the weights of the rows.'],
    [offsetColumn, 'It holds the offset.'],
    [method === 'none' ? null : rejected?.column, 'It marks rejected applicants.'],
  ]
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[0] === 'string'))
}

/** The reserved columns among the candidates as exclusions. @param reserved - as `reservedColumns` gives them */
export function reservedExclusions(
  characteristics: readonly string[],
  reserved: ReadonlyMap<string, string>,
): Exclusion[] {
  return characteristics.flatMap((name) => {
    const reason = reserved.get(name)
    return reason === undefined ? [] : [{ name, reason, informationValue: null }]
  })
}

/**
 * Checks the names of the candidates.
 *
 * @param subject - what is fitted, for the message: "A scorecard"
 * @throws StatisticError `invalidInput` if there is none, the target is among them, or one is named twice
 */
export function requireNames(subject: string, target: Target, characteristics: readonly string[]): void {
  if (characteristics.length === 0)
    throw new StatisticError('invalidInput', `${subject} needs at least one candidate characteristic, got none`)
  const seen = new Set<string>()
  for (const name of characteristics) {
    if (name === target.column)
      throw new StatisticError('invalidInput', `${subject} needs characteristics other than the target, got "${name}"`)
    if (seen.has(name))
      throw new StatisticError('invalidInput', `${subject} needs distinct characteristics, got "${name}" twice`)
    seen.add(name)
  }
}

/**
 * Labels, weights and offset of all rows; those of the hold-out sample are checked here, those of the development sample when it is
 * taken.
 *
 * @param subject - what is fitted, for the message
 * @param inputs - rows and samples
 * @param reserved - columns that are no characteristics
 * @param method - of reject inference: `none` refuses any row without an outcome, unless the rejected rows are named
 * @throws StatisticError `invalidInput` if an outcome, weight or offset is missing or out of range; the row is named
 * @throws StatisticError `undefined` if every known row is an event
 */
export function sampleSource(
  subject: string,
  { frame, target, split, weights, offset, rejected, ...inputs }: FitInputs,
  reserved: ReadonlyMap<string, string>,
  method: RejectInference['method'],
): SampleSource {
  const column = getColumn(frame, target.column)
  const yTrue = knownOutcomes(column, target.eventValue)
  for (const rows of [split.development, split.holdout]) {
    for (const row of rows) if (yTrue[row] === UNKNOWN_OUTCOME) throw missingOutcome(column.name, row)
  }
  if (method === 'none' && rejected === undefined) {
    const unknown = yTrue.indexOf(UNKNOWN_OUTCOME)
    if (unknown >= 0) throw missingOutcome(column.name, unknown)
  }
  for (const [what, values] of [['weight', weights] as const, ['offset', offset] as const]) {
    if (values !== undefined && values !== null && values.length !== frame.nRows)
      throw new StatisticError(
        'invalidInput',
        `${subject} needs one ${what} per row, got ${values.length} for ${frame.nRows} rows`,
      )
  }
  const characteristics = inputs.characteristics.filter((name) => !reserved.has(name))
  const source = { frame, characteristics, yTrue, weights: weights ?? null, offset: offset ?? null }
  requireGoodNumbers(source, split.holdout)
  return source
}
