import { describe, expect, it } from 'vitest'
import { errorReply } from '../../../../../src/renderer/hooks/error-reply.ts'
import { type BatchReport, runBatch, waitingFile } from '../../../../../src/renderer/pages/datasets/import/batch-run.ts'
import { AppError } from '../../../../../src/shared/errors.ts'

const files = ['a', 'b', 'c'].map((name) => waitingFile(`/${name}.csv`, name, null))
const done = { id: 'dv_1', summary: '1 row', nRows: 1, nColumns: 2, nIssues: 0 }

describe('runBatch', () => {
  it('imports one after the other and goes on after a failure', async () => {
    const seen: string[][] = []
    const report = await runBatch(
      files,
      async ({ name }) => {
        if (name === 'b') throw new AppError('badData', 'It is empty')
        return done
      },
      (now: BatchReport) => seen.push(now.files.map(({ state }) => state)),
      new AbortController().signal,
      errorReply,
    )
    expect(report.files.map(({ state }) => state)).toEqual(['done', 'failed', 'done'])
    expect(report.files[1]?.error?.message).toBe('It is empty')
    expect(report.isRunning).toBe(false)
    expect(seen[0]).toEqual(['running', 'waiting', 'waiting'])
    expect(seen.every((states) => states.filter((state) => state === 'running').length <= 1)).toBe(true)
  })

  it('leaves the rest after a stop', async () => {
    const stop = new AbortController()
    const report = await runBatch(
      files,
      async ({ name }) => {
        if (name === 'a') return done
        stop.abort()
        throw new AppError('cancelled', 'Cancelled')
      },
      () => {},
      stop.signal,
      errorReply,
    )
    expect(report.files.map(({ state }) => state)).toEqual(['done', 'stopped', 'stopped'])
  })
})
