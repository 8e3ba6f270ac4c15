import { boundedGain, readNode } from '../kernels/gbdt-plain-scan.ts'
import type { DeskViews } from './hand.ts'

/**
 * The best split of a node into two sets of levels: those up to a place in the order of their mean gradient, and the rest, missing
 * values with either.
 *
 *     order by  Σg / (Σh + smoothing);   gain as for numbers, with levelL2 added to l2
 *
 * @param sums - index of the pairs (g, h) of the bins, the first one that of missing values, @param counts - index of their rows
 * @param node - index of the node's totals
 * @param best - index of the result: gain, number of levels that go left, missing left, g, h, n of the left part, then 256 bits of bins
 * @returns the gain, −Infinity if there is no split
 * @see Fisher (1958), On grouping for maximum homogeneity, JASA 53
 */
export function splitLevels(
  { f64, i32, u8 }: DeskViews,
  sums: number,
  counts: number,
  nBins: number,
  node: number,
  best: number,
  smoothing: number,
  levelL2: number,
): number {
  const read = readNode(f64, node)
  const total = { ...read, l2: read.l2 + levelL2 }
  const present: number[] = []
  for (let bin = 1; bin < nBins; bin++) if (i32[counts + bin]! > 0) present.push(bin)
  const mean = (bin: number) => f64[sums + 2 * bin]! / (f64[sums + 2 * bin + 1]! + smoothing)
  present.sort((a, b) => mean(a) - mean(b) || a - b)
  const hasMissing = i32[counts]! > 0
  let bestGain = -Infinity
  for (let missingLeft = 0; missingLeft <= (hasMissing ? 1 : 0); missingLeft++) {
    let g = missingLeft === 1 ? f64[sums]! : 0
    let h = missingLeft === 1 ? f64[sums + 1]! : 0
    let n = missingLeft === 1 ? i32[counts]! : 0
    // All levels left make a split only where missing values stay right.
    const last = present.length - (hasMissing && missingLeft === 0 ? 0 : 1)
    for (let k = 0; k < last; k++) {
      const bin = present[k]!
      g += f64[sums + 2 * bin]!
      h += f64[sums + 2 * bin + 1]!
      n += i32[counts + bin]!
      if (n < total.leastN || h < total.leastH) continue
      if (total.n - n < total.leastN || total.h - h < total.leastH) break
      const gain = boundedGain(g, h, total.g - g, total.h - h, total, 0)
      if (!(gain > bestGain)) continue
      bestGain = gain
      f64.set([gain, k + 1, missingLeft, g, h, n], best)
    }
  }
  if (bestGain === -Infinity) return bestGain
  const bits = (best + 6) << 3
  u8.fill(0, bits, bits + 32)
  for (const bin of present.slice(0, f64[best + 1]!)) u8[bits + (bin >> 3)]! |= 1 << (bin & 7)
  return bestGain
}
