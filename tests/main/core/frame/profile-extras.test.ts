import { describe, expect, it } from 'vitest'
import { getColumn } from '../../../../src/main/core/frame/frame.ts'
import { profileColumn } from '../../../../src/main/core/frame/profile-column.ts'
import golden from '../../../golden/data-report.json' with { type: 'json' }
import { germanWithGaps, numberColumn, readTaiwan, textColumn } from '../data-report/real-data.ts'

const FRAMES = { german: germanWithGaps(), taiwan: readTaiwan() }
const CASES = Object.entries(golden.profiles).flatMap(([set, columns]) =>
  Object.entries(columns).map(([name, expected]) => [set as keyof typeof FRAMES, name, expected] as const),
)

describe('profileColumn against pandas and SciPy', () => {
  it.each(CASES)('%s %s', (set, name, expected) => {
    const profile = profileColumn(getColumn(FRAMES[set], name))
    for (const key of ['count', 'nMissing', 'nDistinct', 'sum', 'nZero', 'nNegative', 'outliers'] as const) {
      expect(profile[key]).toEqual(expected[key])
    }
    for (const key of ['mean', 'standardDeviation', 'skewness', 'kurtosis'] as const) {
      expect(profile[key]! / expected[key]).toBeCloseTo(1, 11)
    }
    expect(profile.skewness! / expected.scipySkewness).toBeCloseTo(1, 11)
    expect(profile.quantiles.map(({ probability }) => probability)).toEqual(
      expected.quantiles.map(({ probability }) => probability),
    )
    for (const [i, { value }] of profile.quantiles.entries()) {
      expect(value).toBeCloseTo(expected.quantiles[i]!.value, 8)
    }
    expect(profile.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(profile.count - profile.nMissing)
  })
})

describe('special codes of numbers', () => {
  const column = numberColumn('x', [-999, -999, 1, 2, 3, null, 100])
  const profile = profileColumn(column, { specialCodes: ['-999', '-998', 'n/a'] })

  it('are counted apart', () => {
    expect(profile.special).toEqual([
      { code: '-999', count: 2 },
      { code: '-998', count: 0 },
      { code: 'n/a', count: 0 },
    ])
    expect(profile).toMatchObject({ nSpecial: 2, count: 7, nMissing: 1, nDistinct: 5, sum: -1892, modeShare: 2 / 6 })
    expect(profile.topValues[0]).toEqual({ value: '-999', count: 2 })
  })

  it('are left out of the numbers', () => {
    expect(profile).toMatchObject({ minimum: 1, median: 2.5, maximum: 100, mean: 26.5, nNegative: 0, nInteger: 4 })
    expect(profile.outliers).toEqual({ lowerFence: -36.5, upperFence: 65.5, nBelow: 0, nAbove: 1 })
    expect(profile.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(4)
  })

  it('can be all there is', () => {
    const only = profileColumn(numberColumn('x', [-9, -9]), { specialCodes: ['-9'] })
    expect(only).toMatchObject({ mean: null, minimum: null, outliers: null, quantiles: [], sum: -18, nDistinct: 1 })
    expect(only.histogram).toEqual([])
  })
})

describe('kinds of numbers', () => {
  it('counts zeros, negatives and whole numbers', () => {
    const profile = profileColumn(numberColumn('x', [0, -0, -1.5, -2, 3, 0.25, null]))
    expect(profile).toMatchObject({ nZero: 2, nNegative: 2, nInteger: 4, nDistinct: 5, sum: -0.25 })
    expect(profile.topValues[0]).toEqual({ value: '0', count: 2 })
  })
})

describe('texts', () => {
  it('counts code points, blanks and the mode', () => {
    const profile = profileColumn(textColumn('t', ['a', 'a', ' ', '', '😀😀', 'xyz', '\u3000', null]))
    expect(profile).toMatchObject({
      minLength: 0,
      maxLength: 3,
      nBlank: 3,
      modeShare: 2 / 7,
      outliers: null,
      sum: null,
    })
  })

  it('leaves special codes out of the lengths', () => {
    const profile = profileColumn(textColumn('t', ['unknown', 'ab', 'unknown']), { specialCodes: ['unknown', 'none'] })
    expect(profile).toMatchObject({ minLength: 2, maxLength: 2, nSpecial: 2, nDistinct: 2, count: 3 })
    expect(profile.special).toEqual([
      { code: 'unknown', count: 2 },
      { code: 'none', count: 0 },
    ])
    expect(profileColumn(textColumn('t', [null]))).toMatchObject({ minLength: null, maxLength: null, modeShare: null })
  })
})

describe('dates', () => {
  it('have a first, a last and a histogram in days', () => {
    const column = textColumn('d', ['03/01/1970', '01/01/1970', '11/01/1970', null, '03/01/1970'])
    const profile = profileColumn({ ...column, dateFormat: 'DD/MM/YYYY' } as typeof column)
    expect(profile).toMatchObject({ earliest: '01/01/1970', latest: '11/01/1970', histogramUnit: 'day', mean: null })
    expect(profile.histogram[0]!.lower).toBe(0)
    expect(profile.histogram.at(-1)!.upper).toBe(10)
    expect(profile.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(4)
  })

  it('are null where there are none', () => {
    const column = textColumn('d', [null])
    expect(profileColumn({ ...column, dateFormat: 'YYYY-MM-DD' } as typeof column)).toMatchObject({
      earliest: null,
      latest: null,
      histogram: [],
    })
  })
})
