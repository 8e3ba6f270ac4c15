import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { roundPoints } from '../../../../src/main/core/scorecard/round-points.ts'

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
const lows = (points: readonly (readonly number[])[]) => sum(points.map((bins) => Math.min(...bins)))
const highs = (points: readonly (readonly number[])[]) => sum(points.map((bins) => Math.max(...bins)))

/** Quarters add up without error, and halves are where rounding rules differ. */
const quarter = fc.integer({ min: -400, max: 400 }).map((n) => n / 4)
const cards = fc.array(fc.array(quarter, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 })
/** Many characteristics whose minimum and maximum lie between the same whole numbers. */
const narrow = fc.array(
  fc.oneof(
    fc.array(
      fc.integer({ min: 0, max: 15 }).map((n) => n / 16),
      { minLength: 1, maxLength: 3 },
    ),
    fc.array(
      fc.integer({ min: 0, max: 63 }).map((n) => n / 16),
      { minLength: 1, maxLength: 3 },
    ),
  ),
  { minLength: 1, maxLength: 7 },
)

describe('rounding points', () => {
  it('keeps the range where plain rounding would not', () => {
    // Σ of minima 1.2 and maxima 31.2; rounded one by one they would be 0 and 30.
    expect(
      roundPoints([
        [0.4, 5.5, 10.4],
        [0.4, 10.4],
        [0.4, 10.4],
      ]),
    ).toEqual([
      [1, 6, 11],
      [0, 10],
      [0, 10],
    ])
  })

  it('rounds the largest fractions up, equal ones in scorecard order', () => {
    // Minima 0.2 + 0.7 + 0.7 = 1.6 → 2; maxima 9.5 + 9.5 + 9.5 = 28.5 → 29.
    expect(
      roundPoints([
        [0.2, 9.5],
        [0.7, 9.5],
        [0.7, 9.5],
      ]),
    ).toEqual([
      [0, 10],
      [1, 10],
      [1, 9],
    ])
  })

  it('keeps other points between the ends, half up', () => {
    // The minimum 0.4 goes to 1 (Σ 0.9 → 1), so 0.45 does not fall below it.
    expect(
      roundPoints([
        [0.5, 0.6, 2.5, 8],
        [0.4, 0.4, 3],
      ]),
    ).toEqual([
      [1, 1, 3, 8],
      [0, 0, 3],
    ])
    expect(roundPoints([[-2.5, -1.5, -0.5, 0.25]])).toEqual([[-2, -1, 0, 0]])
  })

  it('never turns a minimum above its maximum', () => {
    // By largest remainder the first two minima would go up (Σ 1.6 → 2) and one maximum only (Σ 6.4 → 6).
    const rounded = roundPoints([
      [0.6, 0.7],
      [0.6, 0.7],
      [0.4, 5],
    ])
    expect(rounded).toEqual([
      [1, 1],
      [0, 0],
      [1, 5],
    ])
  })

  it('gives a characteristic of one number one number', () => {
    expect(
      roundPoints([
        [0.6, 0.6],
        [0.6, 3],
      ]),
    ).toEqual([
      [1, 1],
      [0, 3],
    ])
    expect(roundPoints([[-0.25]])).toEqual([[0]])
    expect(Object.is(roundPoints([[-0.25, -0.1]])[0]![0], 0)).toBe(true)
  })

  it.each([
    ['wide', cards],
    ['narrow', narrow],
  ] as const)('keeps range, order and whole points, whatever the card (%s)', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (points) => {
        const rounded = roundPoints(points)
        expect(lows(rounded)).toBe(Math.round(lows(points)) + 0)
        expect(highs(rounded)).toBe(Math.round(highs(points)) + 0)
        const wrong = points.flatMap((bins, j) =>
          bins.filter((value, a) => {
            const whole = rounded[j]![a]!
            const isWhole = Number.isInteger(whole) && !Object.is(whole, -0)
            const isNear = Number.isInteger(value) ? whole === value : Math.abs(whole - value) < 1.0001
            const isInOrder = bins.every((other, b) =>
              value < other ? whole <= rounded[j]![b]! : value !== other || whole === rounded[j]![b],
            )
            return !(isWhole && isNear && isInOrder)
          }),
        )
        expect(wrong).toEqual([])
      }),
      { numRuns: 3000 },
    )
  })
})
