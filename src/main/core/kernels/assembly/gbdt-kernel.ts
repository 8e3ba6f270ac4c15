// AssemblyScript, compiled by `npm run kernels`. The same results as ../gbdt-plain.ts, bit by bit; what each function does is told in ../gbdt-kernel.ts.

/** 1.5·2⁵²: adding it rounds to a whole number, ties to even, and leaves it in the low bits. */
const SHIFT: f64 = 6755399441055744.0
const TWO_52: f64 = 4503599627370496.0
/** Rows whose codes are brought together before they are counted. */
const NEAR: usize = 512

/** e^x of both lanes for x from −40 to 0: see quickExponential in ../gbdt-plain.ts. */
function quickExponential(x: v128): v128 {
  const shift = f64x2.splat(SHIFT)
  const shifted = f64x2.add(f64x2.mul(x, f64x2.splat(Math.LOG2E)), shift)
  const k = f64x2.sub(shifted, shift)
  const high = f64x2.sub(x, f64x2.mul(k, f64x2.splat(0.6931471803691238)))
  const r = f64x2.sub(high, f64x2.mul(k, f64x2.splat(1.9082149292705877e-10)))
  const r2 = f64x2.mul(r, r)
  const r4 = f64x2.mul(r2, r2)
  const a = f64x2.add(f64x2.splat(1.0), r)
  const b = f64x2.add(f64x2.splat(0.5), f64x2.mul(r, f64x2.splat(1.0 / 6.0)))
  const c = f64x2.add(f64x2.splat(1.0 / 24.0), f64x2.mul(r, f64x2.splat(1.0 / 120.0)))
  const d = f64x2.add(f64x2.splat(1.0 / 720.0), f64x2.mul(r, f64x2.splat(1.0 / 5040.0)))
  const e = f64x2.add(f64x2.splat(1.0 / 40320.0), f64x2.mul(r, f64x2.splat(1.0 / 362880.0)))
  const low = f64x2.add(a, f64x2.mul(b, r2))
  const top = f64x2.add(f64x2.add(c, f64x2.mul(d, r2)), f64x2.mul(r4, e))
  const power = i64x2.shl(i64x2.add(shifted, i64x2.splat(1023)), 52)
  return f64x2.mul(f64x2.add(low, f64x2.mul(r4, top)), power)
}

/** ln(1 + e) for e from 0 to 1: see ../exponential.ts. */
function logOnePlus(e: f64): f64 {
  const isUpper = e > 0.41421356237309503
  const f = isUpper ? (e - 1.0) * 0.5 : e
  const s = f / (2.0 + f)
  const t = s * s
  let r: f64 = 0.14798198605116586
  r = r * t + 0.15313837699209373
  r = r * t + 0.1818357216161805
  r = r * t + 0.22222198432149784
  r = r * t + 0.2857142874366239
  r = r * t + 0.3999999999940942
  r = r * t + 0.6666666666666735
  r *= t
  const half = f * f * 0.5
  const rest = s * (half + r) + (isUpper ? 1.9082149292705877e-10 : 0.0)
  return (isUpper ? 0.6931471803691238 : 0.0) - (half - rest - f)
}

/** All bits of a lane where its label, one of two bytes, is that of an event. */
function eventLanes(labels: usize): v128 {
  const both = i16x8.splat(load<i16>(labels))
  const wide = v128.shuffle<u8>(both, both, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1)
  return i8x16.gt_s(wide, i8x16.splat(0))
}

function lossOf(weight: f64, e: f64, away: f64): f64 {
  return weight * (logOnePlus(e) + away)
}

/** Whole gradients and hessians of two rows as two integers. */
function packedRows(g: v128, h: v128): v128 {
  const shift = f64x2.splat(SHIFT)
  const gBits = i64x2.shl(f64x2.add(g, shift), 37)
  const hBits = i64x2.shl(v128.and(f64x2.add(h, shift), i64x2.splat(0x1ffffff)), 12)
  return i64x2.add(i64x2.add(gBits, hBits), i64x2.splat(1))
}

function storeSums(sums: usize, product: v128, scalings: v128, loss: f64, g: v128, h: v128): void {
  v128.store(sums, product)
  v128.store(sums, scalings, 16)
  store<f64>(sums, loss, 32)
  store<f64>(sums, f64x2.extract_lane(g, 0) + f64x2.extract_lane(g, 1), 40)
  store<f64>(sums, f64x2.extract_lane(h, 0) + f64x2.extract_lane(h, 1), 48)
}

