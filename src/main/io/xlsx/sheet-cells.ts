import { AppError } from '../../../shared/errors.ts'
import { CELL_KINDS } from '../table/row-source.ts'
import { columnLetters, parseCellPlace } from './cell-place.ts'
import { decodeEscapedText } from './escaped-text.ts'
import { readRichText } from './shared-texts.ts'
import { type NumberFormatKind, serialText } from './sheet-dates.ts'
import type { Workbook } from './workbook.ts'
import { SHEET_SIZE } from './workbook-limits.ts'
import type { XmlScanner } from './xml-scanner.ts'

/** What is to be said of one cell. */
export interface CellNote {
  readonly column: number
  readonly raw: string
  readonly problem: string
  readonly action: string
}

export interface SheetCounts {
  formulas: number
  formulasWithoutResult: number
  hiddenRows: number
  hiddenColumns: number
  mergedRanges: number
}

const NO_TEXT = Buffer.alloc(0)
/** 1 for bytes a number is written with. */
const IN_NUMBER = new Uint8Array(256)
for (const character of '0123456789+-.eE') IN_NUMBER[character.charCodeAt(0)] = 1

/** The rows of one sheet, top to bottom, only the cells that hold a value. Formulas are never evaluated. */
export class SheetCells {
  /** Number of the row in the sheet, from 1. */
  row = 0
  nCells = 0
  /** Column of each cell, from 0, ascending. */
  readonly columns: number[] = []
  readonly starts: number[] = []
  readonly ends: number[] = []
  readonly kinds: number[] = []
  /** Holds the texts of the row. */
  bytes: Buffer = Buffer.alloc(4096)
  notes: CellNote[] = []
  readonly counts: SheetCounts = {
    formulas: 0,
    formulasWithoutResult: 0,
    hiddenRows: 0,
    hiddenColumns: 0,
    mergedRanges: 0,
  }
  readonly #xml: XmlScanner
  readonly #workbook: Workbook
  readonly #fileName: string
  readonly #sheetName: string
  #length = 0
  #isInData = false
  #lastColumn = -1
  /** The value of the cell at hand. */
  #value: Buffer = NO_TEXT
  #valueLength = 0
  #hasValue = false

  constructor(xml: XmlScanner, workbook: Workbook, fileName: string, sheetName: string) {
    this.#xml = xml
    this.#workbook = workbook
    this.#fileName = fileName
    this.#sheetName = sheetName
  }

  /**
   * Goes to the next row the sheet tells of; it may have no cells.
   *
   * @throws AppError `badData` if the sheet is damaged or its rows or cells are not in order
   */
  next(): boolean {
    const xml = this.#xml
    for (let token = xml.next(); token !== 'done'; token = xml.next()) {
      if (token === 'end' && xml.name === 'sheetData') this.#isInData = false
      if (token !== 'start') continue
      if (xml.depth === 2) {
        if (xml.name === 'sheetData') this.#isInData = true
        else if (xml.name !== 'mergeCells' && xml.name !== 'cols') xml.skipElement()
      } else if (xml.depth === 3 && xml.name === 'row' && this.#isInData) {
        this.#readRow()
        return true
      } else if (xml.depth === 3 && xml.name === 'mergeCell') this.counts.mergedRanges++
      else if (xml.depth === 3 && xml.name === 'col' && isTrue(xml.attribute('hidden'))) {
        const n = Number(xml.attribute('max')) - Number(xml.attribute('min')) + 1
        if (n > 0 && n <= SHEET_SIZE.columns) this.counts.hiddenColumns += n
      }
    }
    return false
  }

