import { parseNumber } from '../frame/parse-number.ts'
import { expressionError } from './expression-error.ts'

/** One word or sign of an expression; `at` is its offset, `end` the offset after it. */
export type Token =
  | { readonly kind: 'number'; readonly value: number; readonly at: number; readonly end: number }
  | {
      readonly kind: 'text' | 'bracket' | 'word' | 'keyword' | 'sign' | 'end'
      readonly value: string
      readonly at: number
      readonly end: number
    }

/** Words with a meaning of their own, in any case; a column of that name is written in brackets. */
export const KEYWORDS: ReadonlySet<string> = new Set([
  'and',
  'or',
  'not',
  'in',
  'between',
  'is',
  'missing',
  'true',
  'false',
])

/** Signs in one spelling for each meaning; longer ones first. */
const SIGNS: readonly (readonly [string, string])[] = [
  ['==', '='],
  ['!=', '!='],
  ['<>', '!='],
  ['<=', '<='],
  ['>=', '>='],
  ['&&', '&&'],
  ['||', '||'],
  ...[...'=<>+-*/^(),!'].map((sign) => [sign, sign] as const),
]

const BLANK = /[ \t\r\n\u00a0]/
const WORD = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy
const DIGITS = /(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]*)?/y

/**
 * Cuts the text of an expression into words and signs.
 *
 * @throws StatisticError `invalidInput` (an ExpressionError) at a sign that has no meaning, a text or bracket without end,
 * or a number that a double cannot hold exactly as written
 */
export function readTokens(text: string): Token[] {
  const tokens: Token[] = []
  for (let at = 0; ; ) {
    while (at < text.length && BLANK.test(text[at]!)) at++
    if (at >= text.length) return [...tokens, { kind: 'end', value: '', at: text.length, end: text.length }]
    const token = readToken(text, at)
    tokens.push(token)
    at = token.end
  }
}

function readToken(text: string, at: number): Token {
  const first = text[at]!
  if (first === '"' || first === "'") return readQuoted(text, at, first, 'text')
  if (first === '[') return readQuoted(text, at, ']', 'bracket')
  const word = matchAt(WORD, text, at)
  if (word !== null) {
    const lower = word.toLowerCase()
    const isKeyword = KEYWORDS.has(lower)
    return { kind: isKeyword ? 'keyword' : 'word', value: isKeyword ? lower : word, at, end: at + word.length }
  }
  const digits = matchAt(DIGITS, text, at)
  if (digits !== null) return readNumber(text, digits, at)
  const sign = SIGNS.find(([spelling]) => text.startsWith(spelling, at))
  if (sign !== undefined) return { kind: 'sign', value: sign[1], at, end: at + sign[0].length }
  const hint = first === ']' ? 'A column name in brackets starts with [ and doubles every ] within.' : null
  throw expressionError(`expression has a sign without meaning, got ${JSON.stringify(signAt(text, at))}`, at, hint)
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}

function signAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at)!)
}

/** Reads up to the closing mark; a doubled mark stands for itself. */
function readQuoted(text: string, at: number, mark: string, kind: 'text' | 'bracket'): Token {
  let value = ''
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] !== mark) {
      value += text[i]
    } else if (text[i + 1] === mark) {
      value += mark
      i++
    } else {
      return { kind, value, at, end: i + 1 }
    }
  }
  const what = kind === 'text' ? 'text' : 'column name'
  throw expressionError(`expression has a ${what} without end`, at, `Close it with ${mark}`)
}

function readNumber(text: string, digits: string, at: number): Token {
  const end = at + digits.length
  const { shape, value } = parseNumber(digits)
  const isGlued = matchAt(WORD, text, end) !== null || text[end] === '.'
  if (shape === 'number' && !isGlued) return { kind: 'number', value, at, end }
  const reasons = {
    number: 'has letters right behind a number',
    other: 'has a number without end',
    leadingZeros: 'has a number with leading zeros',
    tooManyDigits: 'has a number with more digits than can be kept exactly',
    outOfRange: 'has a number beyond the range of numbers',
  }
  const hint = shape === 'leadingZeros' ? `A code is a text: '${digits}'` : null
  throw expressionError(`expression ${reasons[shape]}, got ${digits.slice(0, 40)}`, at, hint)
}
