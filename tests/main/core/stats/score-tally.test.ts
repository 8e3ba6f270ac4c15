import { describe, expect, it } from 'vitest'
import { reverseTally, tallyScores } from '../../../../src/main/core/stats/score-tally.ts'
import { thrownKind } from './thrown-kind.ts'

describe('tallyScores', () => {
  it('counts events and non-events at each distinct score, ascending', () => {
    const tally = tallyScores([1, 0, 1, 0, 0], [2, 1, 1, 3, 2])
    expect([...tally.values]).toEqual([1, 2, 3])
    expect([...tally.events]).toEqual([1, 1, 0])
    expect([...tally.nonEvents]).toEqual([1, 1, 1])
    expect([tally.nRows, tally.nEvents, tally.nNonEvents]).toEqual([5, 2, 3])
  })

  it('ties −0 with 0', () => {
    const tally = tallyScores([1, 0], [-0, 0])
    expect([...tally.values]).toEqual([0])
    expect(Object.is(tally.values[0], 0)).toBe(true)
  })

  it('gives an empty tally for no rows', () => {
    expect(tallyScores([], []).values).toHaveLength(0)
  })

  it.each([
    ['lengths that differ', [1, 0], [1]],
    ['an outcome of 2', [2, 0], [1, 2]],
    ['a score that is NaN', [1, 0], [1, Number.NaN]],
    ['an infinite score', [1, 0], [1, Number.POSITIVE_INFINITY]],
  ])('refuses %s', (_, yTrue, yScore) => {
    expect(thrownKind(() => tallyScores(yTrue, yScore))).toBe('invalidInput')
  })
})

describe('reverseTally', () => {
  it('is the tally of the negated score', () => {
    const reversed = reverseTally(tallyScores([1, 0, 1, 0], [0, 5, 5, 7]))
    expect(reversed).toEqual(tallyScores([1, 0, 1, 0], [0, -5, -5, -7]))
  })
})
