import type { Cell } from '../../../shared/contract/index.ts'
import { type DateFormat, isDateFormat } from '../../core/calendar/date-format.ts'
import { parseDate } from '../../core/calendar/parse-date.ts'
import { parseNumber } from '../../core/frame/parse-number.ts'
import { unfitNumber } from '../table/encode-columns.ts'
import { shorten } from '../table/parse-issues.ts'
import { CELL_KINDS } from '../table/row-source.ts'
import type { CsvDialect } from './csv-dialect.ts'
import type { RecordScanner } from './record-scanner.ts'

/** A column of the file that a model uses. */
export interface WantedColumn {
  readonly cell: number
  readonly name: string
  readonly isNumeric: boolean
  /** Format of a date; null for others. */
  readonly dateFormat: DateFormat | null
}

/** The format of a date column where there is one that is known. */
export function knownDateFormat(format: string | null | undefined): DateFormat | null {
  return format !== null && format !== undefined && isDateFormat(format) ? format : null
}

/** Reads the cells of the current record that a model uses; what cannot be read is missing and listed. */
export class CellReader {
  readonly #scanner: RecordScanner
  readonly #missing: ReadonlySet<string>
  readonly #dialect: Pick<CsvDialect, 'decimal' | 'thousands'>
  readonly #isEmptyMissing: boolean

  /** @param wanted - the columns that will be read */
  constructor(scanner: RecordScanner, dialect: CsvDialect, wanted: readonly WantedColumn[]) {
    this.#scanner = scanner
    this.#missing = new Set(dialect.missing)
    this.#dialect = dialect
    this.#isEmptyMissing = this.#missing.has('')
    const { decimal, thousands, delimiter, quote, missing } = dialect
    const isPlain = thousands === null && !missing.some((text) => /[0-9]/.test(text)) && !/[-.,0-9]/.test(quote)
    // Most numbers need no second look: they are read while their record is found.
    if (isPlain && decimal !== delimiter && !/[-0-9]/.test(delimiter))
      scanner.plain?.readNumbers(
        wanted.filter(({ isNumeric }) => isNumeric).map(({ cell }) => cell),
        decimal.charCodeAt(0),
      )
  }

  /** The cell as the model takes it; null if it is missing. */
  value(column: WantedColumn, issues: string[]): Cell {
    if (!column.isNumeric) return this.#text(column, issues)
    const value = this.number(column, issues)
    return Number.isNaN(value) ? null : value
  }

  /** The number in a cell; NaN if it is missing. */
  number(column: WantedColumn, issues: string[]): number {
    const { starts, ends, isPlain, kinds, plain } = this.#scanner
    const { cell } = column
    if (isPlain && kinds === null) {
      const value = plain!.numbers[cell]!
      if (!Number.isNaN(value)) return value
      if (starts[cell] === ends[cell] && this.#isEmptyMissing) return Number.NaN
    }
    return this.#slowNumber(column, issues)
  }

  /** Whether a text of the file means that there is no value. */
  isMissing(text: string): boolean {
    return this.#missing.has(text) || this.#missing.has(text.replace(/^[ \t]+|[ \t]+$/g, ''))
  }

  #slowNumber({ cell, name }: WantedColumn, issues: string[]): number {
    const text = this.#ownText(cell)
    if (text === null) return Number.NaN
    const scanned = parseNumber(text, this.#dialect.decimal, this.#dialect.thousands)
    const unfit = unfitNumber(scanned)
    if (unfit !== null) issues.push(`${name} "${shorten(text)}" ${unfit.problem}, ${unfit.action}`)
    return scanned.value
  }

  #text({ cell, name, dateFormat }: WantedColumn, issues: string[]): string | null {
    const text = this.#ownText(cell)
    if (text === null || dateFormat === null || parseDate(text, dateFormat) !== null) return text
    issues.push(`${name} "${shorten(text)}" is not a date written ${dateFormat}, read as missing`)
    return null
  }

  #ownText(cell: number): string | null {
    const { kinds } = this.#scanner
    if (kinds?.[cell] === CELL_KINDS.missing) return null
    const text = this.#scanner.text(cell)
    return this.isMissing(text) ? null : text
  }
}
