import { describe, expect, it } from 'vitest'
import { takeSample } from '../../../../src/main/core/scorecard/fit-sample.ts'
import { fitSampleModel } from '../../../../src/main/core/scorecard/fit-sample-model.ts'
import { rejectSensitivity, type TriedMethod } from '../../../../src/main/core/scorecard/reject-sensitivity.ts'
import type { RejectInference } from '../../../../src/main/core/scorecard/scorecard-model.ts'
import { DEFAULTS, frame, split, target, yTrue } from './german-scorecard.ts'

const source = { frame, characteristics: ['status', 'month'], yTrue, weights: null, offset: null }
const request = { target, params: DEFAULTS, method: 'scorecard', seed: 1 } as const

function tried(method: RejectInference['method'], characteristics: readonly string[], oddsMultiplier = 1): TriedMethod {
  const sample = takeSample({ ...source, characteristics }, split.development)
  const fitted = fitSampleModel(sample, characteristics, request)
  const inference = { ...DEFAULTS.rejectInference, method, oddsMultiplier }
  return { method: inference, fitted, sample, rejectedEventRate: 0.4, statement: '', problem: null }
}

const fuzzy = tried('fuzzy', ['status', 'month'], 2)
const knownOnly = tried('knownOnly', ['status'])
const failed: TriedMethod = { ...tried('hardCutOff', ['status']), fitted: null, problem: 'it could not be done' }
const on = { source, judged: split.holdout, applicants: frame, nAccepted: 600 }
const rows = rejectSensitivity([fuzzy, knownOnly, failed], fuzzy.method, on)

describe('the sensitivity to the method of reject inference', () => {
  it('counts a characteristic that is on one of two scorecards only with its whole coefficient', () => {
    const month = fuzzy.fitted!.model.characteristics[1]!.coefficient
    expect(rows[1]).toMatchObject({ changedMost: 'month', largestCoefficientChange: Math.abs(month) })
    const other = rejectSensitivity([fuzzy, knownOnly], knownOnly.method, on)
    expect(other[0]).toMatchObject({ changedMost: 'month', largestCoefficientChange: Math.abs(month) })
  })

  it('approves as many by the method chosen as were accepted, and more where the score at the cut-off is tied', () => {
    expect(rows[0]!.approvalRate).toBeGreaterThanOrEqual(0.6)
    expect(rows[0]!.approvalRate).toBeLessThan(0.66)
    expect(rejectSensitivity([fuzzy], fuzzy.method, { ...on, nAccepted: 1000 })[0]!.approvalRate).toBe(1)
  })

  it('says nothing of a method that failed but why, and names odds only where they matter', () => {
    expect(rows[2]).toMatchObject({ intercept: null, approvalRate: null, problem: 'it could not be done' })
    expect(rows[2]!.rocAuc).toMatchObject({ value: null, reason: 'it could not be done' })
    expect(rows.map(({ oddsMultiplier }) => oddsMultiplier)).toEqual([2, null, null])
  })
})
