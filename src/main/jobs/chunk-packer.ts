import type { ColumnChunk } from '../io/table/column-sink.ts'
import { encodeChunk, type PackedChunk } from '../store/column-chunk.ts'

/** Chunks that travel and are stored together, as they will be stored. */
export type ChunkBatch = readonly PackedChunk[]

/** Bytes of a batch: few enough that storing it holds nobody up, enough that it pays to open a transaction. */
const BATCH_BYTES = 2 << 20

/** Packs chunks as they will be stored, and sends them some at a time. */
export function chunkPacker(send: (batch: ChunkBatch) => Promise<void>): {
  add: (chunk: ColumnChunk) => Promise<void>
  finish: () => Promise<void>
} {
  let batch: PackedChunk[] = []
  let bytes = 0
  const finish = async () => {
    if (batch.length === 0) return
    const full = batch
    batch = []
    bytes = 0
    await send(full)
  }
  return {
    async add({ columnIndex, chunkIndex, part }) {
      const { nRows, encoding, data } = encodeChunk(part)
      // The cells belong to the sender and will be overwritten.
      const isView = data.buffer === (part.type === 'numeric' ? part.values.buffer : part.codes.buffer)
      batch.push({ columnIndex, chunkIndex, nRows, encoding, data: isView ? data.slice() : data })
      bytes += data.byteLength
      if (bytes >= BATCH_BYTES) await finish()
    },
    finish,
  }
}
