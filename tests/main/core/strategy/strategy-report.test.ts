import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutOffSweep } from '../../../../src/main/core/strategy/cut-off-sweep.ts'
import { strategyReport } from '../../../../src/main/core/strategy/strategy-report.ts'
import type { CutOffRule, StrategyInput } from '../../../../src/main/core/strategy/strategy-types.ts'
import { strategyReportSchema } from '../../../../src/shared/contract/strategy.ts'
import { germanColumn, germanOutcomes } from '../stats/german-credit.ts'
import { scoredSamples } from '../stats/scored-samples.ts'
import { thrownKind } from '../stats/thrown-kind.ts'

/** Eight rows at four scores, lowest first: 2 of 2 events, 1 of 2, 1 of 3, 0 of 1. */
const SAMPLE: StrategyInput = {
  sample: 'by hand',
  yTrue: [1, 1, 1, 0, 0, 1, 0, 0],
  points: [10, 10, 20, 20, 30, 30, 30, 40],
  yProb: [0.9, 0.9, 0.5, 0.5, 0.2, 0.2, 0.2, 0.1],
  costFalseNegative: 10,
  costFalsePositive: 1,
  profitPerGood: 1,
  lossPerBad: 10,
}

function choiceOf(rule: CutOffRule, changes: Partial<StrategyInput> = {}) {
  return strategyReport({ ...SAMPLE, ...changes }).choices.find((choice) => choice.rule === rule)!
}

