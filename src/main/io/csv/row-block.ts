import type { AtomicFile } from '../../disk/atomic-file.ts'
import { type CsvFormat, printCell } from './csv-writer.ts'
import type { RecordScanner } from './record-scanner.ts'

/**
 * Rows of a file on their way into another one: the cells of each printed as {@link printCell} does, to which more cells are added when
 * the block is written. Records in which nothing needs printing anew, which is most, are copied byte by byte.
 */
export class RowBlock {
  nRows = 0
  readonly #format: CsvFormat
  readonly #ends: Uint32Array
  #bytes = Buffer.alloc(1 << 18)
  #length = 0
  #out = Buffer.alloc(1 << 18)

  /**
   * @param format - format of the output; its delimiter is that of the input
   * @param mostRows - rows the block takes
   */
  constructor(format: CsvFormat, mostRows: number) {
    this.#format = format
    this.#ends = new Uint32Array(mostRows)
  }

  /** Bytes of the rows. */
  get length(): number {
    return this.#length
  }

  /** Takes in the current record. */
  add(scanner: RecordScanner): void {
    // Such a record has a delimiter of one byte, as the output then has.
    if (scanner.kinds === null && scanner.isPlain && scanner.plain!.isCopyable) {
      const from = scanner.starts[0]!
      const to = scanner.ends[scanner.nCells - 1]!
      this.#reserve(to - from)
      scanner.bytes.copy(this.#bytes, this.#length, from, to)
      this.#length += to - from
    } else {
      const cells = Array.from({ length: scanner.nCells }, (_, cell) => {
        const text = scanner.text(cell)
        return text === '' ? '' : printCell(text, this.#format)
      })
      const text = cells.join(this.#format.delimiter)
      this.#reserve(text.length * 3)
      this.#length += this.#bytes.write(text, this.#length)
    }
    this.#ends[this.nRows++] = this.#length
  }

  /**
   * Writes the rows and empties the block.
   *
   * @param cellsAfter - printed cells after those of a row, joined; there must be one at least
   */
  write(file: AtomicFile, cellsAfter: (row: number) => string): void {
    const { delimiter, lineEnding } = this.#format
    let from = 0
    let length = 0
    for (let row = 0; row < this.nRows; row++) {
      const to = this.#ends[row]!
      const text = `${delimiter}${cellsAfter(row)}${lineEnding}`
      const wanted = length + to - from + text.length * 3
      if (wanted > this.#out.length) this.#out = grown(this.#out, length, wanted)
      this.#bytes.copy(this.#out, length, from, to)
      length += to - from
      length += this.#out.write(text, length)
      from = to
    }
    if (length > 0) file.write(this.#out.subarray(0, length))
    this.nRows = 0
    this.#length = 0
  }

  #reserve(n: number): void {
    if (this.#length + n > this.#bytes.length) this.#bytes = grown(this.#bytes, this.#length, this.#length + n)
  }
}

function grown(buffer: Buffer, length: number, wanted: number): Buffer<ArrayBuffer> {
  const larger = Buffer.alloc(Math.max(wanted, buffer.length * 2))
  buffer.copy(larger, 0, 0, length)
  return larger
}
