import { describe, expect, it } from 'vitest'
import type { BinnedVariable } from '../../../../src/main/core/binning/binned-variable.ts'
import { createFrame } from '../../../../src/main/core/frame/frame.ts'
import { compileModel, watchedVariables } from '../../../../src/main/core/model/compile-model.ts'
import type { CreditModel } from '../../../../src/main/core/model/credit-model.ts'
import { modelInputs } from '../../../../src/main/core/scorecard/model-inputs.ts'
import { compileScorecard } from '../../../../src/main/core/scorecard/score-scorecard.ts'
import type { ScorecardModel } from '../../../../src/main/core/scorecard/scorecard-model.ts'
import { SMALL_MODEL } from '../trees/small-model.ts'

/** Bins below and from 35 on, and missing: enough of a variable to assign bins. */
const AGE_BINS = {
  name: 'age',
  type: 'numeric',
  bins: [
    { label: '< 35', definition: { kind: 'interval', lower: null, upper: 35 } },
    { label: '≥ 35', definition: { kind: 'interval', lower: 35, upper: null } },
    { label: 'Missing', definition: { kind: 'missing' } },
  ],
} as unknown as BinnedVariable

const SCORECARD: ScorecardModel = {
  ...SMALL_MODEL,
  kind: 'scorecardModel',
  variables: [{ ...AGE_BINS, name: 'not used' }, AGE_BINS],
  characteristics: [
    {
      name: 'age',
      description: null,
      coefficient: 1,
      attributes: [10, 20, 5].map((points, bin) => ({ bin, label: '', points })),
      meanPoints: 15,
      maximumPoints: 20,
      minimumPoints: 5,
    },
  ],
  intercept: 0,
}

const FRAME = createFrame([
  { kind: 'numeric', name: 'age', values: Float64Array.of(20, 40, Number.NaN) },
  { kind: 'text', name: 'region', codes: Int32Array.of(0, 0, -1), levels: ['south'] },
])

describe('compileModel', () => {
  it('scores a scorecard as compileScorecard does', () => {
    const compiled = compileModel(SCORECARD)
    const { points, probability, bins } = compileScorecard(SCORECARD).scoreFrame(FRAME)
    expect(compiled.characteristics).toEqual(['age'])
    expect(compiled.scoreFrame(FRAME)).toMatchObject({ points, probability })
    expect(compiled.binsOfFrame(FRAME)).toEqual(bins)
    expect(compiled.scoreValues([40])).toMatchObject({ points: 20, probability: probability[1] })
  })

  it('scores trees, and watches the variables the model has', () => {
    const model: CreditModel = { ...SMALL_MODEL, variables: [AGE_BINS] }
    const compiled = compileModel(model)
    expect(compiled.characteristics).toEqual(['age', 'region'])
    expect(compiled.scoreFrame(FRAME).points).toEqual(Float64Array.of(618.75, 543.75, 543.75))
    expect(compiled.scoreValues([20, 'south']).points).toBe(618.75)
    expect(compiled.binsOfFrame(FRAME)).toEqual([Int32Array.of(0, 1, 2)])
    expect(watchedVariables(model)).toEqual([AGE_BINS])
    expect(watchedVariables(SCORECARD)).toEqual([AGE_BINS])
  })

  it('refuses models that are not sound', () => {
    expect(() => compileModel({ ...SCORECARD, characteristics: [] })).toThrow('compileScorecard needs characteristics')
    expect(() => compileModel({ ...SMALL_MODEL, characteristics: [] })).toThrow('tree model needs characteristics')
    expect(() => watchedVariables({ ...SCORECARD, variables: [] })).toThrow(
      'scorecard needs bins for every characteristic',
    )
  })
})

describe('modelInputs of trees', () => {
  it('are the characteristics with their own types, bins or not', () => {
    expect(modelInputs(SMALL_MODEL)).toEqual([
      { name: 'age', type: 'numeric', dateFormat: null },
      { name: 'region', type: 'text', dateFormat: null },
    ])
  })
})
