import { describe, expect, it } from 'vitest'
import { parameterDifferences } from '../../../../src/main/core/comparison/parameter-differences.ts'
import { scorecardParamsSchema } from '../../../../src/shared/contract/scorecard-params.ts'

describe('parameterDifferences', () => {
  it('finds nothing between equal parameters', () => {
    const params = scorecardParamsSchema.parse({})
    expect(parameterDifferences([params, structuredClone(params), params])).toEqual([])
  })

  it('names the paths that differ, in order', () => {
    const params = scorecardParamsSchema.parse({})
    const other = scorecardParamsSchema.parse({
      l2: 0.5,
      binning: { maxBins: 4 },
      selection: { method: 'stepwise', mustHave: ['age'] },
      rejectInference: { rejected: { column: 'status', value: 'R' } },
    })
    expect(parameterDifferences([params, other, params])).toEqual([
      { path: 'binning.maxBins', values: ['6', '4', '6'] },
      { path: 'l2', values: ['0', '0.5', '0'] },
      { path: 'rejectInference.rejected', values: ['null', 'not set', 'null'] },
      { path: 'rejectInference.rejected.column', values: ['not set', 'status', 'not set'] },
      { path: 'rejectInference.rejected.value', values: ['not set', 'R', 'not set'] },
      { path: 'selection.method', values: ['none', 'stepwise', 'none'] },
      { path: 'selection.mustHave', values: ['[]', '["age"]', '[]'] },
    ])
  })

  it('compares lists that name columns column by column', () => {
    const a = {
      trends: [
        { column: 'x', trend: 'peak' },
        { column: 'y', trend: 'none' },
      ],
    }
    const b = {
      trends: [
        { column: 'y', trend: 'none' },
        { column: 'x', trend: 'valley' },
      ],
    }
    expect(parameterDifferences([a, b])).toEqual([{ path: 'trends.x', values: ['peak', 'valley'] }])
    expect(parameterDifferences([{ trends: [] }, a])).toEqual([
      { path: 'trends', values: ['[]', 'not set'] },
      { path: 'trends.x', values: ['not set', 'peak'] },
      { path: 'trends.y', values: ['not set', 'none'] },
    ])
    const more = { exceptions: [{ column: 'x', rule: 'points', points: 3 }] }
    expect(parameterDifferences([more, { exceptions: [{ column: 'x', rule: 'points', points: 4 }] }])).toEqual([
      { path: 'exceptions.x.points', values: ['3', '4'] },
    ])
  })

  it('compares a list that names a column twice as a whole', () => {
    const twice = {
      trends: [
        { column: 'x', trend: 'peak' },
        { column: 'x', trend: 'none' },
      ],
    }
    const [difference] = parameterDifferences([twice, { trends: 1 }])
    expect(difference!.values[0]).toMatch(/^2 entries \([0-9a-f]{8}\)$/)
  })

  it('sums long bins up, so that different ones read differently', () => {
    const bins = (cut: number) => ({
      manual: [
        {
          column: 'income',
          bins: [
            { definition: { kind: 'interval', lower: null, upper: cut } },
            { definition: { kind: 'interval', lower: cut, upper: null } },
          ],
        },
      ],
    })
    const [difference, ...others] = parameterDifferences([bins(1000), bins(2000)])
    expect(others).toEqual([])
    expect(difference!.path).toBe('manual.income')
    const [one, two] = difference!.values as [string, string]
    expect(one).toMatch(/^2 entries \([0-9a-f]{8}\)$/)
    expect(two).toMatch(/^2 entries \([0-9a-f]{8}\)$/)
    expect(one).not.toBe(two)
    const [long] = parameterDifferences([{ note: 'x'.repeat(100) }, { note: 'short' }])
    expect(long!.values[0]).toMatch(/^100 characters \([0-9a-f]{8}\)$/)
  })

  it('takes undefined for not set, and bare values', () => {
    expect(parameterDifferences([{ a: undefined }, {}])).toEqual([])
    expect(parameterDifferences([{ a: null }, {}])).toEqual([{ path: 'a', values: ['null', 'not set'] }])
    expect(parameterDifferences([])).toEqual([])
  })

  it('compares what only one kind of model has among models of that kind', () => {
    const card = { method: 'scorecard', scaling: { rounding: 'integer' }, maxBins: 6 }
    const few = { method: 'gbdt', scaling: { rounding: 'none' }, maxTrees: 100 }
    const many = { ...few, maxTrees: 300 }
    expect(parameterDifferences([card, few], ['regression', 'trees'])).toEqual([
      { path: 'method', values: ['scorecard', 'gbdt'] },
      { path: 'scaling.rounding', values: ['integer', 'none'] },
    ])
    expect(parameterDifferences([card, few, many], ['regression', 'trees', 'trees'])).toContainEqual({
      path: 'maxTrees',
      values: ['does not apply', '100', '300'],
    })
    expect(parameterDifferences([few, { method: 'gbdt' }], ['trees', 'trees'])).toContainEqual({
      path: 'maxTrees',
      values: ['100', 'not set'],
    })
  })
})
