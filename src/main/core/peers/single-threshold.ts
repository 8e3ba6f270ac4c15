const words = new DataView(new ArrayBuffer(4))

/**
 * The largest double that is still below a 32-bit threshold once it is rounded to 32 bits: for every double v,
 *
 *     fround(v) < t  ⇔  v ≤ θ
 *
 * The border is the middle between t and the 32-bit number before it; a value on it is rounded to the one with the even last bit.
 *
 * @param threshold - a 32-bit number, finite or +∞
 * @returns θ; for +∞ the largest double that is not rounded to infinity
 * @see IEEE 754-2019, section 4.3.1, roundTiesToEven
 */
export function doubleBelowSingle(threshold: number): number {
  return lastRoundedTo(neighbour(threshold, -1), threshold)
}

/**
 * The largest double that is at or below a 32-bit threshold once it is rounded to 32 bits: for every double v,
 *
 *     fround(v) ≤ t  ⇔  v ≤ θ
 *
 * @param threshold - a 32-bit number, finite
 * @see IEEE 754-2019, section 4.3.1, roundTiesToEven
 */
export function doubleUpToSingle(threshold: number): number {
  return lastRoundedTo(threshold, neighbour(threshold, 1))
}

/**
 * The next double above or below.
 *
 * @param value - a finite double
 * @param direction - 1 or −1
 */
export function nextDouble(value: number, direction: 1 | -1): number {
  if (value === 0) return direction * Number.MIN_VALUE
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  view.setBigInt64(0, view.getBigInt64(0) + (value > 0 === direction > 0 ? 1n : -1n))
  return view.getFloat64(0)
}

/** Of two 32-bit neighbours: the last double that is rounded to the lower one. */
function lastRoundedTo(lower: number, upper: number): number {
  const middle = (finite(lower) + finite(upper)) / 2
  return Math.fround(middle) <= lower ? middle : nextDouble(middle, -1)
}

/** Infinity as the number one step beyond the largest 32-bit one: where rounding to 32 bits begins to overflow. */
function finite(single: number): number {
  return Number.isFinite(single) ? single : Math.sign(single) * 2 ** 128
}

/** The next 32-bit number above or below. */
function neighbour(single: number, direction: 1 | -1): number {
  if (single === 0) return direction * 2 ** -149
  words.setFloat32(0, single)
  words.setInt32(0, words.getInt32(0) + (single > 0 === direction > 0 ? 1 : -1))
  return words.getFloat32(0)
}
