import { ERROR_CODES, type ErrorCode, type ErrorReply } from '../../shared/errors.ts'

/** Reads whatever was thrown on the way through the door as the reply a person can act on. */
export function errorReply(error: unknown): ErrorReply {
  const direct = asReply(error)
  if (direct !== null) return direct
  const nested = isRecord(error) ? asReply(error.data) : null
  if (nested !== null) return nested
  return {
    code: 'internal',
    message: error instanceof Error && error.message !== '' ? error.message : 'The request failed without a message',
    hint: null,
    place: null,
  }
}

/** Place of a fault in words: "line 12, column income". */
export function placeText(place: ErrorReply['place']): string | null {
  if (place === null) return null
  const parts = [
    place.file === undefined ? null : `file ${place.file}`,
    place.line === undefined ? null : `line ${place.line}`,
    place.column === undefined ? null : `column ${place.column}`,
    place.field === undefined ? null : `field ${place.field}`,
  ].filter((part) => part !== null)
  return parts.length === 0 ? null : parts.join(', ')
}

function asReply(value: unknown): ErrorReply | null {
  if (!isRecord(value) || typeof value.message !== 'string' || !isErrorCode(value.code)) return null
  return {
    code: value.code,
    message: value.message,
    hint: typeof value.hint === 'string' ? value.hint : null,
    place: isRecord(value.place) ? (value.place as ErrorReply['place']) : null,
  }
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && (ERROR_CODES as readonly string[]).includes(code)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
