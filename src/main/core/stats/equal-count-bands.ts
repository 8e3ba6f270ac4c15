import { requireBandCount } from './requirements.ts'

/**
 * Cuts ordered distinct values into bands of about equal counts, never splitting ties.
 *
 * Band k of g ends with the value of the row at position ⌊(n − 1) · k / g⌋ (counted from 0), that is, with the largest
 * value not above the type-7 quantile of k / g. Bands that would be empty because of ties are merged into one.
 *
 * @param counts - rows at each distinct value, values ascending, shape (nDistinct,)
 * @param nBands - bands asked for, g
 * @returns for each band the index after its last distinct value, ascending, shape (≤ g,); empty for an empty sample
 * @throws StatisticError `invalidInput` if g is not a whole number ≥ 1
 * @see Hyndman & Fan (1996), The American Statistician 50, definition 7
 */
export function equalCountBands(counts: ArrayLike<number>, nBands: number): number[] {
  requireBandCount('equalCountBands', nBands)
  let nRows = 0
  for (let i = 0; i < counts.length; i++) nRows += counts[i]!
  const ends: number[] = []
  let index = 0
  let rowsSoFar = 0
  for (let band = 1; band <= nBands && rowsSoFar < nRows; band++) {
    const lastRow = Math.floor(((nRows - 1) * band) / nBands)
    if (rowsSoFar > lastRow) continue
    while (rowsSoFar <= lastRow) rowsSoFar += counts[index++]!
    ends.push(index)
  }
  return ends
}
