// AssemblyScript, compiled by `npm run kernels`. The same results as ../gbdt-plain-scan.ts, bit by bit.

/** Value of a leaf that lowers the loss most, within bounds. */
function leafValue(g: f64, h: f64, l1: f64, l2: f64, low: f64, high: f64): f64 {
  const kept = g > l1 ? g - l1 : g < -l1 ? g + l1 : 0.0
  const value = -kept / (h + l2)
  return value < low ? low : value > high ? high : value
}

function leafScore(g: f64, h: f64, value: f64, l1: f64, l2: f64): f64 {
  return -(2.0 * g * value + (h + l2) * value * value + 2.0 * l1 * abs(value))
}

/** Of two bins at once: G_l² / (H_l + l2) + G_r² / (H_r + l2) over a common denominator. */
function freeGains(g: v128, h: v128, totalG: v128, totalH: v128, l2: v128): v128 {
  const restG = f64x2.sub(totalG, g)
  const a = f64x2.add(h, l2)
  const b = f64x2.add(f64x2.sub(totalH, h), l2)
  const above = f64x2.add(f64x2.mul(f64x2.mul(g, g), b), f64x2.mul(f64x2.mul(restG, restG), a))
  return f64x2.div(above, f64x2.mul(a, b))
}

function write(best: usize, gain: f64, bin: i32, missingLeft: i32, sums: v128, n: i32): void {
  store<f64>(best, gain)
  store<f64>(best, <f64>bin, 8)
  store<f64>(best, <f64>missingLeft, 16)
  v128.store(best, sums, 24)
  store<f64>(best, <f64>n, 40)
}

/** The node whose splits are searched, and the way of missing values: each hand has an instance of its own. */
let totalG: f64 = 0.0
let totalH: f64 = 0.0
let totalN: i32 = 0
let l1: f64 = 0.0
let l2: f64 = 0.0
let leastH: f64 = 0.0
let leastN: i32 = 0
let low: f64 = 0.0
let high: f64 = 0.0
let isFree: boolean = false
let way: f64 = 0.0
let bestGain: f64 = 0.0

function readNode(node: usize, direction: i32): void {
  totalG = load<f64>(node)
  totalH = load<f64>(node, 8)
  totalN = <i32>load<f64>(node, 16)
  l1 = load<f64>(node, 24)
  l2 = load<f64>(node, 32)
  leastH = load<f64>(node, 40)
  leastN = <i32>load<f64>(node, 48)
  low = load<f64>(node, 56)
  high = load<f64>(node, 64)
  isFree = direction === 0 && l1 === 0.0 && low === -Infinity && high === Infinity
  way = <f64>direction
  bestGain = -Infinity
}

/** Gain of the split into these sums and the rest. */
function gainOf(sums: v128): f64 {
  const g = f64x2.extract_lane(sums, 0)
  const h = f64x2.extract_lane(sums, 1)
  if (isFree) {
    const gains = freeGains(f64x2.splat(g), f64x2.splat(h), f64x2.splat(totalG), f64x2.splat(totalH), f64x2.splat(l2))
    return f64x2.extract_lane(gains, 0)
  }
  const left = leafValue(g, h, l1, l2, low, high)
  const right = leafValue(totalG - g, totalH - h, l1, l2, low, high)
  if (way * (right - left) < 0.0) return -Infinity
  return leafScore(g, h, left, l1, l2) + leafScore(totalG - g, totalH - h, right, l1, l2)
}

/** Of two bins at once, without l1: gains of values cut to the bounds, −Infinity against the direction. */
function boundGains(g: v128, h: v128, totalsG: v128, totalsH: v128, ridge: v128): v128 {
  const a = f64x2.add(h, ridge)
  const restG = f64x2.sub(totalsG, g)
  const b = f64x2.add(f64x2.sub(totalsH, h), ridge)
  const lows = f64x2.splat(low)
  const highs = f64x2.splat(high)
  const left = f64x2.pmin(f64x2.pmax(f64x2.div(f64x2.neg(g), a), lows), highs)
  const right = f64x2.pmin(f64x2.pmax(f64x2.div(f64x2.neg(restG), b), lows), highs)
  const two = f64x2.splat(2.0)
  const ofLeft = f64x2.add(f64x2.mul(f64x2.mul(two, g), left), f64x2.mul(f64x2.mul(a, left), left))
  const ofRight = f64x2.add(f64x2.mul(f64x2.mul(two, restG), right), f64x2.mul(f64x2.mul(b, right), right))
  const gains = f64x2.add(f64x2.neg(ofLeft), f64x2.neg(ofRight))
  const isAgainst = f64x2.lt(f64x2.mul(f64x2.splat(way), f64x2.sub(right, left)), f64x2.splat(0.0))
  return v128.bitselect(f64x2.splat(-Infinity), gains, isAgainst)
}

