import { ErrorState } from '../components/error-state.tsx'
import { JobProgress } from '../components/job-progress.tsx'
import { isJobOpen } from '../hooks/use-jobs.tsx'
import type { StartedJob } from '../hooks/use-start-job.ts'

/** The job a page has started: its progress while it runs, its remedy when it failed, nothing otherwise. */
export function JobPanel<Input>({ run }: { run: StartedJob<Input> }) {
  if (run.error !== null && run.error.code !== 'cancelled') return <ErrorState error={run.error} />
  if (run.job !== null && isJobOpen(run.job)) return <JobProgress job={run.job} onCancel={run.cancel} />
  return null
}
