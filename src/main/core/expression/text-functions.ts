import { type DateFormat, isDateFormat } from '../calendar/date-format.ts'
import { parseDate } from '../calendar/parse-date.ts'
import { printDate } from '../calendar/print-date.ts'
import { parseNumber, printNumber } from '../frame/parse-number.ts'
import { constantOf } from './check-call.ts'
import { compareTexts } from './compare-values.ts'
import { compilePattern } from './compile-pattern.ts'
import type { Expression } from './expression.ts'
import { MAX_TEXT_LENGTH } from './level-pool.ts'

/** A value that is not missing: a text, or a number (also 1/0 for true/false, days for dates). */
export type Cell = string | number

/** A function with a text among its arguments or as result; null is missing. */
export type CellFunction = (...cells: Cell[]) => string | number | null

/**
 * Makes a function ready for its arguments: patterns, formats and edges are read once. The functions get one cell per
 * argument, whether they need it or not, and never a missing one.
 */
export type BindFunction = (list: readonly Expression[], isBoolean: boolean) => CellFunction

/** The functions of texts by name. */
export const TEXT_FUNCTIONS: ReadonlyMap<string, BindFunction> = new Map<string, BindFunction>([
  ['lower', () => (t) => limited(String(t).toLowerCase())],
  ['upper', () => (t) => limited(String(t).toUpperCase())],
  ['trim', () => (t) => String(t).trim()],
  ['length', () => (t) => countCharacters(String(t))],
  [
    'concat',
    () =>
      (...texts) =>
        limited(texts.join('')),
  ],
  ['contains', () => (t, part) => Number(String(t).includes(String(part)))],
  ['startsWith', () => (t, part) => Number(String(t).startsWith(String(part)))],
  ['endsWith', () => (t, part) => Number(String(t).endsWith(String(part)))],
  ['substring', () => (t, start, length) => substring(String(t), Number(start), length)],
  ['replace', () => (t, from, to) => replaceAll(String(t), String(from), String(to))],
  ['matches', bindMatches],
  ['number', () => (t) => readNumber(String(t))],
  ['text', (_, isBoolean) => (x) => (isBoolean ? String(x === 1) : printNumber(Number(x)))],
  ['bin', bindBin],
  [
    'min',
    () =>
      (...texts) =>
        firstOf(texts, -1),
  ],
  [
    'max',
    () =>
      (...texts) =>
        firstOf(texts, 1),
  ],
  ['date', bindDate],
  ['dateText', bindDateText],
])

/** The text that comes first in the order of texts, or last for a direction of 1. */
function firstOf(texts: readonly Cell[], direction: number): string {
  return texts.map(String).reduce((best, text) => (compareTexts(text, best) * direction > 0 ? text : best))
}

function limited(text: string): string | null {
  return text.length <= MAX_TEXT_LENGTH ? text : null
}

function countCharacters(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i += text.codePointAt(i)! > 0xffff ? 2 : 1) count++
  return count
}

/** Characters from `start` (counted from 1, cut to a whole number) on; places before the first one count as empty. */
function substring(text: string, start: number, length: Cell | undefined): string {
  const from = Math.trunc(start) - 1
  const to = length === undefined ? Number.POSITIVE_INFINITY : from + Math.max(0, Math.trunc(Number(length)))
  return [...text].slice(Math.max(0, from), Math.max(0, to)).join('')
}

function replaceAll(text: string, from: string, to: string): string | null {
  if (from === '') return text
  const parts = text.split(from)
  const length = text.length + (parts.length - 1) * (to.length - from.length)
  return length <= MAX_TEXT_LENGTH ? parts.join(to) : null
}

/** Leading zeros are no obstacle to whoever asks for a number; digits that would be lost are. */
function readNumber(text: string): number | null {
  const { shape, value } = parseNumber(text)
  return shape === 'number' || shape === 'leadingZeros' ? value : null
}

function bindMatches(list: readonly Expression[]): CellFunction {
  const isFound = compilePattern(writtenText(list[1]), list[1]!.at)
  return (t) => Number(isFound(String(t)))
}

function bindBin(list: readonly Expression[]): CellFunction {
  const edges = list.slice(1).map(constantOf)
  const ends = ['-∞', ...edges.map((edge) => printNumber(edge + 0)), '∞']
  const labels = [...edges, 0].map((_, i) => `${i === 0 ? '(' : '['}${ends[i]}, ${ends[i + 1]})`)
  return (x) => {
    let bin = 0
    while (bin < edges.length && Number(x) >= edges[bin]!) bin++
    return labels[bin]!
  }
}

function bindDate(list: readonly Expression[]): CellFunction {
  const format = list[1] === undefined ? 'YYYY-MM-DD' : writtenFormat(list[1])
  return (t) => (typeof t === 'string' ? parseDate(t, format) : t!)
}

function bindDateText(list: readonly Expression[]): CellFunction {
  const format = writtenFormat(list[1])
  return (d) => printDate(Number(d), format)
}

function writtenText(part: Expression | undefined): string {
  return part?.kind === 'text' ? part.value : ''
}

function writtenFormat(part: Expression | undefined): DateFormat {
  const text = writtenText(part)
  return isDateFormat(text) ? text : 'YYYY-MM-DD'
}
