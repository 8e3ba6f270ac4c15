import { StatisticError } from '../statistic-error.ts'
import { createRandom } from './seeded-random.ts'

/**
 * Stratified k-fold: puts every row into one of k test folds, each class dealt out evenly on its own.
 *
 * The rows of a class are shuffled (Fisher–Yates) and dealt round the folds, non-events first; the events go on where the
 * non-events stopped, so that fold sizes differ by one row at most, and events per fold by one.
 *
 * @param yTrue - 0 or 1 per row, shape (nRows,)
 * @param k - number of folds, 2 ≤ k ≤ nRows
 * @param seed - integer in [0, 2³²): the same seed gives the same folds
 * @returns fold of each row from 0 to k − 1, shape (nRows,)
 * @throws StatisticError `invalidInput` if k is no such integer or a label is neither 0 nor 1
 * @throws StatisticError `undefined` if a class has fewer than k rows: a fold would be without it
 * @see Kohavi (1995), A study of cross-validation and bootstrap for accuracy estimation, IJCAI 14
 */
export function stratifiedFolds(yTrue: Uint8Array, k: number, seed: number): Uint8Array {
  if (!Number.isInteger(k) || k < 2 || k > 255) {
    throw new StatisticError('invalidInput', `stratifiedFolds needs 2 to 255 folds, got ${k}`)
  }
  const classes: [number[], number[]] = [[], []]
  for (let row = 0; row < yTrue.length; row++) {
    const y = yTrue[row]!
    if (y !== 0 && y !== 1)
      throw new StatisticError('invalidInput', `stratifiedFolds needs labels 0 or 1, got ${y} in row ${row + 1}`)
    classes[y].push(row)
  }
  const fewest = Math.min(classes[0].length, classes[1].length)
  if (fewest < k) {
    const which = classes[1].length === fewest ? 'events' : 'non-events'
    throw new StatisticError(
      'undefined',
      `${k} folds need at least ${k} ${which}, one for each fold, got ${fewest}: take fewer folds or more rows`,
    )
  }
  const random = createRandom(seed)
  const folds = new Uint8Array(yTrue.length)
  let dealt = 0
  for (const rows of classes) {
    for (let i = rows.length - 1; i > 0; i--) {
      const j = random.nextBelow(i + 1)
      const row = rows[i]!
      rows[i] = rows[j]!
      rows[j] = row
    }
    for (const row of rows) folds[row] = dealt++ % k
  }
  return folds
}
