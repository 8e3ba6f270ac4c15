import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import { createApp } from '../src/main/create-app.ts'
import { localClient } from '../src/main/hosts/local-client.ts'
import { resultOf, runJob } from '../src/main/hosts/run-job.ts'
import { forkReader } from '../src/main/jobs/fork-reader.ts'

/** Imports one file into a new encrypted workspace and prints what it took, as JSON. Usage: node bench/import-once.ts FILE.csv */
const file = resolve(process.argv[2] ?? '')
const root = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'))
// Processes and threads start as they are shipped, if the program was built.
const built = process.env.BENCH_OUT ?? join(root, 'out', 'main')
const entry = (name: string): URL =>
  pathToFileURL(
    existsSync(join(built, `${name}.js`))
      ? join(built, `${name}.js`)
      : join(root, 'src', 'main', 'entries', `${name}.ts`),
  )
const app = createApp({
  host: 'test',
  dataDirectory: folder,
  resourcesDirectory: join(root, 'resources'),
  workerEntry: entry('worker'),
  readerEntry: entry('reader'),
  launchReader: forkReader,
})
const client = localClient(app, 'cli')
const readers = new Map<string, { cpu: number; rss: number }>()

/** What the kernel says of the processes this one started; Linux only. */
function lookAtReaders(): void {
  try {
    const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim()
    for (const pid of children.split(' ')) if (pid !== '') lookAt(pid)
  } catch {
    // Elsewhere there are no figures of the reader.
  }
}

function lookAt(pid: string): void {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0'
    readers.set(pid, { cpu: (Number(fields[11]) + Number(fields[12])) * 10, rss: Number(peak) / 1024 })
  } catch {
    // It has just ended.
  }
}

try {
  await client.workspace.create({
    path: join(folder, 'workspace'),
    userName: 'Bench',
    password: 'for timing only, no secret',
  })
  const timer = setInterval(lookAtReaders, 100)
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const cpu = process.cpuUsage()
  const startedAt = performance.now()
  const dataset = resultOf(await runJob(client, () => client.dataset.import({ path: file, name: 'Bench' }))).id
  const wallMs = performance.now() - startedAt
  delay.disable()
  clearInterval(timer)
  const used = process.cpuUsage(cpu)
  const { nRows } = await client.dataset.get({ dataset })
  const jumpAt = performance.now()
  await client.dataset.rows({ dataset, offset: Math.floor(nRows * 0.9), limit: 100 })
  const jumpMs = performance.now() - jumpAt
  const reader = [...readers.values()].reduce(
    (sum, { cpu, rss }) => ({ cpu: sum.cpu + cpu, rss: Math.max(sum.rss, rss) }),
    {
      cpu: 0,
      rss: 0,
    },
  )
  const figures = {
    wall: wallMs / 1000,
    cpu: ((used.user + used.system) / 1000 + reader.cpu) / 1000,
    rss: process.resourceUsage().maxRSS / 1024,
    readerRss: reader.rss,
    longestBlockMs: Math.max(0, delay.max / 1e6 - 5),
    jumpMs,
    nRows,
  }
  process.stdout.write(`${JSON.stringify(figures)}\n`)
} finally {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
}
