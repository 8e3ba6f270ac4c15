import { describe, expect, it } from 'vitest'
import { delongInterval } from '../../../../src/main/core/stats/delong-interval.ts'
import { tallyScores } from '../../../../src/main/core/stats/score-tally.ts'
import { germanColumn, germanOutcomes } from './german-credit.ts'
import { proc } from './golden-values.ts'
import { thrownKind } from './thrown-kind.ts'

const s100b = tallyScores(proc.aSAH.yTrue, proc.aSAH.s100b)

describe('delongInterval', () => {
  it('agrees with pROC', () => {
    for (const marker of ['s100b', 'ndka', 'wfns'] as const) {
      const interval = delongInterval(tallyScores(proc.aSAH.yTrue, proc.aSAH[marker]))
      expect(interval.lower).toBeCloseTo(proc.aSAH.intervals[marker].lower, 12)
      expect(interval.upper).toBeCloseTo(proc.aSAH.intervals[marker].upper, 12)
    }
    const month = delongInterval(tallyScores(germanOutcomes(), germanColumn('month').map(Number)))
    expect(month.lower).toBeCloseTo(proc.german.intervals.month.lower, 12)
    expect(month.upper).toBeCloseTo(proc.german.intervals.month.upper, 12)
  })

  it('is the plain interval of the log-odds on the logit scale', () => {
    const { lower, upper, rocAuc, standardError } = delongInterval(s100b, { scale: 'logit' })
    const logit = (p: number) => Math.log(p / (1 - p))
    const halfWidth = (1.959963984540054 * standardError) / (rocAuc * (1 - rocAuc))
    expect(logit(upper) - logit(rocAuc)).toBeCloseTo(halfWidth, 12)
    expect(logit(rocAuc) - logit(lower)).toBeCloseTo(halfWidth, 12)
  })

  it('clips the plain interval to [0, 1]', () => {
    const { lower, upper } = delongInterval(tallyScores([0, 0, 1, 0, 1, 1], [1, 2, 3, 4, 5, 6]))
    expect(upper).toBe(1)
    expect(lower).toBeGreaterThan(0)
  })

  it('widens with the level', () => {
    expect(delongInterval(s100b, { level: 0.99 }).lower).toBeLessThan(delongInterval(s100b, { level: 0.9 }).lower)
  })

  it('is undefined without overlap and refuses a level of 1', () => {
    expect(thrownKind(() => delongInterval(tallyScores([0, 0, 1, 1], [1, 2, 3, 4])))).toBe('undefined')
    expect(thrownKind(() => delongInterval(s100b, { level: 1 }))).toBe('invalidInput')
  })
})