/** Gradients and loss of some rows, two at a time. */
export function gradients(
  margins: usize,
  labels: usize,
  weights: usize,
  packed: usize,
  from: usize,
  to: usize,
  mode: i32,
  scaleG: f64,
  scaleH: f64,
  sums: usize,
): void {
  const one = f64x2.splat(1.0)
  const zero = f64x2.splat(0.0)
  const small = f64x2.splat(reinterpret<f64>((1023 - 500) << 52))
  const large = f64x2.splat(reinterpret<f64>((1023 + 500) << 52))
  const sign = i64x2.splat(i64.MIN_VALUE)
  const gUnits = f64x2.splat(scaleG)
  const hUnits = f64x2.splat(scaleH)
  let product = one
  let scalings = zero
  let loss: f64 = 0.0
  let sumG = zero
  let sumH = zero
  for (let row = from; row < to; row += 2) {
    const isLast = row + 1 === to
    const raw = isLast ? v128.load64_zero(margins + (row << 3)) : v128.load(margins + (row << 3))
    const margin = f64x2.pmax(f64x2.splat(-40.0), f64x2.pmin(f64x2.splat(40.0), raw))
    const e = quickExponential(f64x2.neg(f64x2.abs(margin)))
    const larger = f64x2.div(one, f64x2.add(one, e))
    const smaller = f64x2.mul(e, larger)
    const isEvent = eventLanes(labels + row)
    const isExpected = v128.not(v128.xor(isEvent, f64x2.gt(margin, zero)))
    let right = v128.bitselect(larger, smaller, isExpected)
    const wrong = v128.bitselect(smaller, larger, isExpected)
    let inner = one
    let outer = one
    if (mode === 0) {
      // A row that is not there happened for certain.
      if (isLast) right = f64x2.replace_lane(right, 1, 1.0)
      product = f64x2.mul(product, right)
      if ((row & 7) === 6 && !isLast) {
        const isSmall = f64x2.lt(product, small)
        product = v128.bitselect(f64x2.mul(product, large), product, isSmall)
        scalings = f64x2.add(scalings, v128.and(one, isSmall))
      }
    } else {
      const weight = isLast ? v128.load64_zero(weights + (row << 3)) : v128.load(weights + (row << 3))
      const away = v128.andnot(f64x2.abs(margin), isExpected)
      loss += lossOf(f64x2.extract_lane(weight, 0), f64x2.extract_lane(e, 0), f64x2.extract_lane(away, 0))
      if (!isLast) loss += lossOf(f64x2.extract_lane(weight, 1), f64x2.extract_lane(e, 1), f64x2.extract_lane(away, 1))
      if (mode === 2) inner = weight
      else outer = weight
    }
    if (packed === 0) continue
    const signed = v128.xor(wrong, v128.and(isEvent, sign))
    let g = f64x2.mul(f64x2.nearest(f64x2.mul(f64x2.mul(signed, inner), gUnits)), outer)
    const curvature = f64x2.mul(f64x2.mul(f64x2.mul(larger, smaller), inner), hUnits)
    let h = f64x2.mul(f64x2.pmax(one, f64x2.nearest(curvature)), outer)
    // Behind an odd last row there is room for one more.
    v128.store(packed + (row << 3), packedRows(g, h))
    if (isLast) {
      g = f64x2.replace_lane(g, 1, 0.0)
      h = f64x2.replace_lane(h, 1, 0.0)
    }
    sumG = f64x2.add(sumG, g)
    sumH = f64x2.add(sumH, h)
  }
  storeSums(sums, product, scalings, loss, sumG, sumH)
}

/** Adds a packed row to the sums of four features with these codes. */
function addFour(target: usize, codes: usize, row: i64): void {
  const a = target + ((<usize>load<u8>(codes)) << 3)
  store<i64>(a, load<i64>(a) + row)
  const b = target + ((<usize>load<u8>(codes, 1)) << 3)
  store<i64>(b, load<i64>(b, 2048) + row, 2048)
  const c = target + ((<usize>load<u8>(codes, 2)) << 3)
  store<i64>(c, load<i64>(c, 4096) + row, 4096)
  const d = target + ((<usize>load<u8>(codes, 3)) << 3)
  store<i64>(d, load<i64>(d, 6144) + row, 6144)
}

function addRows(codes: usize, stride: usize, width: usize, packed: usize, n: usize, target: usize): void {
  const end = packed + (n << 3)
  if (width === 16) {
    for (; packed < end; packed += 8, codes += stride) {
      const row = load<i64>(packed)
      addFour(target, codes, row)
      addFour(target + 8192, codes + 4, row)
      addFour(target + 16384, codes + 8, row)
      addFour(target + 24576, codes + 12, row)
    }
  } else if (width === 8) {
    for (; packed < end; packed += 8, codes += stride) {
      const row = load<i64>(packed)
      addFour(target, codes, row)
      addFour(target + 8192, codes + 4, row)
    }
  } else {
    for (; packed < end; packed += 8, codes += stride) addFour(target, codes, load<i64>(packed))
  }
}

