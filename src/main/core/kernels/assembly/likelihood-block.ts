// AssemblyScript, compiled by `npm run kernels`. Same operations in the same order as ../likelihood-block.ts: the results are equal bit by bit.

const LANES: usize = 16
/** Bytes from one column to the next: a constant, so that addresses cost nothing. */
const STRIDE: usize = 9216

/** e^x of both lanes for x ≤ 0: see ../exponential.ts. */
function exponential(x: v128): v128 {
  const shift = f64x2.splat(6755399441055744.0)
  const shifted = f64x2.add(f64x2.mul(x, f64x2.splat(Math.LOG2E)), shift)
  const k = f64x2.sub(shifted, shift)
  const high = f64x2.sub(x, f64x2.mul(k, f64x2.splat(0.6931471803691238)))
  const r = f64x2.sub(high, f64x2.mul(k, f64x2.splat(1.9082149292705877e-10)))
  let p = f64x2.splat(1.0 / 6227020800.0)
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 479001600.0))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 39916800.0))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 3628800.0))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 362880.0))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 40320.0))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 5040.0))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 720.0))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 120.0))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 24.0))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 6.0))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(0.5))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0))
  p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0))
  // The low bits of the shifted number are k; 2^k has k + 1023 as its exponent.
  const power = i64x2.shl(i64x2.add(shifted, i64x2.splat(1023)), 52)
  return v128.and(f64x2.mul(p, power), f64x2.ge(x, f64x2.splat(-708.0)))
}

/** ln(1 + e) of both lanes for e from 0 to 1: see ../exponential.ts. */
function logOnePlus(e: v128): v128 {
  const one = f64x2.splat(1.0)
  const isUpper = f64x2.gt(e, f64x2.splat(0.41421356237309503))
  const f = v128.bitselect(f64x2.mul(f64x2.sub(e, one), f64x2.splat(0.5)), e, isUpper)
  const s = f64x2.div(f, f64x2.add(f64x2.splat(2.0), f))
  const t = f64x2.mul(s, s)
  let r = f64x2.splat(0.14798198605116586)
  r = f64x2.add(f64x2.mul(r, t), f64x2.splat(0.15313837699209373))
  r = f64x2.add(f64x2.mul(r, t), f64x2.splat(0.1818357216161805))
  r = f64x2.add(f64x2.mul(r, t), f64x2.splat(0.22222198432149784))
  r = f64x2.add(f64x2.mul(r, t), f64x2.splat(0.2857142874366239))
  r = f64x2.add(f64x2.mul(r, t), f64x2.splat(0.3999999999940942))
  r = f64x2.add(f64x2.mul(r, t), f64x2.splat(0.6666666666666735))
  r = f64x2.mul(r, t)
  const half = f64x2.mul(f64x2.mul(f, f), f64x2.splat(0.5))
  const low = v128.and(f64x2.splat(1.9082149292705877e-10), isUpper)
  const high = v128.and(f64x2.splat(0.6931471803691238), isUpper)
  const rest = f64x2.add(f64x2.mul(s, f64x2.add(half, r)), low)
  return f64x2.sub(high, f64x2.sub(f64x2.sub(half, rest), f))
}

