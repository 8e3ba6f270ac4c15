import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { beforeLock, finishBeforeLock } from '../../../src/renderer/hooks/before-lock.ts'

describe('what is finished before a lock', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is every task that has not been forgotten, failures included', async () => {
    const [first, second, gone] = [vi.fn(async () => {}), vi.fn(() => Promise.reject(new Error('full'))), vi.fn()]
    const forget = [beforeLock(first), beforeLock(second)]
    beforeLock(gone)()
    await finishBeforeLock()
    expect([first, second, gone].map((task) => task.mock.calls.length)).toEqual([1, 1, 0])
    for (const one of forget) one()
  })

  it('does not hold up the lock for a task that hangs', async () => {
    const forget = beforeLock(() => new Promise(() => {}))
    const isDone = vi.fn()
    void finishBeforeLock().then(isDone)
    await vi.advanceTimersByTimeAsync(1499)
    expect(isDone).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(isDone).toHaveBeenCalledOnce()
    forget()
  })
})
