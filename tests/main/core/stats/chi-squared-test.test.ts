import { describe, expect, it } from 'vitest'
import { chiSquaredTest } from '../../../../src/main/core/stats/chi-squared-test.ts'
import { proc, python, relativeError } from './golden-values.ts'
import { thrownKind } from './thrown-kind.ts'

describe('chiSquaredTest', () => {
  it('is 7.564406955819267e-05 for German Credit, age ≤ 25 against > 25', () => {
    expect(
      relativeError(
        chiSquaredTest([
          [110, 80],
          [590, 220],
        ]).pValue,
        7.564406955819267e-5,
      ),
    ).toBeLessThan(1e-11)
  })

  it('is 1.242621498091539e-38 for the home-mortgage table', () => {
    const { pValue } = chiSquaredTest([
      [1065, 272],
      [13142, 1319],
    ])
    expect(relativeError(pValue, 1.242621498091539e-38)).toBeLessThan(1e-10)
  })

  it.each([...python.tables, ...proc.tables])(
    'agrees with SciPy and R on $table',
    ({ table, chiSquared, chiSquaredP }) => {
      const { statistic, pValue } = chiSquaredTest(table)
      expect(relativeError(statistic, chiSquared)).toBeLessThan(1e-11)
      expect(relativeError(pValue, chiSquaredP)).toBeLessThan(1e-10)
    },
  )

  it('never corrects beyond equality', () => {
    // |O − E| is 1/4: less than the correction of 1/2
    expect(
      chiSquaredTest([
        [2, 1],
        [3, 2],
      ]),
    ).toEqual({ statistic: 0, degreesOfFreedom: 1, pValue: 1 })
  })

  it('is undefined for an empty row or column and refuses fractions', () => {
    expect(
      thrownKind(() =>
        chiSquaredTest([
          [0, 0],
          [1, 2],
        ]),
      ),
    ).toBe('undefined')
    expect(
      thrownKind(() =>
        chiSquaredTest([
          [0, 1],
          [0, 2],
        ]),
      ),
    ).toBe('undefined')
    expect(
      thrownKind(() =>
        chiSquaredTest([
          [0.5, 1],
          [1, 2],
        ]),
      ),
    ).toBe('invalidInput')
  })
})
