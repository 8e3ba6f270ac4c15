import { describe, expect, it } from 'vitest'
import { hosmerLemeshow } from '../../../../src/main/core/stats/hosmer-lemeshow.ts'
import { tallyScores } from '../../../../src/main/core/stats/score-tally.ts'
import { python, relativeError } from './golden-values.ts'
import { thrownKind } from './thrown-kind.ts'

const { yTrue, yProb, hosmerLemeshow: golden } = python.seeded

describe('hosmerLemeshow', () => {
  it('agrees with pandas.qcut and SciPy on tied data, in and out of sample', () => {
    const tally = tallyScores(yTrue, yProb)
    const outOfSample = hosmerLemeshow(tally, { isInSample: false })
    expect(relativeError(outOfSample.statistic, golden.statistic)).toBeLessThan(1e-12)
    expect(outOfSample.degreesOfFreedom).toBe(golden.nGroups)
    expect(relativeError(outOfSample.pValue, golden.pOutOfSample)).toBeLessThan(1e-12)
    const inSample = hosmerLemeshow(tally, { isInSample: true })
    expect(inSample.degreesOfFreedom).toBe(golden.nGroups - 2)
    expect(relativeError(inSample.pValue, golden.pInSample)).toBeLessThan(1e-12)
  })

  it('is worked by hand: one group of 4 with 2 events at PD 1/4 gives 4/3', () => {
    const { statistic, nGroups } = hosmerLemeshow(tallyScores([1, 1, 0, 0], [0.25, 0.25, 0.25, 0.25]), {
      isInSample: false,
    })
    expect(statistic).toBeCloseTo(4 / 3, 14)
    expect(nGroups).toBe(1)
  })

  it('is 0 where every group has exactly the events expected', () => {
    const tally = tallyScores([1, 0, 1, 0, 0, 0], [0.5, 0.5, 0.25, 0.25, 0.25, 0.25])
    expect(hosmerLemeshow(tally, { isInSample: false, nGroups: 2 }).pValue).toBe(1)
  })

  it('does not depend on the order of tied rows', () => {
    const tally = tallyScores(yTrue.toReversed(), yProb.toReversed())
    expect(hosmerLemeshow(tally, { isInSample: false }).statistic).toBe(
      hosmerLemeshow(tallyScores(yTrue, yProb), { isInSample: false }).statistic,
    )
  })

  it('is undefined without degrees of freedom, without rows and for predictions of 0', () => {
    const two = tallyScores([1, 0, 1, 0], [0.5, 0.5, 0.25, 0.25])
    expect(thrownKind(() => hosmerLemeshow(two, { isInSample: true }))).toBe('undefined')
    expect(thrownKind(() => hosmerLemeshow(two, { isInSample: false }))).toBe('nothing')
    expect(thrownKind(() => hosmerLemeshow(tallyScores([], []), { isInSample: false }))).toBe('undefined')
    expect(thrownKind(() => hosmerLemeshow(tallyScores([0, 1], [0, 0.5]), { isInSample: false }))).toBe('undefined')
  })

  it('refuses what is no probability', () => {
    expect(thrownKind(() => hosmerLemeshow(tallyScores([0, 1], [-1, 2]), { isInSample: false }))).toBe('invalidInput')
  })
})
