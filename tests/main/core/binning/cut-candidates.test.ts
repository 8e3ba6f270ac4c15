import { describe, expect, it } from 'vitest'
import { binVariable } from '../../../../src/main/core/binning/bin-variable.ts'
import { cutCandidates } from '../../../../src/main/core/binning/cut-candidates.ts'
import { cellAt, getColumn } from '../../../../src/main/core/frame/frame.ts'
import { binningParamsSchema } from '../../../../src/shared/contract/binning.ts'
import { germanCreditFrame, numericColumn, textColumn } from '../scorecard/german-credit-frame.ts'

const NONE = { specialCodes: [] }

describe('where bins could be cut', () => {
  it('lists fine pre-bins of numbers without missing values and special codes', () => {
    const column = numericColumn('x', [3, -999, null, 1, 3, 2])
    const yTrue = Uint8Array.of(1, 1, 0, 0, 0, 1)
    expect(cutCandidates(column, yTrue, { specialCodes: [{ column: 'x', codes: ['-999'] }] })).toEqual({
      type: 'numeric',
      minimum: 1,
      maximum: 3,
      prebins: [
        { lower: 1, count: 1, events: 0 },
        { lower: 2, count: 1, events: 1 },
        { lower: 3, count: 2, events: 1 },
      ],
      levels: [],
      nLevels: 0,
    })
    const many = numericColumn(
      'x',
      Array.from({ length: 500 }, (_, i) => i),
    )
    expect(cutCandidates(many, new Uint8Array(500), NONE).prebins).toHaveLength(50)
  })

  it('lists the edges that the bins themselves take by default', () => {
    const german = germanCreditFrame()
    const credit = getColumn(german, 'credit')
    const yTrue = Uint8Array.from({ length: 1000 }, (_, i) => (cellAt(credit, i) === 2 ? 1 : 0))
    for (const name of ['credit_amount', 'age', 'month']) {
      const column = getColumn(german, name)
      const { splits } = binVariable(column, yTrue, binningParamsSchema.parse({}))
      const lowers = cutCandidates(column, yTrue, NONE).prebins.map(({ lower }) => lower)
      expect(lowers).toEqual(expect.arrayContaining(splits))
    }
  })

  it('stays finite with infinite values, and empty without values', () => {
    const infinite = numericColumn('x', [-Infinity, 1, Infinity])
    const { minimum, maximum, prebins } = cutCandidates(infinite, Uint8Array.of(0, 1, 1), NONE)
    expect([minimum, maximum]).toEqual([1, 1])
    expect(prebins.map(({ lower }) => lower)).toEqual([-Number.MAX_VALUE, 1])
    const empty = cutCandidates(numericColumn('x', [null, null]), Uint8Array.of(0, 1), NONE)
    expect(empty).toMatchObject({ minimum: null, maximum: null, prebins: [] })
  })

  it('lists levels by count, weights counted, the first thousand of many', () => {
    const column = textColumn('x', ['b', 'a', 'c', 'a', null, 'n/a'])
    const result = cutCandidates(
      column,
      Uint8Array.of(1, 0, 0, 1, 1, 1),
      { specialCodes: [{ column: 'x', codes: ['n/a'] }] },
      Float64Array.of(5, 1, 2, 1, 9, 9),
    )
    expect(result.levels).toEqual([
      { level: 'b', count: 5, events: 5 },
      { level: 'a', count: 2, events: 1 },
      { level: 'c', count: 2, events: 0 },
    ])
    expect(result).toMatchObject({ type: 'text', nLevels: 3, prebins: [], minimum: null, maximum: null })
    const many = textColumn(
      'x',
      Array.from({ length: 1500 }, (_, i) => `v${i}`),
    )
    const long = cutCandidates(many, new Uint8Array(1500), NONE)
    expect([long.levels.length, long.nLevels]).toEqual([1000, 1500])
  })

  it('refuses special codes that are not numbers', () => {
    expect(() =>
      cutCandidates(numericColumn('x', [1]), Uint8Array.of(1), { specialCodes: [{ column: 'x', codes: ['n/a'] }] }),
    ).toThrow('needs a number, got "n/a"')
  })
})
