import { AppError } from '../../shared/errors.ts'

const NOTHING_LOST = 'Nothing already saved was lost.'

/** The one place that turns failures of SQLite and of the file system into errors for people. Others pass unchanged. */
export function translateStoreError(error: unknown, subject = 'workspace database'): unknown {
  const code = errorCode(error)
  if (error instanceof AppError || code === null) return error
  return code.startsWith('SQLITE_') ? translateSqlite(code, error, subject) : translateFile(code, error, subject)
}

/** As {@link translateStoreError} for SQLite's own failures only: whatever a caller's work threw passes unchanged. */
export function translateSqlError(error: unknown): unknown {
  return errorCode(error)?.startsWith('SQLITE_') ? translateStoreError(error) : error
}

/** Runs file or database work and translates what it throws. @param subject - noun the message begins with */
export function withStoreErrors<T>(subject: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw translateStoreError(error, subject)
  }
}

/** The `code` of a system or SQLite error, or null. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}

function translateSqlite(code: string, cause: unknown, subject: string): AppError {
  const detail = cause instanceof Error ? cause.message : code
  // The shared memory beside the database cannot grow: on a disk with room that never happens.
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE') return diskFull(subject, cause)
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return new AppError('inUse', `The ${subject} is in use by another program`, {
      cause,
      hint: 'Close the other program and try again.',
    })
  }
  if (/^SQLITE_(CORRUPT|NOTADB|FORMAT)/.test(code) || /^SQLITE_IOERR_(READ|SHORT_READ|DATA|CORRUPTFS)$/.test(code))
    return damaged(subject, cause)
  if (/^SQLITE_(READONLY|PERM|AUTH|CANTOPEN|IOERR)/.test(code)) {
    return new AppError('cannotWrite', `The ${subject} cannot be written (${code})`, {
      cause,
      hint: `Check the permissions and the disk. ${NOTHING_LOST}`,
    })
  }
  if (/^SQLITE_(TOOBIG|NOMEM)/.test(code))
    return new AppError('tooLarge', `The ${subject} cannot hold a value of that size`, { cause })
  if (code === 'SQLITE_CONSTRAINT_TRIGGER')
    return new AppError('conflict', detail, { cause, hint: 'Records are written once; make a new version instead.' })
  if (/^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY|ROWID)$/.test(code)) {
    return new AppError('conflict', `A record of that identity exists already (${detail})`, { cause })
  }
  return new AppError('internal', `The ${subject} refused a statement: ${detail}`, { cause })
}

function translateFile(code: string, cause: unknown, subject: string): unknown {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(subject, cause)
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new AppError('cannotWrite', `The ${subject} cannot be written: permission denied`, {
        cause,
        hint: 'Choose a folder you may write to, or change its permissions.',
      })
    case 'ENOTDIR':
    case 'EISDIR':
    case 'ENAMETOOLONG':
    case 'EINVAL':
    case 'ELOOP':
      return new AppError('cannotWrite', `The ${subject} cannot be written: the path is not usable (${code})`, {
        cause,
        hint: 'Choose another folder.',
      })
    case 'ENOENT':
      return new AppError('notFound', `The ${subject} does not exist`, { cause, hint: 'Check the path.' })
    case 'EIO':
    case 'EBUSY':
    case 'EMFILE':
    case 'ENFILE':
    case 'ETXTBSY':
      return new AppError('cannotWrite', `The ${subject} cannot be read or written (${code})`, {
        cause,
        hint: `Check the disk and try again. ${NOTHING_LOST}`,
      })
    default:
      return cause
  }
}

function diskFull(subject: string, cause: unknown): AppError {
  return new AppError('cannotWrite', `The ${subject} cannot be written: the disk is full`, {
    cause,
    hint: `Free some space and try again. ${NOTHING_LOST}`,
  })
}

function damaged(subject: string, cause: unknown): AppError {
  return new AppError('damaged', `The ${subject} is damaged`, {
    cause,
    hint: 'Restore the workspace folder from a backup. The files were left as they are.',
  })
}
