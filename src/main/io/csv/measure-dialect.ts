import { AppError } from '../../../shared/errors.ts'
import { CSV_LIMITS, CSV_SAMPLE } from '../limits.ts'
import { memorySource } from './byte-source.ts'
import { findPreamble, type SampledRecord } from './find-preamble.ts'
import type { RecordDialect } from './record-dialect.ts'
import { RecordScanner } from './record-scanner.ts'

/** The beginning of a file as UTF-8. */
export interface CsvSample {
  readonly bytes: Uint8Array
  readonly isWhole: boolean
}

/** How well a dialect cuts a sample into a table. */
export interface MeasuredDialect extends RecordDialect {
  /** Lines before the header. */
  readonly skipLines: number
  /** The first records behind those lines as texts; an empty line is left out. */
  readonly rows: readonly (readonly string[])[]
  /** True if the sample cannot be read so. */
  readonly isBroken: boolean
  /** Records behind the skipped lines. */
  readonly nRecords: number
  /** Most frequent number of cells in a record, and how many records have it. */
  readonly width: number
  readonly nOfWidth: number
  /** Share of cells that look like one whole value: a number, nothing, or a text without other delimiters in it. */
  readonly cleanShare: number
  /** Share of records of that width, times the share of clean cells. */
  readonly score: number
  readonly nComments: number
  /** Records of that width that begin with a sign comments begin with. */
  readonly nMarkedRows: number
}

const MAX_TEXT_ROWS = 1_000
/** A cut-off record longer than this was cut by a quote that runs on, not by the end of the sample. */
const MAX_CUT_BYTES = 256 * 1024
export const COMMENT_MARKS = ['#', '//', '%'] as const

/**
 * Reads a sample in a dialect and says how regular a table it becomes.
 *
 * @param skipLines - lines before the header if the person said so; else those that look like titles are found
 * @see van den Burg, Nazábal & Sutton (2019), Wrangling messy CSV files by detecting row and type patterns: score = pattern × type
 */
export function measureDialect(
  sample: CsvSample,
  dialect: RecordDialect,
  skipLines: number | undefined,
): MeasuredDialect {
  const { records, isBroken, nComments } = readRecords(sample, dialect, skipLines ?? 0)
  const full = records.filter((record) => !record.isEmpty)
  const { width } = modalWidth(full)
  const skip = skipLines ?? findPreamble(records, width)
  const body = full.filter((record) => record.line > skip)
  const { count } = modalWidth(body)
  const cleanShare = shareOfCleanCells(body, dialect)
  return {
    ...dialect,
    skipLines: skip,
    rows: body.flatMap(({ cells }) => (cells === null ? [] : [cells])),
    isBroken,
    nRecords: body.length,
    width,
    nOfWidth: count,
    cleanShare,
    score: body.length === 0 ? 0 : (count / body.length) * cleanShare,
    nComments,
    nMarkedRows: body.filter(
      ({ cells }) => cells?.length === width && COMMENT_MARKS.some((mark) => cells[0]!.startsWith(mark)),
    ).length,
  }
}

function readRecords(
  sample: CsvSample,
  dialect: RecordDialect,
  skipLines: number,
): { records: SampledRecord[]; isBroken: boolean; nComments: number } {
  const scanner = new RecordScanner(memorySource(sample.bytes), dialect, CSV_LIMITS, 'sample')
  const records: SampledRecord[] = []
  let nComments = 0
  let isBroken = false
  let isCut = false
  try {
    for (let i = 0; i < skipLines; i++) scanner.nextLine()
    while (records.length <= CSV_SAMPLE.rows) {
      if (!scanner.next()) {
        isCut = !sample.isWhole
        break
      }
      if (scanner.isComment) nComments++
      else records.push(sampledRecord(scanner, records.length < MAX_TEXT_ROWS))
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const isCutOff = scanner.isUnclosed && !sample.isWhole && records.length >= 2
    isBroken = !isCutOff || sample.bytes.length - scanner.offset > MAX_CUT_BYTES
  }
  // The last record of a sample that ends in the middle of the file may be half a record.
  if (isCut && records.length > 1) records.pop()
  return { records, isBroken, nComments }
}

function sampledRecord(scanner: RecordScanner, hasTexts: boolean): SampledRecord {
  const { line, nCells, isEmptyLine } = scanner
  if (!hasTexts || isEmptyLine) return { line, nCells, isEmpty: isEmptyLine, cells: null, quoted: null }
  const indices = Array.from({ length: nCells }, (_, cell) => cell)
  return {
    line,
    nCells,
    isEmpty: false,
    cells: indices.map((cell) => scanner.text(cell)),
    quoted: indices.map((cell) => scanner.isQuoted(cell)),
  }
}

function modalWidth(records: readonly SampledRecord[]): { width: number; count: number } {
  const counts = new Map<number, number>()
  for (const { nCells } of records) counts.set(nCells, (counts.get(nCells) ?? 0) + 1)
  let width = 1
  let count = 0
  for (const [candidate, n] of counts) {
    if (n > count || (n === count && candidate > width)) {
      width = candidate
      count = n
    }
  }
  return { width, count }
}

function shareOfCleanCells(records: readonly SampledRecord[], dialect: RecordDialect): number {
  const otherQuote = dialect.quote === "'" ? '"' : "'"
  let nCells = 0
  let nClean = 0
  for (const { cells, quoted } of records) {
    if (cells === null || quoted === null) continue
    for (const [index, text] of cells.entries()) {
      nCells++
      if (quoted[index] || isClean(text, otherQuote)) nClean++
    }
  }
  return nCells === 0 ? 0 : nClean / nCells
}

function isClean(text: string, otherQuote: string): boolean {
  if (/^[\w.-]*$/.test(text)) return true
  if (/[,;\t|"]|^\s|\s$/.test(text)) return /^-?\d[\d.,]*\d$/.test(text)
  return !(text.length >= 2 && text.startsWith(otherQuote) && text.endsWith(otherQuote))
}
