import type { DatasetVersion, ScorecardParams, Target } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { type Column, type Frame, getColumn } from '../../core/frame/frame.ts'
import { type SortedApplicants, sortApplicants } from '../../core/scorecard/sort-applicants.ts'
import { StatisticError } from '../../core/statistic-error.ts'

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
export function specialColumns(version: DatasetVersion, params: ScorecardParams): SpecialColumns {
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

/** The numbers of a column, one per row. @throws AppError `invalidInput` if the column holds texts */
export function numbersOf(frame: Frame, name: string | null, what: string): Float64Array | null {
  if (name === null) return null
  const column = getColumn(frame, name)
  if (column.kind === 'numeric') return column.values
  throw new AppError('invalidInput', `${what} needs a column of numbers, got texts in "${name}"`, {
    place: { column: name },
  })
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
export function explainingTarget<T>(target: Target, read: () => T): T {
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
