import { levelDates } from '../calendar/column-dates.ts'
import type { DateFormat } from '../calendar/date-format.ts'
import { printDate } from '../calendar/print-date.ts'
import { type ColumnSummary, NO_NUMBERS, NO_TEXTS } from './column-summary.ts'
import type { TextColumn } from './frame.ts'
import { niceHistogram } from './nice-histogram.ts'
import { insertTop } from './top-values.ts'
import { tallyValues } from './value-tally.ts'

/**
 * Profile of a text column; see `profileColumn`.
 *
 * @param column - shape (nRows,); missing = −1
 * @param specialCodes - texts with a meaning of their own
 * @returns the profile
 */
export function profileTexts(column: TextColumn, specialCodes: readonly string[] = []): ColumnSummary {
  const { counts, nMissing } = countLevels(column)
  const specialSet = new Set(specialCodes)
  const specialCounts = new Map<string, number>()
  const top: { value: string; count: number }[] = []
  let nDistinct = 0
  let nSpecial = 0
  for (let code = 0; code < counts.length; code++) {
    const count = counts[code]!
    if (count === 0) continue
    const value = column.levels[code]!
    nDistinct++
    if (top.length < 10 || count > top[9]!.count) insertTop(top, { value, count })
    if (!specialSet.has(value)) continue
    specialCounts.set(value, (specialCounts.get(value) ?? 0) + count)
    nSpecial += count
    counts[code] = 0
  }
  const nValues = column.codes.length - nMissing
  return {
    name: column.name,
    type: 'text',
    count: column.codes.length,
    nMissing,
    nDistinct,
    ...NO_NUMBERS,
    ...NO_TEXTS,
    ...describeTexts(column.levels, counts),
    ...(column.dateFormat === undefined ? { histogram: [] } : describeDates(column, counts, column.dateFormat)),
    quantiles: [],
    special: specialCodes.map((code) => ({ code, count: specialCounts.get(code) ?? 0 })),
    nSpecial,
    topValues: top,
    modeShare: nValues === 0 ? null : top[0]!.count / nValues,
  }
}

function countLevels(column: TextColumn): { counts: Float64Array; nMissing: number } {
  const counts = new Float64Array(column.levels.length)
  const { codes } = column
  let nMissing = 0
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!
    if (code < 0) nMissing++
    else counts[code]!++
  }
  return { counts, nMissing }
}

function describeTexts(levels: readonly string[], counts: Float64Array) {
  let minLength = Number.POSITIVE_INFINITY
  let maxLength = Number.NEGATIVE_INFINITY
  let nBlank = 0
  for (let code = 0; code < counts.length; code++) {
    if (counts[code] === 0) continue
    const level = levels[code]!
    const length = lengthInCodePoints(level)
    if (length < minLength) minLength = length
    if (length > maxLength) maxLength = length
    if (length === 0 || isBlank(level)) nBlank += counts[code]!
  }
  return maxLength < 0 ? { minLength: null, maxLength: null, nBlank } : { minLength, maxLength, nBlank }
}

/** A surrogate pair is one code point. */
function lengthInCodePoints(text: string): number {
  let length = text.length
  for (let i = 0; i + 1 < text.length; i++) {
    if ((text.charCodeAt(i) & 0xfc00) !== 0xd800 || (text.charCodeAt(i + 1) & 0xfc00) !== 0xdc00) continue
    length--
    i++
  }
  return length
}

function isBlank(text: string): boolean {
  const first = text.charCodeAt(0)
  return (first <= 0x20 || first >= 0x80) && text.trim() === ''
}

/** Range and histogram of the dates behind the levels; levels that are no dates are left out. */
function describeDates(column: TextColumn, counts: Float64Array, format: DateFormat) {
  const days = levelDates(column, format)
  const countOfDay = new Map<number, number>()
  for (let code = 0; code < counts.length; code++) {
    const day = days[code]!
    if (counts[code] === 0 || Number.isNaN(day)) continue
    countOfDay.set(day, (countOfDay.get(day) ?? 0) + counts[code]!)
  }
  const { values } = tallyValues(Float64Array.from(countOfDay.keys()))
  const earliest = values[0]
  const latest = values.at(-1)
  return {
    earliest: earliest === undefined ? null : printDate(earliest, format),
    latest: latest === undefined ? null : printDate(latest, format),
    histogram: niceHistogram(
      values,
      Array.from(values, (day) => countOfDay.get(day)!),
    ),
    histogramUnit: 'day' as const,
  }
}
