import { writeFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { StatisticError } from '../../../src/main/core/statistic-error.ts'
import { exportTable } from '../../../src/main/jobs/tasks/export-table.ts'
import type { Task } from '../../../src/main/jobs/tasks/index.ts'
import { profileColumns } from '../../../src/main/jobs/tasks/profile-columns.ts'
import { serveWorker } from '../../../src/main/jobs/worker-main.ts'
import type { WorkerOrder } from '../../../src/main/jobs/worker-protocol.ts'

/** Tasks that behave and misbehave in a worker thread. */
const TASKS: Readonly<Record<string, Task>> = {
  exportTable,
  profileColumns,
  double: (input: number) => input * 2,
  spin: (input: { path: string }) => {
    writeFileSync(`${input.path}.assay.partial`, 'half')
    for (;;);
  },
  exit: () => process.exit(3),
  undefinedStatistic: () => {
    throw new StatisticError('undefined', 'ksStatistic needs two classes, got one')
  },
  invalid: () => {
    throw new StatisticError('invalidInput', 'rocAuc needs equal lengths, got 1 and 2')
  },
  fault: () => {
    throw new TypeError('secret value 12345')
  },
  progress: async (input: { steps: number; waitMs: number }, context) => {
    for (let step = 1; step <= input.steps; step++) {
      context.report('Working', step / input.steps, step * 100)
      await new Promise((resolve) => setTimeout(resolve, input.waitMs))
    }
    return 'done'
  },
  parts: async (input: { n: number; waitMs: number }, context) => {
    for (let part = 1; part <= input.n; part++) {
      context.part({ part })
      await new Promise((resolve) => setTimeout(resolve, input.waitMs))
    }
    return 'whole'
  },
  openReader: (_: unknown, context) => context.openReader(),
}

const loaders = Object.fromEntries(Object.entries(TASKS).map(([name, task]) => [name, async () => task]))
await serveWorker(workerData as WorkerOrder, (message) => parentPort?.postMessage(message), loaders)
