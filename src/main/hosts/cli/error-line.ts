import type { AppError, ErrorPlace } from '../../../shared/errors.ts'
import { UsageError } from './exit-code.ts'
import { printable } from './table.ts'

/** One line for a person: where, what, and what to do about it. */
export function errorLine(error: AppError | UsageError): string {
  const place = error instanceof UsageError ? '' : placeText(error)
  const hint = error.hint === null ? '' : `; hint: ${error.hint}`
  return printable(`error: ${place}${error.message}${hint}`)
}

export interface ErrorDocument {
  readonly error: {
    readonly code: string
    readonly message: string
    readonly hint: string | null
    readonly place?: ErrorPlace
  }
}

/** The same failure for a program. */
export function errorDocument(error: AppError | UsageError): ErrorDocument {
  if (error instanceof UsageError) return { error: { code: 'usage', message: error.message, hint: error.hint } }
  const { code, message, hint, place } = error.toReply()
  return { error: { code, message, hint, ...(place === null ? {} : { place }) } }
}

/** The place before the message, less what the message names itself. */
function placeText({ place, message }: AppError): string {
  if (place === null) return ''
  const parts = [
    place.file === undefined || message.includes(place.file) ? null : place.file,
    place.line === undefined ? null : `line ${place.line}`,
    place.column === undefined || message.includes(place.column) ? null : `column ${place.column}`,
    place.field === undefined || message.includes(place.field) ? null : place.field,
  ].filter((part) => part !== null)
  return parts.length === 0 ? '' : `${parts.join(', ')}: `
}
