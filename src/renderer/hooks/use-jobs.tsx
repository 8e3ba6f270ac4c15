import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { Job } from '../../shared/contract/index.ts'
import { useServices } from '../app-context.tsx'

interface JobsValue {
  /** Newest first. */
  readonly jobs: readonly Job[]
  readonly byId: ReadonlyMap<string, Job>
  readonly nRunning: number
}

const NO_JOBS: JobsValue = { jobs: [], byId: new Map(), nRunning: 0 }
const JobsContext = createContext<JobsValue>(NO_JOBS)
const RETRY_MS = 2000
/** Jobs whose end a page on the screen shows itself, by how many places of it. */
const shownByPage = new Map<string, number>()

/** Marks a job as shown by the page that started it, so that no notification repeats it; returns the way to unmark. */
export function markShownByPage(jobId: string): () => void {
  shownByPage.set(jobId, (shownByPage.get(jobId) ?? 0) + 1)
  return () => {
    const rest = (shownByPage.get(jobId) ?? 1) - 1
    if (rest > 0) shownByPage.set(jobId, rest)
    else shownByPage.delete(jobId)
  }
}

/** True while a job can still change. */
export function isJobOpen(job: Job): boolean {
  return job.state === 'queued' || job.state === 'running'
}

/** Follows every job of the open workspace and refreshes what a finished job made. */
export function JobsProvider({ children }: { children: ReactNode }) {
  const { client, api } = useServices()
  const queryClient = useQueryClient()
  const [byId, setById] = useState<ReadonlyMap<string, Job>>(new Map())

  useEffect(() => {
    const stop = new AbortController()
    const states = new Map<string, Job['state']>()
    let isFirstList = true
    const take = (job: Job) => {
      const before = states.get(job.id)
      states.set(job.id, job.state)
      setById((old) => new Map(old).set(job.id, job))
      if (!isFirstList && before !== job.state && !isJobOpen(job)) {
        if (!shownByPage.has(job.id)) announce(job)
        void queryClient.invalidateQueries({ predicate: (query) => !isJobQuery(query.queryKey) })
      }
    }
    const follow = async () => {
      while (!stop.signal.aborted) {
        try {
          for (const job of await client.job.list({ limit: 100 })) take(job)
          isFirstList = false
          for await (const job of await client.job.watchAll(undefined, { signal: stop.signal })) take(job)
        } catch {
          if (stop.signal.aborted) return
          void queryClient.invalidateQueries({ queryKey: api.workspace.status.key() })
        }
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
      }
    }
    void follow()
    return () => stop.abort()
  }, [client, api, queryClient])

  const value = useMemo<JobsValue>(() => {
    const jobs = [...byId.values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id.localeCompare(a.id))
    return { jobs, byId, nRunning: jobs.filter(isJobOpen).length }
  }, [byId])
  return <JobsContext value={value}>{children}</JobsContext>
}

/** Every job known to this window. */
export function useJobs(): JobsValue {
  return useContext(JobsContext)
}

function isJobQuery(key: readonly unknown[]): boolean {
  const path = key[0]
  return Array.isArray(path) && path[0] === 'job'
}

function announce(job: Job): void {
  switch (job.state) {
    case 'succeeded':
      notifications.show({ title: `Done: ${job.title}`, message: job.result?.summary ?? '', color: 'blue' })
      return
    case 'failed':
      notifications.show({
        title: `Failed: ${job.title}`,
        message: [job.error?.message, job.error?.hint].filter(Boolean).join('. '),
        color: 'orange',
        autoClose: 15_000,
      })
      return
    case 'cancelled':
      notifications.show({ title: `Cancelled: ${job.title}`, message: 'Nothing was kept.', color: 'gray' })
      return
    case 'interrupted':
      notifications.show({
        title: `Interrupted: ${job.title}`,
        message: 'Start it again; nothing half-written was kept.',
        color: 'orange',
      })
      return
    case 'queued':
    case 'running':
      return
  }
}
