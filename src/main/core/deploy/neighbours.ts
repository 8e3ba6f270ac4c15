/** The next double above a finite number; Infinity above the largest. */
export function nextAbove(value: number): number {
  if (value === 0) return Number.MIN_VALUE
  const bits = new DataView(new ArrayBuffer(8))
  bits.setFloat64(0, value)
  bits.setBigInt64(0, bits.getBigInt64(0) + (value > 0 ? 1n : -1n))
  return bits.getFloat64(0)
}

/** The next double below a finite number. */
export function nextBelow(value: number): number {
  return 0 - nextAbove(-value)
}

/** The next 32-bit number above a number that is rounded to 32 bits first; Infinity above the largest. */
export function nextSingleAbove(value: number): number {
  const single = Math.fround(value)
  if (!Number.isFinite(single)) return single
  if (single === 0) return 2 ** -149
  const bits = new DataView(new ArrayBuffer(4))
  bits.setFloat32(0, single)
  bits.setInt32(0, bits.getInt32(0) + (single > 0 ? 1 : -1))
  return bits.getFloat32(0)
}

/** The next 32-bit number below. */
export function nextSingleBelow(value: number): number {
  return 0 - nextSingleAbove(-value)
}
