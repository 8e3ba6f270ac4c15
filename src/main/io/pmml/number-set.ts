import { nextAbove } from '../../core/deploy/neighbours.ts'

/**
 * A set of numbers as half-open stretches [from, to) in ascending order, without overlap and without two that touch. Numbers are
 * doubles: every comparison is such a set, x ≤ a being x < the next double above a. `to` is NaN where the stretch has no end, so that it
 * holds +∞.
 */
export type NumberSet = readonly NumberStretch[]

export interface NumberStretch {
  readonly from: number
  readonly to: number
}

const END = Number.NaN

export const ALL_NUMBERS: NumberSet = [{ from: Number.NEGATIVE_INFINITY, to: END }]

/** x ≥ a. */
export function numbersFrom(a: number): NumberSet {
  return Number.isNaN(a) ? [] : [{ from: a + 0, to: END }]
}

/** x < a. */
export function numbersBelow(a: number): NumberSet {
  return a === Number.NEGATIVE_INFINITY ? [] : [{ from: Number.NEGATIVE_INFINITY, to: a + 0 }]
}

/** The number after which nothing else comes before the next: the end of {x}, and of x ≤ a. */
export function endAfter(a: number): number {
  return a === Number.POSITIVE_INFINITY ? END : nextAbove(a) + 0
}

/** x = a. */
export function singleNumber(a: number): NumberSet {
  return [{ from: a + 0, to: endAfter(a) }]
}

export function isSingle({ from, to }: NumberStretch): boolean {
  return Object.is(endAfter(from), to)
}

export function complementOfNumbers(set: NumberSet): NumberSet {
  const out: NumberStretch[] = []
  let from = Number.NEGATIVE_INFINITY
  for (const stretch of set) {
    if (isBefore(from, stretch.from)) out.push({ from, to: stretch.from })
    from = stretch.to
  }
  if (!Number.isNaN(from)) out.push({ from, to: END })
  return out
}

export function intersectNumbers(a: NumberSet, b: NumberSet): NumberSet {
  const out: NumberStretch[] = []
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const left = a[i]!
    const right = b[j]!
    const from = Math.max(left.from, right.from)
    const to = isBefore(left.to, right.to) ? left.to : right.to
    if (isBefore(from, to)) out.push({ from, to })
    if (isBefore(left.to, right.to)) i++
    else j++
  }
  return out
}

export function uniteNumbers(a: NumberSet, b: NumberSet): NumberSet {
  return complementOfNumbers(intersectNumbers(complementOfNumbers(a), complementOfNumbers(b)))
}

/** Order of edges: NaN, the end of the line, comes after +∞. */
function isBefore(a: number, b: number): boolean {
  if (Number.isNaN(a)) return false
  return Number.isNaN(b) || a < b
}
