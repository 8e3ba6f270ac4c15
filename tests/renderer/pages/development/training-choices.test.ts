import { describe, expect, it } from 'vitest'
import {
  DEFAULT_CHOICES,
  hasOwnParams,
  trainingInput,
  trainingParams,
} from '../../../../src/renderer/pages/development/training-choices.ts'
import { scorecardParamsSchema } from '../../../../src/shared/contract/index.ts'

describe('the training form', () => {
  it('shows the defaults of the contract', () => {
    expect(scorecardParamsSchema.parse(trainingParams(DEFAULT_CHOICES))).toEqual(scorecardParamsSchema.parse({}))
  })

  it('turns percentages into shares', () => {
    const params = trainingParams({ ...DEFAULT_CHOICES, developmentPercent: 80, minBinPercent: 2.5 })
    expect(params.developmentShare).toBe(0.8)
    expect(params.binning.minBinShare).toBe(0.025)
  })

  it('sends a name only when one is given', () => {
    expect(trainingInput('d', DEFAULT_CHOICES)).not.toHaveProperty('name')
    expect(trainingInput('d', { ...DEFAULT_CHOICES, name: ' Card ' })).toMatchObject({
      name: 'Card',
      dataset: 'd',
      seed: 1,
    })
  })

  it('knows when the plain command is enough', () => {
    expect(hasOwnParams({ ...DEFAULT_CHOICES, seed: 7, excluded: ['age'] })).toBe(false)
    expect(hasOwnParams({ ...DEFAULT_CHOICES, targetOdds: 20 })).toBe(true)
  })
})
