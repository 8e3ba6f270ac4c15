import { useSyncExternalStore } from 'react'
import { AppError } from '../../../../shared/errors.ts'
import { type Client, useServices } from '../../../app-context.tsx'
import { errorReply } from '../../../hooks/error-reply.ts'
import { markShownByPage } from '../../../hooks/use-jobs.tsx'
import { useWorkspace } from '../../../shell/workspace-context.tsx'
import { type BatchFile, type BatchReport, type ImportOne, runBatch } from './batch-run.ts'
import { type ImportChoices, importInput, readOptions } from './import-choices.ts'

/** Outlives the page: a batch goes on while the person looks elsewhere. */
let report: BatchReport | null = null
let place: string | null = null
let stop: AbortController | null = null
const listeners = new Set<() => void>()

function publish(next: BatchReport | null): void {
  report = next
  for (const listener of listeners) listener()
}

/** The batch of this window: its report, and the ways to start, stop and forget it. */
export function useBatch() {
  const { client } = useServices()
  const { path } = useWorkspace()
  const current = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => report,
  )
  return {
    /** Of this workspace only. */
    report: place === path ? current : null,
    start: (files: readonly BatchFile[], choices: ImportChoices) => {
      stop = new AbortController()
      place = path
      publish({ files, isRunning: true })
      void runBatch(files, importFileOf(client, choices), publish, stop.signal, errorReply)
    },
    stop: () => stop?.abort(),
    forget: () => publish(null),
  }
}

/** Imports one file with the decisions of the first, without what is said of columns it does not have. */
function importFileOf(client: Client, choices: ImportChoices): ImportOne {
  return async (file, signal) => {
    const own = file.template === null ? choices : { ...choices, columns: [], types: [], options: {}, target: null }
    const preview = await client.dataset.preview({ path: file.path, options: readOptions(own) }, { signal })
    const input = importInput({ ...own, path: file.path, name: file.name }, preview)
    const { jobId } = await client.dataset.import({
      ...input,
      ...(file.template === null ? {} : { template: file.template }),
    })
    // Its end stands in the report.
    const unmark = markShownByPage(jobId)
    const cancel = () => void client.job.cancel({ jobId })
    signal.addEventListener('abort', cancel, { once: true })
    try {
      for await (const job of await client.job.watch({ jobId })) {
        if (job.state === 'succeeded' && job.result !== null) {
          const dataset = await client.dataset.get({ dataset: job.result.id })
          const { nRows, nIssues } = dataset
          return { id: dataset.id, summary: job.result.summary, nRows, nColumns: dataset.nColumns, nIssues }
        }
        if (job.error !== null) throw job.error
        if (job.state === 'cancelled') throw new AppError('cancelled', 'The import was cancelled')
      }
    } finally {
      signal.removeEventListener('abort', cancel)
      setTimeout(unmark, 1000)
    }
    throw new AppError('internal', 'The import ended without a word')
  }
}
