import { type Column, createFrame, type Frame, getColumn, takeRows } from '../frame/frame.ts'
import { createRandom } from '../random/seeded-random.ts'
import { attemptEstimate, type Estimate } from '../stats/estimate.ts'
import { mean } from '../stats/mean.ts'
import { rocAuc } from '../stats/roc-auc.ts'
import { sampleVariance } from '../stats/sample-variance.ts'
import { tallyScores } from '../stats/score-tally.ts'
import { studentCriticalValue } from '../stats/student-critical-value.ts'
import { compileTreeModel } from '../trees/compile-tree-model.ts'
import type { TreeModel } from '../trees/tree-model.ts'
import { characteristicsOf } from './partial-dependence.ts'

const LEVEL = 0.95
const METHOD =
  'mean fall of the AUC when the column is shuffled among the rows; t interval over shuffles, which tells of the shuffling and not of the sample'

/** How often, and drawn from what. */
export interface PermutationOptions {
  /** Shuffles per characteristic, ≥ 1; an interval needs two. */
  readonly nShuffles: number
  /** Integer in [0, 2³²). */
  readonly seed: number
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

/** What a characteristic is worth to the ranking. */
export interface PermutationImportance {
  readonly name: string
  readonly fall: Estimate
}

/**
 * Importance by permutation: how much the AUC falls when the values of one characteristic are shuffled among the rows, so that they
 * tell nothing any more.
 *
 *     fall = AUC − mean over shuffles of AUC(column shuffled)
 *
 * 0: the ranking does not rest on it; below 0: it ranks these rows worse than chance values would. Of characteristics that say the same,
 * each alone may be worth little. The same shuffles serve every characteristic, so the order of these does not matter.
 *
 * @param model - tree model
 * @param frame - its inputs or its characteristics
 * @param yTrue - 0 or 1 at the rows used, shape (nRows,)
 * @param rows - rows used, both outcomes among them; each counts once
 * @param options - shuffles and seed
 * @returns one per characteristic, in the order of the model; undefined, with the reason, where an outcome is missing among the rows
 * @throws StatisticError `invalidInput` if a column is absent, a label is neither 0 nor 1, or the seed is no such integer
 * @see Breiman (2001), Random forests, Machine Learning 45, section 10; Fisher, Rudin and Dominici (2019), JMLR 20(177)
 */
export function permutationImportance(
  model: TreeModel,
  frame: Frame,
  yTrue: Uint8Array,
  rows: Uint32Array,
  { nShuffles, seed, onProgress = () => {} }: PermutationOptions,
): PermutationImportance[] {
  const sample = characteristicsOf(model, frame, rows)
  const outcomes = Uint8Array.from(rows, (row) => yTrue[row]!)
  const compiled = compileTreeModel({ ...model, preprocessing: undefined })
  const aucOf = (columns: readonly Column[]): number =>
    rocAuc(tallyScores(outcomes, compiled.scoreFrame(createFrame(columns)).margins))
  const shuffles = drawShuffles(rows.length, nShuffles, seed)
  const total = model.characteristics.length
  let unshuffled: number | null = null
  return model.characteristics.map(({ name }, j) => {
    onProgress(j, total)
    const column = getColumn(sample, name)
    const others = [...sample.columns.values()].filter((other) => other.name !== name)
    const fall = attemptEstimate(METHOD, () => {
      unshuffled ??= aucOf([...sample.columns.values()])
      const auc = unshuffled
      return meanWithInterval(shuffles.map((shuffle) => auc - aucOf([...others, takeRows(column, shuffle)])))
    })
    return { name, fall }
  })
}

function meanWithInterval(falls: readonly number[]): { value: number; lower?: number; upper?: number; level?: number } {
  const value = mean(falls)
  if (falls.length < 2) return { value }
  const halfWidth = studentCriticalValue(LEVEL, falls.length - 1) * Math.sqrt(sampleVariance(falls) / falls.length)
  return { value, lower: value - halfWidth, upper: value + halfWidth, level: LEVEL }
}

/** Orders of n rows, each a Fisher–Yates shuffle. */
function drawShuffles(n: number, nShuffles: number, seed: number): Uint32Array[] {
  const random = createRandom(seed)
  return Array.from({ length: nShuffles }, () => {
    const order = Uint32Array.from({ length: n }, (_, i) => i)
    for (let i = n - 1; i > 0; i--) {
      const j = random.nextBelow(i + 1)
      const row = order[i]!
      order[i] = order[j]!
      order[j] = row
    }
    return order
  })
}
