import { StatisticError } from '../statistic-error.ts'

/** A stream of pseudo-random numbers that depends on its seed alone: the same on every machine and in every release. */
export interface SeededRandom {
  /** The next integer, uniform on [0, 2³²). */
  nextUint32(): number
  /** The next number, uniform on the 2⁵³ multiples of 2⁻⁵³ in [0, 1). */
  nextDouble(): number
  /** The next integer, uniform on [0, bound) without modulo bias; `bound` is an integer in [1, 2³²]. */
  nextBelow(bound: number): number
}

const TWO_32 = 4_294_967_296

/**
 * Pseudo-random generator xoshiro128** (period 2¹²⁸ − 1), its four state words filled by splitmix32 from the seed.
 * Not for cryptography.
 *
 *     splitmix32: s ← s + 0x9e3779b9; z = (s ⊕ s≫16)·0x85ebca6b; z = (z ⊕ z≫13)·0xc2b2ae35; word = z ⊕ z≫16
 *     nextUint32 = rotl(state₁ · 5, 7) · 9
 *     nextDouble = (⌊a/2⁵⌋ · 2²⁶ + ⌊b/2⁶⌋) / 2⁵³ from two integers a, b
 *
 * @param seed - integer in [0, 2³²)
 * @returns a generator with its own state
 * @throws StatisticError `invalidInput` if the seed is not such an integer
 * @see Blackman and Vigna (2021), Scrambled linear pseudorandom number generators, ACM TOMS 47(4)
 */
export function createRandom(seed: number): SeededRandom {
  if (!Number.isInteger(seed) || seed < 0 || seed >= TWO_32) {
    throw new StatisticError('invalidInput', `createRandom needs an integer seed in [0, 4294967295], got ${seed}`)
  }
  const state = splitmixWords(seed)
  const nextUint32 = (): number => step(state)
  return {
    nextUint32,
    nextDouble() {
      const high = nextUint32() >>> 5
      const low = nextUint32() >>> 6
      return (high * 67_108_864 + low) / 9_007_199_254_740_992
    },
    nextBelow(bound) {
      if (!Number.isInteger(bound) || bound < 1 || bound > TWO_32) {
        throw new StatisticError('invalidInput', `nextBelow needs an integer bound in [1, 4294967296], got ${bound}`)
      }
      // Values at or above the largest multiple of bound are drawn again, or low results would be more likely.
      const limit = TWO_32 - (TWO_32 % bound)
      let value = nextUint32()
      while (value >= limit) value = nextUint32()
      return value % bound
    },
  }
}

function splitmixWords(seed: number): Uint32Array {
  const words = new Uint32Array(4)
  let s = seed
  for (let i = 0; i < 4; i++) {
    s = (s + 0x9e3779b9) >>> 0
    let z = Math.imul(s ^ (s >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    words[i] = z ^ (z >>> 16)
  }
  return words
}

function step(state: Uint32Array): number {
  const s1 = state[1]!
  const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0
  const shifted = s1 << 9
  state[2]! ^= state[0]!
  state[3]! ^= s1
  state[1]! ^= state[2]!
  state[0]! ^= state[3]!
  state[2]! ^= shifted
  state[3] = rotateLeft(state[3]!, 11)
  return result
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits))
}
