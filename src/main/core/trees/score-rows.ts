import type { Column } from '../frame/frame.ts'
import { BLOCK_ROWS, TILE_ROWS, type TreeScoringKernel, treeScoringKernel } from '../kernels/tree-scoring.ts'
import { type FlatTrees, leafOfFlatTree } from './flat-trees.ts'
import type { TreeModel } from './tree-model.ts'
import { compileTreeProgram, type TreeProgram } from './tree-program.ts'
import type { TreeReader } from './tree-reader.ts'
import { MISSING_LEVEL } from './walk-trees.ts'

/** Fewer rows than this are not worth a WebAssembly instance. */
const WORTH_A_KERNEL = 256

/** The parts of a model that scoring many rows needs. */
export interface RowScorerParts {
  readonly model: TreeModel
  readonly flat: FlatTrees
  readonly readers: readonly TreeReader[]
}

/** Scores rows of columns. */
export type RowScorer = (columns: readonly Column[], margins: Float64Array) => void

/**
 * Prepares the scoring of many rows; the kernel is made at the first call that is worth it and kept.
 *
 * @returns (columns in the order of the model's characteristics, margins) → fills the margins of all rows, the same bit by bit as walking
 *   through the trees case by case
 */
export function rowScorer(parts: RowScorerParts): RowScorer {
  let block: Block | null = null
  return (columns, margins) => {
    if (block === null || (!block.isFull && margins.length >= WORTH_A_KERNEL))
      block = createBlock(parts, margins.length >= WORTH_A_KERNEL)
    for (let from = 0; from < margins.length; from += BLOCK_ROWS)
      block.score(columns, from, margins.subarray(from, from + BLOCK_ROWS))
  }
}

interface Block {
  /** Made with a kernel, if that could be had. */
  readonly isFull: boolean
  score(columns: readonly Column[], from: number, margins: Float64Array): void
}

/** A run of trees: for the kernel, or to be walked through. */
interface Run {
  readonly isForKernel: boolean
  readonly from: number
  readonly to: number
}

function createBlock(parts: RowScorerParts, wantsKernel: boolean): Block {
  const { model, readers } = parts
  const program = wantsKernel ? compileTreeProgram(model) : null
  const isSingle = model.arithmetic === 'single'
  const kernel = program === null ? null : treeScoringKernel(program, isSingle)
  const runs = runsOfTrees(kernel === null ? null : program, model.trees.length)
  const seen = roomForValues(model, program, kernel)
  const sums = kernel?.sums ?? new Float64Array(BLOCK_ROWS)
  const levelColumns = program?.levelColumns ?? []
  const baseMargin = isSingle ? Math.fround(model.baseMargin) : model.baseMargin
  return {
    isFull: wantsKernel,
    score(columns, from, margins) {
      const n = margins.length
      for (let j = 0; j < readers.length; j++) readers[j]!.ofRows(columns[j]!, from, seen[j]!.subarray(0, n))
      levelColumns.forEach((j, k) => {
        if (kernel !== null) encodeLevels(seen[j]!, n, model.characteristics[j]!.levels!.length, kernel.codes[k]!)
      })
      sums.fill(baseMargin)
      for (let row = 0; row < n; row += TILE_ROWS) {
        kernel?.encode(row)
        for (const run of runs) {
          if (run.isForKernel) kernel!.add(run.from, run.to, row)
          else addByWalking(parts.flat, run, seen, { sums, isSingle, row, end: Math.min(row + TILE_ROWS, n) })
        }
      }
      margins.set(sums.subarray(0, n))
    },
  }
}

function runsOfTrees(program: TreeProgram | null, nTrees: number): Run[] {
  const runs: Run[] = []
  for (let tree = 0; tree < nTrees; tree++) {
    const isForKernel = program !== null && program.trees[tree] !== null
    const last = runs.at(-1)
    if (last !== undefined && last.isForKernel === isForKernel) runs[runs.length - 1] = { ...last, to: tree + 1 }
    else runs.push({ isForKernel, from: tree, to: tree + 1 })
  }
  return runs
}

/** Per characteristic room for what the nodes see of a block: in the kernel's memory where it reads them there. */
function roomForValues(
  model: TreeModel,
  program: TreeProgram | null,
  kernel: TreeScoringKernel | null,
): Float64Array[] {
  const inKernel = new Map(program?.searches.map(({ characteristic }, i) => [characteristic, kernel?.numbers[i]]))
  return model.characteristics.map((_, j) => inKernel.get(j) ?? new Float64Array(BLOCK_ROWS))
}

/** Codes of levels: their places, then missing, then unseen. */
function encodeLevels(seen: Float64Array, n: number, nLevels: number, codes: Uint8Array): void {
  for (let i = 0; i < n; i++) {
    const place = seen[i]!
    codes[i] = place >= 0 ? place : place === MISSING_LEVEL ? nLevels : nLevels + 1
  }
}

function addByWalking(
  flat: FlatTrees,
  run: Run,
  seen: readonly Float64Array[],
  { sums, isSingle, row, end }: { sums: Float64Array; isSingle: boolean; row: number; end: number },
): void {
  const values = new Float64Array(seen.length)
  for (let i = row; i < end; i++) {
    for (let j = 0; j < seen.length; j++) values[j] = seen[j]![i]!
    let sum = sums[i]!
    for (let tree = run.from; tree < run.to; tree++) {
      sum += flat.values[leafOfFlatTree(flat, tree, values)]!
      if (isSingle) sum = Math.fround(sum)
    }
    sums[i] = sum
  }
}
