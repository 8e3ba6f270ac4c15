import type { CsvOptions } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { CSV_LIMITS } from '../limits.ts'
import { memorySource } from './byte-source.ts'
import { type RecordDialect, RecordScanner } from './record-scanner.ts'

export interface SniffedRecords extends RecordDialect {
  /** The first records as texts; an empty line is left out. */
  readonly rows: readonly (readonly string[])[]
}

interface Candidate extends SniffedRecords {
  readonly isBroken: boolean
  /** Most frequent number of cells in a record. */
  readonly width: number
  /** Share of records with that width. */
  readonly share: number
}

const DELIMITERS = [',', ', ', ';', '\t', '|'] as const
const QUOTES = ['"', "'"] as const
const MAX_ROWS = 1_000

/**
 * Chooses delimiter and quote: those that cut the sample into the most regular table. Apostrophes are taken for quotes only if
 * there are no double quotes at all and it makes the table more regular; a table of one column has a comma for its delimiter.
 */
export function sniffRecordDialect(
  sample: { bytes: Uint8Array; isWhole: boolean },
  options: CsvOptions,
): SniffedRecords {
  const isReturnLineEnd = !sample.bytes.includes(0x0a) && sample.bytes.includes(0x0d)
  const hasDoubleQuote = sample.bytes.includes(0x22)
  const quotes = options.quote !== undefined ? [options.quote] : hasDoubleQuote ? ['"'] : QUOTES
  const delimiters = options.delimiter === undefined ? DELIMITERS : [options.delimiter]
  const candidates = quotes.flatMap((quote) =>
    delimiters.map((delimiter) => tryDialect(sample, { delimiter, quote, isReturnLineEnd })),
  )
  const tables = options.delimiter === undefined ? candidates.filter((candidate) => candidate.width > 1) : candidates
  const best = tables.reduce<Candidate | undefined>((a, b) => (a === undefined || isBetter(b, a) ? b : a), undefined)
  return best ?? candidates[0]!
}

/** Comma and blank wins over comma alone only where every comma is followed by a blank: then both cut alike. */
function isBetter(a: Candidate, b: Candidate): boolean {
  if (a.isBroken !== b.isBroken) return b.isBroken
  if (a.share !== b.share) return a.share > b.share
  if (a.width !== b.width) return a.width > b.width
  return a.delimiter === ', ' && b.delimiter === ',' && a.quote === b.quote
}

function tryDialect(sample: { bytes: Uint8Array; isWhole: boolean }, dialect: RecordDialect): Candidate {
  const scanner = new RecordScanner(memorySource(sample.bytes), dialect, CSV_LIMITS, 'sample')
  const rows: string[][] = []
  let isBroken = false
  let isCut = false
  try {
    while (rows.length <= MAX_ROWS) {
      if (!scanner.next()) {
        isCut = !sample.isWhole
        break
      }
      if (!scanner.isEmptyLine) rows.push(Array.from({ length: scanner.nCells }, (_, cell) => scanner.text(cell)))
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    isBroken = sample.isWhole || rows.length < 2
  }
  // The last record of a sample that ends in the middle of the file may be half a record.
  if (isCut && rows.length > 1) rows.pop()
  const { width, share } = modalWidth(rows)
  return { ...dialect, rows, isBroken, width, share }
}

function modalWidth(rows: readonly (readonly string[])[]): { width: number; share: number } {
  const counts = new Map<number, number>()
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1)
  let width = 1
  let count = 0
  for (const [candidate, n] of counts) {
    if (n > count || (n === count && candidate > width)) {
      width = candidate
      count = n
    }
  }
  return { width, share: rows.length === 0 ? 0 : count / rows.length }
}
