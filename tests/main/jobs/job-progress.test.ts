import { describe, expect, it } from 'vitest'
import { JobProgress } from '../../../src/main/jobs/job-progress.ts'

describe('the progress of a job', () => {
  it('measures the time to go across stages that differ in their numbers only', () => {
    const progress = new JobProgress()
    expect(progress.update({ stage: 'Tree 1 of 10, log-loss 0.6931', fraction: 0.1 }, 0).etaMs).toBeNull()
    expect(progress.update({ stage: 'Tree 3 of 10, log-loss 0.5000', fraction: 0.3 }, 2000)).toMatchObject({
      stage: 'Tree 3 of 10, log-loss 0.5000',
      progress: 0.3,
      etaMs: 7000,
    })
  })

  it('begins anew with another stage', () => {
    const progress = new JobProgress()
    progress.update({ stage: 'Tree 1 of 10', fraction: 0.1 }, 0)
    expect(progress.update({ stage: 'Shuffling', fraction: 0.5 }, 4000).etaMs).toBeNull()
    expect(progress.update({ stage: 'Shuffling', fraction: 0.75 }, 5000).etaMs).toBe(1000)
  })
})
