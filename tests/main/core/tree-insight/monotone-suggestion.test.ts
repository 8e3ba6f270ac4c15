import { describe, expect, it } from 'vitest'
import { createFrame, getColumn } from '../../../../src/main/core/frame/frame.ts'
import { suggestMonotone } from '../../../../src/main/core/tree-insight/monotone-suggestion.ts'
import { monotoneSuggestionSchema } from '../../../../src/shared/contract/boosting.ts'
import { numericColumn, textColumn } from '../scorecard/german-credit-frame.ts'
import { allRows, german, germanOutcomes, golden } from './tree-fixtures.ts'

/** 100 rows: values 0 … 99, outcomes by a rule. */
function rowsOf(rule: (value: number) => boolean) {
  const values = Array.from({ length: 100 }, (_, i) => i)
  const frame = createFrame([numericColumn('x', values)])
  return { frame, yTrue: Uint8Array.from(values, (value) => (rule(value) ? 1 : 0)), rows: Uint32Array.from(values) }
}

describe('a suggestion of a monotone direction', () => {
  it('is given where events stand higher and the rate rises from band to band', () => {
    const { frame, yTrue, rows } = rowsOf((value) => value % 10 < value / 10)
    const [suggestion] = suggestMonotone(frame, yTrue, rows, ['x'])
    expect(suggestion).toMatchObject({ column: 'x', direction: 'increasing', agreement: 1 })
    expect(suggestion!.rates).toHaveLength(10)
    expect(suggestion!.rates[0]).toMatchObject({ lower: 0, isMissing: false })
    expect(suggestion!.rates.at(-1)).toMatchObject({ upper: 99 })
    expect(suggestion!.rates.reduce((sum, { count }) => sum + count, 0)).toBe(100)
    expect(suggestion!.reason).toMatch(/rises with the value: rank correlation 0\.\d\d .*100% of its ups and downs/)
    const reversed = suggestMonotone(
      frame,
      yTrue.map((y) => 1 - y),
      rows,
      ['x'],
    )
    expect(reversed[0]).toMatchObject({ direction: 'decreasing', agreement: 1 })
    expect(reversed[0]!.correlation.value).toBeCloseTo(-suggestion!.correlation.value!, 12)
  })

  it('is not given where the correlation may be 0, or the rate turns too often', () => {
    const even = rowsOf((value) => value % 2 === 0)
    const [none] = suggestMonotone(even.frame, even.yTrue, even.rows, ['x'])
    expect(none).toMatchObject({ direction: null, reason: expect.stringContaining('may be 0') })
    // Rates by tens: up by 3, 3, 2, 2 and 1, down by 1 four times.
    const rates = [2, 1, 4, 3, 6, 5, 7, 6, 8, 9]
    const turning = rowsOf((value) => value % 10 < rates[Math.floor(value / 10)]!)
    const [hidden] = suggestMonotone(turning.frame, turning.yTrue, turning.rows, ['x'])
    expect(hidden!.agreement).toBeCloseTo(11 / 15, 12)
    expect(hidden).toMatchObject({ direction: null, reason: expect.stringContaining('would hide where it turns') })
  })

  it('has the missing values and special codes in a last band of their own', () => {
    const values = [1, 2, 3, 4, null, -9, 5, 6]
    const frame = createFrame([numericColumn('x', values), textColumn('s', values.map(String))])
    const yTrue = Uint8Array.of(0, 0, 1, 0, 1, 1, 1, 1)
    const codes = [{ column: 'x', codes: [-9] }]
    const rows = Uint32Array.from(values, (_, i) => i)
    const suggestions = suggestMonotone(frame, yTrue, rows, ['s', 'x'], null, codes)
    expect(suggestions.map(({ column }) => column)).toEqual(['x'])
    expect(suggestions[0]!.rates.at(-1)).toEqual({ lower: null, upper: null, isMissing: true, count: 2, eventRate: 1 })
    expect(suggestions[0]!.rates.slice(0, -1).every(({ isMissing }) => !isMissing)).toBe(true)
    // Without the two: ranks 1 … 6, events at 3, 5 and 6; Pearson of ranks and outcomes.
    expect(suggestions[0]!.correlation.value).toBeCloseTo(7 / 3 / Math.sqrt(2.9166666666666665 * 0.25) / 4, 1)
  })

  it('says why there is none for a constant column or too few rows', () => {
    const frame = createFrame([numericColumn('x', [1, 1, 1, null])])
    const [constant] = suggestMonotone(frame, Uint8Array.of(0, 1, 0, 1), Uint32Array.of(0, 1, 2, 3), ['x'])
    expect(constant).toMatchObject({ direction: null, agreement: null, correlation: { value: null } })
    expect(constant!.reason).toMatch(/No direction: .*two distinct values/)
    const few = createFrame([numericColumn('x', [1, 2, Number.POSITIVE_INFINITY])])
    const [short] = suggestMonotone(few, Uint8Array.of(0, 1, 1), Uint32Array.of(0, 1, 2), ['x'])
    expect(short).toMatchObject({ direction: null, reason: expect.stringContaining('four rows') })
    expect(short!.rates.at(-1)!.upper).toBeNull()
  })

  it('counts by weights as by copies of rows', () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3]
    const yTrue = Uint8Array.of(0, 0, 1, 0, 1, 1, 0, 1, 0, 1)
    const weights = Float64Array.of(1, 2, 3, 1, 2, 1, 3, 1, 2, 1)
    const rows = Uint32Array.from(values, (_, i) => i)
    const copies = Uint32Array.from([...rows].flatMap((row) => Array<number>(weights[row]!).fill(row)))
    const frame = createFrame([numericColumn('x', values)])
    const [weighted] = suggestMonotone(frame, yTrue, rows, ['x'], weights)
    const [copied] = suggestMonotone(frame, yTrue, copies, ['x'])
    expect(weighted!.correlation.value).toBeCloseTo(copied!.correlation.value!, 14)
  })

  it('has the rank correlations of SciPy, and the form of the contract', () => {
    const names = Object.keys(golden.spearman)
    const suggestions = suggestMonotone(german, germanOutcomes, allRows, names)
    expect(suggestions).toHaveLength(names.length)
    for (const suggestion of suggestions) {
      expect(suggestion.correlation.value).toBeCloseTo(golden.spearman[suggestion.column]!, 13)
      expect(monotoneSuggestionSchema.parse(suggestion)).toEqual(suggestion)
    }
    const directions = new Map(suggestions.map(({ column, direction }) => [column, direction]))
    expect(directions.get('month')).toBe('increasing')
    expect(directions.get('residence_since')).toBeNull()
  })

  it('refuses labels and columns that are not there', () => {
    const { frame, yTrue, rows } = rowsOf((value) => value > 50)
    expect(() =>
      suggestMonotone(
        frame,
        yTrue.map(() => 2),
        rows,
        ['x'],
      ),
    ).toThrow(/labels 0 or 1, got 2 in row 1/)
    expect(() => suggestMonotone(frame, yTrue, rows, ['z'])).toThrow(/"z"/)
    expect(getColumn(frame, 'x').kind).toBe('numeric')
  })
})
