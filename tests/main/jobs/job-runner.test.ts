import { existsSync } from 'node:fs'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { forkReader } from '../../../src/main/jobs/fork-reader.ts'
import { createJobRunner, type JobRunner } from '../../../src/main/jobs/job-runner.ts'
import type { JobControl, JobRunnerConfig, JobSpec } from '../../../src/main/jobs/job-types.ts'
import { type Job, type JobResult, jobSchema } from '../../../src/shared/contract/job.ts'
import { AppError } from '../../../src/shared/errors.ts'
import { temporaryFolder } from '../io/csv/csv-fixtures.ts'

const folder = temporaryFolder()
const runners: JobRunner[] = []
afterEach(async () => {
  for (const runner of runners.splice(0)) await runner.close()
})
afterAll(() => folder.remove())

const RESULT: JobResult = { kind: 'file', id: 'x', path: null, summary: 'done' }

/** A store with transactions, in memory: what a transaction wrote is gone when it throws. */
function setUp(rest: Partial<JobRunnerConfig> = {}) {
  let rows = new Map<string, Job>()
  const writes: Job[] = []
  let inTransaction = false
  let nextId = 0
  const put = (job: Job): void => {
    jobSchema.parse(job)
    rows.set(job.id, job)
    writes.push(job)
  }
  const store = {
    insert: put,
    update: put,
    get(id: string): Job {
      const job = rows.get(id)
      if (job === undefined) throw new AppError('notFound', `No job matches "${id}"`)
      return job
    },
    list: (limit: number) => [...rows.values()].reverse().slice(0, limit),
  }
  const transaction = <T>(work: () => T): T => {
    if (inTransaction) throw new AppError('internal', 'transactions do not nest')
    const before = new Map(rows)
    inTransaction = true
    try {
      return work()
    } catch (error) {
      rows = before
      throw error
    } finally {
      inTransaction = false
    }
  }
  const runner = createJobRunner({
    store,
    transaction,
    clock: () => new Date(),
    newId: () => `job-${++nextId}`,
    connection: { databasePath: folder.path('none.db'), key: new Uint8Array(32), cipher: 'aegis' },
    workerEntry: new URL('./test-worker.ts', import.meta.url),
    readerEntry: new URL('./test-reader.ts', import.meta.url),
    launchReader: forkReader,
    ...rest,
  })
  runners.push(runner)
  return { runner, store, writes, transaction, isInTransaction: () => inTransaction }
}

function spec(run: JobSpec['run']): JobSpec {
  return { kind: 'training.start', title: 'A test', createdBy: 'ada', run }
}

async function endOf(runner: JobRunner, jobId: string): Promise<Job> {
  let last: Job | undefined
  for await (const job of runner.watch(jobId)) last = job
  return last!
}

const hang = (job: JobControl) =>
  new Promise<never>((_, reject) => job.signal.addEventListener('abort', () => reject(new Error('stopped'))))

describe('a job that succeeds', () => {
  it('runs a task and commits its result and its row in one transaction', async () => {
    const { runner, store, isInTransaction } = setUp({
      onFinished: (job) => expect([job.state, isInTransaction()]).toEqual(['succeeded', true]),
    })
    let committed: unknown = null
    const id = runner.start(
      spec(async (job) => {
        const doubled = await job.inWorker<number>('double', 21)
        return () => {
          committed = [doubled, isInTransaction()]
          return RESULT
        }
      }),
    )
    expect(runner.get(id)).toMatchObject({ state: 'queued', createdBy: 'ada', startedAt: null })
    expect(await endOf(runner, id)).toMatchObject({
      state: 'succeeded',
      progress: 1,
      result: RESULT,
      error: null,
      stage: 'Done',
    })
    expect(committed).toEqual([42, true])
    expect(store.get(id)).toMatchObject({ state: 'succeeded', finishedAt: expect.any(String) })
    expect(runner.activeCount()).toBe(0)
  })

  it('runs tasks in the reader process with chunks', async () => {
    const { runner } = setUp()
    const seen: number[] = []
    const id = runner.start(
      spec(async (job) => {
        await job.inReader<{ sent: number }, { index: number }>(
          'chunks',
          { n: 5, size: 10 },
          { onChunk: (chunk) => void seen.push(chunk.index) },
        )
        return () => RESULT
      }),
    )
    expect((await endOf(runner, id)).state).toBe('succeeded')
    expect(seen).toEqual([0, 1, 2, 3, 4])
  })

  it('shows stage, share, rows per second and time to go, at most ten times a second', async () => {
    const { runner, writes } = setUp()
    const id = runner.start(
      spec(async (job) => {
        await job.inWorker('progress', { steps: 120, waitMs: 10 })
        return () => RESULT
      }),
    )
    const started = performance.now()
    const seen: Job[] = []
    for await (const job of runner.watch(id)) seen.push(job)
    const seconds = (performance.now() - started) / 1000
    expect(seen.length).toBeGreaterThan(5)
    expect(seen.length).toBeLessThanOrEqual(seconds * 10 + 4)
    const late = seen.filter((job) => job.state === 'running').at(-1)!
    expect(late).toMatchObject({
      stage: 'Working',
      rowsDone: expect.any(Number),
      rowsPerSecond: expect.any(Number),
      etaMs: expect.any(Number),
    })
    expect(late.rowsPerSecond).toBeGreaterThan(0)
    expect(late.rowsPerSecond).toBeLessThan(10_001)
    const progressWrites = writes.filter((job) => job.state === 'running').length
    expect(progressWrites).toBeLessThanOrEqual(seconds + 3)
    expect(seen.at(-1)!.rowsPerSecond).toBeNull()
  })
})

