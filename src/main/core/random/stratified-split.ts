import { StatisticError } from '../statistic-error.ts'
import { createRandom, type SeededRandom } from './seeded-random.ts'

/** Row indices of the two samples, each ascending; together every row once. */
export interface SampleSplit {
  readonly development: Uint32Array
  readonly holdout: Uint32Array
}

/**
 * Stratified split into a development and a hold-out sample: each class is drawn on its own, so both samples keep the event rate.
 *
 *     development rows of a class of n = max(1, round(n · developmentShare))
 *
 * drawn without replacement (Fisher–Yates), non-events first, then events, from one generator.
 *
 * @param yTrue - 0 or 1 per row, shape (nRows,)
 * @param developmentShare - share of the development sample, in (0, 1]; 1 leaves the hold-out sample empty
 * @param seed - integer in [0, 2³²): the same seed gives the same split
 * @returns row indices counted from 0
 * @throws StatisticError `invalidInput` if the share is not in (0, 1], the seed is no such integer, or a label is neither 0 nor 1
 */
export function stratifiedSplit(yTrue: Uint8Array, developmentShare: number, seed: number): SampleSplit {
  if (!(developmentShare > 0 && developmentShare <= 1)) {
    throw new StatisticError(
      'invalidInput',
      `stratifiedSplit needs a development share in (0, 1], got ${developmentShare}`,
    )
  }
  const random = createRandom(seed)
  const isDevelopment = new Uint8Array(yTrue.length)
  let nDevelopment = 0
  for (const label of [0, 1]) {
    const drawn = draw(rowsOf(yTrue, label), developmentShare, random)
    for (const row of drawn) isDevelopment[row] = 1
    nDevelopment += drawn.length
  }
  const development = new Uint32Array(nDevelopment)
  const holdout = new Uint32Array(yTrue.length - nDevelopment)
  let d = 0
  let h = 0
  for (let row = 0; row < yTrue.length; row++) {
    if (isDevelopment[row] === 1) development[d++] = row
    else holdout[h++] = row
  }
  return { development, holdout }
}

function rowsOf(yTrue: Uint8Array, label: number): Uint32Array {
  const rows: number[] = []
  for (let row = 0; row < yTrue.length; row++) {
    const y = yTrue[row]!
    if (y > 1)
      throw new StatisticError('invalidInput', `stratifiedSplit needs labels 0 or 1, got ${y} in row ${row + 1}`)
    if (y === label) rows.push(row)
  }
  return Uint32Array.from(rows)
}

/** The first k places of a Fisher–Yates shuffle: a simple random sample of k rows. */
function draw(rows: Uint32Array, share: number, random: SeededRandom): Uint32Array {
  const n = rows.length
  if (n === 0) return rows
  const k = Math.max(1, Math.round(n * share))
  for (let i = 0; i < k; i++) {
    const j = i + random.nextBelow(n - i)
    const row = rows[i]!
    rows[i] = rows[j]!
    rows[j] = row
  }
  return rows.subarray(0, k)
}
