import { describe, expect, it } from 'vitest'
import { fairnessGroup } from '../../../../src/main/core/fairness/fairness-group.ts'
import type { GroupRows } from '../../../../src/main/core/fairness/group-rows.ts'
import { relativeError } from '../stats/golden-values.ts'
import { fairnessGolden, type GoldenFigures } from './golden-fairness.ts'

/** A group on the outcome basis: selected rows are non-events. */
function counts(label: string, selected: number, rejected: number): GroupRows {
  const count = selected + rejected
  return {
    label,
    count,
    nSelected: selected,
    points: new Float64Array(count),
    yTrue: new Uint8Array(count).fill(1, selected),
    nEvents: rejected,
    nSelectedEvents: 0,
  }
}

const tables = [fairnessGolden.hmdaRace, fairnessGolden.hmdaSex, fairnessGolden.adultSex].flatMap((table) =>
  Object.entries(table.groups).map(([name, figures]): [string, GoldenFigures, [number, number]] => [
    name,
    figures,
    table.reference,
  ]),
)

describe('fairnessGroup', () => {
  it.each(tables)('agrees with SciPy on %s', (name, golden, [referenceSelected, referenceRejected]) => {
    const reference = counts('reference', referenceSelected, referenceRejected)
    const figures = fairnessGroup(counts(name, golden.selected, golden.rejected), reference, 'outcome', 30)
    expect(figures.adverseImpactRatio.value).toBeCloseTo(golden.air, 13)
    if (golden.lower !== undefined) expect(figures.adverseImpactRatio.lower).toBeCloseTo(golden.lower, 12)
    if (golden.upper !== undefined) expect(figures.adverseImpactRatio.upper).toBeCloseTo(golden.upper, 12)
    expect(relativeError(figures.fisherTest.pValue!, golden.fisher)).toBeLessThan(1e-9)
    expect(relativeError(figures.chiSquaredTest.pValue!, golden.yates)).toBeLessThan(1e-9)
    expect(figures.shortfall).toBeCloseTo(golden.shortfall, 9)
  })

  it('has the published ratios: 0.7000 and 1.2515 by race, 1.0820 by sex, 0.358 in Adult', () => {
    expect(fairnessGolden.hmdaRace.groups['Black or African American']!.air).toBeCloseTo(0.7, 4)
    expect(fairnessGolden.hmdaRace.groups.Asian!.air).toBeCloseTo(1.2515, 4)
    expect(fairnessGolden.hmdaSex.groups.Female!.air).toBeCloseTo(1.082, 4)
    expect(fairnessGolden.adultSex.groups.Female!.air).toBeCloseTo(0.358, 3)
  })

  it('prefers Fisher where an expected count is below 5, else chi-squared', () => {
    const reference = counts('reference', 90, 10)
    expect(fairnessGroup(counts('a', 40, 9), reference, 'outcome', 30).preferredTest).toBe('chiSquared')
    expect(fairnessGroup(counts('a', 8, 1), reference, 'outcome', 30).preferredTest).toBe('fisher')
  })

  it('is not sufficient below the smallest group size', () => {
    const reference = counts('reference', 90, 10)
    expect(fairnessGroup(counts('a', 20, 9), reference, 'outcome', 30).isSufficient).toBe(false)
    expect(fairnessGroup(counts('a', 20, 10), reference, 'outcome', 30).isSufficient).toBe(true)
  })

  it('gives the reference group ratio 1, differences 0 and no tests', () => {
    const reference = counts('reference', 90, 10)
    const figures = fairnessGroup(reference, reference, 'outcome', 30)
    expect(figures).toMatchObject({ isReference: true, rateDifference: 0, oddsRatio: 1, shortfall: 0 })
    expect(figures.adverseImpactRatio).toMatchObject({ value: 1, lower: null, upper: null, level: null })
    expect(figures.fisherTest).toMatchObject({
      pValue: null,
      reason: 'the reference group is not tested against itself',
    })
    expect(figures.chiSquaredTest.pValue).toBeNull()
  })

  it('leaves figures of an empty group undefined, with the reason', () => {
    const figures = fairnessGroup(counts('a', 0, 0), counts('reference', 9, 1), 'outcome', 30)
    expect(figures).toMatchObject({ selectionRate: null, rateDifference: null, shortfall: null, isSufficient: false })
    expect(figures.adverseImpactRatio).toMatchObject({
      value: null,
      reason: 'adverseImpactRatio needs rows in the group, got 0',
    })
    expect(figures.chiSquaredTest.reason).toMatch(/not empty/)
    expect(figures.fisherTest).toMatchObject({ pValue: null, reason: expect.stringMatching(/not empty/) })
  })

  it('leaves the ratio undefined when nobody of the reference group is selected', () => {
    const figures = fairnessGroup(counts('a', 5, 5), counts('reference', 0, 10), 'outcome', 30)
    expect(figures.adverseImpactRatio.value).toBeNull()
    expect(figures.oddsRatio).toBeNull()
    expect(figures.fisherTest.pValue).toBeGreaterThan(0)
  })
})
