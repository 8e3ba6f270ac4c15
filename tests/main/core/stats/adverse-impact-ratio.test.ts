import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adverseImpactRatio } from '../../../../src/main/core/stats/adverse-impact-ratio.ts'
import { thrownKind } from './thrown-kind.ts'

describe('adverseImpactRatio', () => {
  it('is 0.7948260481712757 [0.6990888, 0.9036741] for German Credit, age ≤ 25 against > 25', () => {
    const { value, lower, upper } = adverseImpactRatio([
      [110, 80],
      [590, 220],
    ])
    expect(value).toBeCloseTo(0.7948260481712757, 15)
    expect(lower).toBeCloseTo(0.6990888, 7)
    expect(upper).toBeCloseTo(0.9036741, 7)
  })

  it('is 0.876506344 for the home-mortgage table', () => {
    expect(
      adverseImpactRatio([
        [1065, 1337 - 1065],
        [13142, 14461 - 13142],
      ]).value,
    ).toBeCloseTo(0.876506344, 10)
  })

  it('names its reference: turned round it is the reciprocal, not the same ratio again', () => {
    const count = fc.integer({ min: 1, max: 200 })
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        const there = adverseImpactRatio([
          [a, b],
          [c, d],
        ])
        const back = adverseImpactRatio([
          [c, d],
          [a, b],
        ])
        expect(there.value * back.value).toBeCloseTo(1, 10)
        expect(there.lower! * back.upper!).toBeCloseTo(1, 10)
      }),
    )
  })

  it('is 0 without an interval when nobody of the group is selected', () => {
    expect(
      adverseImpactRatio([
        [0, 5],
        [3, 4],
      ]),
    ).toEqual({ value: 0, lower: null, upper: null, level: 0.95 })
  })

  it('is undefined for an empty group or a reference without selected rows', () => {
    expect(
      thrownKind(() =>
        adverseImpactRatio([
          [0, 0],
          [3, 4],
        ]),
      ),
    ).toBe('undefined')
    expect(
      thrownKind(() =>
        adverseImpactRatio([
          [1, 2],
          [0, 4],
        ]),
      ),
    ).toBe('undefined')
    expect(
      thrownKind(() =>
        adverseImpactRatio([
          [1, 2],
          [0, 0],
        ]),
      ),
    ).toBe('undefined')
  })

  it('refuses fractions and a level of 0', () => {
    expect(
      thrownKind(() =>
        adverseImpactRatio([
          [0.5, 2],
          [1, 4],
        ]),
      ),
    ).toBe('invalidInput')
    expect(
      thrownKind(() =>
        adverseImpactRatio(
          [
            [1, 2],
            [1, 4],
          ],
          0,
        ),
      ),
    ).toBe('invalidInput')
  })
})
