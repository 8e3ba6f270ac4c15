import { describe, expect, it } from 'vitest'
import { scoreDistribution } from '../../../../src/main/core/stats/score-distribution.ts'
import { tallyScores } from '../../../../src/main/core/stats/score-tally.ts'
import { thrownKind } from './thrown-kind.ts'

describe('scoreDistribution', () => {
  it('puts an edge into the band above it, and the last edge into the last band', () => {
    const bands = scoreDistribution(tallyScores([1, 0, 1, 0], [400, 420, 439, 460]), [400, 420, 440, 460])
    expect(bands).toEqual([
      { lower: 400, upper: 420, count: 1, events: 1, nonEvents: 0, eventRate: 1 },
      { lower: 420, upper: 440, count: 2, events: 1, nonEvents: 1, eventRate: 0.5 },
      { lower: 440, upper: 460, count: 1, events: 0, nonEvents: 1, eventRate: 0 },
    ])
  })

  it('lists empty bands without a rate', () => {
    const [, middle] = scoreDistribution(tallyScores([1, 0], [5, 25]), [0, 10, 20, 30])
    expect(middle).toMatchObject({ count: 0, eventRate: null })
  })

  it('refuses scores outside the edges and edges that do not ascend', () => {
    const tally = tallyScores([1, 0], [5, 25])
    expect(thrownKind(() => scoreDistribution(tally, [10, 30]))).toBe('invalidInput')
    expect(thrownKind(() => scoreDistribution(tally, [0, 20]))).toBe('invalidInput')
    expect(thrownKind(() => scoreDistribution(tally, [0, 30, 30]))).toBe('invalidInput')
    expect(thrownKind(() => scoreDistribution(tally, []))).toBe('invalidInput')
  })
})
