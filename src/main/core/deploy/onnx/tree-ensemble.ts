import type { Tree, TreeCharacteristic, TreeModel } from '../../trees/tree-model.ts'
import { codeOfUnseen, codesGoingLeft } from '../level-codes.ts'
import type { OnnxAttribute, OnnxNode, OnnxTensor } from './onnx-proto.ts'

/** Ways to compare, by the numbers ONNX gives them. */
const MODES = { lessOrEqual: 0, less: 1, member: 6 } as const

/** The trees as columns of ONNX's TreeEnsemble, filled node by node. */
interface Columns {
  readonly roots: number[]
  readonly features: number[]
  readonly modes: number[]
  readonly splits: number[]
  readonly trueIds: number[]
  readonly trueLeafs: number[]
  readonly falseIds: number[]
  readonly falseLeafs: number[]
  readonly missingTrue: number[]
  readonly members: number[]
  readonly weights: number[]
}

/**
 * All trees of a model as one TreeEnsemble of ai.onnx.ml 5, which compares and adds in the precision of its input.
 *
 * A tree that holds the base margin alone stands first, so that the sum runs as Assay's does: base margin, then tree by tree. A split
 * on levels is a set of codes; where more than half of the codes go left, the set names those that go right.
 *
 * @param model - a sound model
 * @param input - name of the tensor of values, one column per characteristic, missing numbers being NaN and levels codes
 * @param output - name of the margin, shape (n, 1)
 * @param type - `double`, or `float` where margins are added as 32-bit numbers
 * @see ONNX, ai.onnx.ml operator TreeEnsemble, version 5
 */
export function treeEnsemble(model: TreeModel, input: string, output: string, type: 'double' | 'float'): OnnxNode {
  const columns = emptyColumns()
  addConstant(model.baseMargin, columns)
  for (const tree of model.trees) addTree(tree, model.characteristics, columns)
  return ensembleNode(columns, input, output, type)
}

/**
 * How many of ascending edges are at or below a value, as a TreeEnsemble: one tree that halves the edges again and again.
 *
 * @param edges - ascending; equal ones count as often as they stand there
 * @param input - name of a tensor of doubles, shape (n, 1)
 * @param output - name of the count, shape (n, 1), doubles
 */
export function countEdges(edges: readonly number[], input: string, output: string): OnnxNode {
  const columns = emptyColumns()
  columns.roots.push(0)
  const build = (low: number, high: number): readonly [id: number, isLeaf: 0 | 1] => {
    if (low === high) {
      columns.weights.push(low)
      return [columns.weights.length - 1, 1]
    }
    const middle = (low + high) >>> 1
    const id = addNode(columns, { feature: 0, mode: MODES.less, split: edges[middle]!, missingTrue: 0 })
    const [trueId, isTrueLeaf] = build(low, middle)
    const [falseId, isFalseLeaf] = build(middle + 1, high)
    pointTo(columns, id, true, trueId, isTrueLeaf)
    pointTo(columns, id, false, falseId, isFalseLeaf)
    return [id, 0]
  }
  build(0, edges.length)
  return ensembleNode(columns, input, output, 'double')
}

function emptyColumns(): Columns {
  return {
    roots: [],
    features: [],
    modes: [],
    splits: [],
    trueIds: [],
    trueLeafs: [],
    falseIds: [],
    falseLeafs: [],
    missingTrue: [],
    members: [],
    weights: [],
  }
}

interface NewNode {
  readonly feature: number
  readonly mode: number
  readonly split: number
  readonly missingTrue: number
}

function addNode(columns: Columns, { feature, mode, split, missingTrue }: NewNode): number {
  columns.modes.push(mode)
  columns.splits.push(split)
  columns.missingTrue.push(missingTrue)
  columns.trueIds.push(0)
  columns.trueLeafs.push(0)
  columns.falseIds.push(0)
  columns.falseLeafs.push(0)
  return columns.features.push(feature) - 1
}

/** A tree without splits: ONNX has it as a split with the same leaf on both sides. */
function addConstant(value: number, columns: Columns): void {
  const id = addNode(columns, { feature: 0, mode: MODES.lessOrEqual, split: 0, missingTrue: 0 })
  columns.roots.push(id)
  const leaf = columns.weights.push(value + 0, value + 0) - 2
  pointTo(columns, id, true, leaf, 1)
  pointTo(columns, id, false, leaf + 1, 1)
}

