import { type NodeSplit, treeOfNodes } from '../../core/peers/node-table.ts'
import { requireWithin } from '../../core/peers/peer-model.ts'
import { doubleBelowSingle, doubleUpToSingle, nextDouble } from '../../core/peers/single-threshold.ts'
import type { Tree } from '../../core/trees/tree-model.ts'
import { badOnnx } from './bad-onnx.ts'
import type { OnnxStep } from './onnx-graph.ts'

/** The trees of a TreeEnsembleClassifier or TreeEnsembleRegressor. */
export interface EnsembleTrees {
  readonly trees: readonly Tree[]
  /** Per feature its levels, where it is compared for equality; null: numeric. */
  readonly levels: readonly (readonly string[] | null)[]
}

type Mode = 'BRANCH_LEQ' | 'BRANCH_LT' | 'BRANCH_GTE' | 'BRANCH_GT' | 'BRANCH_EQ' | 'BRANCH_NEQ'

/** Of a mode: where the condition holds the value goes left, and whether the threshold itself counts as lower. */
const MODES: Readonly<Record<Mode, { readonly trueIsLeft: boolean; readonly test: 'upTo' | 'below' | 'equal' }>> = {
  BRANCH_LEQ: { trueIsLeft: true, test: 'upTo' },
  BRANCH_LT: { trueIsLeft: true, test: 'below' },
  BRANCH_GTE: { trueIsLeft: false, test: 'below' },
  BRANCH_GT: { trueIsLeft: false, test: 'upTo' },
  BRANCH_EQ: { trueIsLeft: true, test: 'equal' },
  BRANCH_NEQ: { trueIsLeft: false, test: 'equal' },
}

interface Nodes {
  readonly treeIds: readonly number[]
  readonly nodeIds: readonly number[]
  readonly features: readonly number[]
  readonly values: readonly number[]
  readonly modes: readonly string[]
  readonly trueIds: readonly number[]
  readonly falseIds: readonly number[]
  readonly tracksTrue: readonly number[]
}

/**
 * The trees of an ensemble in Assay's form.
 *
 * Every way to compare becomes `v ≤ θ` or, for equality, a set of one level; children change sides where the condition is the opposite.
 * A missing value makes every comparison false but `≠`, unless `nodes_missing_value_tracks_true` says otherwise.
 *
 * @param step - the ensemble
 * @param nFeatures - number of its inputs; null: not told, as many as its nodes ask for
 * @param isSingle - whether values are rounded to 32 bits before they are compared
 * @param prefix - `class` or `target`: what the attributes of the leaves are called
 * @throws AppError or StatisticError naming the tree
 * @see ONNX, ai.onnx.ml operators TreeEnsembleClassifier and TreeEnsembleRegressor, version 3
 */
export function ensembleTrees(
  step: OnnxStep,
  nFeatures: number | null,
  isSingle: boolean,
  prefix: 'class' | 'target',
): EnsembleTrees {
  const nodes = nodesOf(step)
  requireWithin('leaves', nodes.nodeIds.length)
  const count = nFeatures ?? nodes.features.reduce((most, one) => Math.max(most, one + 1), 1)
  requireWithin('features', count)
  const levels = levelsOf(nodes, count)
  const places = levels.map((list) => (list === null ? null : new Map(list.map((level, i) => [Number(level), i]))))
  const weights = weightsOf(step, prefix)
  const trees: Tree[] = []
  const seen = new Set<number>()
  for (let from = 0; from < nodes.nodeIds.length; ) {
    const id = nodes.treeIds[from]!
    if (seen.has(id)) throw badOnnx('needs the nodes of a tree one behind the other', `tree ${id} again`)
    seen.add(id)
    let to = from
    while (to < nodes.nodeIds.length && nodes.treeIds[to] === id) to++
    requireWithin('trees', trees.length + 1)
    trees.push(treeOf(nodes, from, to, weights.get(id) ?? new Map(), places, isSingle))
    from = to
  }
  if (trees.length === 0) throw badOnnx('needs trees', 'none')
  return { trees, levels }
}

function nodesOf(step: OnnxStep): Nodes {
  const numbers = (name: string) => step.attributes.get(name)?.numbers ?? []
  const modes = step.attributes.get('nodes_modes')?.texts ?? []
  const n = modes.length
  const values = step.attributes.has('nodes_values') ? numbers('nodes_values') : numbers('nodes_values_as_tensor')
  const tracks = numbers('nodes_missing_value_tracks_true')
  const nodes = {
    treeIds: numbers('nodes_treeids'),
    nodeIds: numbers('nodes_nodeids'),
    features: numbers('nodes_featureids'),
    values,
    modes,
    trueIds: numbers('nodes_truenodeids'),
    falseIds: numbers('nodes_falsenodeids'),
    tracksTrue: tracks.length === 0 ? new Array<number>(n).fill(0) : tracks,
  }
  for (const [name, list] of Object.entries(nodes))
    if (list.length !== n) throw badOnnx(`needs ${n} entries in the ${name} of its trees`, list.length)
  return nodes
}

