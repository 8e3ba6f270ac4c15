import { expressionError } from './expression-error.ts'

/** Ranges of code points, both ends included. */
export interface CharacterSet {
  readonly ranges: readonly (readonly [number, number])[]
  readonly isNegated: boolean
}

/** A regular expression as a tree; `maximum` null means no limit. */
export type Pattern =
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly of: Pattern; readonly minimum: number; readonly maximum: number | null }

const MAX_NESTING = 50
const MAX_REPEAT = 1000
const DIGIT: CharacterSet['ranges'] = [[0x30, 0x39]]
const WORD: CharacterSet['ranges'] = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
]
const SPACE: CharacterSet['ranges'] = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
]
const CLASSES: Readonly<Record<string, CharacterSet['ranges']>> = { d: DIGIT, w: WORD, s: SPACE }
const CONTROLS: Readonly<Record<string, number>> = { t: 0x09, n: 0x0a, r: 0x0d }
const LAST_CODE_POINT = 0x10ffff

interface Reader {
  readonly signs: readonly string[]
  readonly at: number
  next: number
  nesting: number
}

/**
 * Reads a regular expression: literals, `.` (all but a line feed), classes `[a-z]`, `[^…]`, `\d \w \s` and their negations
 * `\D \W \S`, `\t \n \r`, a backslash before any sign, `^` and `$` (ends of the text), groups `(…)` and `(?:…)`, `|`, and the
 * repeats `* + ? {m} {m,} {m,n}` up to 1000. `\d` and `\w` are ASCII. Nothing else: no back references, no look-around.
 *
 * @param pattern - the text of the regular expression
 * @param at - position to report in errors: where the pattern stands in the expression
 * @throws StatisticError `invalidInput` (an ExpressionError) at anything else, naming the character of the pattern
 */
export function parsePattern(pattern: string, at: number): Pattern {
  const reader: Reader = { signs: [...pattern], at, next: 0, nesting: 0 }
  const tree = readChoice(reader)
  if (reader.next < reader.signs.length) throw wrong(reader, 'has a ) without (')
  return tree
}

function wrong(reader: Reader, what: string, position = reader.next): Error {
  return expressionError(`regular expression ${what}, at character ${position + 1} of the pattern`, reader.at)
}

function readChoice(reader: Reader): Pattern {
  const parts = [readSequence(reader)]
  while (reader.signs[reader.next] === '|') {
    reader.next++
    parts.push(readSequence(reader))
  }
  return parts.length === 1 ? parts[0]! : { kind: 'choice', parts }
}

function readSequence(reader: Reader): Pattern {
  const parts: Pattern[] = []
  for (let sign = reader.signs[reader.next]; sign !== undefined; sign = reader.signs[reader.next]) {
    if (sign === '|' || sign === ')') break
    parts.push(readRepeat(reader))
  }
  return { kind: 'sequence', parts }
}

function readRepeat(reader: Reader): Pattern {
  const start = reader.next
  const of = readAtom(reader)
  const bounds = readBounds(reader)
  if (bounds === null) return of
  if (of.kind === 'start' || of.kind === 'end') throw wrong(reader, 'has a repeat of ^ or $', start)
  const after = reader.signs[reader.next]
  if (after !== undefined && '*+?{'.includes(after)) throw wrong(reader, 'has two repeats in a row')
  return { kind: 'repeat', of, ...bounds }
}

function readBounds(reader: Reader): { minimum: number; maximum: number | null } | null {
  const sign = reader.signs[reader.next]
  if (sign === '{') return readBraces(reader)
  if (sign !== '*' && sign !== '+' && sign !== '?') return null
  reader.next++
  return { minimum: sign === '+' ? 1 : 0, maximum: sign === '?' ? 1 : null }
}

function readBraces(reader: Reader): { minimum: number; maximum: number | null } {
  const start = reader.next
  const close = reader.signs.indexOf('}', start)
  const inner = close < 0 ? '' : reader.signs.slice(start + 1, close).join('')
  const match = /^([0-9]{1,4})(,([0-9]{0,4}))?$/.exec(inner)
  if (match === null) throw wrong(reader, 'needs {m}, {m,} or {m,n}')
  const minimum = Number(match[1])
  const maximum = match[2] === undefined ? minimum : match[3] === '' ? null : Number(match[3])
  if (minimum > MAX_REPEAT || (maximum ?? 0) > MAX_REPEAT) throw wrong(reader, `needs repeats of at most ${MAX_REPEAT}`)
  if (maximum !== null && maximum < minimum) throw wrong(reader, 'needs {m,n} with m ≤ n')
  reader.next = close + 1
  return { minimum, maximum }
}

