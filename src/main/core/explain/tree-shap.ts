import { StatisticError } from '../statistic-error.ts'
import type { TreeModel } from '../trees/tree-model.ts'
import { treeReader } from '../trees/tree-reader.ts'
import { type LeafPath, leafPaths } from './leaf-paths.ts'
import { leafSum } from './leaf-sum.ts'
import { rulesOnDemand } from './leaf-table.ts'

/** Explains single cases of a tree model in log odds of the event. */
export interface TreeShap {
  /** Mean margin over the development rows by the covers: what contributions are measured from. */
  readonly baseMargin: number
  /** Shapley values of one case, shape (nCharacteristics,); values in the order of the characteristics, null = missing. */
  explain(values: readonly (number | string | null)[]): Float64Array
  /** The same from the values as nodes see them (`treeValue`), in the order of the characteristics. */
  explainSeen(seen: ArrayLike<number>): Float64Array
}

/**
 * Exact path-dependent Shapley values (TreeSHAP) of a tree model.
 *
 * The value of a set of characteristics is the mean margin by the covers of the training rows where only these are known. A leaf of
 * value v, with o_f = 1 where the case meets every condition on f on its way, else 0, and z_f the share of rows that meet them, adds
 *
 *     φ_f = v · (o_f − z_f) · ∫₀¹ ∏_{j ≠ f} (o_j·t + z_j·(1 − t)) dt
 *
 * The integrand is a polynomial of degree d − 1, d the number of characteristics on the way, so ⌈d/2⌉ Gauss–Legendre nodes give it
 * without error. baseMargin + Σ φ = η, but for rounding; a characteristic that no tree asks for has φ = 0. A calibration of the
 * probability plays no part.
 *
 * @param model - tree model with covers
 * @returns baseMargin and a function of one case; it throws StatisticError `invalidInput` if the number of values or a type is wrong
 * @throws StatisticError `invalidInput` if a tree that splits has no covers
 * @see Lundberg, Erion & Lee (2018), Consistent individualized feature attribution for tree ensembles, algorithm 1 (the same values);
 *   Owen (1972), Multilinear extensions of games, for the integral
 */
export function treeShap(model: TreeModel): TreeShap {
  requireCovers(model)
  const { characteristics } = model
  const readers = characteristics.map(treeReader)
  let base = model.baseMargin
  const trees = model.trees.map((tree) => {
    const paths = tree.features.length === 0 ? [] : leafPaths(tree)
    base += paths.length === 0 ? tree.values[0]! : meanOf(paths)
    return { tree, paths }
  })
  const addLeaves = leafSum(characteristics, trees, rulesOnDemand())
  const explainSeen = (seen: ArrayLike<number>): Float64Array => {
    const phi = new Float64Array(readers.length)
    addLeaves(seen, phi)
    return phi
  }
  return {
    baseMargin: base,
    explain(values) {
      if (values.length !== readers.length) {
        throw new StatisticError('invalidInput', `treeShap needs ${readers.length} values, got ${values.length}`)
      }
      return explainSeen(readers.map(({ ofValue }, j) => ofValue(values[j]!)))
    },
    explainSeen,
  }
}

/** Mean value of the leaves by the covers. */
function meanOf(paths: readonly LeafPath[]): number {
  let mean = 0
  for (const { value, parts } of paths) mean += value * parts.reduce((product, { share }) => product * share, 1)
  return mean
}

/**
 * Checks that contributions can be worked out.
 *
 * @param model - tree model
 * @throws StatisticError `invalidInput` if a tree that splits has no covers
 */
export function requireCovers({ trees }: TreeModel): void {
  const without = trees.findIndex(({ features, covers }) => features.length > 0 && covers.length === 0)
  if (without >= 0) {
    throw new StatisticError(
      'invalidInput',
      `treeShap needs the number of training rows at every node (covers), got none in tree ${without + 1}: describe the model on a data set, which counts them`,
    )
  }
}
