/** Below this many numbers the engine's own sort is faster than distributing them. */
const SMALL = 1024
/** Longest run put in order by insertion. */
const SHORT_RUN = 24
const DIGIT = 2048

/** A 32-bit word of the doubles and how it becomes a key that ascends with the numbers: word ^ ((word's sign & a) | b). */
interface WordKey {
  /** 0: lower word, 1: upper word. Every processor in use stores the lower word first. */
  readonly offset: 0 | 1
  readonly a: number
  readonly b: number
}

/** Sign, exponent and the first 20 bits of the fraction: negative numbers run backwards. */
const UPPER: WordKey = { offset: 1, a: -1, b: 0x80000000 | 0 }
const LOWER: WordKey = { offset: 0, a: 0, b: 0 }
const LOWER_OF_NEGATIVE: WordKey = { offset: 0, a: 0, b: -1 }

/**
 * The numbers of a column in ascending order, missing ones left out; −0 comes before 0.
 *
 * A radix sort on the upper 32 bits of the doubles in at most three passes, then each run of numbers that agree in them is
 * sorted by itself, a long one by a radix sort on the lower 32 bits. Passes in which all numbers have the same digit are
 * skipped.
 *
 * @param values - shape (nRows,); missing = NaN
 * @returns a new array of the numbers that are not missing, shape (n,)
 * @see Knuth (1998), The Art of Computer Programming 3, section 5.2.5 (sorting by distribution)
 */
export function sortNumbers(values: Float64Array): Float64Array {
  const numbers = withoutMissing(values)
  if (numbers.length < SMALL) return numbers.sort()
  const sorted = sortByWord(numbers, UPPER)
  sortRuns(sorted)
  return sorted
}

function withoutMissing(values: Float64Array): Float64Array {
  const kept = new Float64Array(values.length)
  let n = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    kept[n] = value
    n += Number.isNaN(value) ? 0 : 1
  }
  return n === values.length ? kept : kept.slice(0, n)
}

/** Stable sort by one word. @returns the array given or another one */
function sortByWord(numbers: Float64Array, { offset, a, b }: WordKey): Float64Array {
  const n = numbers.length
  const words = wordsOf(numbers)
  const low = new Uint32Array(DIGIT)
  const middle = new Uint32Array(DIGIT)
  const high = new Uint32Array(DIGIT)
  for (let at = offset; at < 2 * n; at += 2) {
    const word = words[at]!
    const key = word ^ (((word >> 31) & a) | b)
    low[key & 2047]!++
    middle[(key >>> 11) & 2047]!++
    high[key >>> 22]!++
  }
  let from = numbers
  let to: Float64Array = new Float64Array(n)
  for (const [pass, counts] of [low, middle, high].entries()) {
    if (!turnIntoStarts(counts, n)) continue
    scatter(from, to, counts, pass * 11, { offset, a, b })
    const swap = from
    from = to
    to = swap
  }
  return from
}

/** Turns counts into first positions. @returns false if all n numbers have the same digit, and nothing is to be moved */
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

function scatter(from: Float64Array, to: Float64Array, next: Uint32Array, shift: number, wordKey: WordKey): void {
  const { offset, a, b } = wordKey
  const words = wordsOf(from)
  for (let i = 0; i < from.length; i++) {
    const word = words[2 * i + offset]!
    const key = word ^ (((word >> 31) & a) | b)
    to[next[(key >>> shift) & 2047]!++] = from[i]!
  }
}

function sortRuns(sorted: Float64Array): void {
  const n = sorted.length
  const words = wordsOf(sorted)
  for (let from = 0; from < n; ) {
    const word = words[2 * from + 1]
    let to = from + 1
    while (to < n && words[2 * to + 1] === word) to++
    if (to - from > 1) sortRun(sorted, from, to)
    from = to
  }
}

function sortRun(sorted: Float64Array, from: number, to: number): void {
  if (to - from > SHORT_RUN) {
    const run = sorted.subarray(from, to)
    if (isAscending(run)) return
    if (run.length < SMALL) run.sort()
    else run.set(sortByWord(run, run[0]! < 0 ? LOWER_OF_NEGATIVE : LOWER))
    return
  }
  for (let i = from + 1; i < to; i++) {
    const value = sorted[i]!
    let at = i
    for (; at > from && sorted[at - 1]! > value; at--) sorted[at] = sorted[at - 1]!
    sorted[at] = value
  }
}

function isAscending(numbers: Float64Array): boolean {
  for (let i = 1; i < numbers.length; i++) if (numbers[i - 1]! > numbers[i]!) return false
  return true
}

function wordsOf(numbers: Float64Array): Int32Array {
  return new Int32Array(numbers.buffer, numbers.byteOffset, 2 * numbers.length)
}
