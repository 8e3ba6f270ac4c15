import { z } from 'zod'

/** Every kind of failure that crosses the door. A person reads `message` and `hint`; programs read `code`. */
export const ERROR_CODES = [
  'invalidInput',
  'badData',
  'notFound',
  'conflict',
  'forbidden',
  'wrongPassword',
  'locked',
  'inUse',
  'cannotWrite',
  'undefinedStatistic',
  'tooLarge',
  'damaged',
  'cancelled',
  'internal',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** Where in the input the fault lies; lines and columns count from 1. */
export const errorPlaceSchema = z.object({
  file: z.string().optional(),
  line: z.number().int().positive().optional(),
  column: z.string().optional(),
  field: z.string().optional(),
  /** Character of the field, from 0. */
  position: z.number().int().nonnegative().optional(),
})

export const errorReplySchema = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  hint: z.string().nullable(),
  place: errorPlaceSchema.nullable(),
})

export type ErrorPlace = z.infer<typeof errorPlaceSchema>
export type ErrorReply = z.infer<typeof errorReplySchema>

export interface AppErrorOptions {
  readonly hint?: string
  readonly place?: ErrorPlace
  readonly cause?: unknown
}

/**
 * A failure thrown on purpose outside `core`.
 * Message grammar: `<noun> <needs|has|is> <condition>, got <value>`; never personal data, never a stack.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly hint: string | null
  readonly place: ErrorPlace | null

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.hint = options.hint ?? null
    this.place = options.place ?? null
  }

  toReply(): ErrorReply {
    return { code: this.code, message: this.message, hint: this.hint, place: this.place }
  }
}

/** Rebuilds an AppError from a reply that crossed a process border. */
export function appErrorFromReply(reply: ErrorReply): AppError {
  return new AppError(reply.code, reply.message, {
    ...(reply.hint === null ? {} : { hint: reply.hint }),
    ...(reply.place === null ? {} : { place: reply.place }),
  })
}

/** Closes an exhaustive `switch`; a value here is a programming error. */
export function assertNever(value: never): never {
  throw new AppError('internal', `switch needs every case covered, got ${JSON.stringify(value)}`)
}
