import { describe, expect, it } from 'vitest'
import { ksInterval } from '../../../../src/main/core/stats/ks-interval.ts'
import { ksStatistic } from '../../../../src/main/core/stats/ks-statistic.ts'
import { reverseTally, tallyScores } from '../../../../src/main/core/stats/score-tally.ts'
import { python } from './golden-values.ts'
import { thrownKind } from './thrown-kind.ts'

describe('ksInterval', () => {
  it("is Newcombe's method 10 of 56/70 against 48/80: 0.0524 to 0.3339", () => {
    const scores = (low: number, high: number) => [...Array<number>(low).fill(1), ...Array<number>(high).fill(2)]
    const yTrue = [...Array<number>(70).fill(1), ...Array<number>(80).fill(0)]
    const tally = tallyScores(yTrue, [...scores(56, 14), ...scores(48, 32)])
    expect(ksStatistic(tally).statistic).toBeCloseTo(0.2, 12)
    const { lower, upper } = ksInterval(tally)
    expect(lower).toBeCloseTo(0.0524, 4)
    expect(upper).toBeCloseTo(0.3339, 4)
  })

  it('contains the statistic and does not depend on the direction of the score', () => {
    const tally = tallyScores(python.seeded.yTrue, python.seeded.points)
    const { lower, upper } = ksInterval(tally)
    expect(lower).toBeLessThan(python.seeded.ksStatistic)
    expect(upper).toBeGreaterThan(python.seeded.ksStatistic)
    expect(ksInterval(reverseTally(tally)).lower).toBeCloseTo(lower, 12)
  })

  it('stays inside [0, 1]', () => {
    const { lower, upper } = ksInterval(tallyScores([1, 0], [1, 2]))
    expect(lower).toBeGreaterThanOrEqual(0)
    expect(upper).toBe(1)
  })

  it('is undefined with one class', () => {
    expect(thrownKind(() => ksInterval(tallyScores([0], [1])))).toBe('undefined')
  })
})
