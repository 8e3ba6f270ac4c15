import { describe, expect, it } from 'vitest'
import { binVariable } from '../../../../src/main/core/binning/bin-variable.ts'
import type { BinDefinition, BinningParams, ManualBins } from '../../../../src/main/core/binning/binned-variable.ts'
import { binnedVariableSchema, binningParamsSchema } from '../../../../src/shared/contract/binning.ts'
import { numericColumn, textColumn } from '../scorecard/german-credit-frame.ts'

const DEFAULTS: BinningParams = binningParamsSchema.parse({})
const numbers = numericColumn('x', [1, 2, 3, 4, 5, 6, -9, null])
const texts = textColumn('x', ['a', 'b', 'b', 'c', 'd', 'd', 'n/a', null])
const yTrue = Uint8Array.of(0, 0, 1, 0, 1, 1, 1, 0)

function interval(lower: number | null, upper: number | null): BinDefinition {
  return { kind: 'interval', lower, upper }
}

function set(definitions: readonly BinDefinition[], more: Partial<ManualBins> = {}): BinningParams {
  return { ...DEFAULTS, manual: [{ column: 'x', bins: definitions.map((definition) => ({ definition })), ...more }] }
}

describe('bins set by hand', () => {
  it('takes intervals and special codes as they are, with their notes', () => {
    const params: BinningParams = {
      ...DEFAULTS,
      manual: [
        {
          column: 'x',
          bins: [
            { definition: { kind: 'special', codes: ['\u22129.0'] }, note: 'Not asked' },
            { definition: interval(null, 3), note: 'Low' },
            { definition: interval(3, null) },
          ],
          missingNote: 'Not known',
        },
      ],
    }
    const variable = binVariable(numbers, yTrue, params)
    expect(variable.bins.map(({ label, events, nonEvents, note }) => [label, events, nonEvents, note])).toEqual([
      ['< 3', 0, 2, 'Low'],
      ['≥ 3', 3, 1, undefined],
      ['Special: −9', 1, 0, 'Not asked'],
      ['Missing', 0, 1, 'Not known'],
    ])
    expect(variable).toMatchObject({ isManual: true, trend: 'none', trendReason: 'Set by hand.', splits: [3] })
    expect(variable.bins[1]!.woe).toBeCloseTo(Math.log(1 / 4 / (3 / 4)), 12)
    expect(binnedVariableSchema.parse(variable)).toEqual(variable)
    expect(binVariable({ ...numbers, name: 'y' }, yTrue, params).isManual).toBeUndefined()
  })

  it('keeps the order of levels, and counts levels of no bin as other values', () => {
    const levels = (...list: string[]): BinDefinition => ({ kind: 'levels', levels: list })
    const variable = binVariable(texts, yTrue, set([levels('d', 'zz'), levels('a')]))
    expect(variable.bins.map(({ label, events, nonEvents }) => [label, events, nonEvents])).toEqual([
      ['d, zz', 2, 0],
      ['a', 0, 1],
      ['Missing', 0, 1],
      ['Other values', 2, 2],
    ])
    expect(variable.bins.at(-1)).toMatchObject({ count: 4, woe: Math.log(2 / 4 / (2 / 4)), isAdjusted: false })
    expect(variable.bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(8)
    expect(variable.splits).toEqual([])
  })

  it('keeps special codes of the parameters that the set does not name', () => {
    const specialCodes = [{ column: 'x', codes: ['-9', '6'] }]
    const six: BinDefinition = { kind: 'special', codes: ['6'] }
    const variable = binVariable(numbers, yTrue, { ...set([interval(null, null), six]), specialCodes })
    expect(variable.bins.map(({ label }) => label)).toEqual(['All values', 'Special: 6', 'Special: −9', 'Missing'])
    const named = binVariable(texts, yTrue, {
      ...set([{ kind: 'levels', levels: ['a', 'n/a'] }]),
      specialCodes: [{ column: 'x', codes: ['n/a', 'd'] }],
    })
    expect(named.bins.map(({ label }) => label)).toEqual(['a, n/a', 'Special: d', 'Missing', 'Other values'])
  })

  it('allows bins without rows and says so', () => {
    const variable = binVariable(numbers, yTrue, set([interval(null, 3), interval(3, 99), interval(99, null)]))
    expect(variable.trendReason).toBe('Set by hand. Bin "≥ 99" holds no row of the development sample.')
    expect(variable.bins[2]).toMatchObject({ count: 0, woe: 0, isAdjusted: true, eventRate: null })
    const two = binVariable(numbers, yTrue, set([interval(null, 50), interval(50, 99), interval(99, null)]))
    expect(two.trendReason).toBe('Set by hand. 2 bins hold no row of the development sample.')
  })

  it('counts weights', () => {
    const weights = Float64Array.of(1, 1, 1, 1, 1, 1, 0, 2.5)
    const variable = binVariable(numbers, yTrue, set([interval(null, 3), interval(3, null)]), weights)
    expect(variable.bins.map(({ count }) => count)).toEqual([2, 4, 2.5])
  })

  it.each([
    [[interval(0, null)], 'a first interval without lower edge, got 0'],
    [[interval(null, 4)], 'a last interval without upper edge, got 4'],
    [[interval(null, null), interval(4, null)], 'one last interval without upper edge, got one in place 1 too'],
    [[interval(null, 4), interval(5, null)], 'intervals that meet, got one up to 4 followed by one from 5'],
    [[interval(null, 4), interval(null, null)], 'got one up to 4 followed by one without lower edge'],
    [[interval(null, 4), interval(4, 4), interval(4, null)], 'edges in ascending order, got 4 followed by 4'],
    [[interval(null, 4), interval(4, -1), interval(-1, null)], 'edges in ascending order, got 4 followed by −1'],
    [[interval(null, Infinity)], 'edges that are finite numbers, got Infinity'],
    [[{ kind: 'special', codes: ['1'] }], 'intervals that cover the line, got none'],
    [[interval(null, null), { kind: 'levels', levels: ['a'] }], 'for a numeric column, got one of kind levels'],
    [[interval(null, null), { kind: 'missing' }], 'which come by themselves, got one of kind missing'],
    [[interval(null, null), { kind: 'special', codes: [] }], 'a code in every special bin, got none'],
    [
      [interval(null, null), { kind: 'special', codes: ['1'] }, { kind: 'special', codes: ['2', '1.0'] }],
      'each special code in one bin, got "1" in two',
    ],
  ] satisfies [BinDefinition[], string][])('refuses unsound bins of numbers: %j', (definitions, message) => {
    expect(() => binVariable(numbers, yTrue, set(definitions))).toThrow(message)
    expect(() => binVariable(numbers, yTrue, set(definitions))).toThrow(/^manual binning of "x" needs /)
  })

  it.each([
    [
      [
        { kind: 'levels', levels: ['a'] },
        { kind: 'levels', levels: ['b', 'a'] },
      ],
      'each level in one bin, got "a" in two',
    ],
    [
      [
        { kind: 'levels', levels: ['a'] },
        { kind: 'special', codes: ['a'] },
      ],
      'each level in one bin, got "a" in two',
    ],
    [[{ kind: 'levels', levels: [] }], 'a level in every bin, got none'],
    [[interval(null, null)], 'bins of kind levels or special for a text column, got one of kind interval'],
    [[{ kind: 'unseen' }], 'which come by themselves, got one of kind unseen'],
  ] satisfies [BinDefinition[], string][])('refuses unsound bins of texts: %j', (definitions, message) => {
    expect(() => binVariable(texts, yTrue, set(definitions))).toThrow(message)
  })

  it('refuses special codes that are no numbers and two sets for one column', () => {
    expect(() => binVariable(numbers, yTrue, set([interval(null, null), { kind: 'special', codes: ['n/a'] }]))).toThrow(
      'special code of numeric column "x" needs a number, got "n/a"',
    )
    const one = set([interval(null, null)]).manual!
    expect(() => binVariable(numbers, yTrue, { ...DEFAULTS, manual: [...one, ...one] })).toThrow(
      'manual bins need one set per column, got 2 for "x"',
    )
  })
})
