import { describe, expect, it } from 'vitest'
import { standardizedMeanDifference } from '../../../../src/main/core/stats/standardized-mean-difference.ts'
import { python } from './golden-values.ts'
import { thrownKind } from './thrown-kind.ts'

describe('standardizedMeanDifference', () => {
  it('is negative when the group scores lower', () => {
    expect(standardizedMeanDifference([1, 3], [3, 5])).toBeCloseTo(-Math.SQRT2, 14)
  })

  it.each(python.cohensD)('agrees with NumPy', ({ group, reference, value }) => {
    expect(standardizedMeanDifference(group, reference)).toBeCloseTo(value, 12)
  })

  it('is undefined for one value on a side and for values that do not vary', () => {
    expect(thrownKind(() => standardizedMeanDifference([1], [1, 2]))).toBe('undefined')
    expect(thrownKind(() => standardizedMeanDifference([1, 2], [1]))).toBe('undefined')
    expect(thrownKind(() => standardizedMeanDifference([1, 1], [2, 2]))).toBe('undefined')
  })
})