/** Brings the codes of listed rows together: many reads of far places at once instead of one after the other. */
function gatherCodes(codes: usize, stride: usize, width: usize, rows: usize, n: usize, near: usize): void {
  const end = rows + (n << 2)
  if (width === 16) {
    for (; rows < end; rows += 4, near += 16) v128.store(near, v128.load(codes + <usize>load<u32>(rows) * stride))
  } else if (width === 8) {
    for (; rows < end; rows += 4, near += 8) store<i64>(near, load<i64>(codes + <usize>load<u32>(rows) * stride))
  } else {
    for (; rows < end; rows += 4, near += 4) store<i32>(near, load<i32>(codes + <usize>load<u32>(rows) * stride))
  }
}

function gatherPacked(packed: usize, rows: usize, n: usize, near: usize): void {
  const end = rows + (n << 2)
  for (; rows < end; rows += 4, near += 8) store<i64>(near, load<i64>(packed + ((<usize>load<u32>(rows)) << 3)))
}

/** Adds packed sums of n bins to a histogram, or writes them, and clears them. */
function unpack(scratch: usize, n: usize, sums: usize, counts: usize, isFirst: boolean, unitG: f64, unitH: f64): void {
  const gUnit = f64x2.splat(unitG)
  const hUnit = f64x2.splat(unitH)
  const exponent = f64x2.splat(TWO_52)
  const biased = f64x2.splat(TWO_52 + 67108864.0)
  const zero = i64x2.splat(0)
  const end = scratch + (n << 3)
  for (; scratch < end; scratch += 16, sums += 32, counts += 8) {
    const word = v128.load(scratch)
    v128.store(scratch, zero)
    const rows = v128.and(word, i64x2.splat(0xfff))
    const hBits = v128.and(i64x2.shr_u(word, 12), i64x2.splat(0x1ffffff))
    const gBits = i64x2.shr_u(v128.xor(word, i64x2.splat(i64.MIN_VALUE)), 37)
    const h = f64x2.mul(f64x2.sub(v128.or(hBits, exponent), exponent), hUnit)
    const g = f64x2.mul(f64x2.sub(v128.or(gBits, exponent), biased), gUnit)
    let first = v128.shuffle<f64>(g, h, 0, 2)
    let second = v128.shuffle<f64>(g, h, 1, 3)
    let both = v128.shuffle<i32>(rows, rows, 0, 2, 0, 2)
    if (!isFirst) {
      first = f64x2.add(first, v128.load(sums))
      second = f64x2.add(second, v128.load(sums, 16))
      both = i32x4.add(both, v128.load64_zero(counts))
    }
    v128.store(sums, first)
    v128.store(sums, second, 16)
    store<i64>(counts, i64x2.extract_lane(both, 0))
  }
}

/** Histograms of groups of features over some rows. */
export function histogram(
  codes: usize,
  stride: usize,
  groups: usize,
  nGroups: usize,
  rows: usize,
  packed: usize,
  from: usize,
  to: usize,
  block: usize,
  sums: usize,
  counts: usize,
  isFirst: boolean,
  unitG: f64,
  unitH: f64,
  scratch: usize,
): void {
  const nearCodes = scratch + 32768
  const nearPacked = nearCodes + (NEAR << 4)
  let start = from
  // All groups take a block of rows before the next: it is then near for all but the first.
  do {
    const end = min(to, start + block)
    const isListed = rows !== 0
    if (isListed) gatherPacked(packed, rows + (start << 2), end - start, nearPacked)
    for (let group: usize = 0; group < nGroups; group++) {
      const at = groups + (group << 4)
      const width = <usize>load<u32>(at, 4)
      const first = codes + <usize>load<u32>(at)
      for (let i = start; i < end; i += NEAR) {
        const n = min(NEAR, end - i)
        if (isListed) {
          gatherCodes(first, stride, width, rows + (i << 2), n, nearCodes)
          addRows(nearCodes, width, width, nearPacked + ((i - start) << 3), n, scratch)
        } else {
          addRows(first + i * stride, stride, width, packed + (i << 3), n, scratch)
        }
      }
      unpackGroup(scratch, width, <usize>load<u32>(at, 8), sums, counts, isFirst, unitG, unitH)
    }
    isFirst = false
    start = end
  } while (start < to)
}

