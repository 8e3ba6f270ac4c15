import { type ShapStep, shapStep } from '../kernels/tree-shap.ts'
import type { ShapProgram } from '../kernels/tree-shap-sums.ts'
import type { TreeModel } from '../trees/tree-model.ts'
import { leafSum, type TreeLeaves } from './leaf-sum.ts'
import { rulesOnDemand } from './leaf-table.ts'
import { type NodeCodes, nodeCodes } from './node-codes.ts'
import { shapBlocks } from './shap-blocks.ts'
import { type PlannedTree, shapProgram, tableSize } from './shap-program.ts'
import { treeShap } from './tree-shap.ts'

/** Contributions of many rows in log odds of the event. */
export interface ShapRows {
  /** Mean margin by the covers. */
  readonly baseMargin: number
  /** Row-major, shape (nRows, nCharacteristics). */
  readonly phi: Float64Array
}

/** Fewer rows than this are explained one by one: tables would not pay. */
const WORTH_TABLES = 200
/** Numbers in the tables of the trees worked on at a time: 64 MiB. */
const MOST_NUMBERS = 1 << 23

/** How it is done; tests compare the ways, which agree to rounding, and kernel and plain twin, which agree bit by bit. */
export interface ShapRowsOptions {
  readonly worthTables?: number
  readonly stepOf?: (program: ShapProgram, nCodes: number, nColumns: number) => ShapStep
  /** Told the share done, from 0 to 1. */
  readonly onShare?: (share: number) => void
}

/**
 * Exact TreeSHAP of many rows; the values of `treeShap` to rounding. What a case has to do with the leaves below a node is a pattern of
 * a few bits, so the contributions of all patterns are worked out once and looked up for every row.
 *
 * @param model - sound tree model with covers
 * @param seen - what the nodes see (`treeReader`), one array per characteristic
 * @param options - how it is done
 * @throws StatisticError `invalidInput` if a tree that splits has no covers
 */
export function treeShapRows(model: TreeModel, seen: readonly Float64Array[], options: ShapRowsOptions = {}): ShapRows {
  const direct = treeShap(model)
  const nRows = seen[0]?.length ?? 0
  const phi = new Float64Array(nRows * seen.length)
  const codes = nRows < (options.worthTables ?? WORTH_TABLES) ? null : nodeCodes(model)
  const onShare = options.onShare ?? (() => {})
  if (codes === null) addDirectly((one, own) => own.set(direct.explainSeen(one)), seen, phi, onShare)
  else addByTables(model, codes, seen, phi, { ...options, onShare })
  return { baseMargin: direct.baseMargin, phi }
}

function addDirectly(
  explain: (seen: ArrayLike<number>, phi: Float64Array) => void,
  seen: readonly Float64Array[],
  phi: Float64Array,
  onShare: (share: number) => void,
): void {
  const nColumns = seen.length
  const nRows = phi.length / nColumns
  const one = new Float64Array(nColumns)
  for (let row = 0; row < nRows; row++) {
    if (row % 100 === 0) onShare(row / nRows)
    for (let j = 0; j < nColumns; j++) one[j] = seen[j]![row]!
    explain(one, phi.subarray(row * nColumns, (row + 1) * nColumns))
  }
}

function addByTables(
  model: TreeModel,
  codes: NodeCodes,
  seen: readonly Float64Array[],
  phi: Float64Array,
  { stepOf = shapStep, onShare = () => {} }: ShapRowsOptions,
): void {
  const ruleOf = rulesOnDemand()
  const nTrees = model.trees.length
  // Leaves that more characteristics decide than can be tabulated go the way of single cases.
  const longLeaves: TreeLeaves[] = []
  let waiting: PlannedTree[] = []
  let nNumbers = 0
  const flush = (nDone: number): void => {
    if (waiting.length > 0) addChunk(waiting, nDone)
    waiting = []
    nNumbers = 0
  }
  model.trees.forEach((tree, t) => {
    if (tree.features.length === 0) return
    const { blocks, longPaths } = shapBlocks(tree)
    if (longPaths.length > 0) longLeaves.push({ tree, paths: longPaths })
    const size = blocks.reduce((sum, block) => sum + tableSize(block), 0)
    if (nNumbers + size > MOST_NUMBERS) flush(t)
    waiting.push({ nodes: codes.nodes[t]!, blocks })
    nNumbers += size
  })
  flush(nTrees)
  if (longLeaves.length > 0) addDirectly(leafSum(model.characteristics, longLeaves, ruleOf), seen, phi, () => {})

  function addChunk(trees: readonly PlannedTree[], nDone: number): void {
    const nColumns = seen.length
    const nRows = phi.length / nColumns
    const step = stepOf(shapProgram(trees, ruleOf), codes.nColumns, nColumns)
    const before = nDone - trees.length
    for (let from = 0; from < nRows; from += step.capacity) {
      onShare((before + (trees.length * from) / nRows) / nTrees)
      const to = Math.min(nRows, from + step.capacity)
      codes.encode(seen, from, to, step.codes, step.capacity)
      step.phi.set(phi.subarray(from * nColumns, to * nColumns))
      step.add(to - from)
      phi.set(step.phi.subarray(0, (to - from) * nColumns), from * nColumns)
    }
  }
}
