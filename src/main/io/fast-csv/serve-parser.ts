import type { MessagePort } from 'node:worker_threads'
import { BlockParser } from './block-parser.ts'
import type { ParserAnswer, ParserOrder, ParserSetup } from './parser-protocol.ts'
import { NotPlain } from './plain-csv.ts'

/** Parses blocks in a worker thread of the reader, one answer to each order, in their order. */
export function serveParser(port: MessagePort, setup: ParserSetup): void {
  const parser = new BlockParser(setup.csv, setup.kinds)
  const slots = setup.slots.map((slot) => Buffer.from(slot))
  port.on('message', ({ slot, length }: ParserOrder) => port.postMessage(answer(parser, slots[slot]!, length)))
}

function answer(parser: BlockParser, bytes: Buffer, length: number): ParserAnswer {
  try {
    return { kind: 'parsed', block: parser.parse(bytes, length) }
  } catch (error) {
    if (error instanceof NotPlain) return { kind: 'notPlain', what: error.message }
    return { kind: 'failed', message: error instanceof Error ? error.message : 'unknown' }
  }
}
