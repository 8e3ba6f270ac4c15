import type { Cell } from '../../shared/contract/dataset.ts'
import { CHUNK_ROWS } from '../core/frame/chunk-rows.ts'
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

  /** Cells of consecutive rows of one column; null = missing. @param from - first row, counted from 0 @param to - row after the last */
  cells(setId: string, columnIndex: number, from: number, to: number): Cell[] {
    const cells: Cell[] = []
    for (let row = from; row < to; ) {
      const chunkIndex = Math.floor(row / CHUNK_ROWS)
      const chunk = this.#chunk(setId, columnIndex, chunkIndex)
      const levels = chunk instanceof Float64Array ? null : this.#levelsOf(setId, columnIndex)
      const chunkEnd = Math.min(to, (chunkIndex + 1) * CHUNK_ROWS)
      for (; row < chunkEnd; row++) cells.push(cellOf(chunk[row - chunkIndex * CHUNK_ROWS]!, levels))
    }
    return cells
  }

  clear(): void {
    this.#chunks.clear()
    this.#levels.clear()
  }

  #chunk(setId: string, columnIndex: number, chunkIndex: number): Float64Array | Int32Array {
    return recall(this.#chunks, JSON.stringify([setId, columnIndex, chunkIndex]), CHUNK_LIMIT, () =>
      this.#source.chunk(setId, columnIndex, chunkIndex),
    )
  }

  #levelsOf(setId: string, columnIndex: number): readonly string[] {
    return recall(this.#levels, JSON.stringify([setId, columnIndex]), LEVELS_LIMIT, () =>
      this.#source.levels(setId, columnIndex),
    )
  }
}

function cellOf(stored: number, levels: readonly string[] | null): Cell {
  if (levels === null) return Number.isNaN(stored) ? null : stored
  return stored < 0 ? null : levels[stored]!
}

/** The remembered value, now the most recent one, or a fresh one; the least recent goes when the limit is passed. */
function recall<T>(memory: Map<string, T>, key: string, limit: number, load: () => T): T {
  const value = memory.get(key) ?? load()
  memory.delete(key)
  memory.set(key, value)
  if (memory.size > limit) memory.delete(memory.keys().next().value!)
  return value
}
