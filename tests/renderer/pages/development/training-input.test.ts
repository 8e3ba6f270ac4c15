import { describe, expect, it } from 'vitest'
import { parameterSummary } from '../../../../src/renderer/pages/development/parameters/parameter-summary.ts'
import { hasOwnParams, trainingInput } from '../../../../src/renderer/pages/development/training-input.ts'
import { DEFAULT_SPEC } from '../../../../src/renderer/pages/development/use-development-draft.ts'
import { scorecardParamsSchema } from '../../../../src/shared/contract/index.ts'

const specWith = (params: Partial<typeof DEFAULT_SPEC.params>) => ({
  ...DEFAULT_SPEC,
  params: { ...DEFAULT_SPEC.params, ...params },
})

describe('the training form', () => {
  it('begins with the defaults of the contract', () => {
    expect(DEFAULT_SPEC.params).toEqual(scorecardParamsSchema.parse({}))
  })

  it('sends a name only when one is given', () => {
    expect(trainingInput('d', DEFAULT_SPEC, '  ')).not.toHaveProperty('name')
    expect(trainingInput('d', DEFAULT_SPEC, ' Card ')).toMatchObject({ name: 'Card', dataset: 'd', seed: 1 })
  })

  it('knows when the plain command is enough', () => {
    expect(hasOwnParams({ ...DEFAULT_SPEC, seed: 7, exclude: ['age'] })).toBe(false)
    expect(hasOwnParams(specWith({ l2: 1 }))).toBe(true)
  })

  it('says in one line what holds in a folded part', () => {
    const plain = parameterSummary(DEFAULT_SPEC.params, 'w')
    expect(plain).toEqual({
      binning: 'at most 6 bins, from 5.0%',
      selection: 'IV from 0.02',
      regression: 'no penalty, weighed by w',
      scaling: '600 at 19:1, PDO 50',
      rejects: 'every row has an outcome',
    })
    const { selection, rejectInference } = DEFAULT_SPEC.params
    const other = specWith({
      l1: 2,
      weights: 'none',
      selection: { ...selection, method: 'stepwise', criterion: 'bic', mustHave: ['a'] },
      rejectInference: { ...rejectInference, method: 'fuzzy' },
    })
    expect(parameterSummary(other.params, 'w')).toMatchObject({
      selection: 'IV from 0.02, stepwise by BIC, 1 must',
      regression: 'lasso 2',
      rejects: 'fuzzy',
    })
  })
})
