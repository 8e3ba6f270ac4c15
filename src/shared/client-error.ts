import { AppError, appErrorFromReply, errorReplySchema } from './errors.ts'

/** What oRPC's own refusals look like on the caller's side; matched by shape so that every transport reads alike. */
interface TransportError extends Error {
  readonly code: string
  readonly data?: unknown
}

/**
 * Turns whatever a client call throws into an {@link AppError}: the server's reply where there is one, otherwise the
 * nearest code. Nothing of a stack reaches the message.
 *
 * @param error - what was caught; an AppError passes through unchanged
 */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (error instanceof Error && error.name === 'AbortError') {
    return new AppError('cancelled', 'The operation was cancelled', { cause: error })
  }
  if (!isTransportError(error)) return unexpected(error)
  const reply = errorReplySchema.safeParse(error.data)
  if (reply.success) return appErrorFromReply(reply.data)
  if (error.code === 'BAD_REQUEST') return invalidInput(error)
  if (error.code === 'NOT_FOUND') {
    return new AppError('notFound', 'There is no procedure of that name', {
      hint: 'List them with "assay procedures".',
      cause: error,
    })
  }
  return unexpected(error)
}

function isTransportError(error: unknown): error is TransportError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
}

/** oRPC reports a failed input schema as BAD_REQUEST with the issues in `data`. */
function invalidInput(error: TransportError): AppError {
  const issue = firstIssue(error.data)
  if (issue === null) return new AppError('invalidInput', error.message, { cause: error })
  const field = issue.path.map(pathText).join('.')
  return new AppError(
    'invalidInput',
    issue.message,
    field === '' ? { cause: error } : { place: { field }, cause: error },
  )
}

function firstIssue(data: unknown): { message: string; path: readonly unknown[] } | null {
  if (typeof data !== 'object' || data === null || !('issues' in data) || !Array.isArray(data.issues)) return null
  const issue: unknown = data.issues[0]
  if (typeof issue !== 'object' || issue === null || !('message' in issue)) return null
  return { message: String(issue.message), path: 'path' in issue && Array.isArray(issue.path) ? issue.path : [] }
}

function pathText(part: unknown): string {
  return typeof part === 'object' && part !== null && 'key' in part ? String(part.key) : String(part)
}

function unexpected(cause: unknown): AppError {
  return new AppError('internal', 'Assay met an unexpected fault', { hint: 'Try again; nothing was changed.', cause })
}