/** Standardizes the columns in place, and eta += Σ γ_j · z_j in the order of the columns; nColumns is a multiple of 4. */
function addPredictor(
  z: usize,
  means: usize,
  factors: usize,
  gamma: usize,
  nColumns: usize,
  eta: usize,
  bytes: usize,
): void {
  for (let j: usize = 0; j < nColumns; j += 4) {
    const at = j << 3
    const m0 = v128.load64_splat(means + at)
    const m1 = v128.load64_splat(means + at, 8)
    const m2 = v128.load64_splat(means + at, 16)
    const m3 = v128.load64_splat(means + at, 24)
    const f0 = v128.load64_splat(factors + at)
    const f1 = v128.load64_splat(factors + at, 8)
    const f2 = v128.load64_splat(factors + at, 16)
    const f3 = v128.load64_splat(factors + at, 24)
    const g0 = v128.load64_splat(gamma + at)
    const g1 = v128.load64_splat(gamma + at, 8)
    const g2 = v128.load64_splat(gamma + at, 16)
    const g3 = v128.load64_splat(gamma + at, 24)
    const start = z + j * STRIDE
    for (let i: usize = 0; i < bytes; i += LANES) {
      const x = start + i
      const z0 = f64x2.mul(f64x2.sub(v128.load(x), m0), f0)
      const z1 = f64x2.mul(f64x2.sub(v128.load(x, STRIDE), m1), f1)
      const z2 = f64x2.mul(f64x2.sub(v128.load(x, 2 * STRIDE), m2), f2)
      const z3 = f64x2.mul(f64x2.sub(v128.load(x, 3 * STRIDE), m3), f3)
      v128.store(x, z0)
      v128.store(x, z1, STRIDE)
      v128.store(x, z2, 2 * STRIDE)
      v128.store(x, z3, 3 * STRIDE)
      let sum = v128.load(eta + i)
      sum = f64x2.add(sum, f64x2.mul(g0, z0))
      sum = f64x2.add(sum, f64x2.mul(g1, z1))
      sum = f64x2.add(sum, f64x2.mul(g2, z2))
      sum = f64x2.add(sum, f64x2.mul(g3, z3))
      v128.store(eta + i, sum)
    }
  }
}

/** Residuals, and roots of the curvature in place of eta; returns the loss. */
function evaluateRows(events: usize, nonEvents: usize, eta: usize, residual: usize, bytes: usize): f64 {
  const one = f64x2.splat(1.0)
  const zero = f64x2.splat(0.0)
  let loss = zero
  for (let i: usize = 0; i < bytes; i += LANES) {
    const yes = v128.load(events + i)
    const no = v128.load(nonEvents + i)
    const x = v128.load(eta + i)
    const e = exponential(f64x2.neg(f64x2.abs(x)))
    const larger = f64x2.div(one, f64x2.add(one, e))
    const smaller = f64x2.mul(e, larger)
    const isPositive = f64x2.gt(x, zero)
    const probability = v128.bitselect(larger, smaller, isPositive)
    const complement = v128.bitselect(smaller, larger, isPositive)
    const total = f64x2.add(yes, no)
    const linear = v128.bitselect(f64x2.mul(no, x), f64x2.neg(f64x2.mul(yes, x)), isPositive)
    loss = f64x2.add(loss, f64x2.add(f64x2.mul(total, logOnePlus(e)), linear))
    v128.store(residual + i, f64x2.sub(f64x2.mul(yes, complement), f64x2.mul(no, probability)))
    v128.store(eta + i, f64x2.sqrt(f64x2.mul(f64x2.mul(total, smaller), larger)))
  }
  return f64x2.extract_lane(loss, 0) + f64x2.extract_lane(loss, 1)
}

/** gradient_j += Σ z_ij · residual_i; nColumns is a multiple of 4. */
function addGradient(z: usize, nColumns: usize, residual: usize, gradient: usize, bytes: usize): void {
  for (let j: usize = 0; j < nColumns; j += 4) {
    const start = z + j * STRIDE
    let s0 = f64x2.splat(0.0)
    let s1 = s0
    let s2 = s0
    let s3 = s0
    for (let i: usize = 0; i < bytes; i += LANES) {
      const a = start + i
      const r = v128.load(residual + i)
      s0 = f64x2.add(s0, f64x2.mul(v128.load(a), r))
      s1 = f64x2.add(s1, f64x2.mul(v128.load(a, STRIDE), r))
      s2 = f64x2.add(s2, f64x2.mul(v128.load(a, 2 * STRIDE), r))
      s3 = f64x2.add(s3, f64x2.mul(v128.load(a, 3 * STRIDE), r))
    }
    const g = gradient + (j << 3)
    addLanes(g, s0)
    addLanes(g + 8, s1)
    addLanes(g + 16, s2)
    addLanes(g + 24, s3)
  }
}

