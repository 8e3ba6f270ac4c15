import type { DatasetVersion, ScorecardParams, Target } from '../../../shared/contract/index.ts'
import { AppError, type ErrorPlace } from '../../../shared/errors.ts'
import { type Column, type Frame, getColumn } from '../../core/frame/frame.ts'
import { requireGoodNumbers } from '../../core/scorecard/fit-sample.ts'
import { type SortedApplicants, sortApplicants } from '../../core/scorecard/sort-applicants.ts'
import { knownOutcomes, missingOutcome, UNKNOWN_OUTCOME } from '../../core/scorecard/target-vector.ts'
import { StatisticError } from '../../core/statistic-error.ts'
import type { Division } from './divide-rows.ts'

/** The parameters of any method that decide which rows and special columns are read. */
export type RowParams = Pick<ScorecardParams, 'developmentShare' | 'weights' | 'offsetColumn' | 'rejectInference'>

/** The columns a training reads besides target and characteristics. */
export interface SpecialColumns {
  /** Of role weight, if the parameters use it. */
  readonly weight: string | null
  readonly offset: string | null
  /** Marks rejected applicants. */
  readonly mark: string | null
}

/**
 * Finds the columns of weights, offset and rejects.
 *
 * @throws AppError `invalidInput` if two columns have the role weight, or a column named is not there
 */
export function specialColumns(version: DatasetVersion, params: RowParams): SpecialColumns {
  const ofRoleWeight = params.weights === 'role' ? version.columns.filter(({ role }) => role === 'weight') : []
  const [weight, another] = ofRoleWeight.map(({ name }) => name)
  if (another !== undefined) {
    throw new AppError('invalidInput', `Training needs one column of role weight, got "${weight}" and "${another}"`, {
      hint: 'Give the other column another role, or set weights to none.',
      place: { column: another },
    })
  }
  const offset = params.offsetColumn
  const mark = params.rejectInference.method === 'none' ? null : (params.rejectInference.rejected?.column ?? null)
  for (const name of [offset, mark]) {
    if (name === null || version.columns.some((column) => column.name === name)) continue
    throw new AppError('invalidInput', `Training needs a column "${name}", got none of that name`, {
      place: { column: name },
    })
  }
  return { weight: weight ?? null, offset, mark }
}

/**
 * Weights and offset, one per row; those of the samples are usable.
 *
 * @throws AppError `invalidInput` with the column and a remedy if it holds texts, or a row of a sample (which is named) has a weight
 *   that is not above 0 or no finite offset
 */
export function weightsAndOffset(
  frame: Frame,
  { weight, offset }: SpecialColumns,
  split: Division,
): { weights: Float64Array | null; offset: Float64Array | null } {
  const numbers = { weights: numbersOf(frame, weight, 'Weighting'), offset: numbersOf(frame, offset, 'The offset') }
  const rows = [split.development, split.holdout]
  if (weight !== null)
    requireGood({ ...numbers, offset: null }, rows, {
      place: { column: weight },
      hint: 'Mend the column, give it another role, or set params.weights to "none".',
    })
  if (offset !== null)
    requireGood({ ...numbers, weights: null }, rows, {
      place: { field: 'offsetColumn', column: offset },
      hint: 'Mend the column, or name another one as params.offsetColumn.',
    })
  return numbers
}

function requireGood(
  numbers: Parameters<typeof requireGoodNumbers>[0],
  samples: readonly Uint32Array[],
  about: { readonly place: ErrorPlace; readonly hint: string },
): void {
  try {
    for (const rows of samples) requireGoodNumbers(numbers, rows)
  } catch (cause) {
    if (!(cause instanceof StatisticError)) throw cause
    throw new AppError('invalidInput', cause.message, { ...about, cause })
  }
}

/** The numbers of a column, one per row. @throws AppError `invalidInput` if the column holds texts */
function numbersOf(frame: Frame, name: string | null, what: string): Float64Array | null {
  if (name === null) return null
  const column = getColumn(frame, name)
  if (column.kind === 'numeric') return column.values
  throw new AppError('invalidInput', `${what} needs a column of numbers, got texts in "${name}"`, {
    place: { column: name },
  })
}

const NEEDS_METHOD =
  'Set params.rejectInference.method to "knownOnly", which leaves rows without an outcome out, or to a method of reject inference, which takes them as rejected applicants.'

/**
 * Outcomes where every row has to have one, 1 for the event.
 *
 * @param hint - what to do about rows without an outcome
 * @throws AppError `invalidInput` or `undefinedStatistic` with the column and a remedy if a row has none, or the target cannot be
 *   learnt from
 */
export function outcomesOfEveryRow(frame: Frame, target: Target, hint: string): Uint8Array {
  const column = getColumn(frame, target.column)
  const labels = explainingTarget(target, () => knownOutcomes(column, target.eventValue))
  const row = labels.indexOf(UNKNOWN_OUTCOME)
  if (row < 0) return labels
  const cause = missingOutcome(column.name, row)
  throw new AppError('invalidInput', cause.message, { hint, place: { column: column.name }, cause })
}

/**
 * Tells accepted from rejected rows.
 *
 * @param rejects - `someRejects`: the mark must occur; `anyRejects`: there may be none (data other than those trained on)
 * @throws AppError `invalidInput` or `undefinedStatistic` with the column and a remedy if the target cannot be learnt from, or the
 *   mark does not occur
 */
export function sortRows(
  frame: Frame,
  target: Target,
  inference: ScorecardParams['rejectInference'],
  mark: string | null,
  rejects: 'someRejects' | 'anyRejects' = 'someRejects',
): SortedApplicants {
  if (inference.method === 'none') outcomesOfEveryRow(frame, target, NEEDS_METHOD)
  const markColumn: Column | null = mark === null ? null : getColumn(frame, mark)
  const applicants = explainingTarget(target, () =>
    sortApplicants(getColumn(frame, target.column), target.eventValue, inference, markColumn, 'anyRejects'),
  )
  if (mark === null || rejects === 'anyRejects' || applicants.rejected.length > 0) return applicants
  const value = inference.rejected?.value
  throw new AppError(
    'invalidInput',
    `rejectInference.rejected needs a value that occurs in "${mark}", got "${value}"`,
    {
      hint: 'Name the value that marks rejected applicants, or no column: then those without an outcome are.',
      place: { field: 'rejectInference.rejected', column: mark },
    },
  )
}

/**
 * Puts the column and a remedy to what a target is refused for.
 *
 * @throws AppError `invalidInput` or `undefinedStatistic` in place of a StatisticError
 */
function explainingTarget<T>(target: Target, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (!(cause instanceof StatisticError)) throw cause
    throw new AppError(cause.kind === 'undefined' ? 'undefinedStatistic' : 'invalidInput', cause.message, {
      hint: 'Choose another target or event value, or mend the column in the file and import it again.',
      place: { column: target.column },
      cause,
    })
  }
}
