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
/** Numbers in all tables up to which they are kept from one call to the next: 128 MiB. */
const MOST_KEPT = 1 << 24

/** How it is done; tests compare the ways, which agree to rounding, and kernel and plain twin, which agree bit by bit. */
export interface ShapRowsOptions {
  readonly worthTables?: number
  readonly stepOf?: (program: ShapProgram, nCodes: number, nColumns: number) => ShapStep
}

/** Told the share done, from 0 to 1. */
export type OnShare = (share: number) => void

/**
 * Exact TreeSHAP of many rows; see {@link compileShapRows}, of which this is one call.
 *
 * @param model - sound tree model with covers
 * @param seen - what the nodes see (`treeReader`), one array per characteristic
 * @param options - how it is done, and who is told the share done
 * @throws StatisticError `invalidInput` if a tree that splits has no covers
 */
export function treeShapRows(
  model: TreeModel,
  seen: readonly Float64Array[],
  options: ShapRowsOptions & { readonly onShare?: OnShare } = {},
): ShapRows {
  return compileShapRows(model, options)(seen, options.onShare)
}

/**
 * Prepares exact TreeSHAP of many rows; the values of `treeShap` to rounding. What a case has to do with the leaves below a node is a
 * pattern of a few bits, so the contributions of all patterns are worked out once and looked up for every row. Tables that are not too
 * large are kept for the next rows.
 *
 * @param model - sound tree model with covers
 * @param options - how it is done
 * @returns (what the nodes see, one array per characteristic; who is told the share done) → contributions
 * @throws StatisticError `invalidInput` if a tree that splits has no covers
 */
export function compileShapRows(
  model: TreeModel,
  options: ShapRowsOptions = {},
): (seen: readonly Float64Array[], onShare?: OnShare) => ShapRows {
  const direct = treeShap(model)
  const codes = nodeCodes(model)
  let tables: Tables | null = null
  return (seen, onShare = () => {}) => {
    const nRows = seen[0]?.length ?? 0
    const phi = new Float64Array(nRows * seen.length)
    if (codes === null || nRows < (options.worthTables ?? WORTH_TABLES)) {
      addDirectly((one, own) => own.set(direct.explainSeen(one)), seen, phi, onShare)
    } else {
      tables ??= planTables(model, codes, options)
      addByTables(tables, codes, seen, phi, onShare)
    }
    return { baseMargin: direct.baseMargin, phi }
  }
}

function addDirectly(
  explain: (seen: ArrayLike<number>, phi: Float64Array) => void,
  seen: readonly Float64Array[],
  phi: Float64Array,
  onShare: OnShare,
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

/** The tables of a model, in chunks that fit into memory. */
interface Tables {
  readonly chunks: readonly (readonly PlannedTree[])[]
  readonly stepOf: (chunk: number, nColumns: number) => ShapStep
  /** Adds leaves that more characteristics decide than can be tabulated: they go the way of single cases. */
  readonly addLong: ((one: ArrayLike<number>, phi: Float64Array) => void) | null
}

function planTables(model: TreeModel, codes: NodeCodes, { stepOf = shapStep }: ShapRowsOptions): Tables {
  const ruleOf = rulesOnDemand()
  const longLeaves: TreeLeaves[] = []
  const chunks: PlannedTree[][] = []
  let nNumbers = 0
  let inChunk = MOST_NUMBERS
  model.trees.forEach((tree, t) => {
    if (tree.features.length === 0) return
    const { blocks, longPaths } = shapBlocks(tree)
    if (longPaths.length > 0) longLeaves.push({ tree, paths: longPaths })
    const size = blocks.reduce((sum, block) => sum + tableSize(block), 0)
    if (inChunk + size > MOST_NUMBERS) {
      chunks.push([])
      inChunk = 0
    }
    chunks.at(-1)!.push({ nodes: codes.nodes[t]!, blocks })
    inChunk += size
    nNumbers += size
  })
  const kept = new Map<number, ShapStep>()
  return {
    chunks,
    stepOf(chunk, nColumns) {
      const known = kept.get(chunk)
      if (known !== undefined) return known
      const step = stepOf(shapProgram(chunks[chunk]!, ruleOf), codes.nColumns, nColumns)
      if (nNumbers <= MOST_KEPT) kept.set(chunk, step)
      return step
    },
    addLong: longLeaves.length === 0 ? null : leafSum(model.characteristics, longLeaves, ruleOf),
  }
}

function addByTables(
  { chunks, stepOf, addLong }: Tables,
  codes: NodeCodes,
  seen: readonly Float64Array[],
  phi: Float64Array,
  onShare: OnShare,
): void {
  const nColumns = seen.length
  const nRows = phi.length / nColumns
  for (let chunk = 0; chunk < chunks.length; chunk++) {
    const step = stepOf(chunk, nColumns)
    for (let from = 0; from < nRows; from += step.capacity) {
      onShare((chunk + from / nRows) / chunks.length)
      const to = Math.min(nRows, from + step.capacity)
      codes.encode(seen, from, to, step.codes, step.capacity)
      step.phi.set(phi.subarray(from * nColumns, to * nColumns))
      step.add(to - from)
      phi.set(step.phi.subarray(0, (to - from) * nColumns), from * nColumns)
    }
  }
  if (addLong !== null) addDirectly(addLong, seen, phi, () => {})
}
