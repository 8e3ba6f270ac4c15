import type { Dialect } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import type { InputFile } from '../input-file.ts'
import type { CsvLimits } from '../limits.ts'
import { IssueList } from '../table/parse-issues.ts'
import { repairNames } from '../table/repair-names.ts'
import type { RowSource } from '../table/row-source.ts'
import { FileByteSource } from './byte-source.ts'
import { type CsvDialect, describeDialect } from './csv-dialect.ts'
import { RecordScanner } from './record-scanner.ts'

/** The rows of one CSV file. */
export interface CsvRows extends RowSource {
  readonly cells: RecordScanner
}

/** What issues say of rows with another number of cells. */
export const RAGGED_PROBLEMS = { short: 'the row has too few cells', long: 'the row has too many cells' } as const

/**
 * Opens a file and reads the names of its columns. A row of another length is an error, unless the person chose to have such rows
 * mended: then absent cells are missing, cells too many are not loaded, and every such row is listed. An empty line is one empty
 * cell in a file of one column; elsewhere it is no row, is left out and listed.
 *
 * @throws AppError as {@link CsvRows.next}
 */
export function readCsvRows(file: InputFile, dialect: CsvDialect, limits: CsvLimits, blockSize?: number): CsvRows {
  const source = new FileByteSource(file, dialect, limits)
  try {
    return new OpenCsvRows(file, source, dialect, limits, blockSize)
  } catch (error) {
    source.close()
    throw error
  }
}

class OpenCsvRows implements CsvRows {
  readonly names: readonly string[]
  readonly issues = new IssueList()
  readonly cells: RecordScanner
  nRows = 0
  readonly #file: InputFile
  readonly #source: FileByteSource
  readonly #dialect: CsvDialect
  readonly #limits: CsvLimits
  /** True while the first record, read for its width, still has to be given out as a row. */
  #isFirstRowHeld = false
  #emptyLines: number[] = []

  constructor(
    file: InputFile,
    source: FileByteSource,
    dialect: CsvDialect,
    limits: CsvLimits,
    blockSize: number | undefined,
  ) {
    this.#file = file
    this.#source = source
    this.#dialect = dialect
    this.#limits = limits
    this.cells = new RecordScanner(source, dialect, limits, file.fileName, blockSize)
    this.names = this.#readNames()
  }

  get bytesRead(): number {
    return this.#source.bytesRead
  }

  next(): boolean {
    if (this.#isFirstRowHeld) this.#isFirstRowHeld = false
    else if (!this.#nextRecord(this.names.length === 1)) return false
    const { cells: scanner } = this
    if (scanner.nCells !== this.names.length) {
      if (this.#dialect.raggedRows === 'refuse') this.#failRagged()
      this.#mendRow()
    }
    this.nRows++
    if (this.nRows > this.#limits.rows) {
      throw new AppError(
        'tooLarge',
        `${this.#file.fileName} needs to have at most ${this.#limits.rows} rows, got more`,
        {
          hint: 'Split the file.',
          place: { file: this.#file.fileName, line: scanner.line },
        },
      )
    }
    return true
  }

  finish(): { sha256: string; dialect: Dialect } {
    return { sha256: this.#source.digest(), dialect: describeDialect(this.#dialect, this.cells.lineEndings) }
  }

  close(): void {
    this.#source.close()
  }

  #readNames(): string[] {
    const { cells: scanner, issues } = this
    this.#skipPreamble()
    if (!this.#nextRecord(false)) {
      throw new AppError('badData', `${this.#file.fileName} has only empty lines`, {
        hint: 'Check that the export that made the file ran to its end.',
        place: { file: this.#file.fileName },
      })
    }
    const { hasHeader, raggedRows, sampledWidth } = this.#dialect
    if (hasHeader) {
      if (raggedRows === 'repair' && scanner.nCells < sampledWidth) this.#failNarrowHeader()
      return repairNames(
        Array.from({ length: scanner.nCells }, (_, cell) => scanner.text(cell)),
        scanner.line,
        issues,
      )
    }
    this.#isFirstRowHeld = true
    const width = raggedRows === 'repair' ? sampledWidth : scanner.nCells
    issues.add(
      scanner.line,
      null,
      '',
      'the first line holds values, not names',
      `columns named column_1 to column_${width}`,
    )
    return Array.from({ length: width }, (_, cell) => `column_${cell + 1}`)
  }

  #nextRecord(isEmptyLineRow: boolean): boolean {
    while (this.cells.next()) {
      if (this.cells.isComment) {
        this.issues.add(this.cells.line, null, this.cells.text(0), 'the line is a comment', 'left out')
        continue
      }
      if (this.cells.isEmptyLine && !isEmptyLineRow) {
        this.#emptyLines.push(this.cells.line)
        continue
      }
      for (const line of this.#emptyLines) this.issues.add(line, null, '', 'the line is empty', 'left out')
      this.#emptyLines.length = 0
      return true
    }
    // Empty lines at the very end are how many programs close a file: nothing was lost.
    return false
  }

  #skipPreamble(): void {
    const { cells: scanner, issues } = this
    for (let i = 0; i < this.#dialect.skipLines && scanner.nextLine(); i++) {
      issues.add(scanner.line, null, scanner.text(0), 'the line stands before the header', 'skipped')
    }
  }

  #mendRow(): void {
    const { cells: scanner, names, issues } = this
    const width = names.length
    if (scanner.nCells < width) {
      const nAbsent = width - scanner.nCells
      const last = scanner.nCells === 1 ? scanner.text(0) : ''
      const action = `${nAbsent} absent cell${nAbsent === 1 ? '' : 's'} read as missing`
      issues.add(scanner.line, names[scanner.nCells]!, last, RAGGED_PROBLEMS.short, action)
    } else {
      const extra = Array.from({ length: scanner.nCells - width }, (_, i) => scanner.text(width + i))
      const action = `${extra.length} extra cell${extra.length === 1 ? '' : 's'} not loaded`
      issues.add(scanner.line, null, extra.join(this.#dialect.delimiter), RAGGED_PROBLEMS.long, action)
    }
    scanner.mend(width)
  }

  /** With names for some columns only, nobody can tell which column has none. */
  #failNarrowHeader(): never {
    const { fileName } = this.#file
    const { line, nCells } = this.cells
    throw new AppError(
      'badData',
      `${fileName} needs a name for each of the ${this.#dialect.sampledWidth} cells that most rows have, got ${nCells} in line ${line}`,
      {
        hint: 'Write the absent names into that line, or skip it and say that the first line holds values.',
        place: { file: fileName, line },
      },
    )
  }

  #failRagged(): never {
    const { fileName } = this.#file
    const { line, nCells } = this.cells
    const nNames = this.names.length
    throw new AppError(
      'badData',
      `${fileName} needs ${nNames} cell${nNames === 1 ? '' : 's'} in every row, as in its first line, got ${nCells} in line ${line}`,
      {
        hint: `Mend that line, name the delimiter if it is not ${JSON.stringify(this.#dialect.delimiter)}, or have such rows mended and listed (“Mend and list” on screen, --ragged repair on the command line).`,
        place: { file: fileName, line },
      },
    )
  }
}
