import type { Dialect } from '../../../shared/contract/index.ts'
import type { DecimalMark, ThousandsMark } from '../../core/frame/parse-number.ts'
import type { PlainCsvFile } from '../fast-csv/plain-csv-file.ts'
import type { InputFile } from '../input-file.ts'
import type { IssueList } from './parse-issues.ts'

/** What the file itself says of a cell: nothing (a text file), that it is a text, or that there is no value. */
export const CELL_KINDS = { plain: 0, text: 1, missing: 2 } as const

/** The cells of the current row as ranges of UTF-8 bytes; valid until the next row. */
export interface RowCells {
  readonly bytes: Buffer
  /** First byte of each cell. */
  readonly starts: Int32Array
  /** Byte after each cell. */
  readonly ends: Int32Array
  readonly nCells: number
  /** One of {@link CELL_KINDS} per cell; null if all are plain. */
  readonly kinds: Uint8Array | null
  /** Physical line, sheet row or record the row begins in, from 1. */
  readonly line: number
  text(cell: number): string
}

/** The rows of one file, read once from first to last. */
export interface RowSource {
  readonly names: readonly string[]
  /** Repairs of names, lines left out, rows mended: everything that is not as it stands in the file. */
  readonly issues: IssueList
  readonly cells: RowCells
  /** Rows given out so far. */
  readonly nRows: number
  /** Bytes of the file taken so far. */
  readonly bytesRead: number
  /**
   * Goes to the next row.
   *
   * @throws AppError `badData` if the file is damaged or a row has another number of cells than there are columns; `tooLarge`
   */
  next(): boolean
  /** What was found out about the file; to be asked once, after the last row. */
  finish(): { sha256: string; dialect: Dialect }
  close(): void
}

/** A file whose format and dialect are known; it can be read more than once, the same way each time. */
export interface TableFile {
  readonly file: InputFile
  readonly missing: readonly string[]
  readonly decimal: DecimalMark
  readonly thousands?: ThousandsMark | null
  /** Set if the file is a CSV plain enough for the quick reader. */
  readonly plainCsv?: PlainCsvFile | null
  /** @param blockSize - bytes to read at a time, where the format lets one choose */
  open(blockSize?: number): RowSource
}