  #readRow(): void {
    const xml = this.#xml
    const stated = xml.attribute('r')
    const row = stated === null ? this.row + 1 : Number(stated)
    if (!Number.isInteger(row) || row <= this.row || row > SHEET_SIZE.rows) {
      throw this.#broken(`its row ${JSON.stringify(stated ?? row).slice(0, 20)} is not in order`, this.row + 1)
    }
    this.row = row
    this.nCells = 0
    this.#length = 0
    this.#lastColumn = -1
    this.notes = []
    const isHidden = isTrue(xml.attribute('hidden'))
    while (xml.next() !== 'end' || xml.depth > 2) {
      if (xml.depth !== 4 || xml.name !== 'c') continue
      this.#readCell()
    }
    if (isHidden && this.nCells > 0) this.counts.hiddenRows++
  }

  #readCell(): void {
    const xml = this.#xml
    const column = this.#columnOf(xml.attribute('r'))
    const type = xml.attribute('t') ?? 'n'
    const style = xml.attribute('s')
    this.#valueLength = 0
    this.#hasValue = false
    let hasFormula = false
    for (let token = xml.next(); token !== 'end' || xml.depth > 3; token = xml.next()) {
      if (token !== 'start') continue
      if (xml.name === 'v') this.#readValue(type)
      else if (xml.name === 'is') this.#takeText(readRichText(xml))
      else {
        if (xml.name === 'f') hasFormula = true
        xml.skipElement()
      }
    }
    if (hasFormula) this.counts.formulas++
    if (!this.#hasValue || (this.#valueLength === 0 && type !== 's' && type !== 'inlineStr')) {
      if (hasFormula && type !== 'str') this.counts.formulasWithoutResult++
      return
    }
    this.#finishCell(column, type, style)
  }

  #columnOf(reference: string | null): number {
    const place = reference === null ? { column: this.#lastColumn + 1, row: this.row } : parseCellPlace(reference)
    if (
      place === null ||
      place.row !== this.row ||
      place.column <= this.#lastColumn ||
      place.column >= SHEET_SIZE.columns
    ) {
      throw this.#broken(`its cell ${JSON.stringify((reference ?? '').slice(0, 20))} is out of order`, this.row)
    }
    this.#lastColumn = place.column
    return place.column
  }

  #readValue(type: string): void {
    const xml = this.#xml
    const outer = xml.depth - 1
    this.#hasValue = true
    while (xml.depth > outer) {
      if (xml.next() !== 'text') continue
      if (xml.isEscaped || type === 'str') this.#takeText(xml.text())
      else this.#takeBytes(xml.bytes, xml.textStart, xml.textEnd)
    }
    if (type === 'str') this.#unescapeValue()
  }

  #takeText(text: string): void {
    this.#hasValue = true
    const bytes = Buffer.from(text)
    this.#takeBytes(bytes, 0, bytes.length)
  }

  #takeBytes(source: Buffer, start: number, end: number): void {
    const to = this.#valueLength + end - start
    if (to > this.#value.length) {
      const larger = Buffer.alloc(Math.max(64, to * 2))
      larger.set(this.#value.subarray(0, this.#valueLength))
      this.#value = larger
    }
    for (let i = start, at = this.#valueLength; i < end; i++, at++) this.#value[at] = source[i]!
    this.#valueLength = to
  }

  #unescapeValue(): void {
    const text = this.#valueText()
    if (!text.includes('_x')) return
    this.#valueLength = 0
    this.#takeText(decodeEscapedText(text))
  }

  #valueText(): string {
    return this.#value.toString('utf8', 0, this.#valueLength)
  }

  #finishCell(column: number, type: string, style: string | null): void {
    switch (type) {
      case 'n':
        this.#pushNumber(column, style)
        return
      case 's':
        this.#pushShared(column)
        return
      case 'str':
      case 'inlineStr':
        this.#push(column, CELL_KINDS.text, this.#value, 0, this.#valueLength)
        return
      case 'b':
        this.#pushText(
          column,
          CELL_KINDS.text,
          this.#valueText() === '1' || this.#valueText() === 'true' ? 'TRUE' : 'FALSE',
        )
        return
      case 'd':
        this.#pushText(column, CELL_KINDS.plain, this.#valueText().replace('T', ' '))
        return
      case 'e':
        this.notes.push({
          column,
          raw: this.#valueText(),
          problem: 'is an error of the workbook',
          action: 'read as missing',
        })
        this.#push(column, CELL_KINDS.missing, NO_TEXT, 0, 0)
        return
      default:
        throw this.#broken(`its cell ${columnLetters(column)}${this.row} is of an unknown kind`, this.row)
    }
  }

  #pushNumber(column: number, style: string | null): void {
    for (let i = 0; i < this.#valueLength; i++) {
      if (IN_NUMBER[this.#value[i]!] === 1) continue
      throw this.#broken(`its cell ${columnLetters(column)}${this.row} should hold a number, but does not`, this.row)
    }
    const kind: NumberFormatKind = style === null ? 'number' : (this.#workbook.styles[Number(style)] ?? 'number')
    if (kind === 'number') {
      this.#push(column, CELL_KINDS.plain, this.#value, 0, this.#valueLength)
      return
    }
    const raw = this.#valueText()
    const text = serialText(Number(raw), kind, this.#workbook.dateSystem)
    if (text === null) {
      this.notes.push({
        column,
        raw,
        problem: 'is formatted as a date, but is no day of the calendar',
        action: 'the number was read',
      })
    }
    this.#pushText(column, CELL_KINDS.plain, text ?? raw)
  }

  #pushShared(column: number): void {
    const { texts } = this.#workbook
    const raw = this.#valueText()
    const index = /^\d{1,9}$/.test(raw) ? Number(raw) : -1
    if (index < 0 || index >= texts.size) {
      throw this.#broken(`its cell ${columnLetters(column)}${this.row} refers to a text that is not there`, this.row)
    }
    this.#push(column, CELL_KINDS.text, texts.bytes, texts.offsets[index]!, texts.offsets[index + 1]!)
  }

  #pushText(column: number, kind: number, text: string): void {
    const bytes = Buffer.from(text)
    this.#push(column, kind, bytes, 0, bytes.length)
  }

  #push(column: number, kind: number, source: Buffer, start: number, end: number): void {
    const to = this.#length + end - start
    if (to > this.bytes.length) {
      const larger = Buffer.alloc(Math.max(to, this.bytes.length * 2))
      larger.set(this.bytes.subarray(0, this.#length))
      this.bytes = larger
    }
    for (let i = start, at = this.#length; i < end; i++, at++) this.bytes[at] = source[i]!
    this.columns[this.nCells] = column
    this.starts[this.nCells] = this.#length
    this.ends[this.nCells] = to
    this.kinds[this.nCells] = kind
    this.nCells++
    this.#length = to
  }

  #broken(what: string, line: number): AppError {
    return new AppError('badData', `${this.#fileName} has a damaged sheet: ${what}`, {
      hint: `Open the sheet "${this.#sheetName}" in the program that made it and save it again.`,
      place: { file: this.#fileName, line },
    })
  }
}

function isTrue(text: string | null): boolean {
  return text === '1' || text === 'true'
}
