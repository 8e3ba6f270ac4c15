import { describe, expect, it } from 'vitest'
import { oddsRatio } from '../../../../src/main/core/stats/odds-ratio.ts'
import { thrownKind } from './thrown-kind.ts'

describe('oddsRatio', () => {
  it('is 0.5127118644 for German Credit, age ≤ 25 against > 25', () => {
    expect(
      oddsRatio([
        [110, 80],
        [590, 220],
      ]),
    ).toBeCloseTo(0.5127118644, 10)
  })

  it('is 0 when nobody of the first row is in the first column', () => {
    expect(
      oddsRatio([
        [0, 3],
        [2, 1],
      ]),
    ).toBe(0)
  })

  it('is undefined where it would be infinite and refuses fractions', () => {
    expect(
      thrownKind(() =>
        oddsRatio([
          [1, 0],
          [2, 1],
        ]),
      ),
    ).toBe('undefined')
    expect(
      thrownKind(() =>
        oddsRatio([
          [1, 1],
          [0, 1],
        ]),
      ),
    ).toBe('undefined')
    expect(
      thrownKind(() =>
        oddsRatio([
          [1.5, 1],
          [1, 1],
        ]),
      ),
    ).toBe('invalidInput')
  })
})
