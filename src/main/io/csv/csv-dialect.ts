import type { Dialect, ReadDecision, ReadOptions } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import type { DecimalMark, ThousandsMark } from '../../core/frame/parse-number.ts'
import type { InputFile } from '../input-file.ts'
import { CSV_LIMITS, CSV_SAMPLE, type CsvLimits } from '../limits.ts'
import { type ByteSource, detectEncoding, FileByteSource, readHead, type TextChoice } from './byte-source.ts'
import { nameMark } from './decision-words.ts'
import type { CsvSample } from './measure-dialect.ts'
import type { LineEndingCounts, RecordDialect } from './record-dialect.ts'
import { sniffHeader } from './sniff-content.ts'
import { sniffRecordDialect } from './sniff-delimiter.ts'
import { sniffNumberFormat } from './sniff-numbers.ts'

/** Texts that mean "no value" unless the person names others. Compared without the blanks around a cell. */
export const DEFAULT_MISSING: readonly string[] = ['', 'NA', 'N/A', 'NaN', 'null', 'NULL', '?']

/** Everything needed to read a file the same way twice. */
export interface CsvDialect extends RecordDialect, TextChoice {
  readonly decimal: DecimalMark
  readonly thousands: ThousandsMark | null
  readonly hasHeader: boolean
  readonly skipLines: number
  readonly raggedRows: 'refuse' | 'repair'
  /** Cells that most records of the sample have. */
  readonly sampledWidth: number
  readonly missing: readonly string[]
  readonly decisions: readonly ReadDecision[]
}

/**
 * Finds the dialect of a file from its first 2 MiB; what the person says is taken as said.
 *
 * @throws AppError `invalidInput` if what the person says contradicts itself, `badData` if the bytes are not text
 */
export function findDialect(file: InputFile, options: ReadOptions, limits: CsvLimits = CSV_LIMITS): CsvDialect {
  checkOptions(options)
  const head = readHead(file, CSV_SAMPLE.bytes, limits)
  const text = { ...detectEncoding(head.bytes, file.fileName, options.encoding), compression: head.compression }
  const sample = readSample(file, text, limits)
  const missing = options.missing ?? DEFAULT_MISSING
  const { dialect: record, decisions } = sniffRecordDialect(sample, options)
  const { rows } = record
  const numbers = sniffNumberFormat(rows, missing, options)
  const header = sniffHeader(rows, missing, options.hasHeader)
  return {
    ...text,
    delimiter: record.delimiter,
    quote: record.quote,
    escape: record.escape,
    comment: record.comment,
    isReturnLineEnd: record.isReturnLineEnd,
    skipLines: record.skipLines,
    decimal: numbers.decimal,
    thousands: numbers.thousands,
    hasHeader: header.hasHeader,
    raggedRows: options.raggedRows ?? 'refuse',
    sampledWidth: record.width,
    missing,
    decisions: [
      ...explainText(text, sample, options),
      ...decisions,
      header.decision,
      ...numbers.decisions,
      ...(options.raggedRows === 'repair' ? [RAGGED_CHOSEN] : []),
    ],
  }
}

/** The dialect as it is recorded, with the line ends that were really met. */
export function describeDialect(dialect: CsvDialect, endings: LineEndingCounts): Dialect {
  const { isReturnLineEnd: _, sampledWidth: __, missing, decisions, ...rest } = dialect
  const lineEnding = nameLineEnding(endings)
  return {
    format: 'csv',
    sheet: null,
    sheets: [],
    ...rest,
    lineEnding,
    missing: [...missing],
    decisions: [...decisions, explainLineEnding(lineEnding, endings)],
  }
}

const RAGGED_CHOSEN: ReadDecision = {
  what: 'raggedRows',
  value: 'rows with another number of cells are mended and listed',
  confidence: 'chosen',
  reason: 'chosen',
}

