/**
 * The best split of one number's histogram; see GbdtKernel.scan. Places are indices of the views.
 *
 * @returns the gain, −Infinity if there is no split
 */
export function scanSplits(
  f64: Float64Array,
  i32: Int32Array,
  sums: number,
  counts: number,
  nBins: number,
  firstLeft: number,
  lastLeft: number,
  direction: number,
  node: number,
  best: number,
): number {
  const total = readNode(f64, node)
  const isFree = direction === 0 && total.l1 === 0 && total.low === -Infinity && total.high === Infinity
  let bestGain = -Infinity
  const scanWay = (missingLeft: 0 | 1, first: number, last: number): void => {
    let g = missingLeft === 1 ? f64[sums]! : 0
    let h = missingLeft === 1 ? f64[sums + 1]! : 0
    let n = missingLeft === 1 ? i32[counts]! : 0
    for (let bin = first; bin <= last; bin++) {
      if (bin > 0) {
        g += f64[sums + 2 * bin]!
        h += f64[sums + 2 * bin + 1]!
        n += i32[counts + bin]!
      }
      const restH = total.h - h
      if (n < total.leastN || h < total.leastH) continue
      if (total.n - n < total.leastN || restH < total.leastH) return
      const gain = isFree
        ? freeGain(g, h, total.g - g, restH, total.l2)
        : boundedGain(g, h, total.g - g, restH, total, direction)
      if (!(gain > bestGain)) continue
      bestGain = gain
      f64.set([gain, bin, missingLeft, g, h, n], best)
    }
  }
  const hasMissing = i32[counts]! > 0
  scanWay(0, 1, hasMissing ? lastLeft : nBins - 2)
  if (hasMissing) scanWay(1, firstLeft, nBins - 2)
  return bestGain
}

/** What is known of a node when its splits are weighed. */
export interface NodeTotals {
  readonly g: number
  readonly h: number
  readonly n: number
  readonly l1: number
  readonly l2: number
  readonly leastH: number
  readonly leastN: number
  readonly low: number
  readonly high: number
}

/** The totals of a node as they lie in memory. @param at - index of the first one */
export function readNode(f64: Float64Array, at: number): NodeTotals {
  return {
    g: f64[at]!,
    h: f64[at + 1]!,
    n: f64[at + 2]!,
    l1: f64[at + 3]!,
    l2: f64[at + 4]!,
    leastH: f64[at + 5]!,
    leastN: f64[at + 6]!,
    low: f64[at + 7]!,
    high: f64[at + 8]!,
  }
}

function freeGain(g: number, h: number, restG: number, restH: number, l2: number): number {
  const a = h + l2
  const b = restH + l2
  return (g * g * b + restG * restG * a) / (a * b)
}

/**
 * Gain of two parts whose values are cut to the bounds of the node; −Infinity if they run against the direction.
 *
 * @param direction - of values from left to right
 */
export function boundedGain(
  g: number,
  h: number,
  restG: number,
  restH: number,
  total: NodeTotals,
  direction: number,
): number {
  const left = leafValue(g, h, total.l1, total.l2, total.low, total.high)
  const right = leafValue(restG, restH, total.l1, total.l2, total.low, total.high)
  if (direction * (right - left) < 0) return -Infinity
  return leafScore(g, h, left, total.l1, total.l2) + leafScore(restG, restH, right, total.l1, total.l2)
}

/**
 * Value of a leaf that lowers the loss most, within bounds.
 *
 *     w = −T(G) / (H + l2),   T(G) = sign(G) · max(|G| − l1, 0)
 */
export function leafValue(g: number, h: number, l1: number, l2: number, low: number, high: number): number {
  const kept = g > l1 ? g - l1 : g < -l1 ? g + l1 : 0
  const value = -kept / (h + l2)
  return value < low ? low : value > high ? high : value
}

/** Twice the fall of the penalized loss by a leaf of that value: −(2Gw + (H + l2)·w² + 2·l1·|w|). */
export function leafScore(g: number, h: number, value: number, l1: number, l2: number): number {
  return -(2 * g * value + (h + l2) * value * value + 2 * l1 * Math.abs(value))
}
