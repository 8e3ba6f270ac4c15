import { describe, expect, it } from 'vitest'
import { bandTally } from '../../../../src/main/core/stats/band-tally.ts'
import { tallyScores } from '../../../../src/main/core/stats/score-tally.ts'
import { thrownKind } from './thrown-kind.ts'

describe('bandTally', () => {
  it('sums counts and scores of each band', () => {
    const bands = bandTally(tallyScores([1, 0, 0, 1], [1, 2, 2, 5]), 2)
    expect(bands).toEqual([
      { minimum: 1, maximum: 2, count: 3, events: 1, nonEvents: 2, scoreSum: 5 },
      { minimum: 5, maximum: 5, count: 1, events: 1, nonEvents: 0, scoreSum: 5 },
    ])
  })

  it('cuts by all rows, events and non-events together', () => {
    const tally = tallyScores([1, 1, 0, 0, 1, 0, 0, 0], [1, 1, 1, 2, 2, 3, 4, 5])
    expect(bandTally(tally, 2).map(({ count, maximum }) => [count, maximum])).toEqual([
      [5, 2],
      [3, 5],
    ])
  })

  it('refuses zero bands', () => {
    expect(thrownKind(() => bandTally(tallyScores([1], [1]), 0))).toBe('invalidInput')
  })
})
