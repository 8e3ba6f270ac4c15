import { CELL_KINDS, type RowCells } from './row-source.ts'

const START_CELLS = 64

/** The cells of one row, put together from pieces; reused from row to row. */
export class RowBuffer implements RowCells {
  bytes: Buffer = Buffer.alloc(4096)
  starts: Int32Array = new Int32Array(START_CELLS)
  ends: Int32Array = new Int32Array(START_CELLS)
  kinds: Uint8Array = new Uint8Array(START_CELLS)
  nCells = 0
  line = 0
  /** Bytes of the row so far. */
  length = 0

  /** Begins a row of `nCells` cells, all of them missing. */
  begin(nCells: number, line: number): void {
    if (nCells > this.starts.length) {
      const size = Math.max(nCells, this.starts.length * 2)
      this.starts = new Int32Array(size)
      this.ends = new Int32Array(size)
      this.kinds = new Uint8Array(size)
    }
    this.nCells = nCells
    this.line = line
    this.length = 0
    this.starts.fill(0, 0, nCells)
    this.ends.fill(0, 0, nCells)
    this.kinds.fill(CELL_KINDS.missing, 0, nCells)
  }

  /** Fills one cell of the row. */
  put(cell: number, kind: number, source: Uint8Array, start: number, end: number): void {
    const to = this.length + end - start
    if (to > this.bytes.length) {
      const larger = Buffer.alloc(Math.max(to, this.bytes.length * 2))
      larger.set(this.bytes.subarray(0, this.length))
      this.bytes = larger
    }
    if (end - start < 16) for (let i = start, at = this.length; i < end; i++, at++) this.bytes[at] = source[i]!
    else this.bytes.set(source.subarray(start, end), this.length)
    this.starts[cell] = this.length
    this.ends[cell] = to
    this.kinds[cell] = kind
    this.length = to
  }

  text(cell: number): string {
    return this.bytes.toString('utf8', this.starts[cell]!, this.ends[cell]!)
  }
}
