import type { AppError, ErrorPlace } from '../../../shared/errors.ts'
import { UsageError } from './exit-code.ts'
import { printable } from './table.ts'

/** One line for a person: where, what, and what to do about it. */
export function errorLine(error: AppError | UsageError): string {
  const place = error instanceof UsageError ? '' : placeText(error.place)
  const hint = error.hint === null ? '' : `; hint: ${error.hint}`
  return printable(`error: ${place}${error.message}${hint}`)
}

/** The same failure for a program. */
export function errorDocument(error: AppError | UsageError): {
  error: { code: string; message: string; hint: string | null; place?: ErrorPlace }
} {
  if (error instanceof UsageError) return { error: { code: 'usage', message: error.message, hint: error.hint } }
  const { code, message, hint, place } = error.toReply()
  return { error: { code, message, hint, ...(place === null ? {} : { place }) } }
}

function placeText(place: ErrorPlace | null): string {
  if (place === null) return ''
  const parts = [
    place.file ?? null,
    place.line === undefined ? null : `line ${place.line}`,
    place.column === undefined ? null : `column ${place.column}`,
    place.field === undefined ? null : place.field,
  ].filter((part) => part !== null)
  return parts.length === 0 ? '' : `${parts.join(', ')}: `
}
