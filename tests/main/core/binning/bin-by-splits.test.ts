import { describe, expect, it } from 'vitest'
import { binBySplits } from '../../../../src/main/core/binning/bin-by-splits.ts'
import { cellAt, getColumn, type NumericColumn } from '../../../../src/main/core/frame/frame.ts'
import { binnedVariableSchema } from '../../../../src/shared/contract/binning.ts'
import { germanCreditFrame, numericColumn } from '../scorecard/german-credit-frame.ts'

const german = germanCreditFrame()
const bad = Uint8Array.from({ length: german.nRows }, (_, i) => (cellAt(getColumn(german, 'credit'), i) === 2 ? 1 : 0))
const numeric = (name: string) => getColumn(german, name) as NumericColumn

describe('binning by given splits', () => {
  it('gives the published information value of credit amount', () => {
    const variable = binBySplits(numeric('credit_amount'), bad, [1400, 1800, 4000, 9200])
    expect(variable.bins.map(({ label, nonEvents, events }) => [label, nonEvents, events])).toEqual([
      ['< 1400', 185, 82],
      ['[1400, 1800)', 87, 18],
      ['[1800, 4000)', 287, 95],
      ['[4000, 9200)', 120, 76],
      ['≥ 9200', 21, 29],
      ['Missing', 0, 0],
    ])
    expect(variable.informationValue).toBeCloseTo(0.18122037473650626, 14)
    expect(variable).toMatchObject({ trend: 'none', isMonotone: false, splits: [1400, 1800, 4000, 9200] })
    expect(binnedVariableSchema.parse(variable)).toEqual(variable)
  })

  it('gives the published information value of people liable for', () => {
    expect(binBySplits(numeric('people_liable_for'), bad, [2]).informationValue).toBeCloseTo(0.0000433922, 10)
  })

  it('states the zero-cell rule, which changes the number: duration in months, every value a bin', () => {
    const values = [...new Set(numeric('month').values)].sort((a, b) => a - b)
    const iv = (addend: number, cells: 'both' | 'empty') =>
      binBySplits(numeric('month'), bad, values.slice(1), { zeroCellRule: { addend, cells } })
    expect(iv(0.99, 'empty').informationValue).toBeCloseTo(0.33991, 5)
    expect(iv(0.5, 'empty').informationValue).toBeCloseTo(0.36549, 5)
    expect(iv(0.5, 'both').informationValue).toBeCloseTo(0.38210737, 8)
    expect(iv(0.99, 'empty').zeroCellRule).toContain('0.99 added to its empty cell')
    expect(binBySplits(numeric('month'), bad, values.slice(1))).toEqual(iv(0.5, 'both'))
  })

  it('gives special codes their own bins', () => {
    const variable = binBySplits(numericColumn('x', [1, 2, -9, null]), Uint8Array.of(0, 1, 0, 1), [2], {
      specialCodes: ['-9'],
    })
    expect(variable.bins.map(({ label, count }) => [label, count])).toEqual([
      ['< 2', 1],
      ['≥ 2', 1],
      ['Special: −9', 1],
      ['Missing', 1],
    ])
  })

  it('refuses splits that are not finite and ascending, and one class', () => {
    const column = numericColumn('x', [1, 2])
    for (const splits of [[2, 1], [1, 1], [Infinity], [Number.NaN]]) {
      expect(() => binBySplits(column, Uint8Array.of(0, 1), splits)).toThrow('needs finite splits in ascending order')
    }
    expect(() => binBySplits(column, Uint8Array.of(1, 1), [2])).toThrow('needs events and non-events')
  })
})
