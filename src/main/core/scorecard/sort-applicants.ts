import { type Column, cellAt } from '../frame/frame.ts'
import { StatisticError } from '../statistic-error.ts'
import type { RejectInference } from './scorecard-model.ts'
import { knownOutcomes, missingOutcome, UNKNOWN_OUTCOME } from './target-vector.ts'

/** Rows by what is known of them; indices ascending. */
export interface SortedApplicants {
  /** 1 event, 0 non-event, 2 not known, shape (nRows,). */
  readonly labels: Uint8Array
  /** Accepted, with an outcome. */
  readonly known: Uint32Array
  readonly rejected: Uint32Array
  /** Neither: not marked as rejected, and without an outcome. */
  readonly leftOut: Uint32Array
}

/**
 * Tells accepted from rejected applicants.
 *
 * Rejected are the rows whose mark has the value named, whatever their target says; without a mark, the rows without an outcome.
 *
 * @param target - target column, shape (nRows,)
 * @param eventValue - the value that means the event
 * @param inference - method and mark
 * @param mark - the column of the mark, shape (nRows,); null if none is named
 * @param rejects - `someRejects`: the mark must occur; `anyRejects`: there may be none
 * @throws StatisticError `invalidInput` if a row has no outcome and the method is `none` (the row is named), or the mark's value
 *   does not occur; and as `knownOutcomes`
 */
export function sortApplicants(
  target: Column,
  eventValue: string,
  inference: RejectInference,
  mark: Column | null,
  rejects: 'someRejects' | 'anyRejects' = 'someRejects',
): SortedApplicants {
  const labels = knownOutcomes(target, eventValue)
  const value = inference.rejected?.value
  const isMarked = (row: number): boolean => {
    const cell = mark === null || inference.method === 'none' ? null : cellAt(mark, row)
    return cell !== null && (typeof cell === 'number' ? cell === Number(value) : cell === value)
  }
  const known: number[] = []
  const rejected: number[] = []
  const leftOut: number[] = []
  for (let row = 0; row < labels.length; row++) {
    const isUnknown = labels[row] === UNKNOWN_OUTCOME
    if (isUnknown && inference.method === 'none') throw missingOutcome(target.name, row)
    if (mark === null ? isUnknown : isMarked(row)) rejected.push(row)
    else (isUnknown ? leftOut : known).push(row)
  }
  if (mark !== null && inference.method !== 'none' && rejected.length === 0 && rejects === 'someRejects') {
    throw new StatisticError(
      'invalidInput',
      `rejectInference.rejected needs a value that occurs in "${mark.name}", got "${value}"`,
    )
  }
  return {
    labels,
    known: Uint32Array.from(known),
    rejected: Uint32Array.from(rejected),
    leftOut: Uint32Array.from(leftOut),
  }
}
