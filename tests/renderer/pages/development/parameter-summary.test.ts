import { describe, expect, it } from 'vitest'
import { parameterSummary } from '../../../../src/renderer/pages/development/parameters/parameter-summary.ts'
import { type ScorecardParams, scorecardParamsSchema } from '../../../../src/shared/contract/index.ts'

const PARAMS: ScorecardParams = scorecardParamsSchema.parse({})

describe('parameterSummary', () => {
  it('says what holds by default', () => {
    expect(parameterSummary(PARAMS, null)).toEqual({
      binning: 'at most 6 bins, from 5.0%',
      selection: 'IV from 0.02',
      regression: 'no penalty',
      scaling: '600 at 19:1, PDO 50',
      rejects: 'every row has an outcome',
    })
  })

  it('names bins set by hand, the search, and what must be in or out', () => {
    const bins = [{ definition: { kind: 'interval' as const, lower: null, upper: null } }]
    const summary = parameterSummary(
      {
        ...PARAMS,
        binning: { ...PARAMS.binning, manual: [{ column: 'age', bins }] },
        selection: {
          ...PARAMS.selection,
          method: 'stepwise',
          criterion: 'bic',
          mustHave: ['age'],
          mustNot: ['purpose', 'phone'],
        },
      },
      null,
    )
    expect(summary.binning).toBe('at most 6 bins, from 5.0%, 1 by hand')
    expect(summary.selection).toBe('IV from 0.02, stepwise by BIC, 1 must, 2 must not')
  })

  it('names penalties, weights and offset; weights only where a column has that role', () => {
    const params = { ...PARAMS, l1: 0.5, l2: 2, offsetColumn: 'prior' }
    expect(parameterSummary(params, 'w').regression).toBe('ridge 2, lasso 0.5, weighed by w, offset prior')
    expect(parameterSummary({ ...params, weights: 'none' }, 'w').regression).toBe('ridge 2, lasso 0.5, offset prior')
    expect(parameterSummary(PARAMS, 'w').regression).toBe('no penalty, weighed by w')
  })

  it('says when points are exact and what is done with rejects', () => {
    const params = {
      ...PARAMS,
      scaling: { ...PARAMS.scaling, rounding: 'none' as const },
      rejectInference: { ...PARAMS.rejectInference, method: 'fuzzy' as const },
    }
    expect(parameterSummary(params, null)).toMatchObject({ scaling: '600 at 19:1, PDO 50, exact', rejects: 'fuzzy' })
  })
})
