import type { Tree, TreeCharacteristic } from '../trees/tree-model.ts'
import { goesLeft } from '../trees/walk-trees.ts'
import type { QuadratureRule } from './gauss-legendre.ts'
import type { LeafPath } from './leaf-paths.ts'

/** Leaves of a tree that are looked at. */
export interface TreeLeaves {
  readonly tree: Tree
  readonly paths: readonly LeafPath[]
}

/** The paths of many leaves, one after the other. */
interface FlatLeaves {
  /** Per node that a path passes: tree and node. */
  readonly nodes: readonly { readonly tree: Tree; readonly node: number }[]
  /** Per leaf. */
  readonly values: Float64Array
  /** Per leaf, and the end: its first part. */
  readonly firstPart: Int32Array
  /** Per part. */
  readonly features: Int32Array
  /** Per leaf: first number of `factors` and `rises`. */
  readonly firstFactor: Int32Array
  /** Per leaf, node of the quadrature and part: z·(1 − t) where the part is not met, t + z·(1 − t) where it is. */
  readonly factors: Float64Array
  /** The same for (o − z) / factor; 0 where the factor is 0, because then the product is. */
  readonly rises: Float64Array
  /** Per part, and the end: its first condition. */
  readonly firstCondition: Int32Array
  /** Per condition: place of the node · 2, + 1 where left leads to the leaf. */
  readonly conditions: Int32Array
  readonly mostParts: number
}

/**
 * Contributions of leaves to one case, evaluated one by one: see `treeShap` for the formula.
 *
 * @param characteristics - of the model
 * @param trees - trees with the leaves looked at
 * @param ruleOf - Gauss–Legendre rule by its number of nodes
 * @returns a function that adds to φ, shape (nCharacteristics,), given what the nodes see of the case
 */
export function leafSum(
  characteristics: readonly TreeCharacteristic[],
  trees: readonly TreeLeaves[],
  ruleOf: (nNodes: number) => QuadratureRule,
): (seen: ArrayLike<number>, phi: Float64Array) => void {
  const leaves = flatten(trees, ruleOf)
  const { nodes, values, firstPart, features, firstFactor, factors, rises, mostParts } = leaves
  const asked = nodes.map(({ tree, node }) => tree.features[node]!)
  const isLeft = new Uint8Array(nodes.length)
  const isMet = new Uint8Array(mostParts)
  const sums = new Float64Array(mostParts)
  return (seen, phi) => {
    for (let place = 0; place < nodes.length; place++) {
      const { tree, node } = nodes[place]!
      const feature = asked[place]!
      isLeft[place] = goesLeft(characteristics[feature]!, tree, node, seen[feature]!) ? 1 : 0
    }
    for (let leaf = 0; leaf < values.length; leaf++) {
      const from = firstPart[leaf]!
      const nParts = firstPart[leaf + 1]! - from
      findMet(leaves, isLeft, from, nParts, isMet)
      sums.fill(0, 0, nParts)
      const { weights } = ruleOf((nParts + 1) >> 1)
      let at = firstFactor[leaf]!
      for (let k = 0; k < weights.length; k++, at += 2 * nParts) {
        let product = weights[k]! * values[leaf]!
        for (let part = 0; part < nParts; part++) product *= factors[at + 2 * part + isMet[part]!]!
        for (let part = 0; part < nParts; part++) sums[part]! += product * rises[at + 2 * part + isMet[part]!]!
      }
      for (let part = 0; part < nParts; part++) phi[features[from + part]!]! += sums[part]!
    }
  }
}

/** Whether the case meets each part of a leaf. */
function findMet(leaves: FlatLeaves, isLeft: Uint8Array, from: number, nParts: number, isMet: Uint8Array): void {
  const { firstCondition, conditions } = leaves
  for (let part = 0; part < nParts; part++) {
    let met = 1
    for (let c = firstCondition[from + part]!; c < firstCondition[from + part + 1]!; c++) {
      const condition = conditions[c]!
      if (isLeft[condition >> 1] !== (condition & 1)) {
        met = 0
        break
      }
    }
    isMet[part] = met
  }
}

function flatten(trees: readonly TreeLeaves[], ruleOf: (nNodes: number) => QuadratureRule): FlatLeaves {
  const nodes: { tree: Tree; node: number }[] = []
  const values: number[] = []
  const firstPart: number[] = []
  const features: number[] = []
  const factors: number[] = []
  const rises: number[] = []
  const firstFactor: number[] = []
  const firstCondition: number[] = []
  const conditions: number[] = []
  let mostParts = 0
  for (const { tree, paths } of trees) {
    const placeOf = new Int32Array(tree.features.length).fill(-1)
    for (const { value, parts } of paths) {
      values.push(value)
      firstPart.push(features.length)
      firstFactor.push(factors.length)
      addFactors(parts, ruleOf((parts.length + 1) >> 1), factors, rises)
      mostParts = Math.max(mostParts, parts.length)
      for (const part of parts) {
        features.push(part.feature)
        firstCondition.push(conditions.length)
        for (const { node, isLeft } of part.nodes) {
          if (placeOf[node] === -1) placeOf[node] = nodes.push({ tree, node }) - 1
          conditions.push(placeOf[node]! * 2 + (isLeft ? 1 : 0))
        }
      }
    }
  }
  return {
    nodes,
    values: Float64Array.from(values),
    firstPart: Int32Array.from([...firstPart, features.length]),
    features: Int32Array.from(features),
    firstFactor: Int32Array.from(firstFactor),
    factors: Float64Array.from(factors),
    rises: Float64Array.from(rises),
    firstCondition: Int32Array.from([...firstCondition, conditions.length]),
    conditions: Int32Array.from(conditions),
    mostParts,
  }
}

function addFactors(parts: LeafPath['parts'], { nodes }: QuadratureRule, factors: number[], rises: number[]): void {
  for (const t of nodes) {
    for (const { share } of parts) {
      const unmet = share * (1 - t)
      const met = t + unmet
      factors.push(unmet, met)
      rises.push(unmet === 0 ? 0 : -share / unmet, (1 - share) / met)
    }
  }
}
