import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type EqualityInput, equalityReport } from '../../../../src/main/core/imported/equality-report.ts'

const report = (expected: number[], actual: number[], rest: Partial<EqualityInput> = {}) =>
  equalityReport({
    column: 'score',
    meaning: 'margin',
    precision: 'double',
    ...rest,
    expected: Float64Array.from(expected),
    actual: Float64Array.from(actual),
  })

describe('equalityReport', () => {
  it('counts margins that are the same to the last bit, and names the worst row', () => {
    expect(report([1, 2, Number.NaN, 4], [1, 2 + 2 ** -51, 9, 4.5])).toEqual({
      nRows: 3,
      column: 'score',
      meaning: 'margin',
      nEqual: 1,
      largestDifference: 0.5,
      worstRow: 4,
      statement:
        '2 of 3 margins differ from those in "score": 1 are equal to the last bit; the largest difference is 0.500, in row 4. 1 rows without one were left out. The model does not score here as its maker\'s program did.',
    })
  })

  it('tells digits lost in printing from a model that scores otherwise', () => {
    const said = report([1.25, -2.5], [1.25, -2.5 + 2 ** -51])
    expect(said.nEqual).toBe(1)
    expect(said.statement).toBe(
      '1 of 2 margins equal those in "score" to the last bit of 64-bit numbers; the largest difference is 4.44e-16, in row 2. Decimals that were printed or read roundly explain as much.',
    )
    expect(report([1.25], [1.25 + 1e-12]).statement).toContain('does not score here')
  })

  it('names the first of several rows with the largest difference', () => {
    expect(report([1, 1, 1], [1, 2, 0]).worstRow).toBe(2)
  })

  it('compares 32-bit margins as such, so that their shortest decimal form will do', () => {
    const margin = Math.fround(0.1)
    expect(report([0.1], [margin]).nEqual).toBe(0)
    expect(report([0.1], [margin], { precision: 'single' }).statement).toBe(
      'All 1 margins equal those in "score" to the last bit of 32-bit numbers.',
    )
  })

  it('lets PDs differ by what the last digits hold, and says how many are exact', () => {
    const double = report([0.5, 0.25], [0.5, 0.25 + 1e-13], { meaning: 'probability' })
    expect(double.nEqual).toBe(2)
    expect(double.statement).toMatch(
      /^All 2 PDs equal those in "score" within 1e-12, 1 to the last bit of 64-bit numbers/,
    )
    expect(report([0.25], [0.25 + 1e-11], { meaning: 'probability' }).nEqual).toBe(0)
    const single = { meaning: 'probability', precision: 'single' } as const
    expect(report([0.25], [0.25 + 9e-8], single).nEqual).toBe(1)
    expect(report([0.25], [0.25 + 2e-7], single)).toMatchObject({ nEqual: 0, worstRow: 1 })
  })

  it('says so where there is nothing to compare, and takes equal infinities as equal', () => {
    expect(report([Number.NaN], [1])).toMatchObject({ nRows: 0, nEqual: 0, largestDifference: null, worstRow: null })
    expect(report([Number.NaN], [1]).statement).toBe('No row has a score in "score": nothing was compared.')
    const infinite = Number.POSITIVE_INFINITY
    expect(report([infinite, infinite], [infinite, 1])).toMatchObject({
      nEqual: 1,
      largestDifference: null,
      worstRow: 2,
    })
  })

  it('finds every score equal to itself, and none equal to another one', () => {
    const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(numbers, (scores) => {
        expect(report(scores, scores)).toMatchObject({
          nRows: scores.length,
          nEqual: scores.length,
          largestDifference: 0,
        })
        const moved = scores.map((one) => one + Math.max(1, Math.abs(one)))
        expect(report(scores, moved).nEqual).toBe(0)
      }),
    )
  })

  it('needs one expected score per row', () => {
    expect(() => report([1, 2], [1])).toThrow('one expected score per row, got 2 for 1 rows')
  })
})
