/** Below this many rows comparing is faster than distributing. */
const SMALL = 512
const DIGIT = 2048
const LAST = 0xffffffff

/**
 * Puts rows in the order of their numbers. Stable: rows of equal numbers keep the order they come in; −0 equals 0; missing
 * numbers come last, whichever the direction.
 *
 * A radix sort in six passes of 11 bits over the doubles, lowest first; passes in which all rows have the same digit are
 * skipped.
 *
 * @param rows - row indices, shape (n,); left as they are
 * @param values - number of each row index; missing = NaN
 * @param isDescending - from the largest to the smallest
 * @returns the row indices in order, a new array of shape (n,)
 * @see Knuth (1998), The Art of Computer Programming 3, section 5.2.5 (sorting by distribution)
 */
export function sortByNumbers(rows: Uint32Array, values: Float64Array, isDescending: boolean): Uint32Array {
  if (rows.length < SMALL) return rows.slice().sort((a, b) => compare(values[a]!, values[b]!, isDescending))
  const words = new Int32Array(values.buffer, values.byteOffset, 2 * values.length)
  const byLower = sortByKeys(rows, (from, keys) => lowerKeys(from, words, isDescending, keys))
  return sortByKeys(byLower, (from, keys) => upperKeys(from, words, isDescending, keys))
}

function compare(a: number, b: number, isDescending: boolean): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
  if (a === b) return 0
  return a < b !== isDescending ? -1 : 1
}

function sortByKeys(rows: Uint32Array, fill: (rows: Uint32Array, keys: Uint32Array) => void): Uint32Array {
  const n = rows.length
  let keys = new Uint32Array(n)
  fill(rows, keys)
  const passes = countDigits(keys)
  let from: Uint32Array = rows
  let to: Uint32Array = new Uint32Array(n)
  let toKeys = new Uint32Array(n)
  for (const [pass, counts] of passes.entries()) {
    if (!turnIntoStarts(counts, n)) continue
    scatter(from, keys, to, toKeys, counts, pass * 11)
    const free = from === rows ? new Uint32Array(n) : from
    from = to
    to = free
    const freeKeys = keys
    keys = toKeys
    toKeys = freeKeys
  }
  return from === rows ? rows.slice() : from
}

function countDigits(keys: Uint32Array): [Uint32Array, Uint32Array, Uint32Array] {
  const low = new Uint32Array(DIGIT)
  const middle = new Uint32Array(DIGIT)
  const high = new Uint32Array(DIGIT)
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!
    low[key & 2047]!++
    middle[(key >>> 11) & 2047]!++
    high[key >>> 22]!++
  }
  return [low, middle, high]
}

/** Turns counts into first places. @returns false if all n rows have the same digit, and nothing is to be moved */
function turnIntoStarts(counts: Uint32Array, n: number): boolean {
  let start = 0
  for (let digit = 0; digit < DIGIT; digit++) {
    const count = counts[digit]!
    if (count === n) return false
    counts[digit] = start
    start += count
  }
  return true
}

function scatter(
  from: Uint32Array,
  keys: Uint32Array,
  to: Uint32Array,
  toKeys: Uint32Array,
  next: Uint32Array,
  shift: number,
): void {
  for (let i = 0; i < from.length; i++) {
    const key = keys[i]!
    const place = next[(key >>> shift) & 2047]!++
    to[place] = from[i]!
    toKeys[place] = key
  }
}

/** Lower words as keys that ascend with the order asked for; those of missing numbers are the last. */
function lowerKeys(rows: Uint32Array, words: Int32Array, isDescending: boolean, keys: Uint32Array): void {
  const flip = isDescending ? -1 : 0
  for (let i = 0; i < rows.length; i++) {
    const at = 2 * rows[i]!
    const lower = words[at]!
    const upper = words[at + 1]!
    keys[i] = isNaNOf(upper, lower) ? LAST : lower ^ signOf(upper, lower) ^ flip
  }
}

function upperKeys(rows: Uint32Array, words: Int32Array, isDescending: boolean, keys: Uint32Array): void {
  const flip = isDescending ? -1 : 0
  for (let i = 0; i < rows.length; i++) {
    const at = 2 * rows[i]!
    const lower = words[at]!
    const upper = words[at + 1]!
    if (isNaNOf(upper, lower)) {
      keys[i] = LAST
      continue
    }
    const sign = signOf(upper, lower)
    const magnitude = sign === 0 ? upper & 0x7fffffff : upper
    keys[i] = magnitude ^ (sign | 0x80000000) ^ flip
  }
}

/** −1 for a negative number, 0 for any other; −0 is none. */
function signOf(upper: number, lower: number): number {
  return upper === -0x80000000 && lower === 0 ? 0 : upper >> 31
}

function isNaNOf(upper: number, lower: number): boolean {
  return (upper & 0x7ff00000) === 0x7ff00000 && ((upper & 0xfffff) | lower) !== 0
}
