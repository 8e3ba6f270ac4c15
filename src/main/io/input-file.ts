import { type Stats, statSync } from 'node:fs'
import { basename } from 'node:path'
import { AppError } from '../../shared/errors.ts'

export interface InputFile {
  readonly path: string
  readonly fileName: string
  readonly bytes: number
}

/**
 * Looks at a file before it is opened.
 *
 * @throws AppError `notFound` if there is none, `invalidInput` if it is a folder, a device or not readable, `badData` if it is empty,
 * `tooLarge` if it has more than `maxBytes`
 */
export function describeInputFile(path: string, maxBytes: number): InputFile {
  const fileName = basename(path)
  const place = { file: fileName }
  const stats = statOrThrow(path, fileName)
  if (stats.isDirectory()) {
    throw new AppError('invalidInput', `Input needs to be a file, got the folder ${fileName}`, {
      hint: 'Choose a file inside it.',
      place,
    })
  }
  if (!stats.isFile()) {
    throw new AppError('invalidInput', `Input needs to be an ordinary file, got ${fileName}`, {
      hint: 'Choose a file on disk.',
      place,
    })
  }
  if (stats.size === 0) {
    throw new AppError('badData', `${fileName} is empty: it has 0 bytes`, {
      hint: 'Check that the export that made the file ran to its end.',
      place,
    })
  }
  if (stats.size > maxBytes) {
    throw new AppError('tooLarge', `${fileName} needs to have at most ${maxBytes} bytes, got ${stats.size}`, {
      hint: 'Split the file, or leave out columns that are not needed.',
      place,
    })
  }
  return { path, fileName, bytes: stats.size }
}

/** Turns a fault of the file system on reading into words. */
export function inputFileError(cause: unknown, fileName: string): AppError {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null
  const place = { file: fileName }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new AppError('notFound', `There is no file ${fileName}`, { hint: 'Check the path.', place, cause })
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'ERR_ACCESS_DENIED') {
    return new AppError('invalidInput', `${fileName} may not be read`, {
      hint: 'Check the permissions of the file and its folders.',
      place,
      cause,
    })
  }
  return new AppError('invalidInput', `${fileName} cannot be read${typeof code === 'string' ? ` (${code})` : ''}`, {
    hint: 'Check the disk or the network drive, and try again.',
    place,
    cause,
  })
}

function statOrThrow(path: string, fileName: string): Stats {
  try {
    return statSync(path)
  } catch (cause) {
    throw inputFileError(cause, fileName)
  }
}
