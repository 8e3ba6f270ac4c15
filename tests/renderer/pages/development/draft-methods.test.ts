import { describe, expect, it } from 'vitest'
import type { DraftContent } from '../../../../src/renderer/pages/development/draft-keeper.ts'
import {
  boostingOf,
  DEFAULT_BOOSTING,
  DEFAULT_SPEC,
  defaultOf,
  regressionOf,
  withBoosting,
  withMethod,
  withParams,
  withRegression,
} from '../../../../src/renderer/pages/development/draft-methods.ts'
import { paramsOfFile } from '../../../../src/renderer/pages/development/params-of-file.ts'
import { developmentDraftSchema, gbdtParamsSchema } from '../../../../src/shared/contract/index.ts'

const CARD: DraftContent = {
  spec: {
    ...DEFAULT_SPEC,
    exclude: ['age'],
    seed: 7,
    target: { column: 'bad', eventValue: '1' },
    params: { ...DEFAULT_SPEC.params, l2: 3, developmentShare: 0.6 },
  },
  name: 'Mine',
}

describe('the method of the draft', () => {
  it('changes and keeps target, columns, seed and share; the parameters are those of the method', () => {
    const trees = withMethod(CARD, 'gbdt')
    expect(trees.spec).toEqual({
      ...DEFAULT_BOOSTING,
      exclude: ['age'],
      seed: 7,
      target: { column: 'bad', eventValue: '1' },
      params: { ...DEFAULT_BOOSTING.params, developmentShare: 0.6 },
    })
    expect(trees).toMatchObject({ name: 'Mine', aside: CARD.spec })
    expect(withMethod(CARD, 'scorecard')).toBe(CARD)
    expect(withMethod(CARD, 'logistic').spec).toEqual({ ...CARD.spec, method: 'logistic' })
  })

  it('finds everything again on the way back, and what was changed meanwhile', () => {
    const trees = withMethod(CARD, 'gbdt')
    const changed = withBoosting(trees, {
      ...boostingOf(trees),
      seed: 9,
      params: { ...boostingOf(trees).params, maxLeaves: 8, developmentShare: 0.8 },
    })
    const card = withMethod(changed, 'logistic')
    expect(card.spec).toEqual({
      ...CARD.spec,
      method: 'logistic',
      seed: 9,
      params: { ...CARD.spec.params, developmentShare: 0.8 },
    })
    expect(boostingOf(card).params.maxLeaves).toBe(8)
    expect(withMethod(card, 'gbdt').spec).toEqual(changed.spec)
  })

  it('lets the editors of the other method write beside the specification that is trained', () => {
    const constrained = withBoosting(CARD, {
      ...boostingOf(CARD),
      params: { ...boostingOf(CARD).params, monotone: [{ column: 'x', direction: 'increasing' }] },
    })
    expect(constrained.spec).toEqual(CARD.spec)
    expect(boostingOf(constrained).params.monotone).toHaveLength(1)
    const binned = withRegression(withMethod(constrained, 'gbdt'), { ...regressionOf(CARD), exclude: [] })
    expect(binned.spec).toMatchObject({ method: 'gbdt', exclude: [] })
    expect(regressionOf(binned).params).toEqual(CARD.spec.params)
  })

  it('is stored whole', () => {
    const content = withMethod(CARD, 'gbdt')
    expect(developmentDraftSchema.parse(JSON.parse(JSON.stringify({ dataset: 'd', ...content })))).toEqual({
      dataset: 'd',
      ...content,
    })
  })

  it('knows the defaults of either learner', () => {
    expect(defaultOf(DEFAULT_BOOSTING).params).toEqual(gbdtParamsSchema.parse({}))
    expect(defaultOf({ ...DEFAULT_SPEC, method: 'logistic' })).toBe(DEFAULT_SPEC)
  })
})

describe('parameters from elsewhere', () => {
  it('come with the method of their experiment, and only if they are of it', () => {
    const best = { ...DEFAULT_BOOSTING.params, maxLeaves: 12 }
    expect(withParams(CARD, 'gbdt', best)?.spec).toMatchObject({ method: 'gbdt', seed: 7, params: { maxLeaves: 12 } })
    expect(withParams(CARD, 'scorecard', { l2: 5 })?.spec).toMatchObject({ method: 'scorecard', params: { l2: 5 } })
    expect(withParams(CARD, 'gbdt', { maxLeaves: 1 })).toBeNull()
    expect(withParams(CARD, 'scorecard', null)).toBeNull()
  })

  it('are read from a file, and refused with the place of what is wrong', () => {
    expect(paramsOfFile('{"maxTrees": 50}', DEFAULT_BOOSTING)).toEqual({
      isRead: true,
      params: { ...DEFAULT_BOOSTING.params, maxTrees: 50 },
    })
    expect(paramsOfFile('no', DEFAULT_SPEC)).toMatchObject({ isRead: false, problem: 'The file is not JSON.' })
    const refused = paramsOfFile('{"maxTrees": 0}', DEFAULT_BOOSTING)
    expect(refused.isRead === false && refused.problem).toMatch(/^maxTrees: .*boosted trees\.$/)
    expect(paramsOfFile('{"maxTrees": 50}', DEFAULT_SPEC).isRead).toBe(false)
  })
})