function addLanes(target: usize, sum: v128): void {
  store<f64>(target, load<f64>(target) + (f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)))
}

/** z_ij · root_i in place. */
function scaleColumns(z: usize, nColumns: usize, root: usize, bytes: usize): void {
  for (let j: usize = 0; j < nColumns; j++) {
    const a = z + j * STRIDE
    for (let i: usize = 0; i < bytes; i += LANES) v128.store(a + i, f64x2.mul(v128.load(a + i), v128.load(root + i)))
  }
}

/** Two rows by four columns of the products. */
function addTile(left: usize, right: usize, target: usize, width: usize, bytes: usize): void {
  let s00 = f64x2.splat(0.0)
  let s01 = s00
  let s02 = s00
  let s03 = s00
  let s10 = s00
  let s11 = s00
  let s12 = s00
  let s13 = s00
  for (let i: usize = 0; i < bytes; i += LANES) {
    const a = left + i
    const b = right + i
    const u0 = v128.load(a)
    const u1 = v128.load(a, STRIDE)
    let v = v128.load(b)
    s00 = f64x2.add(s00, f64x2.mul(u0, v))
    s10 = f64x2.add(s10, f64x2.mul(u1, v))
    v = v128.load(b, STRIDE)
    s01 = f64x2.add(s01, f64x2.mul(u0, v))
    s11 = f64x2.add(s11, f64x2.mul(u1, v))
    v = v128.load(b, 2 * STRIDE)
    s02 = f64x2.add(s02, f64x2.mul(u0, v))
    s12 = f64x2.add(s12, f64x2.mul(u1, v))
    v = v128.load(b, 3 * STRIDE)
    s03 = f64x2.add(s03, f64x2.mul(u0, v))
    s13 = f64x2.add(s13, f64x2.mul(u1, v))
  }
  const next = target + width
  addLanes(target, s00)
  addLanes(target + 8, s01)
  addLanes(target + 16, s02)
  addLanes(target + 24, s03)
  addLanes(next, s10)
  addLanes(next + 8, s11)
  addLanes(next + 16, s12)
  addLanes(next + 24, s13)
}

/** matrix_ab += Σ z_ia · z_ib, at least for b ≤ a; nColumns is a multiple of 4. */
function addProducts(z: usize, nColumns: usize, matrix: usize, bytes: usize): void {
  const width = nColumns << 3
  for (let a: usize = 0; a < nColumns; a += 2) {
    for (let b: usize = 0; b <= a; b += 4)
      addTile(z + a * STRIDE, z + b * STRIDE, matrix + a * width + (b << 3), width, bytes)
  }
}

/**
 * Some rows of a block: adds to gradient and (unless its address is 0) to the matrix of the information, returns the loss.
 * z holds the columns before and is spoilt; eta holds the offsets before. nColumns is a multiple of 4, nRows of 2; addresses are
 * multiples of 16.
 */
export function addLikelihood(
  z: usize,
  nColumns: usize,
  nRows: usize,
  means: usize,
  factors: usize,
  gamma: usize,
  events: usize,
  nonEvents: usize,
  eta: usize,
  residual: usize,
  gradient: usize,
  matrix: usize,
): f64 {
  const bytes = nRows << 3
  addPredictor(z, means, factors, gamma, nColumns, eta, bytes)
  const loss = evaluateRows(events, nonEvents, eta, residual, bytes)
  addGradient(z, nColumns, residual, gradient, bytes)
  if (matrix !== 0) {
    scaleColumns(z, nColumns, eta, bytes)
    addProducts(z, nColumns, matrix, bytes)
  }
  return loss
}
