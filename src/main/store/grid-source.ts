import { CHUNK_ROWS } from '../core/frame/chunk-rows.ts'
import { ColumnSource, type StoredDataset } from './column-source.ts'
import type { Connection, Statement } from './connection.ts'
import { type DatabaseConnection, openDatabase } from './open-database.ts'

type Chunk = Float64Array | Int32Array

interface Remembered {
  readonly value: Chunk | readonly string[]
  readonly bytes: number
}

const MAX_DATASETS = 16

/** Reads cells on a read-only connection of its own and remembers decoded chunks and levels, up to so many bytes. */
export class GridSource {
  readonly #connection: Connection
  readonly #source: ColumnSource
  readonly #erasures: Statement<{ n: number }>
  readonly #maxBytes: number
  readonly #memory = new Map<string, Remembered>()
  readonly #datasets = new Map<string, StoredDataset>()
  #bytes = 0
  #dataVersion: unknown = null
  #nErasures = 0

  constructor(connection: DatabaseConnection, maxBytes: number) {
    this.#connection = openDatabase({ ...connection, mode: 'readOnly' })
    this.#source = new ColumnSource(this.#connection)
    this.#erasures = this.#connection.prepare('SELECT count(*) AS n FROM erasure')
    this.#maxBytes = maxBytes
  }

  /** Bytes remembered now. */
  get bytes(): number {
    return this.#bytes
  }

  /** Forgets everything if cells were erased since the last call: what was read before must not be shown again. */
  forgetErased(): boolean {
    const dataVersion = this.#connection.pragma('data_version')
    if (dataVersion === this.#dataVersion) return false
    const isFirst = this.#dataVersion === null
    this.#dataVersion = dataVersion
    const { n } = this.#erasures.get() ?? { n: 0 }
    if (n === this.#nErasures) return false
    this.#nErasures = n
    this.#memory.clear()
    this.#datasets.clear()
    this.#bytes = 0
    return !isFirst
  }

  dataset(id: string): StoredDataset {
    const dataset = this.#datasets.get(id) ?? this.#source.dataset(id)
    this.#datasets.delete(id)
    this.#datasets.set(id, dataset)
    if (this.#datasets.size > MAX_DATASETS) this.#datasets.delete(this.#datasets.keys().next().value!)
    return dataset
  }

  /** Cells of one chunk of one column: numbers, or codes into the levels. Not to be changed. */
  chunk(setId: string, columnIndex: number, chunkIndex: number): Chunk {
    return this.#recall(`${setId} ${columnIndex} ${chunkIndex}`, () => {
      const value = this.#source.chunk(setId, columnIndex, chunkIndex)
      return { value, bytes: value.byteLength }
    }) as Chunk
  }

  levels(setId: string, columnIndex: number): readonly string[] {
    return this.#recall(`${setId} ${columnIndex}`, () => {
      const value = this.#source.levels(setId, columnIndex)
      return { value, bytes: bytesOfTexts(value) }
    }) as readonly string[]
  }

  /** All cells of one column, as chunks are. */
  column(setId: string, columnIndex: number, nRows: number, isNumeric: boolean): Chunk {
    const cells = isNumeric ? new Float64Array(nRows) : new Int32Array(nRows)
    for (let from = 0, index = 0; from < nRows; from += CHUNK_ROWS, index++)
      cells.set(this.chunk(setId, columnIndex, index), from)
    return cells
  }

  close(): void {
    this.#connection.close()
  }

  #recall(key: string, load: () => Remembered): Remembered['value'] {
    const known = this.#memory.get(key)
    const remembered = known ?? load()
    this.#memory.delete(key)
    this.#memory.set(key, remembered)
    if (known === undefined) this.#bytes += remembered.bytes
    for (const [oldest, { bytes }] of this.#memory) {
      if (this.#bytes <= this.#maxBytes || this.#memory.size === 1) break
      this.#memory.delete(oldest)
      this.#bytes -= bytes
    }
    return remembered.value
  }
}

/** What texts take in memory, roughly. */
function bytesOfTexts(texts: readonly string[]): number {
  let bytes = 0
  for (const text of texts) bytes += 24 + 2 * text.length
  return bytes
}
