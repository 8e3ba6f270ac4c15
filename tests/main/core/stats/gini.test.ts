import { describe, expect, it } from 'vitest'
import { gini } from '../../../../src/main/core/stats/gini.ts'
import { tallyScores } from '../../../../src/main/core/stats/score-tally.ts'
import { thrownKind } from './thrown-kind.ts'

describe('gini', () => {
  it('is 1, 0 and −1 for perfect, no and inverse ranking', () => {
    expect(gini(tallyScores([0, 1], [1, 2]))).toBe(1)
    expect(gini(tallyScores([0, 1], [1, 1]))).toBe(0)
    expect(gini(tallyScores([1, 0], [1, 2]))).toBe(-1)
  })

  it('is 0.12175489 for the Home Credit income types ordered by event rate', () => {
    const nonEvents = Uint32Array.of(52380, 20499, 66257, 143550)
    const events = Uint32Array.of(2982, 1259, 5360, 15224)
    const nNonEvents = nonEvents.reduce((sum, n) => sum + n, 0)
    const nEvents = events.reduce((sum, n) => sum + n, 0)
    const values = Float64Array.of(1, 2, 3, 4)
    const tally = { values, events, nonEvents, nEvents, nNonEvents, nRows: nEvents + nNonEvents }
    expect(gini(tally)).toBeCloseTo(0.12175489, 8)
  })

  it('is undefined with one class', () => {
    expect(thrownKind(() => gini(tallyScores([1], [1])))).toBe('undefined')
  })
})
