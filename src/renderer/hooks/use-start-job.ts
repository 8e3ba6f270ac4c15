import { useMutation } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import type { Job } from '../../shared/contract/index.ts'
import type { ErrorReply } from '../../shared/errors.ts'
import { useServices } from '../app-context.tsx'
import { errorReply } from './error-reply.ts'
import { useDraft } from './use-draft.ts'
import { isJobOpen, markShownByPage, useJobs } from './use-jobs.tsx'

export interface StartedJob<Input> {
  readonly start: (input: Input) => void
  readonly cancel: () => void
  /** The job once the door has answered; stays after its end until the next start. */
  readonly job: Job | null
  /** Why it could not start or why it failed. */
  readonly error: ErrorReply | null
  readonly isBusy: boolean
  readonly reset: () => void
}

/**
 * Starts a job through the door and follows it, also after leaving the page and coming back (`key` names the place).
 * `onDone` runs once when the job succeeds while this page is open.
 */
export function useStartJob<Input>(
  key: string,
  procedure: (input: Input) => Promise<{ jobId: string }>,
  onDone?: (job: Job) => void,
): StartedJob<Input> {
  const { client } = useServices()
  const { byId } = useJobs()
  const [jobId, setJobId] = useDraft<string | null>(`job.${key}`, null)
  const isExpected = useRef(false)
  const mutation = useMutation({
    mutationFn: (input: Input) => procedure(input),
    onSuccess: (started) => setJobId(started.jobId),
  })
  const cancelling = useMutation({ mutationFn: (id: string) => client.job.cancel({ jobId: id }) })
  const job = jobId === null ? null : (byId.get(jobId) ?? null)
  const finished = useEffectEvent(() => {
    if (job !== null) onDone?.(job)
  })
  const state = job?.state ?? null
  useEffect(() => (jobId === null ? undefined : markUntilLater(jobId)), [jobId])
  useEffect(() => {
    if (state === 'queued' || state === 'running') isExpected.current = true
    if (state !== 'succeeded' || !isExpected.current) return
    isExpected.current = false
    finished()
  }, [state])
  return {
    start: (input) => {
      isExpected.current = true
      setJobId(null)
      mutation.mutate(input)
    },
    cancel: () => {
      if (jobId !== null) cancelling.mutate(jobId)
    },
    job,
    error: mutation.error === null ? (job?.error ?? null) : errorReply(mutation.error),
    isBusy: mutation.isPending || (jobId !== null && job !== null && isJobOpen(job)),
    reset: () => {
      setJobId(null)
      mutation.reset()
    },
  }
}

/** The page may be left by the very end of the job (it shows the result elsewhere): keep the mark a moment longer. */
function markUntilLater(jobId: string): () => void {
  const unmark = markShownByPage(jobId)
  return () => setTimeout(unmark, 1000)
}
