import { describe, expect, it } from 'vitest'
import {
  cutOffInput,
  DEFAULT_CUT_OFF,
  ruleText,
} from '../../../../src/renderer/pages/models/cut-off/cut-off-choices.ts'
import { CUT_OFF_RULES } from '../../../../src/shared/contract/index.ts'

describe('cutOffInput', () => {
  it('asks by default for a false negative at ten times a false positive, and for 70% approved', () => {
    expect(cutOffInput(DEFAULT_CUT_OFF)).toEqual({
      sample: 'all',
      costFalseNegative: 10,
      costFalsePositive: 1,
      profitPerGood: 1,
      lossPerBad: 10,
      approvalRate: 0.7,
    })
  })

  it('takes percentages as shares without the noise of binary fractions', () => {
    expect(cutOffInput({ ...DEFAULT_CUT_OFF, approvalPercent: 28.9, badPercent: 0.7 })).toMatchObject({
      approvalRate: 0.289,
      badRate: 0.007,
    })
  })

  it('takes the defaults for empty costs, a zero as a zero, and no rule for an empty share', () => {
    const input = cutOffInput({
      ...DEFAULT_CUT_OFF,
      costFalseNegative: null,
      costFalsePositive: 0,
      profitPerGood: null,
      lossPerBad: null,
      approvalPercent: null,
    })
    expect(input).toEqual({
      sample: 'all',
      costFalseNegative: 10,
      costFalsePositive: 0,
      profitPerGood: 1,
      lossPerBad: 10,
    })
  })
})

describe('ruleText', () => {
  it('speaks of goods and bads, and lets rules with a number speak for themselves', () => {
    const texts = CUT_OFF_RULES.map((rule) => ruleText({ rule, label: 'Most approved, at most 70% of all' }))
    expect(texts.join()).not.toMatch(/event/i)
    expect(ruleText({ rule: 'approvalRate', label: 'Most approved, at most 70% of all' })).toBe(
      'Most approved, at most 70% of all',
    )
    expect(new Set(CUT_OFF_RULES.map((rule) => ruleText({ rule, label: rule }))).size).toBe(CUT_OFF_RULES.length)
  })
})
