import { CHUNK_ROWS } from '../../core/frame/chunk-rows.ts'
import { printNumber } from '../../core/frame/parse-number.ts'
import { type ColumnHash, createColumnHash } from '../values-hash.ts'

/** Consecutive cells of one column: numbers with NaN for missing, or codes of texts with −1 for missing. */
export type ColumnPart =
  | { readonly type: 'numeric'; readonly values: Float64Array }
  | { readonly type: 'text'; readonly codes: Int32Array }

/** Rows `chunkIndex` · 65,536 and following of one column. */
export interface ColumnChunk {
  readonly columnIndex: number
  readonly chunkIndex: number
  readonly part: ColumnPart
}

/** Takes one chunk after the other; may hold up the reading. The cells are valid until it returns its promise. */
export type TakeChunk = (chunk: ColumnChunk) => Promise<void>

/** Counts of the distinct values of one column, most frequent first; numbers as their shortest text. */
export interface ValueCounts {
  readonly values: readonly { readonly value: string; readonly count: number }[]
  readonly nMissing: number
}

interface Flow {
  /** Cells of the chunk being filled. */
  readonly cells: Float64Array | Int32Array
  readonly hash: ColumnHash
  nMissing: number
  /** Sum and its correction (Neumaier), for reconciling with the file. */
  sum: number
  correction: number
  /** Cells per code, of a text column. */
  perCode: Float64Array
  /** Cells per number, if they are to be counted. */
  readonly perNumber: Map<number, number> | null
}

/**
 * Where the columns of any file flow together: cuts them into chunks of 65,536 rows, and hashes, sums and counts them on the
 * way. Holds one chunk of every column, never a column.
 */
export class ColumnSink {
  nRows = 0
  readonly #flows: (Flow | null)[]
  readonly #takeChunk: TakeChunk
  #chunkIndex = 0
  #nFilled = 0

  /**
   * @param types - of the columns; null for one that does not pass here
   * @param counted - column whose numbers are to be counted
   */
  constructor(types: readonly ('numeric' | 'text' | null)[], takeChunk: TakeChunk, counted: number | null = null) {
    this.#flows = types.map((type, index) => (type === null ? null : newFlow(type, index === counted)))
    this.#takeChunk = takeChunk
  }

  /** Takes the next rows of every column. @param cellsOf - the cells of one column, at least `nRows` of them */
  async append(nRows: number, cellsOf: (columnIndex: number) => Float64Array | Int32Array): Promise<void> {
    for (let from = 0; from < nRows; ) {
      const n = Math.min(nRows - from, CHUNK_ROWS - this.#nFilled)
      for (const [index, flow] of this.#flows.entries()) {
        if (flow !== null) flow.cells.set(cellsOf(index).subarray(from, from + n), this.#nFilled)
      }
      this.#nFilled += n
      this.nRows += n
      from += n
      if (this.#nFilled === CHUNK_ROWS) await this.#flush()
    }
  }

  /** Takes one column out of the flow; chunks of it that are under way already will be overwritten by those of another flow. */
  drop(columnIndex: number): void {
    this.#flows[columnIndex] = null
  }

  /** Hands over the last, shorter chunk. */
  async finish(): Promise<void> {
    if (this.#nFilled > 0) await this.#flush()
  }

  nMissing(columnIndex: number): number {
    return this.#flow(columnIndex).nMissing
  }

  /** Sum of all numbers of a column, compensated for rounding. */
  sum(columnIndex: number): number {
    const { sum, correction } = this.#flow(columnIndex)
    return Number.isFinite(sum + correction) ? sum + correction : sum
  }

  /** Cells per code of a text column. */
  codeCounts(columnIndex: number): Float64Array {
    return this.#flow(columnIndex).perCode
  }

  /** The hash of a column; to be asked once. */
  sha256(columnIndex: number, levels?: readonly string[]): string {
    return this.#flow(columnIndex).hash.digest(levels)
  }

  /** Counts of the values of the counted column, or of any text column. */
  valueCounts(columnIndex: number, levels?: readonly string[]): ValueCounts {
    const { perNumber, perCode, nMissing } = this.#flow(columnIndex)
    const values =
      levels === undefined
        ? [...(perNumber ?? [])].map(([value, count]) => ({ value: printNumber(value), count }))
        : levels.map((value, code) => ({ value, count: perCode[code] ?? 0 }))
    return { values: values.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count), nMissing }
  }

  #flow(columnIndex: number): Flow {
    return this.#flows[columnIndex]!
  }

  async #flush(): Promise<void> {
    const n = this.#nFilled
    const chunkIndex = this.#chunkIndex++
    this.#nFilled = 0
    for (const [columnIndex, flow] of this.#flows.entries()) {
      if (flow === null) continue
      const cells = flow.cells.subarray(0, n)
      flow.hash.update(cells)
      if (cells instanceof Float64Array) {
        addNumbers(flow, cells)
        await this.#takeChunk({ columnIndex, chunkIndex, part: { type: 'numeric', values: cells } })
      } else {
        addCodes(flow, cells)
        await this.#takeChunk({ columnIndex, chunkIndex, part: { type: 'text', codes: cells } })
      }
    }
  }
}

function newFlow(type: 'numeric' | 'text', isCounted: boolean): Flow {
  return {
    cells: type === 'numeric' ? new Float64Array(CHUNK_ROWS) : new Int32Array(CHUNK_ROWS),
    hash: createColumnHash(),
    nMissing: 0,
    sum: 0,
    correction: 0,
    perCode: new Float64Array(type === 'numeric' ? 0 : 16),
    perNumber: isCounted && type === 'numeric' ? new Map() : null,
  }
}

/** @see Neumaier (1974), ZAMM 54, 39–51 */
function addNumbers(flow: Flow, values: Float64Array): void {
  let { nMissing, sum, correction } = flow
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (Number.isNaN(value)) {
      nMissing++
      continue
    }
    const next = sum + value
    correction += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  flow.nMissing = nMissing
  flow.sum = sum
  flow.correction = correction
  if (flow.perNumber === null) return
  for (const value of values) if (!Number.isNaN(value)) flow.perNumber.set(value, (flow.perNumber.get(value) ?? 0) + 1)
}

function addCodes(flow: Flow, codes: Int32Array): void {
  let counts = flow.perCode
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!
    if (code < 0) {
      flow.nMissing++
      continue
    }
    if (code >= counts.length) {
      counts = new Float64Array(Math.max(code + 1, counts.length * 2))
      counts.set(flow.perCode)
      flow.perCode = counts
    }
    counts[code]!++
  }
}
