import { existsSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it, vi } from 'vitest'
import type { ImportTableResult } from '../../../src/main/io/table/import-table.ts'
import type { ChunkBatch } from '../../../src/main/jobs/chunk-packer.ts'
import { forkReader } from '../../../src/main/jobs/fork-reader.ts'
import { type ReaderHandle, type ReaderHost, runInReader } from '../../../src/main/jobs/reader-process.ts'
import { decodeChunk, type PackedChunk } from '../../../src/main/store/column-chunk.ts'
import type { DatasetPreview } from '../../../src/shared/contract/index.ts'
import { readTable, temporaryFolder } from '../io/csv/csv-fixtures.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

const GERMAN = fileURLToPath(new URL('../../../resources/demo/german-credit.csv', import.meta.url))
const TEST: ReaderHost = { readerEntry: new URL('./test-reader.ts', import.meta.url), launchReader: forkReader }
const REAL: ReaderHost = {
  readerEntry: new URL('../../../src/main/entries/reader.ts', import.meta.url),
  launchReader: forkReader,
}

/** A host that remembers whether its processes have ended. */
function watched(host: ReaderHost): { host: ReaderHost; ended: Promise<void>[] } {
  const ended: Promise<void>[] = []
  const launchReader = (entry: URL): ReaderHandle => {
    const handle = host.launchReader(entry)
    const callbacks: (() => void)[] = []
    ended.push(new Promise((resolve) => callbacks.push(resolve)))
    handle.onExit(() => {
      for (const callback of callbacks) callback()
    })
    return { ...handle, onExit: (callback) => callbacks.push(callback) }
  }
  return { host: { ...host, launchReader }, ended }
}

