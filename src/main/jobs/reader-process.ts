import { AppError } from '../../shared/errors.ts'
import { discardPartialFile } from '../disk/atomic-file.ts'
import { BackgroundProcessDied, cancelledError, unpackError } from './crossing-error.ts'
import { CHUNK_CREDIT, type FromReader, type TaskProgress, type ToReader } from './reader-protocol.ts'

/** A running reader process, however the host made it. */
export interface ReaderHandle {
  send(message: ToReader): void
  onMessage(callback: (message: FromReader) => void): void
  /** Called once, when the process has ended for any reason and its last message was delivered, or it could not be started. */
  onExit(callback: () => void): void
  kill(): void
}

/** Starts the reader entry in a fresh process: `child_process.fork` under Node, `utilityProcess.fork` under Electron. */
export type ReaderLaunch = (entryUrl: URL) => ReaderHandle

export interface ReaderHost {
  readonly readerEntry: URL
  readonly launchReader: ReaderLaunch
}

export interface ReaderOptions<Chunk> {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: TaskProgress) => void
  /** Takes one chunk after the other; the reader waits when this is slow. */
  readonly onChunk?: (chunk: Chunk) => void | Promise<void>
  /** The process is killed when it has taken so long. */
  readonly timeLimitMs?: number
  /** Files the task writes: what a killed process leaves of them is removed. */
  readonly writes?: readonly string[]
}

/**
 * Runs one task in a fresh process that has neither the workspace key nor its database. The process ends with the task;
 * cancelling kills it.
 *
 * @returns what the task returned
 * @throws AppError what the task threw; `cancelled` when the signal fires; `tooLarge` after the time limit; `internal` ({@link BackgroundProcessDied}) if the process
 * ended without an answer
 */
export async function runInReader<Result, Chunk = unknown>(
  host: ReaderHost,
  task: string,
  input: unknown,
  options: ReaderOptions<Chunk> = {},
): Promise<Result> {
  const { signal } = options
  if (signal?.aborted === true) throw cancelledError()
  const reader = host.launchReader(host.readerEntry)
  const exited = new Promise<void>((resolve) => reader.onExit(resolve))
  try {
    return await exchange<Result, Chunk>(reader, exited, { kind: 'start', task, input, credit: CHUNK_CREDIT }, options)
  } catch (error) {
    reader.kill()
    await exited
    for (const path of options.writes ?? []) discardPartialFile(path)
    throw error
  } finally {
    reader.kill()
  }
}

function exchange<Result, Chunk>(
  reader: ReaderHandle,
  exited: Promise<void>,
  start: ToReader,
  options: ReaderOptions<Chunk>,
): Promise<Result> {
  const { signal, onChunk, onProgress, timeLimitMs } = options
  return new Promise<Result>((resolve, reject) => {
    let isSettled = false
    // Chunks are handed over one after the other, and the result only after the last of them.
    let handedOver: Promise<void> = Promise.resolve()
    const onAbort = () => settle(() => reject(cancelledError()))
    const settle = (finish: () => void): void => {
      if (isSettled) return
      isSettled = true
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      finish()
    }
    const takeChunk = async (chunk: Chunk): Promise<void> => {
      if (isSettled) return
      await onChunk?.(chunk)
      if (!isSettled) reader.send({ kind: 'credit' })
    }
    const fail = (error: unknown) =>
      settle(() => reject(error instanceof Error ? error : new AppError('internal', 'A chunk could not be stored')))

    const timer = timeLimitMs === undefined ? undefined : setTimeout(() => fail(tookTooLong(timeLimitMs)), timeLimitMs)
    signal?.addEventListener('abort', onAbort, { once: true })
    reader.onMessage((message) => {
      if (isSettled) return
      switch (message.kind) {
        case 'ready':
          reader.send(start)
          return
        case 'progress':
          onProgress?.(message.progress)
          return
        case 'chunk':
          handedOver = handedOver.then(() => takeChunk(message.chunk as Chunk))
          handedOver.catch(fail)
          return
        case 'done':
          handedOver.then(() => settle(() => resolve(message.result as Result)), fail)
          return
        case 'failed':
          settle(() => reject(unpackError(message.error)))
      }
    })
    void exited.then(() => handedOver).then(() => fail(new BackgroundProcessDied('reader process')), fail)
  })
}

function tookTooLong(timeLimitMs: number): AppError {
  return new AppError('tooLarge', `Reading the file needs to end within ${timeLimitMs / 1000} s, got no end`, {
    hint: 'The file is too large, or made to be slow to read. Try a smaller one.',
  })
}
