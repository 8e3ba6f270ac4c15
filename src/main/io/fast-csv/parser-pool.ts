import { availableParallelism } from 'node:os'
import type { Worker } from 'node:worker_threads'
import { AppError } from '../../../shared/errors.ts'
import { BlockParser } from './block-parser.ts'
import type { ParserAnswer, ParserOrder, ParserSetup } from './parser-protocol.ts'
import { NotPlain, type ParsedBlock, type ParseKind, type PlainCsv } from './plain-csv.ts'

/** Starts a thread that runs {@link serveParser} with that setup. */
export type StartParser = (setup: ParserSetup) => Worker

/** Bytes read at a time. */
export const BLOCK_BYTES = 1 << 20
/** Blocks a parser may have parsed ahead: it has two rooms to write into. */
const AHEAD = 2

/** A block and the parser that parsed it. */
export interface PooledBlock {
  readonly parser: number
  readonly block: ParsedBlock
}

/** Parsers that take blocks in turn. */
export interface ParserPool {
  readonly nParsers: number
  /** Buffers for blocks; the slot of block i is i modulo their number, and is free when block i − nSlots was given back. */
  readonly slots: readonly Buffer[]
  /** Parses the next block, in the order of the file; columns stay valid while at most {@link ParserPool.slots} blocks are under way. */
  parse(slot: number, length: number): Promise<PooledBlock>
  close(): void
}

/** Parses in this thread: for small files, and where there are no threads to start. */
export function inlinePool(csv: PlainCsv, kinds: readonly ParseKind[], blockBytes: number): ParserPool {
  const parser = new BlockParser(csv, kinds)
  const slots = [Buffer.alloc(blockBytes + 1)]
  return {
    nParsers: 1,
    slots,
    parse: async (slot, length) => ({ parser: 0, block: parser.parse(slots[slot]!, length) }),
    close: () => undefined,
  }
}

/** Threads that parse: the reader and the writer need a processor, too. */
export function parserThreads(): number {
  return Math.max(1, Math.min(4, availableParallelism() - 1))
}

/** Parses in worker threads. */
export function threadPool(
  start: StartParser,
  nParsers: number,
  csv: PlainCsv,
  kinds: readonly ParseKind[],
  blockBytes: number,
): ParserPool {
  const shared = Array.from({ length: nParsers * AHEAD }, () => new SharedArrayBuffer(blockBytes + 1))
  const threads = Array.from({ length: nParsers }, () =>
    parserThread(start({ kind: 'parseCsv', csv, kinds, slots: shared })),
  )
  let turn = 0
  return {
    nParsers,
    slots: shared.map((slot) => Buffer.from(slot)),
    async parse(slot, length) {
      const parser = turn++ % nParsers
      return { parser, block: await threads[parser]!.parse({ slot, length }) }
    },
    close: () => {
      for (const thread of threads) thread.close()
    },
  }
}

interface ParserThread {
  parse(order: ParserOrder): Promise<ParsedBlock>
  close(): void
}

function parserThread(worker: Worker): ParserThread {
  const waiting: { resolve: (block: ParsedBlock) => void; reject: (error: unknown) => void }[] = []
  let failure: unknown = null
  const fail = (error: unknown) => {
    failure ??= error
    for (const { reject } of waiting.splice(0)) reject(failure)
  }
  worker.on('message', (answer: ParserAnswer) => {
    if (answer.kind === 'parsed') waiting.shift()?.resolve(answer.block)
    else if (answer.kind === 'notPlain') waiting.shift()?.reject(new NotPlain(answer.what))
    else fail(new AppError('internal', `A parser thread failed: ${answer.message}`))
  })
  worker.once('error', fail)
  worker.once('exit', () => fail(new AppError('internal', 'A parser thread ended without an answer')))
  return {
    parse: (order) =>
      new Promise((resolve, reject) => {
        if (failure !== null) return reject(failure)
        waiting.push({ resolve, reject })
        worker.postMessage(order)
      }),
    close: () => void worker.terminate(),
  }
}
