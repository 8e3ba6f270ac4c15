import type { Dialect, ReadDecision, ReadOptions } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { DEFAULT_MISSING } from '../csv/csv-dialect.ts'
import { fileDigest } from '../file-digest.ts'
import type { InputFile } from '../input-file.ts'
import type { CsvLimits } from '../limits.ts'
import { IssueList } from '../table/parse-issues.ts'
import { plainDialect } from '../table/plain-dialect.ts'
import { repairNames } from '../table/repair-names.ts'
import { RowBuffer } from '../table/row-buffer.ts'
import { CELL_KINDS, type RowSource, type TableFile } from '../table/row-source.ts'
import { columnLetters } from './cell-place.ts'
import { SheetCells } from './sheet-cells.ts'
import { findSheet, openWorkbook, openXml, type SheetEntry, type Workbook } from './workbook.ts'
import { WORKBOOK_LIMITS, type WorkbookLimits } from './workbook-limits.ts'
import type { PartReader } from './zip-archive.ts'

/**
 * Finds the sheet to read: the one named, else the first visible one that holds cells.
 *
 * @throws AppError `badData` if the file is no workbook, a damaged one, or has no such sheet; `tooLarge` beyond the limits
 */
export function openXlsx(
  file: InputFile,
  options: ReadOptions,
  limits: CsvLimits,
  workbookLimits: WorkbookLimits = WORKBOOK_LIMITS,
): TableFile {
  if (file.bytes > workbookLimits.fileBytes) {
    throw new AppError(
      'tooLarge',
      `${file.fileName} needs to have at most ${workbookLimits.fileBytes} bytes, got ${file.bytes}`,
      { hint: 'Save the one sheet that is needed as CSV, and import that.', place: { file: file.fileName } },
    )
  }
  const workbook = openWorkbook(file, workbookLimits)
  let sheet: string
  try {
    sheet = (
      options.sheet === undefined ? firstSheetWithCells(workbook, file) : findSheet(workbook, options.sheet, file)
    ).name
  } finally {
    workbook.archive.close()
  }
  const missing = options.missing ?? DEFAULT_MISSING
  const decimal = options.decimal ?? '.'
  return {
    file,
    missing,
    decimal,
    open: () => openRows(file, { ...options, missing, decimal, sheet }, limits, workbookLimits, options),
  }
}

type SheetOptions = Omit<ReadOptions, 'missing' | 'decimal' | 'sheet'> & {
  readonly missing: readonly string[]
  readonly decimal: '.' | ','
  readonly sheet: string
}

function openRows(
  file: InputFile,
  options: SheetOptions,
  limits: CsvLimits,
  workbookLimits: WorkbookLimits,
  asked: ReadOptions,
): RowSource {
  const workbook = openWorkbook(file, workbookLimits)
  try {
    return new XlsxRows(file, workbook, options, limits, asked)
  } catch (error) {
    workbook.archive.close()
    throw error
  }
}

function firstSheetWithCells(workbook: Workbook, file: InputFile): SheetEntry {
  const inOrder = [
    ...workbook.sheets.filter(({ isHidden }) => !isHidden),
    ...workbook.sheets.filter(({ isHidden }) => isHidden),
  ]
  for (const sheet of inOrder) {
    const cells = new SheetCells(openXml(workbook.archive, file, sheet.entry), workbook, file.fileName, sheet.name)
    while (cells.next()) if (cells.nCells > 0) return sheet
  }
  throw new AppError('badData', `${file.fileName} has only empty sheets`, {
    hint: 'Check that the export that made the file ran to its end.',
    place: { file: file.fileName },
  })
}

class XlsxRows implements RowSource {
  readonly names: readonly string[]
  readonly issues = new IssueList()
  readonly cells = new RowBuffer()
  nRows = 0
  readonly #file: InputFile
  readonly #workbook: Workbook
  readonly #options: SheetOptions
  readonly #limits: CsvLimits
  readonly #sheet: SheetCells
  readonly #part: PartReader
  readonly #decisions: ReadDecision[] = []
  readonly #hasHeader: boolean
  /** Column of the sheet the table begins in. */
  readonly #firstColumn: number
  #isFirstRowHeld = false
  /** Row of the sheet given out last, or that of the header. */
  #lastRow = 0
  #isFinished = false

