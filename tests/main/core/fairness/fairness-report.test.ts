import { describe, expect, it } from 'vitest'
import { chooseReferenceGroup } from '../../../../src/main/core/fairness/choose-reference-group.ts'
import { fairnessReport } from '../../../../src/main/core/fairness/fairness-report.ts'
import type { FairnessInput } from '../../../../src/main/core/fairness/fairness-types.ts'
import { groupColumn } from '../../../../src/main/core/fairness/group-column.ts'
import { fairnessReportSchema } from '../../../../src/shared/contract/evidence.ts'
import type { FairnessReport } from '../../../../src/shared/contract/index.ts'
import { germanColumn, germanOutcomes } from '../stats/german-credit.ts'
import { thrownKind } from '../stats/thrown-kind.ts'
import { fairnessGolden } from './golden-fairness.ts'

/** German Credit by age, points = 60 − duration in months, selected at 36 points or more. */
function germanInput(cuts: number[]): FairnessInput {
  const grouping = { column: 'age', cuts }
  const values = Float64Array.from(germanColumn('age'), Number)
  const groups = groupColumn({ kind: 'numeric', name: 'age', values }, grouping)
  const points = Float64Array.from(germanColumn('month'), (text) => 60 - Number(text))
  return {
    ...groups,
    grouping,
    ...chooseReferenceGroup(groups.codes, groups.labels),
    sample: 'all',
    yTrue: germanOutcomes(),
    points,
    yProb: points.map((value) => 1 / (1 + Math.exp(value / 20))),
    cutOffPoints: 36,
    cutOffProbability: 0.14,
    cutOffReason: 'for the test',
  }
}

function basis(report: FairnessReport, name: 'decision' | 'outcome') {
  return report.bases.find((candidate) => candidate.basis === name)!
}

describe('fairnessReport', () => {
  it('has the published figures of German Credit on the outcome basis, age ≤ 25 against > 25', () => {
    const report: FairnessReport = fairnessReport(germanInput([25]))
    expect(report.referenceGroup).toBe('> 25')
    const [young, others] = basis(report, 'outcome').groups
    expect(young).toMatchObject({
      group: '≤ 25',
      count: 190,
      nSelected: 110,
      isReference: false,
      preferredTest: 'chiSquared',
    })
    expect(others).toMatchObject({ group: '> 25', count: 810, nSelected: 590, isReference: true })
    expect(young!.adverseImpactRatio.value).toBeCloseTo(0.7948260481712757, 14)
    expect(young!.adverseImpactRatio.lower).toBeCloseTo(0.6990888, 7)
    expect(young!.adverseImpactRatio.upper).toBeCloseTo(0.9036741, 7)
    expect(young!.rateDifference).toBeCloseTo(-0.14944769330734242, 14)
    expect(young!.oddsRatio).toBeCloseTo(0.5127118644, 10)
    expect(young!.fisherTest.pValue).toBeCloseTo(9.94462971904191e-5, 15)
    expect(young!.chiSquaredTest.pValue).toBeCloseTo(7.564406955819267e-5, 15)
    expect(young!.shortfall).toBeCloseTo((590 / 810) * 190 - 110, 10)
    expect(young).toMatchObject({ standardizedMeanDifference: null, selectionRateEvents: null, rocAuc: null })
    expect(basis(report, 'outcome').equalizedOddsDifference).toBeNull()
    expect(basis(report, 'outcome').demographicParityDifference).toBeCloseTo(0.14944769330734242, 14)
  })

  it('agrees with NumPy and scikit-learn on the decision basis', () => {
    const decision = basis(fairnessReport(germanInput([25, 60])), 'decision')
    const { groups, equalizedOddsDifference } = fairnessGolden.german
    for (const [code, golden] of groups.entries()) {
      const group = decision.groups[code]!
      expect(group.count).toBe(golden.count)
      expect(group.nSelected).toBe(golden.selected)
      expect(group.selectionRateNonEvents).toBeCloseTo(golden.rateNonEvents, 14)
      expect(group.selectionRateEvents).toBeCloseTo(golden.rateEvents, 14)
      expect(group.standardizedMeanDifference).toBeCloseTo(golden.smd, 12)
      expect(group.rocAuc).toBeCloseTo(golden.rocAuc, 13)
    }
    expect(decision.equalizedOddsDifference).toBeCloseTo(equalizedOddsDifference, 13)
    expect(decision.selectedMeans).toBe('points at or above the cut-off')
  })

  it('is what the contract allows, nothing more and nothing less', () => {
    const report = fairnessReport(germanInput([25]))
    const parsed = fairnessReportSchema.parse(JSON.parse(JSON.stringify(report)))
    expect(parsed).toEqual(report)
  })

  it('swaps to the reciprocal when the other group is named as reference', () => {
    const report = fairnessReport({ ...germanInput([25]), referenceGroup: '≤ 25' })
    const [, others] = basis(report, 'outcome').groups
    expect(others!.adverseImpactRatio.value).toBeCloseTo(1 / 0.7948260481712757, 13)
    expect(others!.shortfall).toBe(0)
  })

  it('lists small groups, and leaves them out of the spreads only', () => {
    const report = fairnessReport(germanInput([20, 25]))
    const decision = basis(report, 'decision')
    const [small, young, others] = decision.groups
    expect(small).toMatchObject({ isSufficient: false })
    expect(small!.count).toBeGreaterThan(0)
    expect(decision.demographicParityDifference).toBeCloseTo(
      Math.abs(young!.selectionRate! - others!.selectionRate!),
      14,
    )
  })

  it('has no spread when fewer than two groups are sufficient', () => {
    const report = fairnessReport({ ...germanInput([25]), minimumGroupSize: 200 })
    expect(basis(report, 'outcome').demographicParityDifference).toBeNull()
  })

  it('counts rows in no group as missing', () => {
    const input = germanInput([25])
    const codes = input.codes.slice().fill(-1, 0, 7)
    const outcome = basis(fairnessReport({ ...input, codes }), 'outcome')
    expect(outcome.nMissing).toBe(7)
    expect(outcome.groups.reduce((sum, group) => sum + group.count, 0)).toBe(993)
  })

  it.each<[string, Partial<FairnessInput>]>([
    ['a reference that is no group', { referenceGroup: 'men' }],
    ['labels that repeat', { labels: ['> 25', '> 25'] }],
    ['a code without label', { codes: new Int32Array(1000).fill(2) }],
    ['codes of another length', { codes: new Int32Array(3) }],
    ['points that are missing', { points: new Float64Array(1000).fill(Number.NaN) }],
    ['a PD above 1', { yProb: new Float64Array(1000).fill(1.5) }],
    ['outcomes above 1', { yTrue: new Uint8Array(1000).fill(2) }],
    ['an infinite cut-off', { cutOffPoints: Number.POSITIVE_INFINITY }],
  ])('refuses %s', (_, change) => {
    expect(thrownKind(() => fairnessReport({ ...germanInput([25]), ...change }))).toBe('invalidInput')
  })
})