function addTree(tree: Tree, characteristics: readonly TreeCharacteristic[], columns: Columns): void {
  if (tree.features.length === 0) {
    addConstant(tree.values[0]!, columns)
    return
  }
  const firstLeaf = columns.weights.length
  for (const value of tree.values) columns.weights.push(value + 0)
  columns.roots.push(columns.features.length)
  // Depth first, the true side first: some readers take the sets in that order, others as the nodes stand.
  const open: Place[] = [{ node: 0, above: -1, isTrue: false }]
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { node, above, isTrue } = place
    const { levels } = characteristics[tree.features[node]!]!
    const id = addNode(columns, {
      feature: tree.features[node]!,
      mode: levels === null ? MODES.lessOrEqual : MODES.member,
      split: levels === null ? tree.thresholds[node]! + 0 : 0,
      missingTrue: levels === null ? tree.missingLeft[node]! : 0,
    })
    if (above >= 0) pointTo(columns, above, isTrue, id, 0)
    const isSwapped = levels !== null && addMembers(tree, node, levels.length, columns)
    const [left, right] = [tree.left[node]!, tree.right[node]!]
    for (const [child, isTrueSide] of [
      [isSwapped ? left : right, false],
      [isSwapped ? right : left, true],
    ] as const) {
      if (child < 0) pointTo(columns, id, isTrueSide, firstLeaf - child - 1, 1)
      else open.push({ node: child, above: id, isTrue: isTrueSide })
    }
  }
}

/** A node still to be written, and where it hangs. */
interface Place {
  readonly node: number
  readonly above: number
  readonly isTrue: boolean
}

function pointTo(columns: Columns, node: number, isTrue: boolean, id: number, isLeaf: 0 | 1): void {
  const [ids, leafs] = isTrue ? [columns.trueIds, columns.trueLeafs] : [columns.falseIds, columns.falseLeafs]
  ids[node] = id
  leafs[node] = isLeaf
}

/** The codes of a split on levels; true if they are those that go right. */
function addMembers(tree: Tree, node: number, nLevels: number, columns: Columns): boolean {
  const goesLeft = codesGoingLeft(tree, node, nLevels)
  let nLeft = 0
  for (const one of goesLeft) nLeft += one
  const isSwapped = nLeft * 2 > goesLeft.length - 1
  const wanted = isSwapped ? 0 : 1
  let count = 0
  for (let code = 1; code < goesLeft.length; code++) {
    if (goesLeft[code] !== wanted) continue
    columns.members.push(code)
    count++
  }
  // A set needs a member: a code that no value has, and not 0, which some readers take for the end.
  if (count === 0) columns.members.push(codeOfUnseen(nLevels) + 1)
  columns.members.push(Number.NaN)
  return isSwapped
}

function ensembleNode(columns: Columns, input: string, output: string, type: 'double' | 'float'): OnnxNode {
  const numbers = (values: readonly number[]): OnnxAttribute => ({ tensor: tensorOf(type, values) })
  return {
    op: 'TreeEnsemble',
    domain: 'ai.onnx.ml',
    inputs: [input],
    outputs: [output],
    attributes: {
      aggregate_function: { int: 1 },
      leaf_targetids: { ints: new Uint8Array(columns.weights.length) },
      leaf_weights: numbers(columns.weights),
      ...(columns.members.length === 0 ? {} : { membership_values: numbers(columns.members) }),
      n_targets: { int: 1 },
      nodes_falseleafs: { ints: columns.falseLeafs },
      nodes_falsenodeids: { ints: columns.falseIds },
      nodes_featureids: { ints: columns.features },
      nodes_missing_value_tracks_true: { ints: columns.missingTrue },
      nodes_modes: { tensor: tensorOf('uint8', columns.modes) },
      nodes_splits: numbers(columns.splits),
      nodes_trueleafs: { ints: columns.trueLeafs },
      nodes_truenodeids: { ints: columns.trueIds },
      post_transform: { int: 0 },
      tree_roots: { ints: columns.roots },
    },
  }
}

function tensorOf(type: 'double' | 'float' | 'uint8', values: readonly number[]): OnnxTensor {
  return { type, dims: [values.length], values }
}
