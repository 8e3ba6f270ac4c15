import { createRandom } from './seeded-random.ts'

/**
 * Simple random sample of rows without replacement: the first places of a Fisher–Yates shuffle, in ascending order of place.
 *
 * @param rows - rows to draw from, shape (n,)
 * @param maximum - how many at most, ≥ 1
 * @param seed - integer in [0, 2³²): the same seed draws the same rows
 * @returns all rows if there are no more than that
 * @throws StatisticError `invalidInput` if the seed is no such integer
 */
export function drawRows(rows: Uint32Array, maximum: number, seed: number): Uint32Array {
  const n = rows.length
  if (n <= maximum) return rows
  const random = createRandom(seed)
  const places = Uint32Array.from(rows, (_, i) => i)
  for (let i = 0; i < maximum; i++) {
    const j = i + random.nextBelow(n - i)
    const place = places[i]!
    places[i] = places[j]!
    places[j] = place
  }
  return places
    .subarray(0, maximum)
    .sort()
    .map((place) => rows[place]!)
}