function unpackGroup(
  scratch: usize,
  width: usize,
  spans: usize,
  sums: usize,
  counts: usize,
  isFirst: boolean,
  unitG: f64,
  unitH: f64,
): void {
  for (let k: usize = 0; k < width; k++) {
    const first = <usize>load<u32>(spans + (k << 3))
    // Bins are padded to a multiple of 4.
    const n = (<usize>load<u32>(spans + (k << 3), 4) + 1) & ~1
    // Places without a feature have the code 0 in every row.
    if (n === 0) store<i64>(scratch + (k << 11), 0)
    unpack(scratch + (k << 11), n, sums + (first << 4), counts + (first << 2), isFirst, unitG, unitH)
  }
}

/** Adds a histogram to another, or takes it away. */
export function combine(sums: usize, counts: usize, otherSums: usize, otherCounts: usize, n: usize, sign: i32): void {
  const end = n << 4
  if (sign > 0) {
    for (let i: usize = 0; i < end; i += 16)
      v128.store(sums + i, f64x2.add(v128.load(sums + i), v128.load(otherSums + i)))
    for (let i: usize = 0; i < n << 2; i += 16)
      v128.store(counts + i, i32x4.add(v128.load(counts + i), v128.load(otherCounts + i)))
    return
  }
  for (let i: usize = 0; i < end; i += 16)
    v128.store(sums + i, f64x2.sub(v128.load(sums + i), v128.load(otherSums + i)))
  for (let i: usize = 0; i < n << 2; i += 16)
    v128.store(counts + i, i32x4.sub(v128.load(counts + i), v128.load(otherCounts + i)))
}

/** Parts a list of rows by a table of codes. */
export function partition(codes: usize, rows: usize, into: usize, from: usize, to: usize, table: usize): i32 {
  const start = into + (from << 2)
  let front = start
  let end = into + (to << 2) - 4
  const last = rows + (to << 2)
  for (let at = rows + (from << 2); at < last; at += 4) {
    const row = load<u32>(at)
    const goesLeft = (<usize>load<u8>(table + <usize>load<u8>(codes + <usize>row))) << 2
    // Written at both places; the one that is wrong is overwritten later.
    store<u32>(front, row)
    store<u32>(end, row)
    front += goesLeft
    end -= 4 - goesLeft
  }
  return <i32>((front - start) >> 2)
}

/** Adds a value to the margins of listed rows. */
export function addValue(margins: usize, rows: usize, from: usize, to: usize, value: f64): void {
  const last = rows + (to << 2)
  for (let at = rows + (from << 2); at < last; at += 4) {
    const margin = margins + ((<usize>load<u32>(at)) << 3)
    store<f64>(margin, load<f64>(margin) + value)
  }
}

/** Adds to margins the values of the leaves that rows fall into. */
export function applyTree(nodes: usize, tables: usize, values: usize, margins: usize, from: usize, to: usize): void {
  for (let row = from; row < to; row++) {
    let node: i32 = 0
    do {
      const at = nodes + ((<usize>node) << 4)
      const code = <usize>load<u8>(<usize>load<u32>(at) + row * <usize>load<u32>(at, 4))
      const goesRight: usize = 1 - <usize>load<u8>(tables + ((<usize>node) << 8) + code)
      node = load<i32>(at + (goesRight << 2), 8)
    } while (node >= 0)
    const margin = margins + (row << 3)
    store<f64>(margin, load<f64>(margin) + load<f64>(values + ((<usize>(-node - 1)) << 3)))
  }
}

/** Bin codes of numbers. */
export function encode(
  values: usize,
  from: usize,
  to: usize,
  edges: usize,
  column: usize,
  codes: usize,
  stride: usize,
): void {
  for (let i = from; i < to; i++) {
    const value = load<f64>(values + (i << 3))
    let at = edges
    at += load<f64>(at, 127 * 8) < value ? 128 * 8 : 0
    at += load<f64>(at, 63 * 8) < value ? 64 * 8 : 0
    at += load<f64>(at, 31 * 8) < value ? 32 * 8 : 0
    at += load<f64>(at, 15 * 8) < value ? 16 * 8 : 0
    at += load<f64>(at, 7 * 8) < value ? 8 * 8 : 0
    at += load<f64>(at, 3 * 8) < value ? 4 * 8 : 0
    at += load<f64>(at, 1 * 8) < value ? 2 * 8 : 0
    at += load<f64>(at) < value ? 8 : 0
    const code = value <= Infinity ? <u32>((at - edges) >> 3) + 1 : 0
    store<u8>(column + i, code)
    store<u8>(codes + i * stride, code)
  }
}
