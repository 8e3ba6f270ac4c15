import { Button } from '@mantine/core'
import { ErrorState } from '../components/error-state.tsx'
import { JobProgress } from '../components/job-progress.tsx'
import { Notice } from '../components/notice.tsx'
import { isJobOpen } from '../hooks/use-jobs.tsx'
import type { StartedJob } from '../hooks/use-start-job.ts'

/** The job a page has started: its progress while it runs, its remedy when it failed, a word when it was cancelled. */
export function JobPanel<Input>({ run }: { run: StartedJob<Input> }) {
  if (run.error !== null && run.error.code !== 'cancelled') return <ErrorState error={run.error} />
  if (run.job !== null && isJobOpen(run.job)) return <JobProgress job={run.job} onCancel={run.cancel} />
  if (run.job?.state === 'cancelled') {
    return (
      <Notice role="status" action={<Dismiss onClick={run.reset} />}>
        <p>Cancelled: {run.job.title}. Nothing half-written was kept.</p>
      </Notice>
    )
  }
  return null
}

function Dismiss({ onClick }: { onClick: () => void }) {
  return (
    <Button variant="subtle" color="gray" onClick={onClick}>
      Dismiss
    </Button>
  )
}