describe('a job that fails', () => {
  it.each([
    ['undefinedStatistic', 'undefinedStatistic', 'ksStatistic needs two classes, got one'],
    ['invalid', 'invalidInput', 'rocAuc needs equal lengths, got 1 and 2'],
  ])('keeps code and words of %s', async (task, code, message) => {
    const finished: Job[] = []
    const { runner, store } = setUp({ onFinished: (job) => finished.push(job) })
    const id = runner.start(spec(async (job) => job.inWorker(task, null).then(() => () => RESULT)))
    expect(await endOf(runner, id)).toMatchObject({ state: 'failed', error: { code, message }, result: null })
    expect(store.get(id).error?.code).toBe(code)
    expect(finished.map((job) => job.state)).toEqual(['failed'])
  })

  it('lets nothing of an unexpected fault out', async () => {
    const { runner } = setUp()
    const job = await endOf(
      runner,
      runner.start(spec(async (control) => control.inWorker('fault', null).then(() => () => RESULT))),
    )
    expect(job.error?.code).toBe('internal')
    expect(JSON.stringify(job)).not.toContain('12345')
  })

  it('stores nothing when its commit throws', async () => {
    const { runner, store } = setUp()
    const id = runner.start(
      spec(async () => () => {
        store.insert({ ...store.get(id), id: 'made by the commit' })
        throw new AppError('conflict', 'the name exists')
      }),
    )
    expect(await endOf(runner, id)).toMatchObject({ state: 'failed', error: { code: 'conflict' } })
    expect(store.list(10).map((job) => job.id)).toEqual([id])
  })

  it.each([
    ['worker thread', (job: JobControl) => job.inWorker('exit', null)],
    ['reader process', (job: JobControl) => job.inReader('crash', null)],
  ])('is called interrupted when its %s dies', async (what, work) => {
    const { runner } = setUp()
    const job = await endOf(runner, runner.start(spec(async (control) => work(control).then(() => () => RESULT))))
    expect(job).toMatchObject({
      state: 'interrupted',
      error: { code: 'internal', message: `The ${what} ended before it was done` },
    })
  })

  it('keeps the end in memory when it cannot be stored', async () => {
    let isFull = false
    const { runner } = setUp({
      transaction: (work) => {
        if (isFull) throw new AppError('cannotWrite', 'The disk is full')
        return work()
      },
    })
    const id = runner.start(
      spec(async () => {
        isFull = true
        return () => RESULT
      }),
    )
    expect(await endOf(runner, id)).toMatchObject({ state: 'failed', error: { code: 'cannotWrite' } })
    expect(runner.get(id).state).toBe('failed')
    expect(runner.list(1)[0]!.state).toBe('failed')
  })
})

