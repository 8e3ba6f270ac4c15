import { parentPort, workerData } from 'node:worker_threads'
import type { ParserSetup } from '../../../../src/main/io/fast-csv/parser-protocol.ts'
import { serveParser } from '../../../../src/main/io/fast-csv/serve-parser.ts'

serveParser(parentPort!, workerData as ParserSetup)
