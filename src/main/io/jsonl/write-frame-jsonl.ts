import { type Column, columnLength, type Frame } from '../../core/frame/frame.ts'
import { printNumber } from '../../core/frame/parse-number.ts'
import { openAtomicFile, type WrittenFile } from '../../disk/atomic-file.ts'

const ROWS_PER_REPORT = 8_192
const FLUSH_CHARACTERS = 1 << 18

/**
 * Writes a frame as JSON lines, one object a row with all names in their order: numbers in their shortest exact text, missing
 * values as null.
 *
 * @throws AppError `cannotWrite` if the file cannot be written; what was there before then stays
 */
export function writeFrameJsonl(
  frame: Frame,
  path: string,
  onProgress: (rowsDone: number) => void = () => undefined,
): WrittenFile {
  const file = openAtomicFile(path)
  try {
    const members = [...frame.columns.values()].map((column) => ({
      name: `${JSON.stringify(column.name)}:`,
      print: valuePrinter(column),
    }))
    let block = ''
    for (let row = 0; row < frame.nRows; row++) {
      let line = ''
      for (const { name, print } of members) line += `${line === '' ? '{' : ','}${name}${print(row)}`
      block += `${line === '' ? '{' : line}}\n`
      if (block.length >= FLUSH_CHARACTERS) {
        file.write(Buffer.from(block))
        block = ''
      }
      if (row % ROWS_PER_REPORT === 0) onProgress(row)
    }
    file.write(Buffer.from(block))
    return file.commit()
  } finally {
    file.discard()
  }
}

function valuePrinter(column: Column): (row: number) => string {
  if (columnLength(column) === 0) return () => 'null'
  if (column.kind === 'numeric') {
    return (row) => (Number.isNaN(column.values[row]!) ? 'null' : printNumber(column.values[row]!))
  }
  const levels = column.levels.map((level) => JSON.stringify(level))
  return (row) => levels[column.codes[row]!] ?? 'null'
}