describe('cancelling', () => {
  it.each([
    ['a spinning worker', (job: JobControl) => job.inWorker('spin', { path: folder.path('spin.csv') })],
    ['a spinning reader', (job: JobControl) => job.inReader('spin', null)],
    ['work that does not listen', () => new Promise<never>(() => undefined)],
  ])('ends %s within a second', async (_, work) => {
    const { runner, store } = setUp()
    let isTidy = false
    const id = runner.start(
      spec(async (job) => {
        try {
          await work(job)
          return () => RESULT
        } finally {
          isTidy = true
        }
      }),
    )
    await new Promise((resolve) => setTimeout(resolve, 400))
    const started = performance.now()
    await runner.cancel(id)
    expect(performance.now() - started).toBeLessThan(1000)
    expect(runner.get(id)).toMatchObject({ state: 'cancelled', error: { code: 'cancelled' } })
    expect(store.get(id).state).toBe('cancelled')
    expect(runner.activeCount()).toBe(0)
    if (_ !== 'work that does not listen') expect(isTidy).toBe(true)
    expect(existsSync(folder.path('spin.csv.assay.partial'))).toBe(false)
  })

  it('never commits a job that was cancelled while it worked', async () => {
    const { runner } = setUp()
    let release: () => void = () => undefined
    let hasCommitted = false
    const id = runner.start(
      spec(async () => {
        await new Promise<void>((resolve) => {
          release = resolve
        })
        return () => {
          hasCommitted = true
          return RESULT
        }
      }),
    )
    await new Promise((resolve) => setTimeout(resolve, 20))
    const cancelled = runner.cancel(id)
    release()
    await cancelled
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(hasCommitted).toBe(false)
    expect(runner.get(id).state).toBe('cancelled')
  })

  it('takes a waiting job out of the queue', async () => {
    const { runner } = setUp({ maxConcurrent: 1 })
    const first = runner.start(spec(hang))
    let hasRun = false
    const second = runner.start(
      spec(async () => {
        hasRun = true
        return () => RESULT
      }),
    )
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect([runner.get(first).state, runner.get(second).state]).toEqual(['running', 'queued'])
    await runner.cancel(second)
    await runner.cancel(first)
    expect([runner.get(first).state, runner.get(second).state, hasRun]).toEqual(['cancelled', 'cancelled', false])
  })

  it('leaves an ended job as it is, and knows of no other', async () => {
    const { runner } = setUp()
    const id = runner.start(spec(async () => () => RESULT))
    await endOf(runner, id)
    await runner.cancel(id)
    expect(runner.get(id).state).toBe('succeeded')
    await expect(runner.cancel('nothing')).rejects.toMatchObject({ code: 'notFound' })
  })
})

describe('the queue', () => {
  it('runs no more jobs at once than allowed, and all of them', async () => {
    const { runner } = setUp({ maxConcurrent: 2 })
    let running = 0
    let most = 0
    const ids = Array.from({ length: 6 }, () =>
      runner.start(
        spec(async () => {
          running++
          most = Math.max(most, running)
          await new Promise((resolve) => setTimeout(resolve, 15))
          running--
          return () => RESULT
        }),
      ),
    )
    const ends = await Promise.all(ids.map((id) => endOf(runner, id)))
    expect(ends.every((job) => job.state === 'succeeded')).toBe(true)
    expect(most).toBe(2)
  })

  it('forgets a job whose transaction was rolled back', async () => {
    const { runner, transaction } = setUp()
    let hasRun = false
    expect(() =>
      transaction(() => {
        runner.start(
          spec(async () => {
            hasRun = true
            return () => RESULT
          }),
        )
        throw new Error('audit failed')
      }),
    ).toThrow('audit failed')
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(hasRun).toBe(false)
    expect(runner.activeCount()).toBe(0)
    expect(runner.list(10)).toEqual([])
  })

  it('cancels everything when closed, ends every watch and takes no more', async () => {
    const { runner } = setUp({ maxConcurrent: 1 })
    const ids = [runner.start(spec(hang)), runner.start(spec(hang))]
    const all: string[] = []
    const watching = (async () => {
      for await (const job of runner.watchAll()) all.push(`${job.id} ${job.state}`)
    })()
    await new Promise((resolve) => setTimeout(resolve, 30))
    await runner.close()
    await watching
    expect(ids.map((id) => runner.get(id).state)).toEqual(['cancelled', 'cancelled'])
    expect(all).toEqual(expect.arrayContaining([`${ids[0]} running`, `${ids[0]} cancelled`, `${ids[1]} cancelled`]))
    expect(() => runner.start(spec(hang))).toThrow(expect.objectContaining({ code: 'locked' }))
  })
})

describe('watching', () => {
  it('yields the job at once, and ends at once for a job that has ended', async () => {
    const { runner } = setUp()
    const id = runner.start(spec(async () => () => RESULT))
    await endOf(runner, id)
    const seen: string[] = []
    for await (const job of runner.watch(id)) seen.push(job.state)
    expect(seen).toEqual(['succeeded'])
    expect(() => runner.watch('nothing')).toThrow(expect.objectContaining({ code: 'notFound' }))
  })

  it('shows a slow listener the end, whatever it missed', async () => {
    const { runner } = setUp()
    const id = runner.start(
      spec(async (job) => job.inWorker('progress', { steps: 30, waitMs: 5 }).then(() => () => RESULT)),
    )
    const seen: string[] = []
    for await (const job of runner.watch(id)) {
      seen.push(job.state)
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
    expect(seen.at(-1)).toBe('succeeded')
    expect(seen.length).toBeLessThan(8)
  })

  it('stops when the signal fires', async () => {
    const { runner } = setUp()
    const id = runner.start(spec(hang))
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 50)
    let n = 0
    for await (const _ of runner.watch(id, controller.signal)) n++
    for await (const _ of runner.watchAll(AbortSignal.abort())) n++
    expect(n).toBeGreaterThan(0)
    expect(runner.get(id).state).toBe('running')
  })
})
