import { describe, expect, it } from 'vitest'
import {
  shareGrown,
  withAllProgress,
  withProgress,
} from '../../../../../src/renderer/pages/development/training/training-history.ts'
import { progressWords, stoppedText } from '../../../../../src/renderer/pages/development/training/training-words.ts'
import type { TrainingProgress } from '../../../../../src/shared/contract/index.ts'

const iteration = (n: number, watchedLogLoss: number | null = 1 / n) => ({
  iteration: n,
  developmentLogLoss: 1 / n,
  watchedLogLoss,
  watchedAuc: null,
})

function message(change: Partial<TrainingProgress>): TrainingProgress {
  return {
    jobId: 'j',
    maxTrees: 10,
    watched: 'Hold-out rows',
    metric: 'logLoss',
    iterations: [],
    best: null,
    isStopping: false,
    isDone: false,
    ...change,
  }
}

describe('the history of a running training', () => {
  it('grows with every message, and begins again where the first tree comes again', () => {
    const one = withProgress(null, message({ iterations: [iteration(1), iteration(2)], best: 2 }))
    const two = withProgress(one, message({ iterations: [iteration(3)], best: 3 }))
    expect(two.curve.history.map((at) => at.iteration)).toEqual([1, 2, 3])
    expect(two).toMatchObject({ isJudged: true, curve: { best: 3, isRunning: true } })
    const again = withProgress(two, message({ iterations: [iteration(1)], best: 1 }))
    expect(again.curve.history.map((at) => at.iteration)).toEqual([1])
    expect(withProgress(two, message({ isDone: true, best: 3 })).curve).toMatchObject({ isRunning: false, best: 3 })
  })

  it('marks the lowest loss where nothing is judged', () => {
    const history = [iteration(1, 0.5), iteration(2, 0.3), iteration(3, 0.4)]
    const one = withProgress(null, message({ iterations: history }))
    expect(one).toMatchObject({ isJudged: false, curve: { best: 2 } })
    expect(withProgress(null, message({ iterations: [iteration(1, null)] })).curve.best).toBeNull()
  })

  it('takes many messages as one', () => {
    const messages = [1, 2, 3, 4].map((n) => message({ iterations: [iteration(n)], best: n }))
    expect(withAllProgress(null, messages)).toEqual(
      messages.reduce<ReturnType<typeof withProgress> | null>(withProgress, null),
    )
    expect(withAllProgress(null, [])).toBeNull()
  })

  it('tells the share grown and how it stands', () => {
    expect(shareGrown(null)).toBeNull()
    const one = withProgress(null, message({ iterations: [iteration(1), iteration(2)], best: 1 }))
    expect(shareGrown(one)).toBe(0.2)
    expect(progressWords(one)).toBe('2 of at most 10 trees, best at 1')
    expect(progressWords({ ...one, curve: { ...one.curve, best: 2 } })).toBe(
      '2 of at most 10 trees, the last one is the best',
    )
    expect(progressWords({ ...one, isStopping: true })).toBe('Stopping after 2 of at most 10 trees')
    expect(progressWords(withProgress(null, message({})))).toContain('Preparing')
  })
})

describe('stoppedText', () => {
  it('says why it ended and whether trees were dropped', () => {
    expect(stoppedText({ stopped: 'allTrees', nTrees: 5, nGrown: 5 })).toBe('All trees asked for were grown.')
    expect(stoppedText({ stopped: 'person', nTrees: 3, nGrown: 9 })).toBe(
      'Stopped by hand. The best 3 trees were kept.',
    )
    expect(stoppedText({ stopped: 'imported', nTrees: 3, nGrown: 9 })).toBe('Read from a file.')
  })
})
