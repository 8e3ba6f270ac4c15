import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { StandingThread } from '../../../src/main/jobs/standing-thread.ts'

interface Answer {
  readonly input: number
  readonly nAnswered: number
}
interface Calls {
  readonly echo: { readonly input: number; readonly output: Answer }
  readonly fail: { readonly input: null; readonly output: never }
  readonly die: { readonly input: null; readonly output: never }
}

let thread: StandingThread<Calls> | null = null
afterEach(async () => await thread?.close())

function start(idleMs?: number): StandingThread<Calls> {
  const workerEntry = pathToFileURL(join(import.meta.dirname, 'test-standing-worker.ts'))
  thread = new StandingThread<Calls>({ workerEntry, workerData: null, name: 'test', idleMs })
  return thread
}

describe('a standing thread', () => {
  it('starts with the first question and answers in order', async () => {
    const standing = start()
    expect(standing.isRunning).toBe(false)
    const answers = await Promise.all([1, 2, 3].map((input) => standing.ask('echo', input)))
    expect(answers).toEqual([1, 2, 3].map((input) => ({ input, nAnswered: input })))
    expect(standing.isRunning).toBe(true)
  })

  it('hands on what the thread refuses, and goes on', async () => {
    const standing = start()
    await expect(standing.ask('fail', null)).rejects.toMatchObject({ code: 'conflict', hint: 'Ask otherwise' })
    expect(await standing.ask('echo', 7)).toMatchObject({ input: 7 })
  })

  it('ends the wait of a question given up, before and after it was asked', async () => {
    const standing = start()
    const leaving = new AbortController()
    const answer = standing.ask('echo', 1, leaving.signal)
    leaving.abort()
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' })
    await expect(standing.ask('echo', 1, leaving.signal)).rejects.toMatchObject({ code: 'cancelled' })
    expect(await standing.ask('echo', 2)).toMatchObject({ input: 2 })
  })

  it('says so when it died, and starts anew', async () => {
    const standing = start()
    await expect(standing.ask('die', null)).rejects.toMatchObject({ code: 'internal', message: /test ended before/ })
    expect(await standing.ask('echo', 1)).toEqual({ input: 1, nAnswered: 1 })
  })

  it('gives its memory back when nobody asks, and starts anew', async () => {
    const standing = start(20)
    expect(await standing.ask('echo', 1)).toEqual({ input: 1, nAnswered: 1 })
    await vi.waitFor(() => expect(standing.isRunning).toBe(false), { timeout: 10_000 })
    expect(await standing.ask('echo', 2)).toEqual({ input: 2, nAnswered: 1 })
  })

  it('is over when it is closed: what is asked and what was asked', async () => {
    const standing = start()
    const open = standing.ask('echo', 1)
    const refused = expect(open).rejects.toMatchObject({ code: 'locked' })
    await standing.close()
    await refused
    await expect(standing.ask('echo', 2)).rejects.toMatchObject({ code: 'locked' })
    expect(standing.isRunning).toBe(false)
  })
})
