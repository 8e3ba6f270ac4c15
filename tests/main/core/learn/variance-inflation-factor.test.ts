import { describe, expect, it } from 'vitest'
import { varianceInflationFactors } from '../../../../src/main/core/learn/variance-inflation-factor.ts'
import { type GoldenLogistic, rawDesign, readGolden, woeDesign } from './golden-designs.ts'

const { inflation } = readGolden<GoldenLogistic>('logistic-german.json')

describe('variance inflation factor', () => {
  it('equals statsmodels on German Credit', () => {
    varianceInflationFactors(rawDesign).forEach((factor, j) => void expect(factor).toBeCloseTo(inflation.raw[j]!, 9))
    varianceInflationFactors(woeDesign).forEach((factor, j) => void expect(factor).toBeCloseTo(inflation.woe[j]!, 9))
  })

  it('is 1/(1 − ρ²) for two columns, by hand, and 1 without correlation', () => {
    // ρ = 0.8: x = (−1, 0, 1, 0), y = 0.8·x + 0.6·(0, 1, 0, −1)
    const x = Float64Array.of(-1, 0, 1, 0)
    const y = Float64Array.of(-0.8, 0.6, 0.8, -0.6)
    for (const factor of varianceInflationFactors([x, y])) expect(factor).toBeCloseTo(1 / 0.36, 12)
    for (const factor of varianceInflationFactors([x, Float64Array.of(0, 5, 0, -5)])) expect(factor).toBeCloseTo(1, 12)
    expect(varianceInflationFactors([x])[0]).toBeCloseTo(1, 12)
    expect(varianceInflationFactors([])).toEqual([])
  })

  it('refuses columns that are constant, combined from others, or of another length', () => {
    const x = Float64Array.of(1, 2, 4)
    expect(() => varianceInflationFactors([x, x.map((value) => 3 - value)], ['a', 'b'])).toThrow(
      'got "b" as a combination of others',
    )
    expect(() => varianceInflationFactors([Float64Array.of(7, 7, 7)])).toThrow('got a constant in "x1"')
    expect(() => varianceInflationFactors([x, Float64Array.of(1)])).toThrow('needs columns of 3 rows, got 1 in "x2"')
  })
})
