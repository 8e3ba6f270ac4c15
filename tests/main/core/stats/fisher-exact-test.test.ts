import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fisherExactTest } from '../../../../src/main/core/stats/fisher-exact-test.ts'
import { proc, python, relativeError } from './golden-values.ts'
import { thrownKind } from './thrown-kind.ts'

describe('fisherExactTest', () => {
  it('is 34/70 for the lady tasting tea', () => {
    expect(
      fisherExactTest([
        [3, 1],
        [1, 3],
      ]),
    ).toBeCloseTo(34 / 70, 14)
  })

  it('is 9.94462971904191e-05 for German Credit, age ≤ 25 against > 25', () => {
    expect(
      relativeError(
        fisherExactTest([
          [110, 80],
          [590, 220],
        ]),
        9.94462971904191e-5,
      ),
    ).toBeLessThan(1e-12)
  })

  it.each(python.tables)('agrees with SciPy on $table', ({ table, fisher }) => {
    expect(relativeError(fisherExactTest(table), fisher)).toBeLessThan(1e-9)
  })

  it.each(proc.tables)('agrees with R on $table', ({ table, fisher }) => {
    expect(relativeError(fisherExactTest(table), fisher)).toBeLessThan(1e-9)
  })

  it('lies in (0, 1] and does not depend on the order of rows or columns', () => {
    const count = fc.integer({ min: 0, max: 40 })
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        fc.pre(a + b + c + d > 0)
        const p = fisherExactTest([
          [a, b],
          [c, d],
        ])
        expect(p).toBeGreaterThan(0)
        expect(p).toBeLessThanOrEqual(1)
        expect(
          relativeError(
            fisherExactTest([
              [c, d],
              [a, b],
            ]),
            p,
          ),
        ).toBeLessThan(1e-10)
        expect(
          relativeError(
            fisherExactTest([
              [b, a],
              [d, c],
            ]),
            p,
          ),
        ).toBeLessThan(1e-10)
        expect(
          relativeError(
            fisherExactTest([
              [a, c],
              [b, d],
            ]),
            p,
          ),
        ).toBeLessThan(1e-10)
      }),
    )
  })

  it('is 1 when the margins leave one table only', () => {
    expect(
      fisherExactTest([
        [0, 5],
        [0, 7],
      ]),
    ).toBe(1)
  })

  it('is undefined for an empty table and refuses fractions', () => {
    expect(
      thrownKind(() =>
        fisherExactTest([
          [0, 0],
          [0, 0],
        ]),
      ),
    ).toBe('undefined')
    expect(
      thrownKind(() =>
        fisherExactTest([
          [1.5, 0],
          [0, 0],
        ]),
      ),
    ).toBe('invalidInput')
  })
})
