import { type AppError, assertNever } from '../../../shared/errors.ts'

export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  badData: 65,
  notFound: 66,
  cannotWrite: 73,
  inUse: 75,
  notPermitted: 77,
  cancelled: 130,
} as const

/** A wrong use of the command line itself: unknown flag, missing argument, impossible combination. */
export class UsageError extends Error {
  readonly hint: string | null

  constructor(message: string, hint: string | null = null) {
    super(message)
    this.name = 'UsageError'
    this.hint = hint
  }
}

/** The exit code of a failure, by the table in the documentation. */
export function exitCodeOf(error: AppError | UsageError): number {
  if (error instanceof UsageError) return EXIT.usage
  switch (error.code) {
    case 'badData':
    case 'undefinedStatistic':
    case 'tooLarge':
      return EXIT.badData
    case 'invalidInput':
      return isAboutArguments(error) ? EXIT.usage : EXIT.badData
    case 'notFound':
      return EXIT.notFound
    case 'cannotWrite':
      return EXIT.cannotWrite
    case 'inUse':
      return EXIT.inUse
    case 'forbidden':
    case 'wrongPassword':
    case 'locked':
      return EXIT.notPermitted
    case 'cancelled':
      return EXIT.cancelled
    case 'conflict':
    case 'damaged':
    case 'internal':
      return EXIT.failed
    default:
      return assertNever(error.code)
  }
}

/** Invalid input that names a field of the request, and no place in a file, is a wrong argument. */
function isAboutArguments(error: AppError): boolean {
  const place = error.place
  return (
    place !== null &&
    place.field !== undefined &&
    place.file === undefined &&
    place.line === undefined &&
    place.column === undefined
  )
}
