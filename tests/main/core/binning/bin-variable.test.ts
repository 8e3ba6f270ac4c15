import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignBin } from '../../../../src/main/core/binning/assign-bin.ts'
import { binCounts } from '../../../../src/main/core/binning/bin-counts.ts'
import { binVariable } from '../../../../src/main/core/binning/bin-variable.ts'
import type { BinningParams } from '../../../../src/main/core/binning/binned-variable.ts'
import { ratesChiSquared } from '../../../../src/main/core/binning/rates-chi-squared.ts'
import { cellAt, getColumn } from '../../../../src/main/core/frame/frame.ts'
import { binnedVariableSchema, binningParamsSchema } from '../../../../src/shared/contract/binning.ts'
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
  it('counts weights beyond the whole numbers of doubles without a bin of less than nothing', () => {
    const { values, yTrue } = sample([
      [1, 40, 5],
      [2, 20, 20],
      [3, 5, 40],
    ])
    const weights = Float64Array.from(values, (_, i) => (i % 2 === 0 ? 1e30 : 1e13))
    const { bins } = binVariable(numericColumn('x', values), yTrue, DEFAULTS, weights)
    expect(bins.at(-1)).toMatchObject({ definition: { kind: 'missing' }, count: 0, events: 0, nonEvents: 0 })
    for (const { events, nonEvents } of bins) expect(Math.min(events, nonEvents)).toBeGreaterThanOrEqual(0)
  })

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

  it('counts whole weights as copies of the rows, exactly', () => {
    const row = fc.tuple(
      fc.oneof(fc.constant(null), fc.integer({ min: -3, max: 12 })),
      fc.integer({ min: 0, max: 1 }),
      fc.integer({ min: 0, max: 5 }),
    )
    const params = fc.record({
      maxBins: fc.integer({ min: 2, max: 5 }),
      maxPrebins: fc.integer({ min: 2, max: 8 }),
      minBinShare: fc.constantFrom(0, 0.05, 0.2),
      maxPValue: fc.constantFrom(null, 0.3),
      rareLevelShare: fc.constantFrom(null, 0.02, 0.3),
      trend: fc.constantFrom('auto', 'ascending', 'valley', 'none'),
      keepLevels: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 60 }), params, fc.boolean(), (rows, some, isText) => {
        const weightOf = (label: number) => rows.reduce((sum, [, y, weight]) => sum + (y === label ? weight : 0), 0)
        fc.pre(weightOf(0) > 0 && weightOf(1) > 0)
        const column = (values: readonly (number | null)[]) =>
          isText
            ? textColumn(
                'x',
                values.map((value) => (value === null ? null : String(value))),
              )
            : numericColumn('x', values)
        const copied = rows.flatMap(([value, y, weight]) => repeat([value, y] as const, weight))
        const asked = { ...DEFAULTS, ...some, specialCodes: [{ column: 'x', codes: ['-3'] }] } as BinningParams
        const weighted = binVariable(
          column(rows.map(([value]) => value)),
          Uint8Array.from(rows, ([, y]) => y),
          asked,
          Float64Array.from(rows, ([, , weight]) => weight),
        )
        const plain = binVariable(
          column(copied.map(([value]) => value)),
          Uint8Array.from(copied, ([, y]) => y),
          asked,
        )
        expect(weighted).toEqual(plain)
      }),
      { numRuns: 300 },
    )
  })

  it('does not depend on the unit of the weights, but for the least numbers of events', () => {
    const column = getColumn(german, 'credit_amount')
    const params: BinningParams = { ...DEFAULTS, minEvents: 0, minNonEvents: 0, trend: 'none' }
    const weights = Float64Array.from({ length: 1000 }, (_, i) => 0.7 + (i % 7) / 10)
    const once = binVariable(column, bad, params, weights)
    const hundredth = binVariable(
      column,
      bad,
      params,
      weights.map((weight) => weight / 128),
    )
    expect(hundredth.splits).toEqual(once.splits)
    expect(hundredth.informationValue).toBeCloseTo(once.informationValue, 10)
    expect(once.bins.reduce((sum, bin) => sum + bin.count, 0)).toBeCloseTo(
      weights.reduce((sum, weight) => sum + weight, 0),
      9,
    )
  })

  it('counts what the scorer assigns, for every column, whether from pre-bins or row by row', () => {
    for (const column of german.columns.values()) {
      if (column.name === 'credit') continue
      const variable = binVariable(column, bad, { ...DEFAULTS, minBinShare: 0.01, maxBins: 12 })
      const { events, nonEvents } = binCounts(variable, column, bad)
      expect(variable.bins.map((bin) => [bin.events, bin.nonEvents])).toEqual(
        variable.bins.map((_, b) => [events[b], nonEvents[b]]),
      )
    }
  })

  it('keeps neighbours apart by the p-value asked for, or says that none are', () => {
    const column = getColumn(german, 'credit_amount')
    const free = binVariable(column, bad, { ...DEFAULTS, maxBins: 12, trend: 'none' })
    const strict = binVariable(column, bad, { ...DEFAULTS, maxBins: 12, trend: 'none', maxPValue: 0.05 })
    const apart = (bins: typeof free.bins) =>
      bins
        .filter(({ definition }) => definition.kind === 'interval')
        .slice(1)
        .map((bin, i) => ratesChiSquared(bins[i]!.events, bins[i]!.nonEvents, bin.events, bin.nonEvents))
    expect(Math.min(...apart(free.bins))).toBeLessThan(3.84)
    expect(strict.splits.length).toBeGreaterThan(0)
    expect(Math.min(...apart(strict.bins))).toBeGreaterThanOrEqual(3.84)
    expect(strict.informationValue).toBeLessThan(free.informationValue)
    const { values, yTrue } = sample([
      [1, 30, 10],
      [2, 29, 11],
    ])
    expect(binVariable(numericColumn('x', values), yTrue, { ...DEFAULTS, maxPValue: 0.05 }).trendReason).toBe(
      'No feasible split: no two bins keep at least 4 rows, 1 event and 1 non-event and rates that differ with p ≤ 0.05.',
    )
  })

  it('pools levels below their own share, if there is one', () => {
    const { values, yTrue } = sample([
      ['a', 40, 10],
      ['b', 10, 25],
      ['c', 3, 5],
      ['d', 4, 3],
    ])
    const bins = (rareLevelShare: number | null) =>
      binVariable(textColumn('x', values), yTrue, { ...DEFAULTS, minBinShare: 0, rareLevelShare })
        .bins.slice(0, -2)
        .map(({ label }) => label)
    expect(bins(0.075)).toEqual(['a', 'd', 'c', 'b'])
    expect(bins(0.1)).toEqual(['a', 'c, d', 'b'])
    expect(bins(null)).toEqual(['a', 'd', 'c', 'b'])
  })

  it('stands a hundred thousand levels, and does not keep so many apart', () => {
    const n = 100_000
    const levels = Array.from({ length: n }, (_, i) => `v${i}`)
    const column = { kind: 'text' as const, name: 'x', levels, codes: Int32Array.from({ length: n }, (_, i) => i) }
    const yTrue = Uint8Array.from({ length: n }, (_, i) => (i % 9 === 0 ? 1 : 0))
    const merged = binVariable(column, yTrue, { ...DEFAULTS, keepLevels: true })
    expect(merged.bins.map(({ count }) => count)).toEqual([n, 0, 0])
    expect(merged.trendReason).toBe(
      'More than 1000 levels are not kept apart. No feasible split: none of 100000 levels has at least 5000 rows.',
    )
    expect(merged.bins[0]!.label.endsWith('and 99900 more')).toBe(true)
  })

  it('bins infinite values without printing them', () => {
    const { values, yTrue } = sample([
      [-Infinity, 30, 5],
      [0, 20, 20],
      [Infinity, 5, 30],
    ])
    const variable = binVariable(numericColumn('x', values), yTrue, DEFAULTS)
    expect(variable.bins.map(({ label, count }) => [label, count])).toEqual([
      ['< 0', 35],
      ['≥ 0', 75],
      ['Missing', 0],
    ])
    expect(binnedVariableSchema.parse(variable)).toEqual(variable)
  })
})
