import { sortNumbers } from '../frame/sort-numbers.ts'

/**
 * Area under the ROC curve of margins, without row weights; equal to `rocAuc`, by two sorts and a merge.
 *
 * @param margins - shape (nRows,), finite
 * @param labels - 1 = event, shape (nRows,)
 * @returns AUC in [0, 1]; null with one class only
 */
export function watchedAuc(margins: Float64Array, labels: Uint8Array): number | null {
  const events = sortNumbers(margins.filter((_, i) => labels[i] === 1))
  const others = sortNumbers(margins.filter((_, i) => labels[i] !== 1))
  if (events.length === 0 || others.length === 0) return null
  let twiceWins = 0
  let below = 0
  let notAbove = 0
  for (const margin of events) {
    while (below < others.length && others[below]! < margin) below++
    notAbove = Math.max(notAbove, below)
    while (notAbove < others.length && others[notAbove]! <= margin) notAbove++
    twiceWins += below + notAbove
  }
  return twiceWins / 2 / (events.length * others.length)
}
