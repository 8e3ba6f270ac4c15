import { describe, expect, it } from 'vitest'
import { compileExplainer, explainCase } from '../../../../src/main/core/explain/explain-case.ts'
import { cellAt, getColumn } from '../../../../src/main/core/frame/frame.ts'
import { compileScorecard } from '../../../../src/main/core/scorecard/score-scorecard.ts'
import { caseExplanationSchema } from '../../../../src/shared/contract/evidence.ts'
import { DEFAULTS, fitGerman, frame } from '../scorecard/german-scorecard.ts'

const { model } = fitGerman()
const valuesOf = (row: number) => model.characteristics.map(({ name }) => cellAt(getColumn(frame, name), row))
const OPTIONS = { maxReasons: 4, row: 2, outcome: 'event' } as const

describe('explaining a case', () => {
  it('has the shape of the contract', () => {
    const explanation = explainCase(model, valuesOf(1), OPTIONS)
    expect(caseExplanationSchema.parse(explanation)).toEqual(explanation)
    expect(explanation).toMatchObject({
      row: 2,
      outcome: 'event',
      baseline: 'average of all applicants of the development sample',
    })
  })

  it('adds up exactly for all 1,000 cases: points, and baseline with contributions in any order', () => {
    const explain = compileExplainer(model)
    const { points } = compileScorecard(model).scoreFrame(frame)
    for (let row = 0; row < frame.nRows; row++) {
      const { contributions, baselinePoints, points: score } = explain(valuesOf(row), { ...OPTIONS, row: row + 1 })
      expect(score).toBe(points[row])
      expect(contributions.reduce((sum, c) => sum + c.points!, 0)).toBe(score)
      expect(contributions.reduce((sum, c) => sum + c.contribution, baselinePoints)).toBe(score)
      expect(baselinePoints + contributions.toReversed().reduce((sum, c) => sum + c.contribution, 0)).toBe(score)
      for (const c of contributions) expect(c.baselinePoints! + c.contribution).toBe(c.points)
    }
  })

  it('measures from the mean points of the development sample, to a millionth of a point', () => {
    const { contributions } = explainCase(model, valuesOf(0), OPTIONS)
    contributions.forEach(({ baselinePoints }, j) => {
      expect(Math.abs(baselinePoints! - model.characteristics[j]!.meanPoints)).toBeLessThanOrEqual(2 ** -21)
    })
  })

  it('gives the largest shortfalls as reasons, in specific words', () => {
    const { reasons, contributions } = explainCase(model, valuesOf(1), OPTIONS)
    expect(reasons.map(({ rank, code, text }) => [rank, code, text])).toEqual([
      [1, 'R02', 'month: ≥ 45 (−33 points, 73.9 below average)'],
      [2, 'R01', 'status: A12 (13 points, 32.1 below average)'],
      [3, 'R05', 'credit_amount: [3914, 6199) (23 points, 16.3 below average)'],
      [4, 'R06', 'savings: A61 (24 points, 15.3 below average)'],
    ])
    const sorted = contributions.map((c) => c.contribution).toSorted((a, b) => a - b)
    expect(reasons.map((reason) => -reason.pointsBelowBaseline)).toEqual(sorted.slice(0, 4))
  })

  it('explains missing and unseen values by the words of their bins', () => {
    const values = model.characteristics.map(({ name }): number | string | null => (name === 'status' ? 'Z9' : null))
    const { contributions } = explainCase(model, values, OPTIONS)
    expect(contributions[0]).toMatchObject({ value: 'Z9', attribute: 'Other values' })
    expect(contributions[1]).toMatchObject({ value: null, attribute: 'Missing' })
    const month = model.characteristics.findIndex(({ name }) => name === 'month')
    const nan = values.with(month, Number.NaN)
    expect(explainCase(model, nan, OPTIONS).contributions[month]!.value).toBeNull()
  })

  it('stays within rounding when points are not whole', () => {
    const { model: exact } = fitGerman({ scaling: { ...DEFAULTS.scaling, rounding: 'none' } })
    const { points, baselinePoints, contributions } = explainCase(exact, valuesOf(1), OPTIONS)
    expect(contributions.reduce((sum, c) => sum + c.points!, 0)).toBe(points)
    expect(Math.abs(contributions.reduce((sum, c) => sum + c.contribution, baselinePoints) - points)).toBeLessThan(
      1e-10,
    )
  })

  it('refuses a number of reasons that is not whole, and a wrong number of values', () => {
    expect(() => explainCase(model, valuesOf(1), { ...OPTIONS, maxReasons: 1.5 })).toThrow('got 1.5')
    expect(() => explainCase(model, valuesOf(1), { ...OPTIONS, maxReasons: -1 })).toThrow('got -1')
    expect(() => explainCase(model, [], OPTIONS)).toThrow('needs 12 values, got 0')
  })
})