describe('runInReader', () => {
  it('hands plain data and typed arrays over and back', async () => {
    const values = Float64Array.from([1, Number.NaN, -0])
    const back = await runInReader<{ values: Float64Array; map: Map<string, number> }>(TEST, 'echo', {
      values,
      map: new Map([['__proto__', 1]]),
    })
    expect(back.values).toEqual(values)
    expect(back.map.get('__proto__')).toBe(1)
  })

  it('kills a process that takes longer than it may', async () => {
    const { host, ended } = watched(TEST)
    const run = runInReader(host, 'spin', null, { timeLimitMs: 300 })
    await expect(run).rejects.toMatchObject({
      code: 'tooLarge',
      message: expect.stringMatching(/within 0.3 s, got no end/),
    })
    await ended[0]
    await expect(runInReader(host, 'echo', 7, { timeLimitMs: 20_000 })).resolves.toBe(7)
  })

  it('gives the process no secrets', async () => {
    process.env.ASSAY_PASSWORD = 'a secret of the parent'
    try {
      const names = await runInReader<string[]>(TEST, 'environment', null)
      expect(names).not.toContain('ASSAY_PASSWORD')
      expect(
        names.filter(
          (name) =>
            /NODE|npm|VITEST|SECRET/i.test(name) &&
            name !== 'NODE_CHANNEL_FD' &&
            name !== 'NODE_CHANNEL_SERIALIZATION_MODE',
        ),
      ).toEqual([])
    } finally {
      delete process.env.ASSAY_PASSWORD
    }
  })

  it('brings errors over with code, hint and place', async () => {
    await expect(runInReader(TEST, 'fail', null)).rejects.toMatchObject({
      name: 'AppError',
      code: 'badData',
      message: 'x.csv is bad in line 7',
      hint: 'Mend it.',
      place: { file: 'x.csv', line: 7 },
    })
    await expect(runInReader(TEST, 'undefinedStatistic', null)).rejects.toMatchObject({
      code: 'undefinedStatistic',
      message: 'rocAuc needs two classes, got one',
    })
    await expect(runInReader(TEST, 'toString', null)).rejects.toMatchObject({ code: 'internal' })
  })

  it('lets nothing of an unexpected fault out', async () => {
    const error = await runInReader(TEST, 'fault', null).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'internal' })
    expect(JSON.stringify(error)).not.toContain('12345')
    expect(String(error)).not.toContain('12345')
  })

  it.each(['crash', 'exit'])('survives a process that does %s', async (task) => {
    await expect(runInReader(TEST, task, null)).rejects.toMatchObject({
      name: 'BackgroundProcessDied',
      code: 'internal',
      message: 'The reader process ended before it was done',
    })
  })

  it('survives a process that cannot be started', async () => {
    const host = { ...TEST, readerEntry: new URL('./no-such-entry.ts', import.meta.url) }
    await expect(runInReader(host, 'echo', null)).rejects.toMatchObject({ code: 'internal' })
  })

  it.each(['hang', 'spin'])('kills a process that does %s, and what it wrote, at once when cancelled', async (task) => {
    const controller = new AbortController()
    const output = folder.path(`${task}.csv`)
    writeFileSync(`${output}.assay.partial`, 'half')
    const { host, ended } = watched(TEST)
    const running = runInReader(host, task, null, { signal: controller.signal, writes: [output] })
    setTimeout(() => controller.abort(), 300)
    const started = performance.now()
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    expect(performance.now() - started).toBeLessThan(1300)
    await ended[0]
    expect(existsSync(`${output}.assay.partial`)).toBe(false)
  })

  it('starts nothing when cancelled before', async () => {
    const launchReader = vi.fn(forkReader)
    await expect(
      runInReader({ ...TEST, launchReader }, 'echo', 1, { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: 'cancelled' })
    expect(launchReader).not.toHaveBeenCalled()
  })

  it('ends its process after the answer', async () => {
    const { host, ended } = watched(TEST)
    await runInReader(host, 'echo', 1)
    await ended[0]
    expect(ended).toHaveLength(1)
  })

  it('hands chunks over in order, never far ahead of a slow receiver', async () => {
    const order: number[] = []
    let reported = 0
    let farthest = 0
    const { sent } = await runInReader<{ sent: number }, { index: number; values: Float64Array }>(
      TEST,
      'chunks',
      { n: 30, size: 1000 },
      {
        onProgress: (progress) => {
          reported = progress.rowsDone ?? 0
        },
        onChunk: async (chunk) => {
          farthest = Math.max(farthest, reported - order.length)
          await new Promise((resolve) => setTimeout(resolve, 5))
          expect(chunk.values).toEqual(new Float64Array(1000).fill(chunk.index))
          order.push(chunk.index)
        },
      },
    )
    expect(sent).toBe(30)
    expect(order).toEqual(Array.from({ length: 30 }, (_, i) => i))
    expect(farthest).toBeLessThanOrEqual(4)
  })

  it('fails when a chunk cannot be stored, and stops the process', async () => {
    const { host, ended } = watched(TEST)
    const running = runInReader(
      host,
      'chunks',
      { n: 1000, size: 10 },
      {
        onChunk: () => {
          throw new Error('disk full')
        },
      },
    )
    await expect(running).rejects.toThrow('disk full')
    await ended[0]
  })
})

describe('the reader process', () => {
  it('imports as the function does', async () => {
    const chunks: PackedChunk[] = []
    const result = await runInReader<ImportTableResult, ChunkBatch>(
      REAL,
      'importTable',
      { path: GERMAN, options: {} },
      {
        onChunk: (batch) => void chunks.push(...batch),
      },
    )
    const table = await readTable(GERMAN)
    const { names: _names, rows: _rows, chunks: expected, ...rest } = table
    expect(result).toEqual(rest)
    expect(
      chunks.map(({ columnIndex, chunkIndex, encoding, data, nRows }) => ({
        columnIndex,
        chunkIndex,
        cells: decodeChunk(encoding, data, nRows),
      })),
    ).toEqual(
      expected.map(({ columnIndex, chunkIndex, part }) => ({
        columnIndex,
        chunkIndex,
        cells: part.type === 'numeric' ? part.values : part.codes,
      })),
    )
  })

  it('previews', async () => {
    const preview = await runInReader<DatasetPreview>(REAL, 'previewTable', { path: GERMAN, options: {} })
    expect(preview).toMatchObject({ nRows: 1000, isPartial: false, fileName: 'german-credit.csv' })
  })

  it('says what is wrong with a file', async () => {
    await expect(
      runInReader(REAL, 'importTable', { path: folder.path('gone.csv'), options: {} }),
    ).rejects.toMatchObject({
      code: 'notFound',
      message: 'There is no file gone.csv',
    })
  })
})
