import { AppError, appErrorFromReply, type ErrorReply } from '../../shared/errors.ts'
import { StatisticError } from '../core/statistic-error.ts'

/** An error as it crosses from a worker thread or a reader process: plain data, no stack. */
export function packError(error: unknown): ErrorReply {
  if (error instanceof AppError) return error.toReply()
  if (error instanceof StatisticError) {
    const code = error.kind === 'undefined' ? 'undefinedStatistic' : 'invalidInput'
    return { code, message: error.message, hint: null, place: null }
  }
  if (isOutOfMemory(error)) {
    return {
      code: 'tooLarge',
      message: 'The work needs more memory than there is',
      hint: 'Use fewer columns or rows.',
      place: null,
    }
  }
  // For developers only: without it, nothing of a stack leaves the process.
  if (process.env.ASSAY_DEBUG !== undefined) console.error(error)
  return {
    code: 'internal',
    message: 'Assay met an unexpected fault in a background job; nothing was changed',
    hint: 'Try again. If it stays, report what you did and the log of this time.',
    place: null,
  }
}

/** The error on the side that waits for it. */
export function unpackError(reply: ErrorReply): AppError {
  return appErrorFromReply(reply)
}

/** A worker or reader that ended without an answer: killed, crashed, or out of memory. */
export class BackgroundProcessDied extends AppError {
  constructor(what: string) {
    super('internal', `The ${what} ended before it was done`, {
      hint: 'It was stopped from outside, or memory ran out. Nothing half-finished was kept: start again.',
    })
    this.name = 'BackgroundProcessDied'
  }
}

/** What a person gets who cancelled. */
export function cancelledError(): AppError {
  return new AppError('cancelled', 'The job was cancelled', { hint: 'Nothing half-finished was kept.' })
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof RangeError && /allocation|Invalid (typed )?array( buffer)? length/i.test(error.message)
}
