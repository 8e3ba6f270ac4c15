import { logOnePlus } from './exponential.ts'
import type { GbdtKernel } from './gbdt-kernel.ts'
import { scanSplits } from './gbdt-plain-scan.ts'

/** 1.5·2⁵²: adding and taking it away rounds to a whole number, ties to even. */
const SHIFT = 6_755_399_441_055_744
/** Beyond, a probability is 0 or 1 to 17 digits. */
const MOST_MARGIN = 40
const SMALL_PRODUCT = 2 ** -500
const LARGE = 2 ** 500

/** ln 2 in two parts, the first with zeros at its end so that whole multiples of it are exact. */
const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
/** 2⁰, 2⁻¹, 2⁻², … */
const POWERS = Float64Array.from({ length: 64 }, () => 1)
for (let i = 1; i < POWERS.length; i++) POWERS[i] = POWERS[i - 1]! / 2

interface Views {
  readonly f64: Float64Array
  readonly i32: Int32Array
  readonly u8: Uint8Array
}

/**
 * The inner loops of boosted trees in plain TypeScript: what the WebAssembly kernel does, for reading, for tests, and for places
 * without WebAssembly.
 *
 * @param buffer - the memory; its length is a multiple of 8
 */
export function plainGbdtKernel(buffer: ArrayBufferLike): GbdtKernel {
  const views = { f64: new Float64Array(buffer), i32: new Int32Array(buffer), u8: new Uint8Array(buffer) }
  const { f64, i32, u8 } = views
  return {
    gradients: (...args) => gradients(views, ...args),
    histogram: (...args) => histogram(views, ...args),
    combine(sums, counts, otherSums, otherCounts, n, sign) {
      for (let i = 0; i < 2 * n; i++) f64[(sums >> 3) + i]! += sign * f64[(otherSums >> 3) + i]!
      for (let i = 0; i < n; i++) i32[(counts >> 2) + i]! += sign * i32[(otherCounts >> 2) + i]!
    },
    partition(codes, rows, into, from, to, table) {
      let front = (into >> 2) + from
      let end = (into >> 2) + to - 1
      for (let i = from; i < to; i++) {
        const row = i32[(rows >> 2) + i]!
        if (u8[table + u8[codes + row]!] === 1) i32[front++] = row
        else i32[end--] = row
      }
      return front - (into >> 2) - from
    },
    addValue(margins, rows, from, to, value) {
      for (let i = from; i < to; i++) f64[(margins >> 3) + i32[(rows >> 2) + i]!]! += value
    },
    applyTree(nodes, tables, values, margins, from, to) {
      for (let row = from; row < to; row++) {
        let node = 0
        while (node >= 0) {
          const at = (nodes >> 2) + node * 4
          const code = u8[i32[at]! + row * i32[at + 1]!]!
          node = u8[tables + node * 256 + code] === 1 ? i32[at + 2]! : i32[at + 3]!
        }
        f64[(margins >> 3) + row]! += f64[(values >> 3) - node - 1]!
      }
    },
    scan: (sums, counts, nBins, firstLeft, lastLeft, direction, node, best) =>
      scanSplits(f64, i32, sums >> 3, counts >> 2, nBins, firstLeft, lastLeft, direction, node >> 3, best >> 3),
    encode(values, from, to, edges, column, codes, stride) {
      const edge = edges >> 3
      for (let i = from; i < to; i++) {
        const value = f64[(values >> 3) + i]!
        let below = 0
        for (let step = 128; step > 0; step >>= 1) if (f64[edge + below + step - 1]! < value) below += step
        const code = Number.isNaN(value) ? 0 : below + 1
        u8[column + i] = code
        u8[codes + i * stride] = code
      }
    },
  }
}

