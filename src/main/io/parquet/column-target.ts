import type { DuckDBVector } from '@duckdb/node-api'
import { parseDate } from '../../core/calendar/parse-date.ts'
import { parseNumber, printNumber } from '../../core/frame/parse-number.ts'
import type { IssueList } from '../table/parse-issues.ts'
import type { ParquetColumn } from './parquet-columns.ts'

export type ValueArray = Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer>

/** Takes the values of one column, part by part. */
export class ColumnTarget {
  values: ValueArray = new Float64Array(0)
  nUnparsed = 0
  /** Length of the distinct texts, in UTF-16 bytes. */
  textBytes = 0
  readonly #column: ParquetColumn
  readonly #issues: IssueList
  readonly #missing: ReadonlySet<string>
  readonly #codes = new Map<string, number>()
  /** Numbers of texts met before, where texts are read as numbers. */
  readonly #parsed = new Map<string, number>()
  #nNotNumbers = 0
  #firstNotNumber = 0

  constructor(column: ParquetColumn, missing: readonly string[], issues: IssueList) {
    this.#column = column
    this.#missing = new Set(missing)
    this.#issues = issues
  }

  /** Begins a part of `nRows` rows. */
  begin(nRows: number): void {
    this.values = this.#column.type === 'numeric' ? new Float64Array(nRows) : new Int32Array(nRows)
  }

  /** Takes the values `from` up to `to` of a vector into the part; the first of them stands in row `row` of the file, from 1. */
  take(vector: DuckDBVector, from: number, to: number, at: number, row: number): void {
    const { values } = this
    const { type, isParsed } = this.#column
    for (let i = from, into = at; i < to; i++, into++) {
      const value = vector.getItem(i)
      if (type === 'text') values[into] = typeof value === 'string' ? this.#codeOf(value, row + i - from) : -1
      else if (isParsed) values[into] = typeof value === 'string' ? this.#parse(value, row + i - from) : Number.NaN
      else if (typeof value !== 'number') values[into] = Number.NaN
      else values[into] = Number.isFinite(value) ? this.#known(value) : this.#notNumber(row + i - from)
    }
  }

  levels(): readonly string[] | null {
    return this.#column.type === 'numeric' ? null : [...this.#codes.keys()]
  }

  /** Lists once how many values were no numbers. */
  listNotNumbers(): void {
    const n = this.#nNotNumbers
    if (n === 0) return
    const what = n === 1 ? '1 value is NaN or infinite' : `${n} values are NaN or infinite`
    this.#issues.add(this.#firstNotNumber, this.#column.name, '', what, 'read as missing')
    this.#nNotNumbers = 0
  }

  #codeOf(text: string, row: number): number {
    const known = this.#codes.get(text)
    if (known !== undefined) return known
    if (this.#missing.has(text) || this.#missing.has(text.trim())) return -1
    const { name, isForcedDate, dateFormat } = this.#column
    if (isForcedDate && dateFormat !== null && parseDate(text, dateFormat) === null) {
      this.nUnparsed++
      this.#issues.add(row, name, text, `is not a date written ${dateFormat}`, 'read as missing')
      return -1
    }
    const code = this.#codes.size
    this.#codes.set(text, code)
    this.textBytes += 2 * text.length
    return code
  }

  #known(value: number): number {
    return this.#missing.size > 0 && this.#missing.has(printNumber(value)) ? Number.NaN : value
  }

  #notNumber(row: number): number {
    if (this.#nNotNumbers++ === 0) this.#firstNotNumber = row
    return Number.NaN
  }

  #parse(text: string, row: number): number {
    const known = this.#parsed.get(text)
    if (known !== undefined) return known
    if (text.trim() === '' || this.#missing.has(text) || this.#missing.has(text.trim())) return Number.NaN
    const { shape, value } = parseNumber(text)
    if (shape === 'number' || shape === 'leadingZeros') {
      this.#parsed.set(text, value)
      return value
    }
    if (shape === 'tooManyDigits') {
      this.#issues.add(
        row,
        this.#column.name,
        text,
        'has more digits than a number keeps exactly',
        `rounded to ${printNumber(value)}`,
      )
      return value
    }
    this.nUnparsed++
    const problem = shape === 'outOfRange' ? 'is beyond the range of numbers' : 'is not a number'
    this.#issues.add(row, this.#column.name, text, problem, 'read as missing')
    return Number.NaN
  }
}
