import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignBin } from '../../../../src/main/core/binning/assign-bin.ts'
import { binVariable } from '../../../../src/main/core/binning/bin-variable.ts'
import type { BinningParams } from '../../../../src/main/core/binning/binned-variable.ts'
import { cellAt, getColumn } from '../../../../src/main/core/frame/frame.ts'
import { binnedVariableSchema, binningParamsSchema } from '../../../../src/shared/contract/model.ts'
import { germanCreditFrame, numericColumn, textColumn } from '../scorecard/german-credit-frame.ts'

const DEFAULTS: BinningParams = binningParamsSchema.parse({})
const german = germanCreditFrame()
const bad = Uint8Array.from({ length: german.nRows }, (_, i) => (cellAt(getColumn(german, 'credit'), i) === 2 ? 1 : 0))
const repeat = <T>(value: T, times: number): T[] => new Array<T>(times).fill(value)
/** Rows as [value, non-events, events]. */
function sample<T>(rows: readonly (readonly [T, number, number])[]): { values: T[]; yTrue: Uint8Array } {
  const values = rows.flatMap(([value, n, e]) => repeat(value, n + e))
  return { values, yTrue: Uint8Array.from(rows.flatMap(([, n, e]) => [...repeat(0, n), ...repeat(1, e)])) }
}

