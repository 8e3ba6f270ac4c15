import { ORPCError, ValidationError } from '@orpc/server'
import { AppError, type ErrorCode, type ErrorReply } from '../../shared/errors.ts'
import { StatisticError } from '../core/statistic-error.ts'

const STATUS: Record<ErrorCode, number> = {
  invalidInput: 400,
  badData: 422,
  notFound: 404,
  conflict: 409,
  forbidden: 403,
  wrongPassword: 401,
  locked: 423,
  inUse: 409,
  cannotWrite: 507,
  undefinedStatistic: 422,
  tooLarge: 413,
  damaged: 500,
  cancelled: 499,
  internal: 500,
}

/** The one place that turns any thrown thing into what a caller may see; nothing of a stack or of data leaks. */
export function toErrorReply(error: unknown): ErrorReply {
  if (error instanceof AppError) return error.toReply()
  if (error instanceof StatisticError) return statisticReply(error)
  if (error instanceof ORPCError) return orpcReply(error)
  if (error instanceof Error && error.name === 'AbortError') {
    return { code: 'cancelled', message: 'The operation was cancelled', hint: null, place: null }
  }
  return internalReply()
}

function internalReply(): ErrorReply {
  return {
    code: 'internal',
    message: 'Assay met an unexpected fault; nothing was changed',
    hint: 'Try again. If it stays, report what you did and the log of this time.',
    place: null,
  }
}

/** The reply as oRPC carries it over every transport: `data` holds the whole {@link ErrorReply}. */
export function toTransportError(error: unknown): ORPCError<string, ErrorReply> {
  const reply = toErrorReply(error)
  return new ORPCError(reply.code, { status: STATUS[reply.code], message: reply.message, data: reply })
}

function statisticReply(error: StatisticError): ErrorReply {
  const code = error.kind === 'undefined' ? 'undefinedStatistic' : 'invalidInput'
  return { code, message: error.message, hint: null, place: null }
}

function orpcReply(error: ORPCError<string, unknown>): ErrorReply {
  const data = error.data
  if (typeof data === 'object' && data !== null && 'code' in data && 'hint' in data) return data as ErrorReply
  // An output that does not fit its schema is a fault of the program, not of the caller.
  if (error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError) return validationReply(error.cause)
  if (error.code === 'NOT_FOUND') {
    return {
      code: 'notFound',
      message: 'There is no procedure of that name',
      hint: 'List them with "assay procedures".',
      place: null,
    }
  }
  if (error.status >= 500) return internalReply()
  return { code: 'invalidInput', message: error.message, hint: null, place: null }
}

function validationReply(error: ValidationError): ErrorReply {
  const issue = error.issues[0]
  const path = (issue?.path ?? []).map((part) => (typeof part === 'object' ? String(part.key) : String(part))).join('.')
  const problem = issue?.message ?? 'the input does not fit its schema'
  return {
    code: 'invalidInput',
    message: path === '' ? `The input is not valid: ${problem}` : `"${path}" is not valid: ${problem}`,
    hint: 'See the input schema with "assay procedures --json".',
    place: { field: path === '' ? 'input' : path },
  }
}