function explainText(text: TextChoice, sample: CsvSample, options: ReadOptions): ReadDecision[] {
  const isAscii = sample.bytes.every((byte) => byte < 0x80)
  const encoding: Pick<ReadDecision, 'confidence' | 'reason'> =
    options.encoding !== undefined
      ? { confidence: 'chosen', reason: 'chosen' }
      : text.byteOrderMark
        ? { confidence: 'certain', reason: 'the file begins with its byte order mark' }
        : {
            confidence: 'certain',
            reason: isAscii ? 'the sample is plain ASCII, which is UTF-8' : 'every byte of the sample is valid UTF-8',
          }
  return [
    {
      what: 'format',
      value: 'csv',
      confidence: options.format === undefined ? 'likely' : 'chosen',
      reason: 'text in lines',
    },
    ...(text.compression === 'gzip'
      ? [
          {
            what: 'compression',
            value: 'gzip',
            confidence: 'certain' as const,
            reason: 'the first two bytes are those of gzip',
          },
        ]
      : []),
    { what: 'encoding', value: text.encoding, ...encoding },
  ]
}

function explainLineEnding(lineEnding: Dialect['lineEnding'], endings: LineEndingCounts): ReadDecision {
  const counts = [
    [endings.lineFeed, 'line feed'],
    [endings.returnLineFeed, 'return and line feed'],
    [endings.return, 'return'],
  ] as const
  const met = counts.filter(([count]) => count > 0)
  const figures = met.map(([count, name]) => `${count.toLocaleString('en-US')} lines end in ${name}`).join(', ')
  const value = lineEnding === 'mixed' ? 'mixed' : (met[0]?.[1] ?? 'line feed')
  return {
    what: 'lineEnding',
    value,
    confidence: 'certain',
    reason: figures === '' ? 'the file has no line ends' : figures,
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
    unpackedBytes: lower('unpackedBytes'),
    unpackedRatio: lower('unpackedRatio'),
  }
}

function nameLineEnding(endings: LineEndingCounts): Dialect['lineEnding'] {
  const { lineFeed, returnLineFeed } = endings
  const nKinds = Number(lineFeed > 0) + Number(returnLineFeed > 0) + Number(endings.return > 0)
  if (nKinds > 1) return 'mixed'
  if (returnLineFeed > 0) return '\r\n'
  return endings.return > 0 ? '\r' : '\n'
}

function readSample(file: InputFile, text: TextChoice, limits: CsvLimits): CsvSample {
  const source = new FileByteSource(file, text, limits)
  try {
    const bytes = new Uint8Array(CSV_SAMPLE.bytes)
    const { length, isWhole } = fill(source, bytes)
    return { bytes: bytes.subarray(0, length), isWhole }
  } finally {
    source.close()
  }
}

function fill(source: ByteSource, bytes: Uint8Array): { length: number; isWhole: boolean } {
  let length = 0
  while (length + 4 <= bytes.length) {
    const n = source.read(bytes, length)
    if (n === 0) return { length, isWhole: true }
    length += n
  }
  return { length, isWhole: false }
}

function checkOptions(options: ReadOptions): void {
  const { delimiter, quote, decimal, thousands, comment } = options
  if (quote !== undefined && (quote.length !== 1 || quote > '\x7e' || quote === '\n' || quote === '\r')) {
    throw new AppError('invalidInput', `Quote needs to be one plain character, got ${JSON.stringify(quote)}`, {
      place: { field: 'quote' },
    })
  }
  if (thousands !== undefined && thousands !== null && thousands === decimal) {
    throw new AppError(
      'invalidInput',
      `Thousands and decimal mark need to differ, got ${nameMark(thousands)} for both`,
      {
        place: { field: 'thousands' },
      },
    )
  }
  if (comment !== undefined && comment !== null && /[\r\n]/.test(comment)) {
    throw new AppError('invalidInput', 'Comment mark needs to stand in one line, got a line break in it', {
      place: { field: 'comment' },
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
