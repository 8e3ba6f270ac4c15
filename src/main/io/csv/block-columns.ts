import type { Column } from '../../core/frame/frame.ts'
import { ByteDictionary } from '../table/byte-dictionary.ts'
import { CELL_KINDS } from '../table/row-source.ts'
import type { CellReader, WantedColumn } from './cell-reader.ts'
import type { RecordScanner } from './record-scanner.ts'

/** Distinct texts of a column beyond which they are forgotten after a block: memory stays bounded. */
const MOST_TEXTS = 1 << 16

/** Columns of a block of rows, filled record by record. */
export interface BlockColumns {
  /** Reads the current record into a row. */
  read(row: number, issues: string[]): void
  /** The first rows as columns, valid until the next row is read. */
  take(nRows: number): Column[]
}

/** @param mostRows - rows of a block */
export function blockColumns(
  wanted: readonly WantedColumn[],
  scanner: RecordScanner,
  cells: CellReader,
  mostRows: number,
): BlockColumns {
  const columns = wanted.map((column) =>
    column.isNumeric ? numberColumn(column, cells, mostRows) : textColumn(column, scanner, cells, mostRows),
  )
  return {
    read(row, issues) {
      for (let k = 0; k < columns.length; k++) columns[k]!.read(row, issues)
    },
    take: (nRows) => columns.map((column) => column.take(nRows)),
  }
}

interface BlockColumn {
  read(row: number, issues: string[]): void
  take(nRows: number): Column
}

function numberColumn(column: WantedColumn, cells: CellReader, mostRows: number): BlockColumn {
  const values = new Float64Array(mostRows)
  return {
    read(row, issues) {
      values[row] = cells.number(column, issues)
    },
    take: (nRows) => ({ kind: 'numeric', name: column.name, values: values.subarray(0, nRows) }),
  }
}

function textColumn(
  { name, cell }: WantedColumn,
  scanner: RecordScanner,
  cells: CellReader,
  mostRows: number,
): BlockColumn {
  const codes = new Int32Array(mostRows)
  let dictionary = new ByteDictionary()
  let levels: string[] = []
  /** Per text of the dictionary: its code, −1 if it means that there is no value. */
  let codeOfText: number[] = []
  return {
    read(row) {
      if (scanner.kinds?.[cell] === CELL_KINDS.missing) {
        codes[row] = -1
        return
      }
      const text = dictionary.codeOf(scanner.bytes, scanner.starts[cell]!, scanner.ends[cell]!)
      if (text === levels.length) {
        levels.push(dictionary.text(text))
        codeOfText.push(cells.isMissing(levels[text]!) ? -1 : text)
      }
      codes[row] = codeOfText[text]!
    },
    take(nRows) {
      const column: Column = { kind: 'text', name, codes: codes.subarray(0, nRows), levels }
      if (levels.length > MOST_TEXTS) {
        dictionary = new ByteDictionary()
        levels = []
        codeOfText = []
      }
      return column
    },
  }
}
