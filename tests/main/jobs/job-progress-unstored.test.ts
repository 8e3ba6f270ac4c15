import { expect, it } from 'vitest'
import { forkReader } from '../../../src/main/jobs/fork-reader.ts'
import { createJobRunner } from '../../../src/main/jobs/job-runner.ts'
import type { Job } from '../../../src/shared/contract/job.ts'
import { AppError } from '../../../src/shared/errors.ts'

it('a job goes on when its progress cannot be stored: the end alone counts', async () => {
  let row: Job | null = null
  let nRefused = 0
  const put = (job: Job): void => {
    if (job.stage === 'Working' && job.state === 'running') {
      nRefused++
      throw new AppError('cannotWrite', 'The disk is full')
    }
    row = job
  }
  const runner = createJobRunner({
    store: { insert: put, update: put, get: () => row!, list: () => [row!] },
    transaction: (work) => work(),
    clock: () => new Date(),
    newId: () => 'job-1',
    connection: { databasePath: '/none.db', key: new Uint8Array(32), cipher: 'aegis' },
    workerEntry: new URL('./test-worker.ts', import.meta.url),
    readerEntry: new URL('./test-reader.ts', import.meta.url),
    launchReader: forkReader,
  })
  const result = { kind: 'file', id: 'x', path: null, summary: 'done' } as const
  runner.start({
    kind: 'training.start',
    title: 'A test',
    createdBy: 'ada',
    // Longer than the time between two states stored.
    run: (job) => job.inWorker('progress', { steps: 120, waitMs: 10 }).then(() => () => result),
  })
  const states: string[] = []
  for await (const job of runner.watch('job-1')) states.push(job.state)
  expect(states.at(-1)).toBe('succeeded')
  expect(nRefused).toBeGreaterThan(0)
  await runner.close()
})