  constructor(file: InputFile, workbook: Workbook, options: SheetOptions, limits: CsvLimits, asked: ReadOptions) {
    this.#file = file
    this.#workbook = workbook
    this.#options = options
    this.#limits = limits
    const { entry } = findSheet(workbook, options.sheet, file)
    const xml = openXml(workbook.archive, file, entry)
    this.#part = xml.part
    this.#sheet = new SheetCells(xml, workbook, file.fileName, options.sheet)
    const sheet = this.#sheet
    const isFound = this.#nextFilledRow(options.skipLines ?? 0)
    if (!isFound) throw this.#empty()
    this.#firstColumn = sheet.columns[0]!
    const width = sheet.columns[sheet.nCells - 1]! - this.#firstColumn + 1
    if (width > limits.columns) {
      throw this.#tooLarge(`needs to have at most ${limits.columns} columns, got ${width}`)
    }
    this.#hasHeader = options.hasHeader ?? this.#looksLikeHeader()
    this.#lastRow = sheet.row
    this.#decide(asked)
    this.names = this.#readNames(width)
  }

  get bytesRead(): number {
    return this.#isFinished ? this.#file.bytes : this.#part.packedRead
  }

  next(): boolean {
    if (this.#isFirstRowHeld) this.#isFirstRowHeld = false
    else if (!this.#nextRow()) return false
    this.#fillCells()
    this.nRows++
    if (this.nRows > this.#limits.rows) {
      throw this.#tooLarge(`needs to have at most ${this.#limits.rows} rows, got more`)
    }
    return true
  }

  finish(): { sha256: string; dialect: Dialect } {
    this.#isFinished = true
    const { decimal, missing, sheet, skipLines, raggedRows } = this.#options
    return {
      sha256: fileDigest(this.#file),
      dialect: plainDialect({
        format: 'xlsx',
        sheet,
        sheets: this.#workbook.sheets.map(({ name }) => name),
        decimal,
        missing: [...missing],
        hasHeader: this.#hasHeader,
        skipLines: skipLines ?? 0,
        raggedRows: raggedRows ?? 'refuse',
        decisions: [...this.#decisions],
      }),
    }
  }

  close(): void {
    this.#workbook.archive.close()
  }

  #nextFilledRow(after: number): boolean {
    const sheet = this.#sheet
    while (sheet.next()) if (sheet.nCells > 0 && sheet.row > after) return true
    return false
  }

  #nextRow(): boolean {
    if (!this.#nextFilledRow(this.#lastRow)) {
      this.#listCounts()
      return false
    }
    // Empty rows after the last filled one are how sheets end: nothing was lost.
    const [from, to] = [this.#lastRow + 1, this.#sheet.row - 1]
    if (from === to) this.issues.add(from, null, '', 'the row is empty', 'left out')
    else if (from < to) this.issues.add(from, null, '', `rows ${from} to ${to} are empty`, 'left out')
    this.#lastRow = this.#sheet.row
    return true
  }

  #fillCells(): void {
    const { cells, names } = this
    const sheet = this.#sheet
    cells.begin(names.length, sheet.row)
    for (let i = 0; i < sheet.nCells; i++) {
      const cell = sheet.columns[i]! - this.#firstColumn
      if (cell < 0 || cell >= names.length) this.#leaveOut(i)
      else {
        cells.put(cell, sheet.kinds[i]!, sheet.bytes, sheet.starts[i]!, sheet.ends[i]!)
        if (this.#options.decimal === ',' && sheet.kinds[i] === CELL_KINDS.plain) this.#putComma(cell)
      }
    }
    for (const { column, raw, problem, action } of sheet.notes) {
      this.issues.add(sheet.row, names[column - this.#firstColumn] ?? null, raw, problem, action)
    }
  }

  /** Numbers stand in the sheet with a point, whatever the texts beside them have. */
  #putComma(cell: number): void {
    const { bytes, starts, ends } = this.cells
    const at = bytes.subarray(starts[cell]!, ends[cell]!).indexOf('.')
    if (at >= 0) bytes[starts[cell]! + at] = 0x2c
  }

  #leaveOut(i: number): void {
    const sheet = this.#sheet
    const { fileName } = this.#file
    const raw = sheet.bytes.toString('utf8', sheet.starts[i]!, sheet.ends[i]!)
    if (raw.trim() === '') return
    const place = `${columnLetters(sheet.columns[i]!)}${sheet.row}`
    if (this.#options.raggedRows === 'repair') {
      this.issues.add(sheet.row, null, raw, `the cell ${place} stands outside of the named columns`, 'left out')
      return
    }
    throw new AppError(
      'badData',
      `${fileName} needs a name for the column of every cell, got none for that of ${place}`,
      {
        hint: 'Name that column in the first row, clear the cell, or skip the rows above the names.',
        place: { file: fileName, line: sheet.row },
      },
    )
  }

  #readNames(width: number): string[] {
    const sheet = this.#sheet
    if (this.#hasHeader) {
      const names = Array.from({ length: width }, () => '')
      for (let i = 0; i < sheet.nCells; i++) {
        names[sheet.columns[i]! - this.#firstColumn] = sheet.bytes.toString('utf8', sheet.starts[i]!, sheet.ends[i]!)
      }
      return repairNames(names, sheet.row, this.issues)
    }
    this.#isFirstRowHeld = true
    this.issues.add(
      sheet.row,
      null,
      '',
      'the first row holds values, not names',
      `columns named column_1 to column_${width}`,
    )
    return Array.from({ length: width }, (_, cell) => `column_${cell + 1}`)
  }

  /** A header is words, with at most a few numbers (such as years) among them. */
  #looksLikeHeader(): boolean {
    const { kinds, nCells } = this.#sheet
    const nTexts = kinds.slice(0, nCells).filter((kind) => kind === CELL_KINDS.text).length
    return nTexts * 2 >= nCells
  }

  #decide(asked: ReadOptions): void {
    const { sheets, dateSystem } = this.#workbook
    const { sheet } = this.#options
    this.#decisions.push(
      asked.sheet === undefined
        ? {
            what: 'sheet',
            value: sheet,
            confidence: sheets.length === 1 ? 'certain' : 'likely',
            reason: sheets.length === 1 ? 'the only sheet' : `the first of ${sheets.length} sheets that holds cells`,
          }
        : { what: 'sheet', value: sheet, confidence: 'chosen', reason: 'chosen at import' },
      asked.hasHeader === undefined
        ? {
            what: 'hasHeader',
            value: String(this.#hasHeader),
            confidence: 'likely',
            reason: this.#hasHeader ? 'the first row is mostly texts' : 'the first row is mostly numbers',
          }
        : { what: 'hasHeader', value: String(this.#hasHeader), confidence: 'chosen', reason: 'chosen at import' },
      {
        what: 'dateSystem',
        value: String(dateSystem),
        confidence: 'certain',
        reason:
          dateSystem === 1900
            ? 'the workbook counts days from 1900, with a 29 February 1900 that never was (day 60)'
            : 'the workbook counts days from 1904',
      },
    )
  }

  #listCounts(): void {
    const { formulas, formulasWithoutResult, hiddenRows, hiddenColumns, mergedRanges } = this.#sheet.counts
    const add = (n: number, one: string, many: string, action: string): void => {
      if (n > 0) this.issues.add(this.#lastRow, null, '', n === 1 ? `1 ${one}` : `${n} ${many}`, action)
    }
    add(formulas, 'cell holds a formula', 'cells hold formulas', 'their stored results were read')
    add(formulasWithoutResult, 'formula has no stored result', 'formulas have no stored result', 'read as missing')
    add(
      mergedRanges,
      'range of cells is merged',
      'ranges of cells are merged',
      'the value stands in the first cell of each',
    )
    add(hiddenRows, 'row is hidden', 'rows are hidden', 'read like the others')
    add(hiddenColumns, 'column is hidden', 'columns are hidden', 'read like the others')
  }

  #empty(): AppError {
    return new AppError('badData', `${this.#file.fileName} has no cells in its sheet "${this.#options.sheet}"`, {
      hint: 'Choose another sheet, or skip fewer rows.',
      place: { file: this.#file.fileName, field: 'sheet' },
    })
  }

  #tooLarge(problem: string): AppError {
    return new AppError('tooLarge', `${this.#file.fileName} ${problem}`, {
      hint: 'Leave out columns or rows that are not needed.',
      place: { file: this.#file.fileName, line: this.#sheet.row },
    })
  }
}
