import { StatisticError } from '../statistic-error.ts'

/**
 * The default reference group: the largest one; of several, the first label by code unit.
 *
 * @param codes - group of each row, shape (nRows,), −1 = none
 * @param labels - names of the groups
 * @returns the label, and the reason in words to be printed with it
 * @throws StatisticError `undefined` if no row is in a group
 */
export function chooseReferenceGroup(
  codes: Int32Array,
  labels: readonly string[],
): {
  readonly referenceGroup: string
  readonly referenceReason: string
} {
  const counts = new Array<number>(labels.length).fill(0)
  for (const code of codes) if (code >= 0) counts[code]!++
  const largest = Math.max(0, ...counts)
  if (largest === 0) throw new StatisticError('undefined', 'chooseReferenceGroup needs rows in a group, got 0')
  const candidates = labels.filter((_, code) => counts[code] === largest).sort()
  const grouped = counts.reduce((total, count) => total + count, 0)
  const tie = candidates.length > 1 ? `, first by label of ${candidates.length} equally large groups` : ''
  return {
    referenceGroup: candidates[0]!,
    referenceReason: `largest group (${largest} of ${grouped} rows${tie}); chosen by default`,
  }
}
