import { describe, expect, it } from 'vitest'
import { delongPairedTest } from '../../../../src/main/core/stats/delong-paired-test.ts'
import { germanColumn, germanOutcomes } from './german-credit.ts'
import { type GoldenComparison, proc, relativeError } from './golden-values.ts'
import { thrownKind } from './thrown-kind.ts'

const { aSAH, german } = proc

describe('delongPairedTest', () => {
  it.each<[string, ArrayLike<number>, ArrayLike<number>, ArrayLike<number>, GoldenComparison]>([
    ['s100b and wfns of aSAH', aSAH.yTrue, aSAH.s100b, aSAH.wfns, aSAH.pairedS100bWfns],
    ['s100b and ndka of aSAH', aSAH.yTrue, aSAH.s100b, aSAH.ndka, aSAH.pairedS100bNdka],
    [
      'duration and amount of German Credit',
      germanOutcomes(),
      germanColumn('month').map(Number),
      germanColumn('credit_amount').map(Number),
      german.paired,
    ],
  ])('agrees with pROC on %s', (_, yTrue, a, b, expected) => {
    const test = delongPairedTest(yTrue, a, b)
    expect(test.rocAucA).toBeCloseTo(expected.rocAucA, 13)
    expect(test.rocAucB).toBeCloseTo(expected.rocAucB, 13)
    expect(relativeError(test.statistic, expected.statistic)).toBeLessThan(1e-10)
    expect(relativeError(test.pValue, expected.pValue)).toBeLessThan(1e-10)
    expect(test.lower).toBeCloseTo(expected.lower!, 12)
    expect(test.upper).toBeCloseTo(expected.upper!, 12)
    expect(test.degreesOfFreedom).toBeNull()
  })

  it('changes sign when the scores change places', () => {
    const test = delongPairedTest(aSAH.yTrue, aSAH.wfns, aSAH.s100b)
    expect(test.statistic).toBeCloseTo(-aSAH.pairedS100bWfns.statistic, 10)
  })

  it('is undefined for scores that rank alike, and with too few rows of a class', () => {
    const doubled = aSAH.s100b.map((value) => 2 * value)
    expect(thrownKind(() => delongPairedTest(aSAH.yTrue, aSAH.s100b, doubled))).toBe('undefined')
    expect(thrownKind(() => delongPairedTest([1, 0, 0], [1, 2, 3], [3, 1, 2]))).toBe('undefined')
    expect(thrownKind(() => delongPairedTest([1, 1], [1, 2], [2, 1]))).toBe('undefined')
  })

  it('refuses scores of different length', () => {
    expect(thrownKind(() => delongPairedTest([1, 0], [1, 2], [1]))).toBe('invalidInput')
  })
})
