/** 1.5·2⁵²: adding it rounds to an integer, ties to even. */
const SHIFT = 6_755_399_441_055_744
const LOG2_E = Math.LOG2E
/** ln 2 in two parts, the first with zeros at its end so that whole multiples of it are exact. */
const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
/** 1/13!, 1/12!, … 1/0!. */
const TAYLOR = [6227020800, 479001600, 39916800, 3628800, 362880, 40320, 5040, 720, 120, 24, 6, 2, 1, 1].map(
  (f) => 1 / f,
)
/** Of s·(2 + …) = ln(1 + f), s = f/(2 + f), in powers of s²: those of fdlibm's e_log.c, Lg7 to Lg1. */
const LOGARITHM = [
  0.14798198605116586, 0.15313837699209373, 0.1818357216161805, 0.22222198432149784, 0.2857142874366239,
  0.3999999999940942, 0.6666666666666735,
]
/** 2⁰, 2⁻¹, 2⁻², … */
const POWERS = Float64Array.from({ length: 1023 }, () => 1)
for (let i = 1; i < POWERS.length; i++) POWERS[i] = POWERS[i - 1]! / 2

/**
 * Exponential of a number that is not positive, the same on every machine and engine.
 *
 *     e^x = 2^k · Σ r^i / i!  (i to 13),   k = round(x / ln 2),   r = x − k·ln 2
 *
 * In additions and multiplications only, in a fixed order. Off by at most 1.2 units in the last place.
 *
 * @param x - exponent, ≤ 0
 * @returns e^x, 1 at 0; exactly 0 below −708, where the true value is less than 4·10⁻³⁰⁸, and of NaN
 * @see Muller (2016), Elementary Functions, chapter 11, on the two-part reduction of the argument
 */
export function exponential(x: number): number {
  if (!(x >= -708)) return 0
  const k = x * LOG2_E + SHIFT - SHIFT
  const r = x - k * LN2_HIGH - k * LN2_LOW
  let p = TAYLOR[0]!
  for (let i = 1; i < TAYLOR.length; i++) p = p * r + TAYLOR[i]!
  return p * POWERS[-k]!
}

/**
 * ln(1 + e), the same on every machine and engine. Off by at most 1.5 units in the last place.
 *
 * @param e - from 0 to 1
 * @returns from 0 to ln 2
 * @see Sun Microsystems (1993), fdlibm, e_log.c, for the approximation
 */
export function logOnePlus(e: number): number {
  // Above √2 − 1: ln 2 + ln(1 + f) with 1 + f = (1 + e)/2.
  const isUpper = e > 0.41421356237309503
  const f = isUpper ? (e - 1) * 0.5 : e
  const s = f / (2 + f)
  const t = s * s
  let r = LOGARITHM[0]!
  for (let i = 1; i < LOGARITHM.length; i++) r = r * t + LOGARITHM[i]!
  r *= t
  const half = f * f * 0.5
  const rest = s * (half + r) + (isUpper ? LN2_LOW : 0)
  return (isUpper ? LN2_HIGH : 0) - (half - rest - f)
}
