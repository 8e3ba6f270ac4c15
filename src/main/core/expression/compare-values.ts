import type { Texts, Values } from './block.ts'

/**
 * Order of two texts by code points, as the bytes of UTF-8 have it: negative, 0 or positive.
 */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return orderOfUnit(x) - orderOfUnit(y)
  }
  return a.length - b.length
}

/** Surrogates stand for the code points above all others. */
function orderOfUnit(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}

/** Order of two values of the same kind in one row: negative, 0, positive, or NaN if one is missing. */
export function compareAt(left: Values, right: Values, i: number): number {
  if (left instanceof Float64Array) return compareNumbers(left[i]!, (right as Float64Array)[i]!)
  const a = left.codes[i]!
  const b = (right as Texts).codes[i]!
  return a < 0 || b < 0 ? Number.NaN : compareTexts(left.levels[a]!, (right as Texts).levels[b]!)
}

function compareNumbers(a: number, b: number): number {
  if (a < b) return -1
  if (a > b) return 1
  return a === b ? 0 : Number.NaN
}
