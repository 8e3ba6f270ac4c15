import type { DateFormat } from '../calendar/date-format.ts'
import { parseDate } from '../calendar/parse-date.ts'
import { sortByNumbers } from './sort-by-numbers.ts'

/**
 * The place of every date text in the order of time. Texts of the same day and time share a rank; a text that is no such
 * date has none, and counts as missing.
 *
 * @param texts - levels of a date column, shape (n,)
 * @param format - pattern of the texts
 * @returns rank of each, from 0; −1 = no date; shape (n,)
 */
export function rankDates(texts: readonly string[], format: DateFormat): Int32Array {
  const days = Float64Array.from(texts, (text) => parseDate(text, format) ?? Number.NaN)
  const order = sortByNumbers(
    Uint32Array.from(texts, (_, index) => index),
    days,
    false,
  )
  const ranks = new Int32Array(texts.length).fill(-1)
  let rank = -1
  let last = Number.NaN
  for (const index of order) {
    const day = days[index]!
    if (Number.isNaN(day)) break
    if (day !== last) rank++
    ranks[index] = rank
    last = day
  }
  return ranks
}
