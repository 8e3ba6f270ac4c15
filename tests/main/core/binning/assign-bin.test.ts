import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignBin, assignBins, type BinScheme } from '../../../../src/main/core/binning/assign-bin.ts'
import { numericDefinitions } from '../../../../src/main/core/binning/numeric-definitions.ts'
import { numericColumn, textColumn } from '../scorecard/german-credit-frame.ts'

const scheme = (splits: readonly number[], codes: readonly number[] = []): BinScheme => ({
  name: 'x',
  type: 'numeric',
  bins: numericDefinitions(splits, codes).map((definition) => ({ definition })),
})
const TEXT: BinScheme = {
  name: 't',
  type: 'text',
  bins: [
    { definition: { kind: 'levels', levels: ['a', 'b'] } },
    { definition: { kind: 'levels', levels: [''] } },
    { definition: { kind: 'special', codes: ['n/a'] } },
    { definition: { kind: 'missing' } },
    { definition: { kind: 'unseen' } },
  ],
}

describe('putting values into bins', () => {
  it('uses [lower, upper): an edge belongs to the bin above', () => {
    const bin = assignBin(scheme([1400, 1800]))
    expect([-Infinity, 1399.999, 1400, 1799.999, 1800, Infinity].map(bin)).toEqual([0, 0, 1, 1, 2, 2])
  })

  it('sends missing values and special codes to their own bins', () => {
    const bin = assignBin(scheme([0], [-999, -998]))
    expect([-999, -998, -997, 5, null, Number.NaN].map(bin)).toEqual([2, 3, 0, 1, 4, 4])
  })

  it('sends levels, special codes, missing and unseen texts to their bins', () => {
    expect(['b', '', 'n/a', null, 'z', 'constructor', '__proto__'].map(assignBin(TEXT))).toEqual([0, 1, 2, 3, 4, 4, 4])
  })

  it('gives single values and columns the same bins', () => {
    const splits = fc.uniqueArray(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(splits, fc.array(fc.option(fc.double({ noNaN: true })), { maxLength: 30 }), (edges, values) => {
        const sorted = edges.toSorted((a, b) => a - b)
        const s = scheme(sorted, [-999])
        const probes = [...values, ...sorted, -999]
        const single = probes.map(assignBin(s))
        expect([...assignBins(s, numericColumn('x', probes))]).toEqual(single)
        probes.forEach((value, i) => {
          if (value === null) expect(single[i]).toBe(s.bins.length - 1)
          else if (value !== -999) expect(single[i]).toBe(sorted.filter((edge) => edge <= value).length)
        })
      }),
    )
    const texts = ['a', 'z', null, '', 'b', 'n/a', 'a']
    expect([...assignBins(TEXT, textColumn('t', texts))]).toEqual(texts.map(assignBin(TEXT)))
  })

  it('takes a column without values as missing, whatever its type', () => {
    expect([...assignBins(scheme([1]), textColumn('x', [null, null]))]).toEqual([2, 2])
    expect([...assignBins(TEXT, numericColumn('t', [null]))]).toEqual([3])
  })

  it('refuses values of the other type', () => {
    expect(() => assignBin(scheme([1]))('5')).toThrow('variable "x" needs numbers, got a text')
    expect(() => assignBin(TEXT)(5)).toThrow('variable "t" needs texts, got a number')
    expect(() => assignBins(scheme([1]), textColumn('x', ['5']))).toThrow('needs numbers, got a text column')
    expect(() => assignBins(TEXT, numericColumn('t', [5]))).toThrow('needs texts, got a numeric column')
  })

  it('refuses bins with a gap, an overlap, no end, or without a place for missing and unseen', () => {
    const interval = (lower: number | null, upper: number | null) => ({
      definition: { kind: 'interval', lower, upper } as const,
    })
    const missing = { definition: { kind: 'missing' } as const }
    const make = (...bins: BinScheme['bins']) => assignBin({ name: 'x', type: 'numeric', bins })
    expect(() => make(interval(null, 1), interval(2, null), missing)).toThrow('without gap or overlap, got [2, null)')
    expect(() => make(interval(null, 3), interval(3, 2), interval(2, null), missing)).toThrow('without gap or overlap')
    expect(() => make(interval(null, null), interval(null, null), missing)).toThrow('without gap or overlap')
    expect(() => make(interval(null, 1), missing)).toThrow('needs intervals up to infinity')
    expect(() => make(missing)).toThrow('needs intervals up to infinity')
    expect(() => make(interval(null, null))).toThrow('needs a missing bin')
    expect(() => assignBin({ ...TEXT, bins: TEXT.bins.slice(0, 4) })).toThrow('needs a bin for other values')
    expect(() => assignBin({ ...TEXT, bins: [...TEXT.bins, TEXT.bins[0]!] })).toThrow(
      'needs each level in one bin, got "a" in two',
    )
  })

  it('gives a column what it gives its values one by one, wherever the edges lie', () => {
    const number = fc.oneof(
      fc.integer({ min: -20, max: 20 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(0, -0, 1e-300, 1e300, 0.1 + 0.2, 0.3),
    )
    const edges = fc.uniqueArray(number, { maxLength: 12, comparator: (a, b) => a === b })
    fc.assert(
      fc.property(edges, fc.array(fc.oneof(number, fc.constantFrom(Infinity, -Infinity, Number.NaN))), (list, more) => {
        const sorted = [...list].sort((a, b) => a - b)
        const definitions = numericDefinitions(sorted, [])
        const scheme = {
          name: 'x',
          type: 'numeric' as const,
          bins: definitions.map((definition) => ({ definition })),
        }
        const values = Float64Array.from([...sorted, ...more])
        const expected = Int32Array.from(values, (value) =>
          Number.isNaN(value) ? definitions.length - 1 : sorted.filter((edge) => edge <= value).length,
        )
        expect(assignBins(scheme, { kind: 'numeric', name: 'x', values })).toEqual(expected)
        const assign = assignBin(scheme)
        expect(Int32Array.from(values, (value) => assign(value))).toEqual(expected)
      }),
      { numRuns: 500 },
    )
  })
})
