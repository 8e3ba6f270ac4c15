/** Numbers of one search tree: its codes and the one for missing fit a byte, also one higher. */
export const MOST_NUMBERS = 254

/** Thresholds of a characteristic in the order of a perfect search tree. */
export interface SearchTree {
  readonly characteristic: number
  /** Its thresholds, ascending, distinct; at most {@link MOST_NUMBERS}. */
  readonly thresholds: Float64Array
  /** Children of place i at 2i + 1 and 2i + 2; filled up with +∞, which is less than nothing. Length 2^height − 1. */
  readonly heap: Float64Array
  readonly height: number
}

/**
 * Search trees over the thresholds of a characteristic, in ascending runs of at most {@link MOST_NUMBERS}.
 *
 *     code(v) = number of thresholds of a run < v,   hence   v ≤ t_j  ⇔  code(v) ≤ j
 *
 * @param characteristic - its place
 * @param thresholds - in any order, repeated or not
 */
export function searchTrees(characteristic: number, thresholds: readonly number[]): SearchTree[] {
  // A set holds 0 and −0 to be the same, as comparisons do.
  const sorted = Float64Array.from(new Set(thresholds)).sort()
  const trees: SearchTree[] = []
  for (let from = 0; from < sorted.length; from += MOST_NUMBERS) {
    const run = sorted.subarray(from, from + MOST_NUMBERS)
    const height = Math.ceil(Math.log2(run.length + 1))
    const heap = new Float64Array(2 ** height - 1)
    fillInOrder(heap, 0, run, 0)
    trees.push({ characteristic, thresholds: run, heap, height })
  }
  return trees
}

/**
 * Fills the part of a heap below a place with the numbers from `next` on.
 *
 * @returns the next number not used
 */
function fillInOrder(heap: Float64Array, place: number, numbers: Float64Array, next: number): number {
  if (place >= heap.length) return next
  const own = fillInOrder(heap, 2 * place + 1, numbers, next)
  heap[place] = numbers[own] ?? Number.POSITIVE_INFINITY
  return fillInOrder(heap, 2 * place + 2, numbers, own + 1)
}