/** Features that are compared for equality have levels: whole numbers. Those of other nodes have none. */
function levelsOf(nodes: Nodes, count: number): (string[] | null)[] {
  const found: (Set<number> | null | undefined)[] = Array.from({ length: count })
  nodes.modes.forEach((mode, i) => {
    if (mode === 'LEAF') return
    const feature = nodes.features[i]!
    const test = Object.hasOwn(MODES, mode) ? MODES[mode as Mode].test : null
    if (test === null) throw badOnnx('needs nodes of known modes', mode)
    if (!(Number.isInteger(feature) && feature >= 0 && feature < count))
      throw badOnnx(`needs features from 0 to ${count - 1}`, feature)
    found[feature] ??= test === 'equal' ? new Set() : null
    if ((found[feature] !== null) !== (test === 'equal'))
      throw badOnnx(`needs one way to compare feature ${feature}`, 'equality and order')
    if (test !== 'equal') return
    const value = nodes.values[i]!
    if (!(Number.isSafeInteger(value) && value >= 0))
      throw badOnnx(`needs whole numbers where feature ${feature} is compared for equality`, value)
    found[feature]!.add(value + 0)
  })
  return Array.from(found, (set) => (set == null ? null : [...set].sort((a, b) => a - b).map(String)))
}

/** Value of every leaf, by tree and node. */
function weightsOf(step: OnnxStep, prefix: 'class' | 'target'): Map<number, Map<number, number>> {
  const numbers = (name: string) => step.attributes.get(`${prefix}_${name}`)?.numbers ?? []
  const trees = numbers('treeids')
  const nodes = numbers('nodeids')
  const weights = step.attributes.has(`${prefix}_weights`) ? numbers('weights') : numbers('weights_as_tensor')
  if (nodes.length !== trees.length || weights.length !== trees.length)
    throw badOnnx(`needs ${trees.length} weights of leaves`, weights.length)
  const found = new Map<number, Map<number, number>>()
  trees.forEach((tree, i) => {
    const ofTree = found.get(tree) ?? new Map<number, number>()
    found.set(tree, ofTree)
    if (ofTree.has(nodes[i]!)) throw badOnnx(`needs one weight per leaf`, `two at node ${nodes[i]} of tree ${tree}`)
    ofTree.set(nodes[i]!, weights[i]!)
  })
  return found
}

function treeOf(
  nodes: Nodes,
  from: number,
  to: number,
  weights: ReadonlyMap<number, number>,
  places: readonly (ReadonlyMap<number, number> | null)[],
  isSingle: boolean,
): Tree {
  const at = `tree ${nodes.treeIds[from]}`
  const placeOfId = new Map<number, number>()
  for (let i = from; i < to; i++) placeOfId.set(nodes.nodeIds[i]!, i - from)
  if (placeOfId.size !== to - from) throw badOnnx(`needs distinct nodes in ${at}`, 'one twice')
  const modeAt = (node: number) => MODES[nodes.modes[from + node] as Mode]
  const child = (node: number, isTrue: boolean): number =>
    placeOfId.get((isTrue ? nodes.trueIds : nodes.falseIds)[from + node]!) ?? -1
  const tree = treeOfNodes(
    {
      nNodes: to - from,
      root: 0,
      isLeaf: (node) => nodes.modes[from + node] === 'LEAF',
      left: (node) => child(node, modeAt(node).trueIsLeft),
      right: (node) => child(node, !modeAt(node).trueIsLeft),
      split: (node) => splitOf(nodes, from + node, places, isSingle),
      value: (leaf) => weights.get(nodes.nodeIds[from + leaf]!) ?? 0,
      cover: () => null,
      gain: () => null,
    },
    at,
  )
  if (tree.features.length + tree.values.length !== to - from)
    throw badOnnx(`needs the root of ${at} as its first node`, 'another one')
  return tree
}

function splitOf(
  nodes: Nodes,
  i: number,
  places: readonly (ReadonlyMap<number, number> | null)[],
  isSingle: boolean,
): NodeSplit {
  const feature = nodes.features[i]!
  const threshold = nodes.values[i]!
  const { trueIsLeft, test } = MODES[nodes.modes[i] as Mode]
  // `≠` holds for a missing value; every other comparison does not.
  const isTrueOfMissing = nodes.modes[i] === 'BRANCH_NEQ' || nodes.tracksTrue[i] !== 0
  const missingLeft = isTrueOfMissing === trueIsLeft
  if (test === 'equal')
    return { feature, test: { set: [places[feature]!.get(threshold)!], unseenLeft: false }, missingLeft }
  if (!Number.isFinite(threshold)) throw badOnnx('needs finite thresholds', String(threshold))
  const border = test === 'upTo' ? upTo(threshold, isSingle) : below(threshold, isSingle)
  return { feature, test: { threshold: border }, missingLeft }
}

function upTo(threshold: number, isSingle: boolean): number {
  return isSingle ? doubleUpToSingle(threshold) : threshold
}

function below(threshold: number, isSingle: boolean): number {
  return isSingle ? doubleBelowSingle(threshold) : nextDouble(threshold, -1)
}
