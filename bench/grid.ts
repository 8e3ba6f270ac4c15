import { createWriteStream, rmSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { cellAt } from '../src/main/core/frame/frame.ts'
import { resultOf, runJob } from '../src/main/hosts/run-job.ts'
import { startBenchApp } from './bench-app.ts'
import { benchTable } from './tables.ts'

/**
 * How long the grid takes through the service, and how long the main thread is blocked at most meanwhile.
 * Usage: node bench/grid.ts [rows]; default 1,000,000 rows of 31 columns.
 */
const nRows = Number(process.argv[2] ?? 1_000_000)
const PAGE = 100
const COLUMNS_IN_SIGHT = 16
const ROUNDS = 5
const { app, client, folder } = startBenchApp()

/** One event in twelve, thirty columns, and a number of its own for every row. */
async function writeTable(path: string): Promise<void> {
  const { columns, yTrue } = benchTable(nRows, 29)
  const out = createWriteStream(path)
  let text = `y,id,${columns.map((column) => column.name).join(',')}\n`
  for (let row = 0; row < nRows; row++) {
    const cells = columns.map((column) => cellAt(column, row) ?? '')
    text += `${yTrue[row]},L${String((row * 7919) % 10_000_019).padStart(8, '0')},${cells.join(',')}\n`
    if (text.length < 1_000_000) continue
    if (!out.write(text)) await new Promise<void>((go) => out.once('drain', go))
    text = ''
  }
  await new Promise<void>((done) => out.end(text, done))
}

async function timed(label: string, work: (round: number) => Promise<unknown>, rounds = ROUNDS): Promise<void> {
  const times: number[] = []
  const delay = monitorEventLoopDelay({ resolution: 2 })
  delay.enable()
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now()
    await work(round)
    times.push(performance.now() - startedAt)
  }
  delay.disable()
  const [first = 0] = times
  const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? first
  const block = Math.max(0, delay.max / 1e6 - 2)
  process.stdout.write(
    `${label.padEnd(34)} first ${first.toFixed(0).padStart(6)} ms   median ${median.toFixed(0).padStart(6)} ms   longest block ${block.toFixed(0)} ms\n`,
  )
}

try {
  await client.workspace.create({
    path: join(folder, 'workspace'),
    userName: 'Bench',
    password: 'only for timing this',
  })
  const path = join(folder, 'table.csv')
  await writeTable(path)
  const dataset = resultOf(await runJob(client, () => client.dataset.import({ path, name: 'Bench' }))).id
  const { columns } = await client.dataset.get({ dataset })
  const inSight = columns.slice(0, COLUMNS_IN_SIGHT).map((column) => column.name)
  const page = (offset: number, view?: string) =>
    client.dataset.rows({ dataset, offset, limit: PAGE, columns: inSight, ...(view === undefined ? {} : { view }) })
  await timed('first page', () => page(0), 1)
  await timed('jump to 90% of the rows', (round) => page(Math.floor(nRows * 0.9) - round * 70_000))
  const keys = [['x0'], ['x1'], ['x9'], ['id'], ['x9', 'x0', 'x1']]
  for (const key of keys) {
    await timed(
      `sort by ${key.join(', ')}`,
      (round) => client.dataset.view({ dataset, sort: key.map((column) => ({ column, descending: round % 2 === 1 })) }),
      2,
    )
  }
  const { view } = await client.dataset.view({ dataset, sort: [{ column: 'x1' }] })
  await timed('page of a sorted view', (round) => page(Math.floor(nRows * 0.9) - round * 5000, view))
  await timed('filter on two columns', (round) =>
    client.dataset.view({ dataset, filter: `x0 > ${round} and x1 < 9000` }),
  )
  await timed('filter on a text', (round) => client.dataset.view({ dataset, filter: `contains(id, '${70 + round}')` }))
  await timed('search all columns', (round) => client.dataset.view({ dataset, search: `12${round}` }))
} finally {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
}
