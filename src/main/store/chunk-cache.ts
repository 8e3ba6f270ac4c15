import type { Cell } from '../../shared/contract/dataset.ts'
import { CHUNK_ROWS } from './column-chunk.ts'
import type { ColumnSource } from './column-source.ts'

const CHUNK_LIMIT = 128
const LEVELS_LIMIT = 64

/** Decoded chunks and levels of the columns looked at last, so that paging through rows does not decrypt them again. */
export class ChunkCache {
  readonly #source: ColumnSource
  readonly #chunks = new Map<string, Float64Array | Int32Array>()
  readonly #levels = new Map<string, readonly string[]>()

  constructor(source: ColumnSource) {
    this.#source = source
  }

  /** One cell; null = missing. @param row - counts from 0 */
  cell(setId: string, columnIndex: number, row: number): Cell {
    const chunkIndex = Math.floor(row / CHUNK_ROWS)
    const chunk = recall(this.#chunks, JSON.stringify([setId, columnIndex, chunkIndex]), CHUNK_LIMIT, () =>
      this.#source.chunk(setId, columnIndex, chunkIndex),
    )
    const stored = chunk[row - chunkIndex * CHUNK_ROWS]!
    if (chunk instanceof Float64Array) return Number.isNaN(stored) ? null : stored
    if (stored < 0) return null
    return recall(this.#levels, JSON.stringify([setId, columnIndex]), LEVELS_LIMIT, () => this.#source.levels(setId, columnIndex))[stored]!
  }
}

/** The remembered value, now the most recent one, or a fresh one; the least recent goes when the limit is passed. */
function recall<T>(memory: Map<string, T>, key: string, limit: number, load: () => T): T {
  const value = memory.get(key) ?? load()
  memory.delete(key)
  memory.set(key, value)
  if (memory.size > limit) memory.delete(memory.keys().next().value!)
  return value
}
