import { describe, expect, it } from 'vitest'
import { groupVerdict, groupWords } from '../../../../src/renderer/pages/fairness/fairness-verdict.ts'
import type { FairnessGroup } from '../../../../src/shared/contract/index.ts'

const test = { id: 't', formula: '', source: '', nullHypothesis: '', statistic: 1, degreesOfFreedom: 1, reason: null }

function group(ratio: number | null, p: number, change: Partial<FairnessGroup> = {}): FairnessGroup {
  return {
    group: '≤ 25',
    isReference: false,
    count: 190,
    nSelected: 110,
    selectionRate: 0.58,
    adverseImpactRatio: {
      value: ratio,
      lower: null,
      upper: null,
      level: null,
      method: 'log',
      reason: ratio === null ? 'rate of the reference is 0' : null,
    },
    rateDifference: -0.1,
    oddsRatio: null,
    fisherTest: { ...test, pValue: p },
    chiSquaredTest: { ...test, pValue: 1 },
    preferredTest: 'fisher',
    standardizedMeanDifference: null,
    shortfall: 3,
    selectionRateNonEvents: null,
    selectionRateEvents: null,
    rocAuc: null,
    isSufficient: true,
    ...change,
  }
}

describe('the four-fifths reading of a group', () => {
  it('is a breach below 0.80 only when chance is unlikely', () => {
    expect(groupVerdict(group(0.7948, 0.0001))).toBe('breach')
    expect(groupVerdict(group(0.7948, 0.2))).toBe('investigate')
  })

  it('takes 0.80 and 1.25 as within, and looks at what lies above', () => {
    expect(groupVerdict(group(0.8, 0.0001))).toBe('withinTolerance')
    expect(groupVerdict(group(1.25, 0.0001))).toBe('withinTolerance')
    expect(groupVerdict(group(1.26, 0.0001))).toBe('investigate')
  })

  it('never passes a small group or a missing ratio', () => {
    expect(groupVerdict(group(1, 1, { isSufficient: false }))).toBe('notAssessed')
    expect(groupWords(group(1, 1, { isSufficient: false }), 30)).toBe('Insufficient evidence (n < 30)')
    expect(groupVerdict(group(null, 1))).toBe('notAssessed')
    expect(groupWords(group(null, 1), 30)).toBe('rate of the reference is 0')
  })

  it('reads the preferred test', () => {
    expect(groupVerdict(group(0.7, 0.0001, { preferredTest: 'chiSquared' }))).toBe('investigate')
  })
})
