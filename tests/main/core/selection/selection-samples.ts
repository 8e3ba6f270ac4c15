import { logistic } from '../../../../src/main/core/learn/logistic-function.ts'
import { createRandom } from '../../../../src/main/core/random/seeded-random.ts'
import type { SelectionInput } from '../../../../src/main/core/selection/selection-input.ts'

/** A specification that asks for nothing. */
export const noSelection: SelectionInput['selection'] = {
  method: 'none',
  criterion: 'aic',
  folds: 5,
  mustHave: [],
  mustNot: [],
  maxCharacteristics: null,
  maxCorrelation: null,
  maxVarianceInflation: null,
}

/** Correlated groups of one or two columns with few values, of which the later ones matter little. */
export function selectionSample(seed: number, nGroups: number, nRows: number): SelectionInput {
  const random = createRandom(seed)
  const common = Float64Array.from({ length: nRows }, () => random.nextBelow(3))
  const column = (): Float64Array =>
    common.map(
      (value) => (random.nextBelow(3) === 0 ? value : random.nextBelow(4)) + (random.nextBelow(4) === 0 ? 1 : 0),
    )
  const groups = Array.from({ length: nGroups }, (_, g) => ({
    name: `g${g}`,
    informationValue: 1 / (g + 2),
    columns: g % 3 === 2 ? [column(), column()] : [column()],
  }))
  const yTrue = Uint8Array.from({ length: nRows }, (_, i) => {
    const eta = groups.reduce((sum, { columns }, g) => sum + (0.7 / (g + 1)) * (columns[0]![i]! - 1.5), -0.8)
    return random.nextDouble() < logistic(eta) ? 1 : 0
  })
  return { groups, yTrue, weights: null, offset: null, l2: 0, selection: noSelection, seed: 1 }
}

/** All subsets of 0 … n − 1. */
export function allSubsets(n: number): number[][] {
  return Array.from({ length: 2 ** n }, (_, bits) =>
    Array.from({ length: n }, (_, g) => g).filter((g) => (bits >> g) & 1),
  )
}
