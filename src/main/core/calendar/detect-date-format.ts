import { DATE_FORMATS, type DateFormat } from './date-format.ts'
import { parseDate } from './parse-date.ts'

/** The one pattern all texts have, or why there is none. */
export type DateFormatDetection = { readonly format: DateFormat } | { readonly format: null; readonly reason: string }

/** Eight digits are a number or a code more often than a date: read as one only when asked for. */
const DETECTABLE: readonly DateFormat[] = DATE_FORMATS.filter((format) => format !== 'YYYYMMDD')

/**
 * The date pattern of a column: one that every text fits, provided that no other pattern fits them all too. Where day and
 * month could be swapped in every text (03/04/2021) there is no answer, only the reason. `YYYYMMDD` is never detected.
 *
 * @param texts - the texts of the column that are not missing; distinct ones are enough
 * @returns the format, or null with the reason in words
 */
export function detectDateFormat(texts: Iterable<string>): DateFormatDetection {
  let candidates = DETECTABLE
  let example: string | undefined
  for (const text of texts) {
    const fitting = candidates.filter((format) => parseDate(text, format) !== null)
    if (fitting.length === 0) return { format: null, reason: noFormat(text, candidates, example) }
    candidates = fitting
    example ??= text
  }
  if (example === undefined) return { format: null, reason: 'no value to read as a date' }
  const [format, other] = candidates
  if (other === undefined) return { format: format! }
  return { format: null, reason: `${format} and ${other} both fit every value, e.g. ${shown(example)}` }
}

function noFormat(text: string, candidates: readonly DateFormat[], example: string | undefined): string {
  if (example === undefined) return `${shown(text)} has no supported date format`
  return `${shown(text)} is not ${candidates.join(' or ')} as ${shown(example)} is`
}

/** At most forty characters of a text, in quotes. */
function shown(text: string): string {
  return text.length <= 40 ? `"${text}"` : `"${text.slice(0, 40)}…"`
}
