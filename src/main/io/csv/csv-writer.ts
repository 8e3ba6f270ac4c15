import { parseNumber, printNumber } from '../../core/frame/parse-number.ts'
import type { AtomicFile } from '../../disk/atomic-file.ts'

export interface CsvFormat {
  readonly delimiter: string
  readonly lineEnding: '\n' | '\r\n'
  readonly byteOrderMark: boolean
  /** Whether texts that a spreadsheet would run as a formula get an apostrophe. */
  readonly guardFormulas: boolean
}

export const STANDARD_CSV: CsvFormat = { delimiter: ',', lineEnding: '\n', byteOrderMark: false, guardFormulas: true }

/** Texts a spreadsheet would run as a formula begin so. */
const FORMULA_START = /^[=+\-@\t\r]/
const PLAIN = /^[\w.]+$/
const FLUSH_CHARACTERS = 1 << 18

/** Prints rows into a file, a block at a time. */
export interface CsvWriter {
  /** One row of cells already printed by {@link printCell} or as numbers. */
  row(cells: readonly string[]): void
  /** Hands the last block to the file. */
  flush(): void
}

export function createCsvWriter(file: AtomicFile, format: CsvFormat): CsvWriter {
  let block = format.byteOrderMark ? '\ufeff' : ''
  const flush = (): void => {
    if (block !== '') file.write(Buffer.from(block))
    block = ''
  }
  return {
    row(cells) {
      // A line with nothing on it would be no row for most readers.
      block += (cells.length === 1 && cells[0] === '' ? '""' : cells.join(format.delimiter)) + format.lineEnding
      if (block.length >= FLUSH_CHARACTERS) flush()
    },
    flush,
  }
}

/**
 * Prints one text as a cell: an apostrophe before what a spreadsheet would take for a formula (genuine numbers stay numbers),
 * quotes where the text needs them. An empty text is `""`; a missing value is no text and printed as nothing.
 */
export function printCell(text: string, format: CsvFormat): string {
  // Most cells of most files: nothing to look for in them.
  if (PLAIN.test(text) && !text.includes(format.delimiter)) return text
  const isFormula = format.guardFormulas && FORMULA_START.test(text) && !isGenuineNumber(text)
  const guarded = isFormula ? `'${text}` : text
  if (guarded === '') return '""'
  const needsQuotes =
    guarded.includes('"') ||
    guarded.includes('\n') ||
    guarded.includes('\r') ||
    guarded.includes(format.delimiter) ||
    guarded !== guarded.trim() ||
    // A delimiter of two characters may begin in one cell and end in the next.
    (format.delimiter.length > 1 && guarded.includes(format.delimiter[0]!))
  return needsQuotes ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

/** Prints one number; missing as nothing. */
export function printNumberCell(value: number, format: CsvFormat, decimalMark: '.' | ',' = '.'): string {
  return Number.isNaN(value) ? '' : printCell(printNumber(value, decimalMark), format)
}

function isGenuineNumber(text: string): boolean {
  const unsigned = text.startsWith('+') ? text.slice(1) : text
  return (
    !/\s/.test(text) && (parseNumber(unsigned, '.').shape !== 'other' || parseNumber(unsigned, ',').shape !== 'other')
  )
}