function gradients(
  { f64, i32, u8 }: Views,
  margins: number,
  labels: number,
  weights: number,
  packed: number,
  from: number,
  to: number,
  mode: number,
  scaleG: number,
  scaleH: number,
  sums: number,
): void {
  const products = [1, 1]
  const scalings = [0, 0]
  let loss = 0
  let sumG = 0
  let sumH = 0
  for (let row = from; row < to; row++) {
    const margin = Math.max(-MOST_MARGIN, Math.min(MOST_MARGIN, f64[(margins >> 3) + row]!))
    const e = quickExponential(-Math.abs(margin))
    const larger = 1 / (1 + e)
    const smaller = e * larger
    const isEvent = u8[labels + row] === 1
    const isHigh = margin > 0
    // Probability of what happened, and of what did not.
    const right = isEvent === isHigh ? larger : smaller
    const wrong = isEvent === isHigh ? smaller : larger
    const weight = mode === 0 ? 1 : f64[(weights >> 3) + row]!
    if (mode === 0) products[row & 1]! *= right
    else loss += weight * (logOnePlus(e) + (isEvent === isHigh ? 0 : Math.abs(margin)))
    if (mode === 0 && (row & 7) === 7)
      for (const lane of [0, 1])
        if (products[lane]! < SMALL_PRODUCT) {
          products[lane]! *= LARGE
          scalings[lane]!++
        }
    if (packed === 0) continue
    const signed = isEvent ? -wrong : wrong
    const inner = mode === 2 ? weight : 1
    const outer = mode === 1 ? weight : 1
    const g = (signed * inner * scaleG + SHIFT - SHIFT) * outer
    const h = Math.max(larger * smaller * inner * scaleH + SHIFT - SHIFT, 1) * outer
    sumG += g
    sumH += h
    const at = (packed >> 2) + row * 2
    i32[at] = (h << 12) | 1
    i32[at + 1] = (g << 5) | (h >>> 20)
  }
  f64.set([products[0]!, products[1]!, scalings[0]!, scalings[1]!, loss, sumG, sumH], sums >> 3)
}

/**
 * e^x, the same on every machine and engine, in fewer steps than `exponential`: off by at most 10⁻¹¹ of itself.
 *
 *     e^x = 2^k · Σ r^i / i!  (i to 9),   k = round(x / ln 2),   r = x − k·ln 2
 *
 * @param x - from −40 to 0
 */
export function quickExponential(x: number): number {
  const k = x * Math.LOG2E + SHIFT - SHIFT
  const r = x - k * LN2_HIGH - k * LN2_LOW
  const r2 = r * r
  const r4 = r2 * r2
  const low = 1 + r + (0.5 + r * (1 / 6)) * r2
  const top = 1 / 24 + r * (1 / 120) + (1 / 720 + r * (1 / 5040)) * r2 + r4 * (1 / 40320 + r * (1 / 362880))
  return (low + r4 * top) * POWERS[-k]!
}

function histogram(
  { f64, i32, u8 }: Views,
  codes: number,
  stride: number,
  groups: number,
  nGroups: number,
  rows: number,
  packed: number,
  from: number,
  to: number,
  _block: number,
  sums: number,
  counts: number,
  isFirst: number,
  unitG: number,
  unitH: number,
  _scratch: number,
): void {
  for (let lane = 0; lane < 16 * nGroups; lane++) {
    const group = (groups >> 2) + 4 * (lane >> 4)
    const place = lane & 15
    if (place >= i32[group + 1]!) continue
    const span = (i32[group + 2]! >> 2) + 2 * place
    const nBins = i32[span + 1]!
    const pair = (sums >> 3) + 2 * i32[span]!
    const count = (counts >> 2) + i32[span]!
    if (isFirst === 1) {
      f64.fill(0, pair, pair + 2 * nBins)
      i32.fill(0, count, count + nBins)
    }
    if (nBins === 0) continue
    const code = codes + i32[group]! + place
    for (let i = from; i < to; i++) {
      const row = rows === 0 ? i : i32[(rows >> 2) + i]!
      const low = i32[(packed >> 2) + 2 * row]!
      const high = i32[(packed >> 2) + 2 * row + 1]!
      const bin = u8[code + row * stride]!
      f64[pair + 2 * bin]! += (high >> 5) * unitG
      f64[pair + 2 * bin + 1]! += (((high & 31) << 20) | (low >>> 12)) * unitH
      i32[count + bin]!++
    }
  }
}
