import { AppError } from '../../shared/errors.ts'
import type { StartParser } from '../io/fast-csv/parser-pool.ts'
import { packError } from './crossing-error.ts'
import type { FromReader, ToReader } from './reader-protocol.ts'
import type { ReaderTask } from './reader-tasks.ts'

/** The wire to the process that started this one. */
export interface ReaderPort {
  send(message: FromReader): void
  onMessage(callback: (message: ToReader) => void): void
}

/** Waits for one task, runs it and answers. The parent ends the process when it has the answer. */
export function serveReader(
  port: ReaderPort,
  tasks: Readonly<Record<string, ReaderTask>>,
  startParser?: StartParser,
): void {
  const credit = createCredit()
  let hasStarted = false
  port.onMessage((message) => {
    if (message.kind === 'credit') {
      credit.add(1)
      return
    }
    if (hasStarted) return
    hasStarted = true
    credit.add(message.credit)
    void answer(message.task, message.input, port, tasks, credit, startParser)
  })
  port.send({ kind: 'ready' })
}

async function answer(
  name: string,
  input: unknown,
  port: ReaderPort,
  tasks: Readonly<Record<string, ReaderTask>>,
  credit: Credit,
  startParser: StartParser | undefined,
): Promise<void> {
  try {
    if (!Object.hasOwn(tasks, name)) throw new AppError('internal', `Reader needs the name of a task, got "${name}"`)
    const task = tasks[name] as (input: unknown, context: Parameters<ReaderTask>[1]) => unknown
    const result = await task(input, {
      report: (stage, fraction, rowsDone) =>
        port.send({ kind: 'progress', progress: { stage, fraction, ...(rowsDone === undefined ? {} : { rowsDone }) } }),
      chunk: async (chunk) => {
        await credit.take()
        port.send({ kind: 'chunk', chunk })
      },
      startParser,
    })
    port.send({ kind: 'done', result })
  } catch (error) {
    port.send({ kind: 'failed', error: packError(error) })
  }
}

interface Credit {
  add(amount: number): void
  take(): Promise<void>
}

function createCredit(): Credit {
  let available = 0
  let waiting: (() => void) | null = null
  return {
    add(amount) {
      available += amount
      waiting?.()
      waiting = null
    },
    async take() {
      while (available === 0) await new Promise<void>((resolve) => (waiting = resolve))
      available--
    },
  }
}
