import type { Job } from '../../../shared/contract/index.ts'
import type { SignedInCall } from '../call.ts'

export function listJobs(input: { limit: number }, call: SignedInCall): Job[] {
  return call.state.jobs.list(input.limit)
}

export function getJob(input: { jobId: string }, call: SignedInCall): Job {
  return call.state.jobs.get(input.jobId)
}

export async function cancelJob(input: { jobId: string }, call: SignedInCall): Promise<Job> {
  await call.state.jobs.cancel(input.jobId)
  return call.state.jobs.get(input.jobId)
}

export function watchJob(input: { jobId: string }, call: SignedInCall): AsyncGenerator<Job, void, void> {
  return drain(call.state.jobs.watch(input.jobId, call.signal))
}

export function watchAllJobs(_input: unknown, call: SignedInCall): AsyncGenerator<Job, void, void> {
  return drain(call.state.jobs.watchAll(call.signal))
}

async function* drain(jobs: AsyncIterable<Job>): AsyncGenerator<Job, void, void> {
  yield* jobs
}
