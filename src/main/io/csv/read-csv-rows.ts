import type { Dialect } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import type { InputFile } from '../input-file.ts'
import type { CsvLimits } from '../limits.ts'
import { FileByteSource } from './byte-source.ts'
import { type CsvDialect, describeDialect } from './csv-dialect.ts'
import { IssueList } from './parse-issues.ts'
import { RecordScanner } from './record-scanner.ts'
import { repairNames } from './repair-names.ts'

/** The rows of one CSV file, read once from first to last. */
export interface CsvRows {
  readonly names: readonly string[]
  /** Repairs of names, and empty lines left out. */
  readonly issues: IssueList
  /** Holds the cells of the current row. */
  readonly scanner: RecordScanner
  /** Rows given out so far. */
  readonly nRows: number
  readonly bytesRead: number
  /**
   * Goes to the next row.
   *
   * @throws AppError `badData` if a row has more or fewer cells than there are columns, or is not text; `tooLarge` beyond the limits
   */
  next(): boolean
  /** What was found out about the file; to be asked once, after the last row. */
  finish(): { sha256: string; dialect: Dialect }
  close(): void
}

/**
 * Opens a file and reads the names of its columns. Rows never get padded or cut: a row of another length is an error. An empty
 * line is one empty cell in a file of one column; elsewhere it is no row, is left out and listed.
 *
 * @throws AppError as {@link CsvRows.next}
 */
export function readCsvRows(file: InputFile, dialect: CsvDialect, limits: CsvLimits, blockSize?: number): CsvRows {
  const source = new FileByteSource(file, dialect)
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
  readonly scanner: RecordScanner
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
    this.scanner = new RecordScanner(source, dialect, limits, file.fileName, blockSize)
    this.names = this.#readNames()
  }

  get bytesRead(): number {
    return this.#source.bytesRead
  }

  next(): boolean {
    if (this.#isFirstRowHeld) this.#isFirstRowHeld = false
    else if (!this.#nextRecord(this.names.length === 1)) return false
    const { scanner } = this
    if (scanner.nCells !== this.names.length) this.#failRagged()
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
    return { sha256: this.#source.digest(), dialect: describeDialect(this.#dialect, this.scanner.lineEndings) }
  }

  close(): void {
    this.#source.close()
  }

  #readNames(): string[] {
    const { scanner, issues } = this
    if (!this.#nextRecord(false)) {
      throw new AppError('badData', `${this.#file.fileName} has only empty lines`, {
        hint: 'Check that the export that made the file ran to its end.',
        place: { file: this.#file.fileName },
      })
    }
    if (this.#dialect.hasHeader) {
      return repairNames(
        Array.from({ length: scanner.nCells }, (_, cell) => scanner.text(cell)),
        scanner.line,
        issues,
      )
    }
    this.#isFirstRowHeld = true
    issues.add(
      scanner.line,
      null,
      '',
      'the first line holds values, not names',
      `columns named column_1 to column_${scanner.nCells}`,
    )
    return Array.from({ length: scanner.nCells }, (_, cell) => `column_${cell + 1}`)
  }

  #nextRecord(isEmptyLineRow: boolean): boolean {
    while (this.scanner.next()) {
      if (this.scanner.isEmptyLine && !isEmptyLineRow) {
        this.#emptyLines.push(this.scanner.line)
        continue
      }
      for (const line of this.#emptyLines) this.issues.add(line, null, '', 'the line is empty', 'left out')
      this.#emptyLines.length = 0
      return true
    }
    // Empty lines at the very end are how many programs close a file: nothing was lost.
    return false
  }

  #failRagged(): never {
    const { fileName } = this.#file
    const { line, nCells } = this.scanner
    const nNames = this.names.length
    throw new AppError(
      'badData',
      `${fileName} needs ${nNames} cell${nNames === 1 ? '' : 's'} in every row, as in its first line, got ${nCells} in line ${line}`,
      {
        hint: `Mend that line, or name the delimiter if it is not ${JSON.stringify(this.#dialect.delimiter)}.`,
        place: { file: fileName, line },
      },
    )
  }
}
