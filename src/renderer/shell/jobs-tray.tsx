import { Button, Popover } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { ListChecks } from 'lucide-react'
import type { Job } from '../../shared/contract/index.ts'
import { formatInstant } from '../../shared/format.ts'
import { useServices } from '../app-context.tsx'
import { JobProgress, JobState } from '../components/job-progress.tsx'
import { isJobOpen, useJobs } from '../hooks/use-jobs.tsx'

const SHOWN = 12

/** Running jobs with Cancel, and the history below. */
export function JobsTray() {
  const { client } = useServices()
  const { jobs, nRunning } = useJobs()
  const cancel = useMutation({ mutationFn: (jobId: string) => client.job.cancel({ jobId }) })
  const running = jobs.filter(isJobOpen)
  const ended = jobs.filter((job) => !isJobOpen(job)).slice(0, SHOWN)
  return (
    <Popover position="bottom-end" width={400} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant={nRunning > 0 ? 'light' : 'subtle'}
          color={nRunning > 0 ? 'blue' : 'gray'}
          leftSection={<ListChecks size={16} />}
          px={8}
        >
          <span aria-live="polite">{nRunning === 0 ? 'Jobs' : `${nRunning} running`}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Jobs">
        <div className="stack" style={{ maxHeight: '70vh', overflow: 'auto' }}>
          {running.map((job) => (
            <JobProgress key={job.id} job={job} onCancel={() => cancel.mutate(job.id)} />
          ))}
          {ended.length === 0 && running.length === 0 && (
            <p className="muted" style={{ margin: 0 }}>
              No jobs yet. Imports, trainings and reports appear here while they run.
            </p>
          )}
          {ended.length > 0 && (
            <ul className="choices" aria-label="Finished jobs">
              {ended.map((job) => (
                <FinishedJob key={job.id} job={job} />
              ))}
            </ul>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function FinishedJob({ job }: { job: Job }) {
  return (
    <li style={{ padding: '6px 0', borderTop: '1px solid var(--assay-line)' }}>
      <div className="row-between" style={{ flexWrap: 'nowrap' }}>
        <span className="one-line" title={job.title}>
          {job.title}
        </span>
        <JobState job={job} />
      </div>
      <div className="caption">
        {formatInstant(job.finishedAt ?? job.createdAt)}
        {job.error !== null && `: ${job.error.message}`}
      </div>
    </li>
  )
}
