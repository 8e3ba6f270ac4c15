import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { populationStabilityIndex } from '../../../../src/main/core/stats/population-stability-index.ts'
import { python } from './golden-values.ts'
import { thrownKind } from './thrown-kind.ts'

const counts = fc.array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 })), {
  minLength: 1,
  maxLength: 12,
})

describe('populationStabilityIndex', () => {
  it('is worked by hand: shares 1/2, 1/2 against 1/4, 3/4 give ln 3 / 4', () => {
    expect(populationStabilityIndex([10, 10], [25, 75])).toBeCloseTo(Math.log(3) / 4, 14)
  })

  it.each(python.psi)('agrees with NumPy on $expected against $actual', ({ expected, actual, psi }) => {
    expect(populationStabilityIndex(expected, actual)).toBeCloseTo(psi, 14)
  })

  it('is symmetric, not negative, and 0 for the same shares', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 9 }), (pairs, factor) => {
        const expected = pairs.map(([count]) => count)
        const actual = pairs.map(([, count]) => count)
        const index = populationStabilityIndex(expected, actual)
        expect(index).toBeGreaterThanOrEqual(0)
        expect(populationStabilityIndex(actual, expected)).toBeCloseTo(index, 12)
        expect(
          populationStabilityIndex(
            expected,
            expected.map((count) => count * factor),
          ),
        ).toBeCloseTo(0, 12)
      }),
    )
  })

  it('does not count bins empty in both samples', () => {
    expect(populationStabilityIndex([10, 0, 10], [25, 0, 75])).toBe(populationStabilityIndex([10, 10], [25, 75]))
  })

  it('is undefined for an empty sample and for a bin empty in only one', () => {
    expect(thrownKind(() => populationStabilityIndex([0, 0], [1, 2]))).toBe('undefined')
    expect(thrownKind(() => populationStabilityIndex([1, 2], [0, 0]))).toBe('undefined')
    expect(thrownKind(() => populationStabilityIndex([1, 0], [1, 2]))).toBe('undefined')
    expect(thrownKind(() => populationStabilityIndex([1, 2], [1, 0]))).toBe('undefined')
  })

  it('refuses counts that are negative or not finite, and bins that do not match', () => {
    expect(thrownKind(() => populationStabilityIndex([1, -1], [1, 1]))).toBe('invalidInput')
    expect(thrownKind(() => populationStabilityIndex([1, 1], [1, Number.NaN]))).toBe('invalidInput')
    expect(thrownKind(() => populationStabilityIndex([1, 1], [1]))).toBe('invalidInput')
  })
})