function readAtom(reader: Reader): Pattern {
  const sign = reader.signs[reader.next]!
  if ('*+?{'.includes(sign)) throw wrong(reader, 'has a repeat of nothing')
  reader.next++
  if (sign === '^') return { kind: 'start' }
  if (sign === '$') return { kind: 'end' }
  if (sign === '.') return { kind: 'set', set: { ranges: [[0x0a, 0x0a]], isNegated: true } }
  if (sign === '(') return readGroup(reader)
  if (sign === '[') return { kind: 'set', set: readClass(reader) }
  if (sign === '\\') return { kind: 'set', set: readEscape(reader) }
  return { kind: 'set', set: single(sign.codePointAt(0)!) }
}

function single(codePoint: number): CharacterSet {
  return { ranges: [[codePoint, codePoint]], isNegated: false }
}

function readGroup(reader: Reader): Pattern {
  const start = reader.next - 1
  if (++reader.nesting > MAX_NESTING) throw wrong(reader, `needs groups nested at most ${MAX_NESTING} deep`, start)
  if (reader.signs[reader.next] === '?') {
    if (reader.signs[reader.next + 1] !== ':') throw wrong(reader, 'has an unsupported group', start)
    reader.next += 2
  }
  const inner = readChoice(reader)
  if (reader.signs[reader.next] !== ')') throw wrong(reader, 'has a ( without )', start)
  reader.next++
  reader.nesting--
  return inner
}

/** What stands behind a backslash. */
function readEscape(reader: Reader): CharacterSet {
  const sign = reader.signs[reader.next]
  if (sign === undefined) throw wrong(reader, 'has a backslash at its end', reader.next - 1)
  const ranges = Object.hasOwn(CLASSES, sign.toLowerCase()) ? CLASSES[sign.toLowerCase()] : undefined
  if (ranges !== undefined) {
    reader.next++
    return { ranges, isNegated: sign !== sign.toLowerCase() }
  }
  const control = Object.hasOwn(CONTROLS, sign) ? CONTROLS[sign] : undefined
  if (control === undefined && /[\p{L}\p{N}]/u.test(sign)) throw wrong(reader, `has an unsupported \\${sign}`)
  reader.next++
  return single(control ?? sign.codePointAt(0)!)
}

function readClass(reader: Reader): CharacterSet {
  const start = reader.next - 1
  const isNegated = reader.signs[reader.next] === '^'
  if (isNegated) reader.next++
  const ranges: (readonly [number, number])[] = []
  while (reader.signs[reader.next] !== ']') {
    if (reader.next >= reader.signs.length) throw wrong(reader, 'has a [ without ]', start)
    ranges.push(...readClassItem(reader))
  }
  if (ranges.length === 0) throw wrong(reader, 'has an empty class', start)
  reader.next++
  return { ranges, isNegated }
}

function readClassItem(reader: Reader): CharacterSet['ranges'] {
  const start = reader.next
  const first = readClassEnd(reader)
  if (reader.signs[reader.next] !== '-' || (reader.signs[reader.next + 1] ?? ']') === ']') return first
  reader.next++
  const last = readClassEnd(reader)
  const isSingle = (set: CharacterSet['ranges']): boolean => set.length === 1 && set[0]![0] === set[0]![1]
  if (!isSingle(first) || !isSingle(last) || first[0]![0] > last[0]![0]) {
    throw wrong(reader, 'needs a range from a lower to a higher character', start)
  }
  return [[first[0]![0], last[0]![0]]]
}

/** One character or class within brackets, negated classes turned into ranges. */
function readClassEnd(reader: Reader): CharacterSet['ranges'] {
  const sign = reader.signs[reader.next]!
  if (sign === '[') throw wrong(reader, 'needs \\[ for a bracket within a class')
  reader.next++
  if (sign !== '\\') return single(sign.codePointAt(0)!).ranges
  const { ranges, isNegated } = readEscape(reader)
  return isNegated ? complement(ranges) : ranges
}

/** @param ranges - ascending, apart from each other */
function complement(ranges: CharacterSet['ranges']): CharacterSet['ranges'] {
  const gaps: (readonly [number, number])[] = []
  let from = 0
  for (const [first, last] of ranges) {
    if (first > from) gaps.push([from, first - 1])
    from = last + 1
  }
  if (from <= LAST_CODE_POINT) gaps.push([from, LAST_CODE_POINT])
  return gaps
}
