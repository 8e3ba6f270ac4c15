import type { FileFormat, ReadOptions } from '../../../shared/contract/index.ts'
import { AppError, assertNever } from '../../../shared/errors.ts'
import { findDialect } from '../csv/csv-dialect.ts'
import { readCsvRows } from '../csv/read-csv-rows.ts'
import { detectFormat } from '../detect-format.ts'
import { plainCsvFile } from '../fast-csv/plain-csv-file.ts'
import type { InputFile } from '../input-file.ts'
import { openJsonl } from '../jsonl/read-jsonl-rows.ts'
import type { CsvLimits } from '../limits.ts'
import { openXlsx } from '../xlsx/read-xlsx-rows.ts'
import type { TableFile } from './row-source.ts'

/**
 * Finds out how a file of rows is to be read.
 *
 * @param format - as {@link detectFormat} says; Parquet hands out columns and has a reader of its own
 * @throws AppError `invalidInput` if what the person says contradicts itself, `badData` if the bytes are not what they claim to be
 */
export async function openTable(
  file: InputFile,
  options: ReadOptions,
  limits: CsvLimits,
  format: FileFormat = detectFormat(file, options),
): Promise<TableFile> {
  switch (format) {
    case 'csv':
      return openCsv(file, options, limits)
    case 'xlsx':
      return openXlsx(file, options, limits)
    case 'jsonl':
      return await openJsonl(file, options, limits)
    case 'parquet':
      throw new AppError('internal', 'openTable needs a file of rows, got a Parquet file')
    default:
      return assertNever(format)
  }
}

function openCsv(file: InputFile, options: ReadOptions, limits: CsvLimits): TableFile {
  const dialect = findDialect(file, options)
  return {
    file,
    missing: dialect.missing,
    decimal: dialect.decimal,
    thousands: dialect.thousands,
    plainCsv: plainCsvFile(dialect, limits),
    open: (blockSize) => readCsvRows(file, dialect, limits, blockSize),
  }
}
