import { sortByNumbers } from './sort-by-numbers.ts'

/** Groups up to this size are put in order by comparing whole texts. */
const SMALL = 48
/** How many UTF-16 units are compared at once: as many as fit into the 53 bits of a number. */
interface Packing {
  readonly units: number
  readonly base: number
}

const ASCII: Packing = { units: 7, base: 128 }
const ANY: Packing = { units: 3, base: 131_072 }

/**
 * The place of every text in the order of code points, as the bytes of UTF-8 have it: the same in every language. Capital
 * letters stand before small ones, the empty text before all others.
 *
 * Texts are put in order by their first few units at once; those that agree in them by their next few, and so on.
 *
 * @param texts - distinct texts, shape (n,)
 * @returns rank of each, 0 to n − 1, shape (n,)
 */
export function rankTexts(texts: readonly string[]): Int32Array {
  const order = new Uint32Array(texts.length)
  for (let i = 0; i < order.length; i++) order[i] = i
  const open: { from: number; to: number; depth: number }[] = [{ from: 0, to: texts.length, depth: 0 }]
  for (let group = open.pop(); group !== undefined; group = open.pop()) {
    const { from, to, depth } = group
    const part = order.subarray(from, to)
    if (part.length <= SMALL) {
      part.sort((a, b) => compareFrom(texts[a]!, texts[b]!, depth))
      continue
    }
    const { keys, nUnits } = sortByUnits(part, texts, depth)
    for (let start = 0; start < keys.length; ) {
      let end = start + 1
      while (end < keys.length && keys[end] === keys[start]) end++
      if (end - start > 1) open.push({ from: from + start, to: from + end, depth: depth + nUnits })
      start = end
    }
  }
  const ranks = new Int32Array(texts.length)
  for (let place = 0; place < order.length; place++) ranks[order[place]!] = place
  return ranks
}

/** Puts a group in the order of its next units. @returns their keys in that order, and how many units they hold */
function sortByUnits(
  part: Uint32Array,
  texts: readonly string[],
  depth: number,
): { keys: Float64Array; nUnits: number } {
  const keys = new Float64Array(part.length)
  const packing = pack(part, texts, depth, ASCII, keys) ? ASCII : ANY
  if (packing === ANY) pack(part, texts, depth, ANY, keys)
  const places = Uint32Array.from(keys, (_, index) => index)
  const sorted = sortByNumbers(places, keys, false)
  const before = part.slice()
  const sortedKeys = new Float64Array(part.length)
  for (let i = 0; i < sorted.length; i++) {
    part[i] = before[sorted[i]!]!
    sortedKeys[i] = keys[sorted[i]!]!
  }
  return { keys: sortedKeys, nUnits: packing.units }
}

/**
 * The units from `depth` on as one number per text; a text that has ended comes before one that goes on.
 *
 * @returns false if a unit is too large for the packing
 */
function pack(
  part: Uint32Array,
  texts: readonly string[],
  depth: number,
  { units, base }: Packing,
  keys: Float64Array,
): boolean {
  for (let i = 0; i < part.length; i++) {
    const text = texts[part[i]!]!
    let key = 0
    for (let at = depth; at < depth + units; at++) {
      const unit = at < text.length ? orderOfUnit(text.charCodeAt(at)) + 1 : 0
      if (unit >= base) return false
      key = key * base + unit
    }
    keys[i] = key
  }
  return true
}

function compareFrom(a: string, b: string, depth: number): number {
  const length = Math.min(a.length, b.length)
  for (let at = depth; at < length; at++) {
    const x = a.charCodeAt(at)
    const y = b.charCodeAt(at)
    if (x !== y) return orderOfUnit(x) - orderOfUnit(y)
  }
  return a.length - b.length
}

/** Surrogates stand for the code points above all others. */
function orderOfUnit(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x2800 : unit
}
