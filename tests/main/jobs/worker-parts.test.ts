import { describe, expect, it } from 'vitest'
import { runInWorker } from '../../../src/main/jobs/worker-thread.ts'
import { AppError } from '../../../src/shared/errors.ts'

interface Part {
  readonly part: number
}

const ENTRY = new URL('./test-worker.ts', import.meta.url)
const run = (n: number, onPart: (part: Part) => void, signal?: AbortSignal, waitMs = 0) =>
  runInWorker<string, Part>(
    ENTRY,
    { task: 'parts', input: { n, waitMs }, connection: null },
    { onPart, ...(signal === undefined ? {} : { signal }) },
  )

describe('what a worker hands over before its end', () => {
  it('arrives in order, all of it before the result', async () => {
    const parts: number[] = []
    expect(await run(5, ({ part }) => parts.push(part))).toBe('whole')
    expect(parts).toEqual([1, 2, 3, 4, 5])
  })

  it('ends the task when it cannot be taken', async () => {
    const parts: number[] = []
    const full = new AppError('cannotWrite', 'The disk is full')
    const work = run(5, ({ part }) => {
      parts.push(part)
      if (part === 2) throw full
    })
    await expect(work).rejects.toBe(full)
    expect(parts.slice(0, 2)).toEqual([1, 2])
  })

  it('stops with the cancelling; what was taken before stands', async () => {
    const parts: number[] = []
    const leaving = new AbortController()
    const work = run(
      1000,
      ({ part }) => {
        parts.push(part)
        if (part === 3) leaving.abort()
      },
      leaving.signal,
      5,
    )
    await expect(work).rejects.toMatchObject({ code: 'cancelled' })
    expect(parts).toEqual([1, 2, 3])
  })
})
