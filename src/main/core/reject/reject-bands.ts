import { indexOfValue } from '../calibration/distinct-values.ts'
import { equalCountBands } from '../stats/equal-count-bands.ts'

/** Accepted and rejected applicants by band of PD, safest first. */
export interface RejectBand {
  /** Rows of the accepted applicants, ascending. */
  readonly accepted: readonly number[]
  /** Rows of the rejected applicants, ascending. */
  readonly rejected: readonly number[]
}

/**
 * Puts all applicants, accepted and rejected, into bands of about equal counts by PD; equal PDs are never split.
 *
 * @param acceptedProbability - PD of the accepted, shape (nAccepted,)
 * @param rejectedProbability - PD of the rejected, shape (nRejected,)
 * @param nBands - bands asked for; ties can make them fewer
 * @returns bands by ascending PD, none empty
 * @throws StatisticError `invalidInput` if nBands is not a whole number ≥ 1
 */
export function rejectBands(
  acceptedProbability: ArrayLike<number>,
  rejectedProbability: ArrayLike<number>,
  nBands: number,
): RejectBand[] {
  const sorted = Float64Array.from([...Array.from(acceptedProbability), ...Array.from(rejectedProbability)]).sort()
  const ends = equalCountBands(new Uint32Array(sorted.length).fill(1), nBands)
  const limits: number[] = []
  for (const end of ends) {
    const limit = sorted[end - 1]!
    if (limit !== limits.at(-1)) limits.push(limit)
  }
  const bands = limits.map(() => ({ accepted: [] as number[], rejected: [] as number[] }))
  for (let row = 0; row < acceptedProbability.length; row++) {
    bands[indexOfValue(limits, acceptedProbability[row]!)]!.accepted.push(row)
  }
  for (let row = 0; row < rejectedProbability.length; row++) {
    bands[indexOfValue(limits, rejectedProbability[row]!)]!.rejected.push(row)
  }
  return bands
}
