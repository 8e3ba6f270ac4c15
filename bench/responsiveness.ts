import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { resultOf, runJob } from '../src/main/hosts/run-job.ts'
import { formatDuration } from '../src/shared/format.ts'
import { startBenchApp } from './bench-app.ts'

/**
 * How long the main thread is blocked at most while jobs run: the screen must never wait more than 100 ms.
 * Usage: node bench/responsiveness.ts FILE.csv TARGET EVENT
 */
const [file = '', column = '', eventValue = ''] = process.argv.slice(2)
if (eventValue === '') throw new Error('usage: node bench/responsiveness.ts FILE.csv TARGET EVENT')
const { app, client, folder } = startBenchApp()

async function timed(label: string, start: () => Promise<{ jobId: string }>): Promise<string> {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const startedAt = performance.now()
  const job = await runJob(client, start)
  delay.disable()
  const longest = `${Math.max(0, delay.max / 1e6 - 5).toFixed(0)} ms`
  process.stdout.write(
    `${label.padEnd(12)} ${formatDuration(performance.now() - startedAt).padStart(8)}   longest block ${longest}\n`,
  )
  return resultOf(job).id
}

try {
  const password = 'a password for timing only'
  await client.workspace.create({ path: join(folder, 'workspace'), userName: 'Bench', password })
  const target = { column, eventValue }
  const dataset = await timed('import', () => client.dataset.import({ path: resolve(file), name: 'Bench', target }))
  const model = await timed('train', () => client.training.start({ dataset }))
  await timed('validate', () => client.validation.run({ model, dataset }))
  await timed('explain', () => client.explain.run({ model, dataset }))
  await timed('pack', () => client.pack.build({ model, path: join(folder, 'pack.pdf') }))
  const outputPath = join(folder, 'scored.csv')
  await timed('score', () => client.scoring.run({ model, inputPath: resolve(file), outputPath }))
} finally {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
}
