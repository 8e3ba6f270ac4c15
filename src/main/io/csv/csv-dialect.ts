import type { CsvOptions, Dialect } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import type { DecimalMark } from '../../core/frame/parse-number.ts'
import type { InputFile } from '../input-file.ts'
import { CSV_LIMITS, CSV_SAMPLE, type CsvLimits } from '../limits.ts'
import { type ByteSource, detectEncoding, type EncodingChoice, FileByteSource, readHead } from './byte-source.ts'
import type { LineEndingCounts, RecordDialect } from './record-scanner.ts'
import { sniffDecimalMark, sniffHeader } from './sniff-content.ts'
import { sniffRecordDialect } from './sniff-delimiter.ts'

/** Texts that mean "no value" unless the person names others. Compared without the blanks around a cell. */
export const DEFAULT_MISSING: readonly string[] = ['', 'NA', 'N/A', 'NaN', 'null', 'NULL', '?']

/** Everything needed to read a file the same way twice. */
export interface CsvDialect extends RecordDialect, EncodingChoice {
  readonly decimal: DecimalMark
  readonly hasHeader: boolean
  readonly missing: readonly string[]
}

/** How often the sample was long enough to show all of the file. */
export interface CsvSample {
  readonly bytes: Uint8Array
  readonly isWhole: boolean
}

/**
 * Finds the dialect of a file from its first 2 MiB; what the person says is taken as said.
 *
 * @throws AppError `invalidInput` if what the person says contradicts itself, `badData` if the bytes are not text
 */
export function findDialect(file: InputFile, options: CsvOptions): CsvDialect {
  checkOptions(options)
  const encoding = detectEncoding(readHead(file, CSV_SAMPLE.bytes), file.fileName, options.encoding)
  const sample = readSample(file, encoding)
  const missing = options.missing ?? DEFAULT_MISSING
  const record = sniffRecordDialect(sample, options)
  const { rows } = record
  return {
    ...encoding,
    delimiter: record.delimiter,
    quote: record.quote,
    isReturnLineEnd: record.isReturnLineEnd,
    decimal: options.decimal ?? sniffDecimalMark(rows, missing),
    hasHeader: options.hasHeader ?? sniffHeader(rows, missing),
    missing,
  }
}

/** The dialect as it is recorded, with the line ends that were really met. */
export function describeDialect(dialect: CsvDialect, endings: LineEndingCounts): Dialect {
  const { delimiter, quote, decimal, encoding, byteOrderMark, hasHeader } = dialect
  return {
    delimiter,
    quote,
    decimal,
    encoding,
    byteOrderMark,
    hasHeader,
    lineEnding: nameLineEnding(endings),
    missing: [...dialect.missing],
  }
}

/** Limits as the caller may lower them, never raise. */
export function effectiveLimits(lowered: Partial<CsvLimits> = {}): CsvLimits {
  const lower = (name: keyof CsvLimits) => Math.min(CSV_LIMITS[name], lowered[name] ?? CSV_LIMITS[name])
  return {
    fileBytes: lower('fileBytes'),
    rows: lower('rows'),
    columns: lower('columns'),
    cellBytes: lower('cellBytes'),
    lineBytes: lower('lineBytes'),
    valueBytes: lower('valueBytes'),
  }
}

function nameLineEnding(endings: LineEndingCounts): Dialect['lineEnding'] {
  const { lineFeed, returnLineFeed } = endings
  const nKinds = Number(lineFeed > 0) + Number(returnLineFeed > 0) + Number(endings.return > 0)
  if (nKinds > 1) return 'mixed'
  if (returnLineFeed > 0) return '\r\n'
  return endings.return > 0 ? '\r' : '\n'
}

function readSample(file: InputFile, encoding: EncodingChoice): CsvSample {
  const source = new FileByteSource(file, encoding)
  try {
    const bytes = new Uint8Array(CSV_SAMPLE.bytes)
    const length = fill(source, bytes)
    return { bytes: bytes.subarray(0, length), isWhole: source.bytesRead >= file.bytes && length < bytes.length }
  } finally {
    source.close()
  }
}

function fill(source: ByteSource, bytes: Uint8Array): number {
  let length = 0
  while (length + 4 <= bytes.length) {
    const n = source.read(bytes, length)
    if (n === 0) break
    length += n
  }
  return length
}

function checkOptions(options: CsvOptions): void {
  const { delimiter, quote, decimal } = options
  if (quote !== undefined && (quote.length !== 1 || quote > '\x7e' || quote === '\n' || quote === '\r')) {
    throw new AppError('invalidInput', `Quote needs to be one plain character, got ${JSON.stringify(quote)}`, {
      place: { field: 'quote' },
    })
  }
  if (delimiter === undefined) return
  const problem = /[\r\n]/.test(delimiter)
    ? 'a line break'
    : delimiter.includes(quote ?? '"')
      ? 'the quote character'
      : null
  if (problem !== null) {
    throw new AppError('invalidInput', `Delimiter needs to differ from line ends and quotes, got ${problem} in it`, {
      place: { field: 'delimiter' },
    })
  }
  if (delimiter === decimal) {
    throw new AppError('invalidInput', `Delimiter and decimal mark need to differ, got "${delimiter}" for both`, {
      hint: 'Files with decimal commas mostly have ";" between the cells.',
      place: { field: 'decimal' },
    })
  }
}