describe('binning a variable', () => {
  it.each([
    ['status', 0.6660115033513336, 12],
    ['credit_history', 0.2932335474, 10],
    ['savings', 0.1960095569, 10],
    ['purpose', 0.1691950657, 10],
    ['property', 0.1126382624, 10],
    ['employment', 0.086433631, 10],
    ['housing', 0.0832934336, 10],
    ['telephone', 0.006377605, 10],
  ])(
    'gives the published information value of %s in German Credit with its levels kept',
    (name, informationValue, digits) => {
      const variable = binVariable(getColumn(german, name), bad, { ...DEFAULTS, keepLevels: true })
      expect(variable.informationValue).toBeCloseTo(informationValue, digits)
      const levels = variable.bins.flatMap(({ definition }) => (definition.kind === 'levels' ? definition.levels : []))
      expect(levels).toEqual(levels.toSorted((a, b) => (a < b ? -1 : 1)))
    },
  )

  it('returns what the contract says, for every column of German Credit', () => {
    for (const column of german.columns.values()) {
      if (column.name === 'credit') continue
      const variable = binVariable(column, bad, DEFAULTS)
      expect(binnedVariableSchema.parse(variable)).toEqual(variable)
      expect(variable.bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(1000)
      expect(variable.bins.reduce((sum, bin) => sum + bin.share, 0)).toBeCloseTo(1, 12)
      expect(
        variable.bins.filter((bin) => bin.definition.kind === 'interval' || bin.definition.kind === 'levels').length,
      ).toBeLessThanOrEqual(6)
    }
  })

  it('keeps limits and trend, counts what the scorer assigns, and merges rare levels', () => {
    const variable = binVariable(getColumn(german, 'purpose'), bad, DEFAULTS)
    const ordered = variable.bins.filter((bin) => bin.definition.kind === 'levels')
    for (const bin of ordered) expect(bin.count).toBeGreaterThanOrEqual(50)
    expect(ordered.map((bin) => bin.eventRate)).toEqual(ordered.map((bin) => bin.eventRate).toSorted((a, b) => a! - b!))
    expect(variable).toMatchObject({ trend: 'ascending', isMonotone: true })
    // A44, A45, A48 and A410 have 12, 22, 9 and 12 rows of 1,000.
    expect(
      ordered.some(({ label }) => ['A410', 'A44', 'A45', 'A48'].every((level) => label.split(', ').includes(level))),
    ).toBe(true)
    expect(variable.trendReason).toBe('Levels stand in order of event rate; 4 rare levels were pooled first.')
    const bins = Array.from({ length: 1000 }, (_, i) => assignBin(variable)(cellAt(getColumn(german, 'purpose'), i)))
    variable.bins.forEach((bin, b) => void expect(bins.filter((x) => x === b).length).toBe(bin.count))
  })

  it('always has a missing bin, and for texts one for other values', () => {
    const numeric = binVariable(getColumn(german, 'month'), bad, DEFAULTS)
    expect(numeric.bins.at(-1)).toMatchObject({ label: 'Missing', count: 0, woe: 0, eventRate: null, isAdjusted: true })
    const text = binVariable(getColumn(german, 'status'), bad, DEFAULTS)
    expect(text.bins.slice(-2).map(({ label, woe }) => [label, woe])).toEqual([
      ['Missing', 0],
      ['Other values', 0],
    ])
  })

  it('gives missing values and special codes bins of their own, by hand', () => {
    const { values, yTrue } = sample<number | null>([
      [1, 30, 10],
      [2, 10, 30],
      [-999, 5, 10],
      [null, 5, 0],
    ])
    const params = { ...DEFAULTS, specialCodes: [{ column: 'x', codes: ['-999.0'] }] }
    const variable = binVariable(numericColumn('x', values), yTrue, params)
    expect(variable.bins.map(({ label, nonEvents, events }) => [label, nonEvents, events])).toEqual([
      ['< 2', 30, 10],
      ['≥ 2', 10, 30],
      ['Special: −999', 5, 10],
      ['Missing', 5, 0],
    ])
    expect(variable.bins[0]!.woe).toBeCloseTo(Math.log(30 / 50 / (10 / 50)), 12)
    expect(variable.bins[2]!.woe).toBeCloseTo(Math.log(5 / 10), 12)
    expect(variable.bins[3]).toMatchObject({ isAdjusted: true, woe: Math.log(5.5 / 50 / (0.5 / 50)) })
    expect(variable.zeroCellRule).toContain('0.5 added to both of its cells')
    expect(variable.splits).toEqual([2])
    const text = binVariable(textColumn('x', ['a', 'a', 'b', 'b', 'n/a', 'n/a']), Uint8Array.of(0, 0, 1, 1, 0, 1), {
      ...DEFAULTS,
      specialCodes: [{ column: 'x', codes: ['n/a'] }],
      keepLevels: true,
    })
    expect(text.bins.map((bin) => bin.label)).toEqual(['a', 'b', 'Special: n/a', 'Missing', 'Other values'])
  })

  it('takes the trend of the column before the general one', () => {
    const { values, yTrue } = sample([
      [1, 30, 10],
      [2, 10, 30],
    ])
    const params: BinningParams = { ...DEFAULTS, trend: 'descending', trends: [{ column: 'x', trend: 'ascending' }] }
    expect(binVariable(numericColumn('x', values), yTrue, params).trend).toBe('ascending')
    expect(binVariable(numericColumn('y', values), yTrue, params)).toMatchObject({ trend: 'none', splits: [] })
  })

  it('counts a bin of exactly the smallest share as large enough, in spite of rounding', () => {
    const { values, yTrue } = sample([
      [1, 6, 1],
      [2, 40, 53],
    ])
    expect(0.07 * 100).toBeGreaterThan(7)
    expect(binVariable(numericColumn('x', values), yTrue, { ...DEFAULTS, minBinShare: 0.07 }).splits).toEqual([2])
    expect(binVariable(numericColumn('x', values), yTrue, { ...DEFAULTS, minBinShare: 0.08 }).splits).toEqual([])
  })

  it('gives one bin with the reason when nothing can be split', () => {
    const yTrue = Uint8Array.of(0, 1, 0, 1)
    const constant = binVariable(numericColumn('x', [5, 5, 5, 5]), yTrue, DEFAULTS)
    expect(constant).toMatchObject({ informationValue: 0, trend: 'none', trendReason: 'One distinct value only.' })
    expect(constant.bins.map((bin) => bin.label)).toEqual(['All values', 'Missing'])
    const missing = binVariable(numericColumn('x', [null, null, null, null]), yTrue, DEFAULTS)
    expect(missing).toMatchObject({
      informationValue: 0,
      trendReason: 'No values outside the missing and special bins.',
    })
    expect(missing.bins.map((bin) => [bin.label, bin.count])).toEqual([
      ['All values', 0],
      ['Missing', 4],
    ])
    const unique = binVariable(textColumn('x', ['a', 'b', 'c', 'd']), yTrue, { ...DEFAULTS, minBinShare: 0.5 })
    expect(unique).toMatchObject({
      informationValue: 0,
      trendReason: 'No feasible split: none of 4 levels has at least 2 rows.',
    })
    expect(unique.bins.map((bin) => bin.label)).toEqual(['a, b, c, d', 'Missing', 'Other values'])
    const none = binVariable(textColumn('x', [null, null, null, null]), yTrue, DEFAULTS)
    expect(none.bins.map((bin) => bin.label)).toEqual(['Missing', 'Other values'])
    const perfect = binVariable(textColumn('x', ['a', 'b', 'a', 'b']), yTrue, DEFAULTS)
    expect(perfect.trendReason).toBe(
      'No feasible split: no two groups of levels that differ keep at least 1 row, 1 event and 1 non-event.',
    )
  })

  it('pools levels beyond the most pre-bins, fewest rows first', () => {
    const { values, yTrue } = sample([
      ['a', 30, 10],
      ['b', 20, 30],
      ['c', 2, 2],
      ['d', 1, 3],
    ])
    const variable = binVariable(textColumn('x', values), yTrue, {
      ...DEFAULTS,
      minBinShare: 0,
      maxPrebins: 3,
      maxBins: 6,
    })
    expect(variable.bins.slice(0, 3).map((bin) => bin.label)).toEqual(['a', 'b', 'c, d'])
  })

  it('does not depend on the order of rows or levels', () => {
    const column = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer({ min: 0, max: 1 })), {
      minLength: 4,
      maxLength: 40,
    })
    fc.assert(
      fc.property(
        column.filter((rows) => new Set(rows.map(([, y]) => y)).size === 2),
        (rows) => {
          const make = (list: typeof rows) =>
            binVariable(
              textColumn(
                'x',
                list.map(([level]) => level),
              ),
              Uint8Array.from(list, ([, y]) => y),
              DEFAULTS,
            )
          expect(make(rows.toReversed())).toEqual(make(rows))
        },
      ),
    )
  })

  it('refuses one class, ragged input and special codes that are not numbers', () => {
    expect(() => binVariable(numericColumn('x', [1, 2]), Uint8Array.of(1, 1), DEFAULTS)).toThrow(
      'binning of "x" needs events and non-events, got 2 events',
    )
    expect(() => binVariable(numericColumn('x', [1, 2]), Uint8Array.of(1, 2), DEFAULTS)).toThrow(
      'needs labels 0 or 1, got 2 in row 2',
    )
    expect(() => binVariable(numericColumn('x', [1, 2, 3]), Uint8Array.of(0, 1), DEFAULTS)).toThrow(
      'needs one label per row, got 3 rows and 2 labels',
    )
    const params = { ...DEFAULTS, specialCodes: [{ column: 'x', codes: ['n/a'] }] }
    expect(() => binVariable(numericColumn('x', [1, 2]), Uint8Array.of(0, 1), params)).toThrow(
      'special code of numeric column "x" needs a number, got "n/a"',
    )
  })
})
