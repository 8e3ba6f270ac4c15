import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import type { StartParser } from '../io/fast-csv/parser-pool.ts'
import type { ParserSetup } from '../io/fast-csv/parser-protocol.ts'
import { serveParser } from '../io/fast-csv/serve-parser.ts'

/** Starts parser threads that run the same file as the reader process. */
export function parserStarter(entry: URL): StartParser {
  return (setup) => new Worker(entry, { workerData: setup })
}

/** Whether this is such a thread; then it parses what it is told to. */
export function servesParser(): boolean {
  if (isMainThread || parentPort === null) return false
  serveParser(parentPort, workerData as ParserSetup)
  return true
}
