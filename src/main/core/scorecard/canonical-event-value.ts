import { printNumber } from '../frame/parse-number.ts'

/**
 * The one way to write an event value: in a numeric column `2`, `2.0` and `+2` mean the same event, so all become the shortest
 * text of the number. Equal questions then have equal hashes. Text columns tell every character apart.
 *
 * @param type - type of the target column
 * @param eventValue - as a person gave it
 * @returns the text unchanged if the column is text, or if it is no finite number
 */
export function canonicalEventValue(type: 'numeric' | 'text', eventValue: string): string {
  const text = eventValue.trim().replace('\u2212', '-')
  const value = type === 'numeric' && text !== '' ? Number(text) : Number.NaN
  return Number.isFinite(value) ? printNumber(value === 0 ? 0 : value) : eventValue
}
