import { AppError } from '../../shared/errors.ts'
import { type DatasetReader, openReader } from '../store/open-database.ts'
import { packError } from './crossing-error.ts'
import type { Task } from './tasks/index.ts'
import type { FromWorker, WorkerOrder } from './worker-protocol.ts'

/** Runs the one task a worker thread was started for, and answers. Connections it opened are closed before the answer leaves. */
export async function serveWorker(
  order: WorkerOrder,
  send: (message: FromWorker) => void,
  tasks: Readonly<Record<string, () => Promise<Task>>>,
): Promise<void> {
  const readers: DatasetReader[] = []
  try {
    if (!Object.hasOwn(tasks, order.task))
      throw new AppError('internal', `Worker needs the name of a task, got "${order.task}"`)
    const task = (await tasks[order.task]!()) as (input: unknown, context: Parameters<Task>[1]) => unknown
    const result = await task(order.input, {
      report: (stage, fraction, rowsDone) =>
        send({ kind: 'progress', progress: { stage, fraction, ...(rowsDone === undefined ? {} : { rowsDone }) } }),
      part: (part) => send({ kind: 'part', part }),
      openReader: () => {
        if (order.connection === null) throw new AppError('internal', `Task ${order.task} needs a workspace, got none`)
        const reader = openReader(order.connection)
        readers.push(reader)
        return reader
      },
    })
    for (const reader of readers.splice(0)) reader.close()
    send({ kind: 'done', result })
  } catch (error) {
    for (const reader of readers) reader.close()
    send({ kind: 'failed', error: packError(error) })
  }
}