function offer(best: usize, gain: f64, bin: i32, missingLeft: i32, sums: v128, n: i32): void {
  if (!(gain > bestGain)) return
  bestGain = gain
  write(best, gain, bin, missingLeft, sums, n)
}

/** Whether what is not in these sums is enough for a leaf. */
function leavesEnough(sums: v128, n: i32): boolean {
  return totalN - n >= leastN && totalH - f64x2.extract_lane(sums, 1) >= leastH
}

/** Splits after the bins first..last, all of them with a left part that is large enough from some bin on. */
function scanWay(sums: usize, counts: usize, missingLeft: i32, first: i32, last: i32, best: usize): void {
  let sum = missingLeft ? v128.load(sums) : f64x2.splat(0.0)
  let n = missingLeft ? load<i32>(counts) : 0
  let bin = first
  if (bin === 0) {
    if (n >= leastN && f64x2.extract_lane(sum, 1) >= leastH && leavesEnough(sum, n))
      offer(best, gainOf(sum), 0, missingLeft, sum, n)
    bin = 1
  }
  // Bins before which the left part is too small: those that follow only make it larger.
  for (; bin <= last; bin++) {
    const next = f64x2.add(sum, v128.load(sums + ((<usize>bin) << 4)))
    const nextN = n + load<i32>(counts + ((<usize>bin) << 2))
    if (nextN >= leastN && f64x2.extract_lane(next, 1) >= leastH) break
    sum = next
    n = nextN
  }
  const totalsG = f64x2.splat(totalG)
  const totalsH = f64x2.splat(totalH)
  const ridge = f64x2.splat(l2)
  let most = f64x2.splat(bestGain)
  for (; l1 === 0.0 && bin < last; bin += 2) {
    const at = sums + ((<usize>bin) << 4)
    const near = v128.load(at)
    const sum0 = f64x2.add(sum, near)
    // Sums are exact: the order in which they are added does not matter.
    const sum1 = f64x2.add(sum, f64x2.add(near, v128.load(at, 16)))
    const n0 = n + load<i32>(counts + ((<usize>bin) << 2))
    const n1 = n0 + load<i32>(counts + ((<usize>bin) << 2), 4)
    if (!leavesEnough(sum1, n1)) break
    const g = v128.shuffle<f64>(sum0, sum1, 0, 2)
    const h = v128.shuffle<f64>(sum0, sum1, 1, 3)
    const gains = isFree ? freeGains(g, h, totalsG, totalsH, ridge) : boundGains(g, h, totalsG, totalsH, ridge)
    if (v128.any_true(f64x2.gt(gains, most))) {
      offer(best, f64x2.extract_lane(gains, 0), bin, missingLeft, sum0, n0)
      offer(best, f64x2.extract_lane(gains, 1), bin + 1, missingLeft, sum1, n1)
      most = f64x2.splat(bestGain)
    }
    sum = sum1
    n = n1
  }
  for (; bin <= last; bin++) {
    sum = f64x2.add(sum, v128.load(sums + ((<usize>bin) << 4)))
    n += load<i32>(counts + ((<usize>bin) << 2))
    if (!leavesEnough(sum, n)) break
    offer(best, gainOf(sum), bin, missingLeft, sum, n)
  }
}

/** Best split of a number's histogram. */
export function scan(
  sums: usize,
  counts: usize,
  nBins: i32,
  firstLeft: i32,
  lastLeft: i32,
  direction: i32,
  node: usize,
  best: usize,
): f64 {
  readNode(node, direction)
  const hasMissing = load<i32>(counts) > 0
  scanWay(sums, counts, 0, 1, hasMissing ? lastLeft : nBins - 2, best)
  if (hasMissing) scanWay(sums, counts, 1, firstLeft, nBins - 2, best)
  return bestGain
}
