import { type Column, columnLength, type Frame } from '../../core/frame/frame.ts'
import { openAtomicFile, type WrittenFile } from '../../disk/atomic-file.ts'
import { type CsvFormat, createCsvWriter, printCell, printNumberCell, STANDARD_CSV } from './csv-writer.ts'

/** Rows between two reports of progress. */
const ROWS_PER_REPORT = 8_192

/**
 * Writes a frame to a CSV file (UTF-8, commas, points) such that reading it gives the same values: numbers in their shortest
 * exact text, missing values as empty cells. Only texts that look like formulas get an apostrophe, unless that is not wanted.
 *
 * @throws AppError `cannotWrite` if the file cannot be written; what was there before then stays
 */
export function writeFrameCsv(
  frame: Frame,
  path: string,
  onProgress: (rowsDone: number) => void = () => undefined,
  guardFormulas = true,
): WrittenFile {
  const file = openAtomicFile(path)
  try {
    const format = { ...STANDARD_CSV, guardFormulas }
    const writer = createCsvWriter(file, format)
    const columns = [...frame.columns.values()]
    const printers = columns.map((column) => cellPrinter(column, format))
    writer.row(columns.map((column) => printCell(column.name, format)))
    for (let row = 0; row < frame.nRows; row++) {
      writer.row(printers.map((print) => print(row)))
      if (row % ROWS_PER_REPORT === 0) onProgress(row)
    }
    writer.flush()
    return file.commit()
  } finally {
    file.discard()
  }
}

function cellPrinter(column: Column, format: CsvFormat): (row: number) => string {
  if (columnLength(column) === 0) return () => ''
  if (column.kind === 'numeric') return (row) => printNumberCell(column.values[row]!, format)
  const levels = column.levels.map((level) => printCell(level, format))
  return (row) => levels[column.codes[row]!] ?? ''
}
