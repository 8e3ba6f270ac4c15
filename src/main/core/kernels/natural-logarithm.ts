import { logOnePlus } from './exponential.ts'

const LN2 = Math.LN2
const words = new Uint32Array(2)
const number = new Float64Array(words.buffer)

/**
 * Natural logarithm, the same on every machine and engine. Off by at most 2 units in the last place.
 *
 *     ln x = k · ln 2 + ln m,   x = 2^k · m,  1 ≤ m < 2
 *
 * @param x - positive, finite, not subnormal
 */
export function naturalLogarithm(x: number): number {
  number[0] = x
  // Every processor in use stores the lower word first.
  const k = (words[1]! >>> 20) - 1023
  words[1] = (words[1]! & 0xfffff) | (1023 << 20)
  return k * LN2 + logOnePlus(number[0]! - 1)
}
