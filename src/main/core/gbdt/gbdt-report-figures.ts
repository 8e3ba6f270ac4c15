import type { PermutationImportance } from '../tree-insight/permutation-importance.ts'
import type { Tree, TreeModel } from '../trees/tree-model.ts'
import type { BoostingIteration, BoostingReport, TreeImportance } from './gbdt-report.ts'

const MAX_HISTORY = 2_000

/** What can be read off the trees. */
export type TreeFigures = Pick<BoostingReport, 'nTrees' | 'nLeaves' | 'largestDepth' | 'importance'>

/**
 * Size of a tree model and the importance of its characteristics.
 *
 *     gain of a characteristic = sum of the gains of all splits on it
 *
 * Largest gain first, or most splits where the trees do not know their gains; equal ones in the order of the model.
 *
 * @param model - trees and characteristics
 * @param permutation - importance by permutation, where it was asked for
 */
export function treeFigures(
  { trees, characteristics }: Pick<TreeModel, 'trees' | 'characteristics'>,
  permutation: readonly PermutationImportance[] | null = null,
): TreeFigures {
  const falls = new Map(permutation?.map(({ name, fall }) => [name, fall]))
  const nSplits = characteristics.map(() => 0)
  const gains = characteristics.map(() => 0)
  for (const tree of trees)
    tree.features.forEach((feature, node) => {
      nSplits[feature]!++
      gains[feature]! += tree.gains[node] ?? 0
    })
  const knowsGains = trees.every((tree) => tree.gains.length === tree.features.length)
  const total = gains.reduce((sum, gain) => sum + gain, 0)
  const importance = characteristics.map(
    ({ name }, feature): TreeImportance => ({
      name,
      gain: knowsGains ? gains[feature]! : null,
      gainShare: knowsGains && total > 0 ? gains[feature]! / total : null,
      nSplits: nSplits[feature]!,
      permutation: falls.get(name) ?? null,
    }),
  )
  return {
    nTrees: trees.length,
    nLeaves: trees.reduce((sum, { values }) => sum + values.length, 0),
    largestDepth: trees.reduce((deepest, tree) => Math.max(deepest, depthOf(tree)), 0),
    importance: importance.sort((a, b) => (b.gain ?? 0) - (a.gain ?? 0) || b.nSplits - a.nSplits),
  }
}

/**
 * At most 2,000 iterations at even steps, the first and the last among them.
 *
 * @param history - all iterations, in order
 */
export function thinHistory(history: readonly BoostingIteration[]): BoostingIteration[] {
  const n = history.length
  if (n <= MAX_HISTORY) return [...history]
  return Array.from({ length: MAX_HISTORY }, (_, i) => history[Math.round((i * (n - 1)) / (MAX_HISTORY - 1))]!)
}

/** Splits between the root and the deepest leaf. */
function depthOf({ features, left, right }: Tree): number {
  if (features.length === 0) return 0
  let deepest = 0
  const open: { node: number; depth: number }[] = [{ node: 0, depth: 1 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next
    deepest = Math.max(deepest, depth)
    for (const child of [left[node]!, right[node]!]) if (child >= 0) open.push({ node: child, depth: depth + 1 })
  }
  return deepest
}
