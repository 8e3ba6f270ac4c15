import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import type { ParserSetup } from '../src/main/io/fast-csv/parser-protocol.ts'
import { readPlainCsv } from '../src/main/io/fast-csv/read-plain-csv.ts'
import { serveParser } from '../src/main/io/fast-csv/serve-parser.ts'
import { describeInputFile } from '../src/main/io/input-file.ts'
import { CSV_LIMITS } from '../src/main/io/limits.ts'
import { decideTypes } from '../src/main/io/table/import-table.ts'
import { openTable } from '../src/main/io/table/open-table.ts'
import { surveyColumns } from '../src/main/io/table/survey-columns.ts'

/** Parses one plain CSV file into typed columns in memory and prints what it took, as JSON. Usage: node bench/parse-once.ts FILE.csv */
async function parse(path: string): Promise<void> {
  const startedAt = performance.now()
  const file = describeInputFile(path, CSV_LIMITS.fileBytes)
  const table = await openTable(file, {}, CSV_LIMITS)
  const rows = table.open()
  const evidence = await surveyColumns(rows, table, { rows: 2_000, bytes: 1 << 20 })
  const kinds = decideTypes(rows.names, evidence, {}, file).map(({ type }) => type)
  rows.close()
  const parts: (Float64Array | Int32Array)[][] = kinds.map(() => [])
  const sink = {
    nRows: 0,
    async append(n: number, cellsOf: (index: number) => Float64Array | Int32Array): Promise<void> {
      sink.nRows += n
      for (const [index, list] of parts.entries()) list.push(cellsOf(index).slice(0, n))
    },
    drop: () => undefined,
  }
  const startParser = (setup: ParserSetup) => new Worker(new URL(import.meta.url), { workerData: setup })
  await readPlainCsv(
    {
      ...table.plainCsv!,
      file,
      kinds,
      maxTextBytes: CSV_LIMITS.valueBytes,
      startParser,
      nThreads: availableParallelism(),
    },
    sink,
  )
  const { user, system } = process.cpuUsage()
  const wall = (performance.now() - startedAt) / 1000
  const rss = process.resourceUsage().maxRSS / 1024
  process.stdout.write(`${JSON.stringify({ wall, cpu: (user + system) / 1e6, rss, nRows: sink.nRows })}\n`)
}

if (isMainThread) await parse(resolve(process.argv[2] ?? ''))
else if (parentPort !== null) serveParser(parentPort, workerData as ParserSetup)