describe('strategyReport', () => {
  it('tells what every cut-off does: by hand', () => {
    const report = strategyReport(SAMPLE)
    expect(strategyReportSchema.parse(report)).toEqual(report)
    expect(report).toMatchObject({ sample: 'by hand', nRows: 8, nEvents: 4 })
    const rows = report.curve.map((p) => [p.points, p.nApproved, p.nApprovedEvents, p.cost, p.profit])
    expect(rows).toEqual([
      [10, 8, 4, 40, 4 - 40],
      [20, 6, 2, 20, 4 - 20],
      [30, 4, 1, 11, 3 - 10],
      [40, 1, 0, 3, 1],
      [41, 0, 0, 4, 0],
    ])
    const at30 = report.curve[2]!
    expect(at30).toMatchObject({ approvalRate: 0.5, badRate: 0.25, truePositiveRate: 0.75, falsePositiveRate: 0.25 })
    expect(at30.expectedBadRate).toBeCloseTo(0.7 / 4, 14)
    expect(report.curve[0]).toMatchObject({ approvalRate: 1, badRate: 0.5, truePositiveRate: 0, falsePositiveRate: 0 })
    const nobody = { approvalRate: 0, badRate: null, truePositiveRate: 1, falsePositiveRate: 1, expectedBadRate: null }
    expect(report.curve[4]).toMatchObject(nobody)
  })

  it('chooses by cost and by profit', () => {
    expect(choiceOf('cost')).toMatchObject({ choice: { points: 40, cost: 3 }, probability: 0.1, note: null })
    expect(choiceOf('profit')).toMatchObject({ choice: { points: 40, profit: 1 }, probability: 0.1, note: null })
    expect(choiceOf('cost', { costFalseNegative: 2 }).choice).toMatchObject({ points: 30, cost: 3 })
    expect(choiceOf('cost').label).toContain('an event approved costs 10, a non-event refused 1')
  })

  it('says where the best is an end', () => {
    const everybody = choiceOf('cost', { costFalseNegative: 0 })
    expect(everybody).toMatchObject({ choice: { points: 10, nApproved: 8 }, probability: 0.9 })
    expect(everybody.note).toContain('Everybody is approved')
    const nobody = choiceOf('cost', { costFalsePositive: 0 })
    // 40 approves one non-event and nobody else: no cost either, and it approves more.
    expect(nobody).toMatchObject({ choice: { points: 40, cost: 0 }, note: null })
    const loss = choiceOf('profit', { profitPerGood: -1 })
    expect(loss).toMatchObject({ choice: { points: 41, nApproved: 0, profit: 0 }, probability: null })
    expect(loss.note).toContain('Nobody is approved')
  })

  it('of equal cut-offs takes the one that approves more', () => {
    expect(choiceOf('cost', { costFalseNegative: 0, costFalsePositive: 0 }).choice!.points).toBe(10)
    expect(choiceOf('profit', { profitPerGood: 0, lossPerBad: 0 }).choice!.points).toBe(10)
    // Refusing 10 alone and refusing 10 and 20 are both ½ apart.
    expect(choiceOf('ks').choice).toMatchObject({ points: 20, truePositiveRate: 0.5, falsePositiveRate: 0 })
    expect(choiceOf('youden').choice!.points).toBe(20)
  })

  it('approves most without exceeding an approval rate', () => {
    const asked = (approvalRate: number) => choiceOf('approvalRate', { approvalRate })
    expect(asked(0.75).choice).toMatchObject({ points: 20, approvalRate: 0.75 })
    expect(asked(0.7499).choice).toMatchObject({ points: 30, approvalRate: 0.5 })
    expect(asked(0.99).choice!.points).toBe(20)
    const none = asked(0.1)
    expect(none.choice).toMatchObject({ points: 41, nApproved: 0 })
    expect(none.note).toBe('Nobody is approved: the highest score alone is had by 12.5% of all.')
    expect(asked(0.75).label).toBe('Most approved, at most 75% of all')
  })

  it('approves most without exceeding a bad rate, even where the bad rate goes up and down', () => {
    const asked = (badRate: number, changes: Partial<StrategyInput> = {}) =>
      choiceOf('badRate', { badRate, ...changes })
    expect(asked(0.25).choice).toMatchObject({ points: 30, badRate: 0.25 })
    expect(asked(0.2).choice!.points).toBe(40)
    const updown = { yTrue: [0, 1, 0, 1], points: [1, 2, 3, 4], yProb: [0.5, 0.5, 0.5, 0.5] }
    expect(asked(0.5, updown).choice!.points).toBe(1)
    const none = asked(0.3, updown)
    expect(none).toMatchObject({ choice: null, probability: null })
    expect(none.note).toBe('No cut-off has a bad rate of at most 30%: the lowest is 50%.')
  })

  it('tells KS and Youden apart where the score runs the wrong way', () => {
    const reversed = { points: [40, 40, 30, 30, 20, 20, 20, 10] }
    expect(choiceOf('ks', reversed).choice).toMatchObject({
      points: 30,
      truePositiveRate: 0.25,
      falsePositiveRate: 0.75,
    })
    expect(choiceOf('youden', reversed).choice).toMatchObject({ points: 10, nApproved: 8 })
  })

  it('leaves out rules that were not asked', () => {
    const rules = strategyReport(SAMPLE).choices.map(({ rule }) => rule)
    expect(rules).toEqual(['cost', 'profit', 'ks', 'youden'])
    const all = strategyReport({ ...SAMPLE, approvalRate: 0.5, badRate: 0.1 }).choices.map(({ rule }) => rule)
    expect(all).toEqual(['cost', 'profit', 'approvalRate', 'badRate', 'ks', 'youden'])
  })

  it('chooses what looking at every row one by one would choose', () => {
    const costs = fc.integer({ min: 0, max: 12 })
    fc.assert(
      fc.property(
        scoredSamples(),
        costs,
        costs,
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (rows, fn, fp, rate) => {
          const { yTrue, yScore: points } = rows
          const input = { ...SAMPLE, yTrue, points, yProb: points.map(() => 0.5) }
          const report = strategyReport({
            ...input,
            costFalseNegative: fn,
            costFalsePositive: fp,
            approvalRate: rate,
            badRate: rate,
          })
          const cutOffs = [...new Set([...points, Math.max(...points) + 1])].sort((a, b) => a - b)
          const at = (cutOff: number) => {
            const approved = yTrue.filter((_, i) => points[i]! >= cutOff)
            const events = approved.filter((y) => y === 1).length
            const goods = yTrue.filter((y, i) => y === 0 && points[i]! < cutOff).length
            return { cost: fn * events + fp * goods, approved: approved.length, events }
          }
          const byRule = Object.fromEntries(report.choices.map(({ rule, choice }) => [rule, choice]))
          const lowest = Math.min(...cutOffs.map((cutOff) => at(cutOff).cost))
          expect(byRule.cost!.points).toBe(cutOffs.find((cutOff) => at(cutOff).cost === lowest))
          expect(byRule.cost!.cost).toBe(lowest)
          expect(byRule.approvalRate!.points).toBe(
            cutOffs.find((cutOff) => at(cutOff).approved / points.length <= rate),
          )
          const good = cutOffs.find(
            (cutOff) => at(cutOff).approved > 0 && at(cutOff).events / at(cutOff).approved <= rate,
          )
          expect(byRule.badRate?.points).toBe(good)
        },
      ),
    )
  })

  it('thins the curve of German Credit to 201 cut-offs and keeps the chosen ones', () => {
    const amounts = germanColumn('credit_amount').map((text) => -Number(text))
    const report = strategyReport({
      ...SAMPLE,
      yTrue: germanOutcomes(),
      points: amounts,
      yProb: amounts.map(() => 0.3),
      approvalRate: 0.7,
    })
    expect(report.curve.length).toBeLessThanOrEqual(201)
    expect(report.curve.length).toBeGreaterThan(180)
    expect(report.curve[0]!.nApproved).toBe(1000)
    expect(report.curve.at(-1)!.nApproved).toBe(0)
    for (const { choice } of report.choices) expect(report.curve).toContainEqual(choice)
    const { approvalRate } = report.choices.find(({ rule }) => rule === 'approvalRate')!.choice!
    expect(approvalRate).toBeLessThanOrEqual(0.7)
    expect(approvalRate).toBeGreaterThan(0.69)
    const points = report.curve.map((point) => point.points)
    expect(points).toEqual([...points].sort((a, b) => a - b))
  })

  it.each<[string, Partial<StrategyInput>]>([
    ['a negative cost', { costFalseNegative: -1 }],
    ['a cost that is not finite', { costFalsePositive: Number.POSITIVE_INFINITY }],
    ['a profit that is no number', { profitPerGood: Number.NaN }],
    ['a loss that is not finite', { lossPerBad: Number.NEGATIVE_INFINITY }],
    ['an approval rate of 1', { approvalRate: 1 }],
    ['a bad rate of 0', { badRate: 0 }],
    ['a PD above 1', { yProb: Array(8).fill(1.5) }],
    ['points that are not finite', { points: Array(8).fill(Number.NaN) }],
    ['an outcome of 2', { yTrue: Array(8).fill(2) }],
    ['unequal lengths', { points: [1] }],
  ])('refuses %s', (_, changes) => {
    expect(thrownKind(() => strategyReport({ ...SAMPLE, ...changes }))).toBe('invalidInput')
  })

  it('is undefined for one class', () => {
    expect(thrownKind(() => strategyReport({ ...SAMPLE, yTrue: Array(8).fill(0) }))).toBe('undefined')
    expect(thrownKind(() => strategyReport({ ...SAMPLE, yTrue: [], points: [], yProb: [] }))).toBe('undefined')
  })
})

describe('cutOffSweep', () => {
  it('stands above the highest score at its end, however large that is', () => {
    const { points } = cutOffSweep([0, 1], [1e300, 0], [0.5, 0.5])
    expect(points[2]).toBeGreaterThan(1e300)
    expect(Number.isFinite(points[2])).toBe(true)
  })
})
