import { basename, extname } from 'node:path'
import type { FileFormat } from '../../shared/contract/index.ts'
import { AppError, assertNever } from '../../shared/errors.ts'
import type { Frame } from '../core/frame/frame.ts'
import type { WrittenFile } from '../disk/atomic-file.ts'
import { writeFrameCsv } from './csv/write-frame-csv.ts'
import { writeFrameJsonl } from './jsonl/write-frame-jsonl.ts'
import { writeFrameParquet } from './parquet/write-frame-parquet.ts'
import { type AboutLines, writeFrameXlsx } from './xlsx/write-frame-xlsx.ts'

const FORMAT_BY_ENDING: Readonly<Record<string, FileFormat>> = {
  '.csv': 'csv',
  '.xlsx': 'xlsx',
  '.parquet': 'parquet',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
}

/** The format that the name of an output tells. @throws AppError `invalidInput` if it tells none */
export function formatOfPath(path: string): FileFormat {
  const ending = extname(path).toLowerCase()
  if (Object.hasOwn(FORMAT_BY_ENDING, ending)) return FORMAT_BY_ENDING[ending]!
  throw new AppError(
    'invalidInput',
    `Output needs a name that ends in .csv, .xlsx, .parquet or .jsonl, got ${basename(path)}`,
    {
      place: { field: 'path' },
    },
  )
}

/**
 * Writes a frame to a file in the given format such that importing it gives the same names, types and values. The same frame gives
 * the same bytes.
 *
 * @param options - `about`: lines of a second sheet, of a workbook; `guardFormulas`: false leaves texts that look like formulas as they are in CSV
 * @throws AppError `tooLarge` if the format cannot hold the frame, `cannotWrite`; what was there before then stays
 */
export function writeTable(
  frame: Frame,
  path: string,
  format: FileFormat = formatOfPath(path),
  options: {
    readonly onProgress?: (rowsDone: number) => void
    readonly about?: AboutLines
    readonly guardFormulas?: boolean
  } = {},
): WrittenFile {
  switch (format) {
    case 'csv':
      return writeFrameCsv(frame, path, options.onProgress, options.guardFormulas)
    case 'xlsx':
      return writeFrameXlsx(frame, path, options.onProgress, options.about)
    case 'parquet':
      return writeFrameParquet(frame, path, options.onProgress)
    case 'jsonl':
      return writeFrameJsonl(frame, path, options.onProgress)
    default:
      return assertNever(format)
  }
}
