/**
 * Puts rows in the order of the ranks of their levels. Stable; missing cells come last, whichever the direction.
 *
 * @param rows - row indices, shape (n,); left as they are
 * @param codes - level of each row index; missing = −1
 * @param ranks - rank of each level, 0 to nLevels − 1; equal levels share one, −1 = counts as missing
 * @param isDescending - from the last rank to the first
 * @returns the row indices in order, a new array of shape (n,)
 * @see Knuth (1998), The Art of Computer Programming 3, section 5.2 (sorting by counting)
 */
export function sortByRanks(
  rows: Uint32Array,
  codes: Int32Array,
  ranks: Int32Array,
  isDescending: boolean,
): Uint32Array {
  const nRanks = ranks.length
  const places = new Int32Array(nRanks)
  for (let level = 0; level < nRanks; level++) {
    const rank = ranks[level]!
    places[level] = rank < 0 ? nRanks : isDescending ? nRanks - 1 - rank : rank
  }
  const next = new Uint32Array(nRanks + 2)
  for (let i = 0; i < rows.length; i++) next[placeOf(codes[rows[i]!]!, places, nRanks) + 1]!++
  for (let place = 1; place < next.length; place++) next[place]! += next[place - 1]!
  const sorted = new Uint32Array(rows.length)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    sorted[next[placeOf(codes[row]!, places, nRanks)]!++] = row
  }
  return sorted
}

function placeOf(code: number, places: Int32Array, last: number): number {
  return code < 0 ? last : places[code]!
}
