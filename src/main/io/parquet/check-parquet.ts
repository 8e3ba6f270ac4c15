import { closeSync, openSync, readSync } from 'node:fs'
import { AppError } from '../../../shared/errors.ts'
import { type InputFile, inputFileError } from '../input-file.ts'
import type { ParquetLimits } from './parquet-limits.ts'

const MAGIC = 'PAR1'
const ENCRYPTED_MAGIC = 'PARE'
/** Magic, an empty footer, its length, magic. */
const SMALLEST = 12

/**
 * Looks at both ends of a file before anything else opens it.
 *
 * @throws AppError `badData` if it is no whole Parquet file, `tooLarge` if its footer is beyond the limit
 */
export function checkParquetEnds(file: InputFile, limits: ParquetLimits): void {
  const { head, tail } = readEnds(file)
  const last = tail.toString('latin1', 4)
  if (head === ENCRYPTED_MAGIC || last === ENCRYPTED_MAGIC) {
    throw new AppError('badData', `${file.fileName} is an encrypted Parquet file`, {
      hint: 'Write it again without encryption.',
      place: { file: file.fileName },
    })
  }
  if (head !== MAGIC) throw damagedParquet(file, 'it does not begin with PAR1')
  if (file.bytes < SMALLEST || last !== MAGIC) throw damagedParquet(file, 'its end is missing')
  const footer = tail.readUInt32LE(0)
  if (footer === 0 || footer > file.bytes - SMALLEST) throw damagedParquet(file, 'its footer is broken')
  if (footer <= limits.footerBytes) return
  throw new AppError(
    'tooLarge',
    `${file.fileName} needs a footer of at most ${limits.footerBytes} bytes, got ${footer}`,
    {
      hint: 'Write the file with fewer, larger row groups, or with fewer columns.',
      place: { file: file.fileName },
    },
  )
}

/** The error for a file that cannot be read; what the engine said of it goes to the log only. */
export function damagedParquet(file: InputFile, what: string, cause?: unknown): AppError {
  return new AppError('badData', `${file.fileName} is a damaged Parquet file: ${what}`, {
    hint: 'Copy it again from where it came from, or write it again.',
    place: { file: file.fileName },
    cause,
  })
}

function readEnds(file: InputFile): { head: string; tail: Buffer } {
  let descriptor: number | null = null
  try {
    descriptor = openSync(file.path, 'r')
    const head = Buffer.alloc(4)
    const tail = Buffer.alloc(8)
    readSync(descriptor, head, 0, 4, 0)
    readSync(descriptor, tail, 0, 8, Math.max(0, file.bytes - 8))
    return { head: head.toString('latin1'), tail }
  } catch (cause) {
    throw inputFileError(cause, file.fileName)
  } finally {
    if (descriptor !== null) closeSync(descriptor)
  }
}
