import { describe, expect, it } from 'vitest'
import { targetRates } from '../../../../src/main/core/data-report/target-rates.ts'
import { getColumn } from '../../../../src/main/core/frame/frame.ts'
import golden from '../../../golden/data-report.json' with { type: 'json' }
import { numberColumn, readGerman, textColumn } from './real-data.ts'

describe('targetRates against statsmodels', () => {
  const german = readGerman(['credit'])
  const credit = getColumn(german, 'credit')
  const yTrue = credit.kind === 'numeric' ? credit.values.map((value) => value - 1) : []
  const report = targetRates(getColumn(german, 'purpose'), yTrue)

  it.each(golden.rates.map((rate) => [rate.label, rate] as const))('purpose %s', (label, expected) => {
    const found = report.rates.find((rate) => rate.label === label)!
    expect(found).toMatchObject({ count: expected.count, events: expected.events, kind: 'level' })
    for (const key of ['eventRate', 'lower', 'upper', 'lift'] as const) {
      expect(found[key]).toBeCloseTo(expected[key], 12)
    }
  })

  it('lists the most frequent first', () => {
    expect(report).toMatchObject({ count: 1000, events: 300, eventRate: 0.3, nWithoutOutcome: 0 })
    expect(report.rates).toHaveLength(golden.rates.length)
    expect(report.rates[0]!.label).toBe('A43')
  })
})

describe('targetRates', () => {
  it('lists values one by one, then special codes and Missing', () => {
    const column = numberColumn('x', [1, 1, 2, 3, -9, null, 99])
    const report = targetRates(column, [1, 0, 1, 0, 1, 0, 1], { specialCodes: ['-9', '99', '-8'] })
    expect(report.rates.map(({ label, kind, count, events }) => [label, kind, count, events])).toEqual([
      ['1', 'range', 2, 1],
      ['2', 'range', 1, 1],
      ['3', 'range', 1, 0],
      ['-9', 'special', 1, 1],
      ['99', 'special', 1, 1],
      ['-8', 'special', 0, 0],
      ['Missing', 'missing', 1, 0],
    ])
    expect(report.rates[5]).toMatchObject({ eventRate: null, lift: null })
    expect(report.rates[5]!.reason).toContain('needs a row with an outcome')
    expect(report.rates[0]!.lift).toBeCloseTo(0.5 / (4 / 7), 15)
  })

  it('never splits ties', () => {
    const values = [...Array.from({ length: 50 }, () => 0), ...Array.from({ length: 50 }, (_, i) => i + 1)]
    const { rates } = targetRates(
      numberColumn('x', values),
      values.map((value) => value % 2),
      { nBins: 4 },
    )
    expect(rates.map(({ label, count, lowest, highest }) => [label, count, lowest, highest])).toEqual([
      ['0', 50, 0, 0],
      ['1 to 25', 25, 1, 25],
      ['26 to 50', 25, 26, 50],
    ])
  })

  it('takes rare levels together and leaves special codes out of them', () => {
    const column = textColumn('t', ['a', 'a', 'a', 'b', 'b', 'c', 'd', 'n/a', null])
    const { rates } = targetRates(column, [1, 1, 0, 0, 0, 1, 1, 1, 1], { maxLevels: 2, specialCodes: ['n/a'] })
    expect(rates.map(({ label, kind, count, events }) => [label, kind, count, events])).toEqual([
      ['a', 'level', 3, 2],
      ['b', 'level', 2, 0],
      ['other levels (2)', 'otherLevels', 2, 2],
      ['n/a', 'special', 1, 1],
      ['Missing', 'missing', 1, 1],
    ])
  })

  it('counts rows without an outcome apart', () => {
    const report = targetRates(textColumn('t', ['a', 'a', 'b']), [Number.NaN, 0, Number.NaN])
    expect(report).toMatchObject({ count: 1, events: 0, eventRate: 0, nWithoutOutcome: 2 })
    expect(report.rates).toHaveLength(1)
    expect(report.rates[0]).toMatchObject({
      eventRate: 0,
      lower: 0,
      lift: null,
      reason: 'the lift needs events, got none',
    })
    expect(targetRates(numberColumn('x', []), []).eventRate).toBeNull()
  })

  it('cuts dates into ranges with dates as labels', () => {
    const dates = textColumn('d', ['2020-01-05', '2020-01-01', null, '2020-01-02'])
    const report = targetRates({ ...dates, dateFormat: 'YYYY-MM-DD' } as typeof dates, [1, 0, 1, 0], { nBins: 2 })
    expect(report.rates.map(({ label }) => label)).toEqual(['2020-01-01 to 2020-01-02', '2020-01-05', 'Missing'])
  })

  it('refuses what it cannot do', () => {
    const column = numberColumn('x', [1, 2])
    expect(() => targetRates(column, [1])).toThrow('needs one outcome per row, got 1 outcomes and 2 rows')
    expect(() => targetRates(column, [1, 2])).toThrow('needs outcomes 0, 1 or missing, got 2 in row 2')
    expect(() => targetRates(column, [1, 0], { nBins: 0 })).toThrow('bands, got 0')
    expect(() => targetRates(column, [1, 0], { maxLevels: 0.5 })).toThrow('bands, got 0.5')
    expect(() => targetRates(column, [1, 0], { level: 1 })).toThrow('level')
  })
})
