import { Button, Progress } from '@mantine/core'
import type { Job } from '../../shared/contract/index.ts'
import { formatDuration, formatNumber } from '../../shared/format.ts'
import { VerdictBadge } from './verdict-badge.tsx'

/** A running job: its stage, share done, rows per second, time left, and the way to stop it. */
export function JobProgress({ job, onCancel }: { job: Job; onCancel?: () => void }) {
  const isOpen = job.state === 'queued' || job.state === 'running'
  const percent = job.progress === null ? null : Math.round(job.progress * 100)
  return (
    <section className="job" aria-label={`Job: ${job.title}`}>
      <div className="row-between" style={{ flexWrap: 'nowrap' }}>
        <strong className="one-line" title={job.title}>
          {job.title}
        </strong>
        {isOpen ? (
          onCancel !== undefined && (
            <Button variant="default" onClick={onCancel} aria-label={`Cancel ${job.title}`} style={{ flex: 'none' }}>
              Cancel
            </Button>
          )
        ) : (
          <JobState job={job} />
        )}
      </div>
      {isOpen && (
        <>
          <Progress
            value={percent ?? 100}
            animated={percent === null}
            striped={percent === null}
            size="sm"
            aria-label={`${job.title}: share done`}
          />
          <div className="row-between caption">
            <span aria-live="polite">{job.state === 'queued' ? 'Waiting for a free worker' : job.stage}</span>
            <span className="number">{progressText(job)}</span>
          </div>
        </>
      )}
    </section>
  )
}

/** How a job ended, in shape, word and colour. */
export function JobState({ job }: { job: Job }) {
  switch (job.state) {
    case 'queued':
      return <VerdictBadge shape="◇" word="Waiting" tone="neutral" />
    case 'running':
      return <VerdictBadge shape="◐" word="Running" tone="good" />
    case 'succeeded':
      return <VerdictBadge shape="●" word="Done" tone="good" />
    case 'failed':
      return <VerdictBadge shape="■" word="Failed" tone="breach" />
    case 'cancelled':
      return <VerdictBadge shape="◇" word="Cancelled" tone="neutral" />
    case 'interrupted':
      return <VerdictBadge shape="▲" word="Interrupted" tone="attention" />
  }
}

/** "42% · 12 000 rows/s · 8 s left", leaving out what is not known. */
export function progressText(job: Job): string {
  return [
    job.progress === null ? null : `${Math.round(job.progress * 100)}%`,
    job.rowsPerSecond === null ? null : `${formatNumber(job.rowsPerSecond, 'integer')} rows/s`,
    job.etaMs === null ? null : `${formatDuration(job.etaMs)} left`,
  ]
    .filter((part) => part !== null)
    .join(' · ')
}
