import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparisonReport } from '../../../../src/main/core/comparison/comparison-report.ts'
import type { ComparisonInput, ModelScores } from '../../../../src/main/core/comparison/comparison-types.ts'
import { meanRanks, spearmanCorrelation } from '../../../../src/main/core/comparison/spearman-correlation.ts'
import { brierScore } from '../../../../src/main/core/stats/brier-score.ts'
import { comparisonReportSchema } from '../../../../src/shared/contract/strategy.ts'
import { golden } from '../calibration/golden-calibration.ts'
import { germanColumn, germanOutcomes } from '../stats/german-credit.ts'
import { proc } from '../stats/golden-values.ts'
import { scoredSamples } from '../stats/scored-samples.ts'
import { thrownKind } from '../stats/thrown-kind.ts'

const yTrue = germanOutcomes()

function model(name: string, points: ArrayLike<number>, params: unknown = {}): ModelScores {
  const scores = Float64Array.from(points)
  return {
    modelVersionId: `id-of-${name}`,
    name,
    contentHash: `${name.length}`.repeat(64),
    method: 'scorecard',
    nCharacteristics: 3,
    params,
    points: scores,
    yProb: scores.map((value) => 1 / (1 + Math.exp(1 + value / 1000))),
  }
}

const months = model(
  'month',
  germanColumn('month').map((text) => -Number(text)),
  { l2: 0 },
)
const amounts = model(
  'amount',
  germanColumn('credit_amount').map((text) => -Number(text)),
  { l2: 1 },
)

function compare(changes: Partial<ComparisonInput> = {}) {
  return comparisonReport({ sample: 'all', yTrue, models: [months, amounts], approvalRate: 0.7, ...changes })
}

describe('comparisonReport', () => {
  it('has the shape of the contract', () => {
    const report = compare({
      models: [
        months,
        amounts,
        model(
          'both',
          months.points.map((x, i) => x * 100 + amounts.points[i]!),
        ),
      ],
    })
    expect(comparisonReportSchema.parse(report)).toEqual(report)
    expect(report).toMatchObject({ nRows: 1000, nEvents: 300 })
    expect(report.differences.map(({ first, second }) => [first, second])).toEqual([
      ['month', 'amount'],
      ['month', 'both'],
    ])
    expect(report.swapSets.map(({ first, second }) => [first, second])).toEqual([
      ['month', 'amount'],
      ['month', 'both'],
    ])
    for (const { rocCurve } of report.models) expect(rocCurve.length).toBeLessThanOrEqual(201)
  })

  it('agrees with pROC on duration and amount of German Credit', () => {
    const { intervals, paired } = proc.german
    const report = compare()
    const [month, amount] = report.models
    expect(month!.rocAuc.value).toBeCloseTo(intervals.month.rocAuc, 12)
    expect(month!.rocAuc.lower).toBeCloseTo(intervals.month.lower, 12)
    expect(amount!.rocAuc.upper).toBeCloseTo(intervals.credit_amount.upper, 12)
    expect(amount!.gini.value).toBeCloseTo(2 * intervals.credit_amount.rocAuc - 1, 12)
    const [difference] = report.differences
    // pROC takes the first minus the second.
    expect(difference!.aucDifference.value).toBeCloseTo(-paired.difference, 12)
    expect(difference!.aucDifference.lower).toBeCloseTo(-paired.upper!, 12)
    expect(difference!.aucDifference.upper).toBeCloseTo(-paired.lower!, 12)
    expect(difference!.test.statistic).toBeCloseTo(-paired.statistic, 10)
    expect(difference!.test.pValue).toBeCloseTo(paired.pValue, 12)
    expect(difference!.test.reason).toBeNull()
  })

  it('takes differences as second minus first', () => {
    const { models, differences } = compare()
    const [first, second] = models
    expect(differences[0]!.brierDifference).toBeCloseTo(
      brierScore(yTrue, amounts.yProb) - brierScore(yTrue, months.yProb),
      14,
    )
    expect(differences[0]!.ksDifference).toBe(second!.ksStatistic.value! - first!.ksStatistic.value!)
    expect(differences[0]!.logLossDifference).toBe(second!.logLoss.value! - first!.logLoss.value!)
    expect(second!.meanPredicted).toBeCloseTo(amounts.yProb.reduce((sum, p) => sum + p, 0) / 1000, 12)
    expect(compare().parameterDifferences).toEqual([{ path: 'l2', values: ['0', '1'] }])
  })

  it('has difference 0 and no test for scores that rank alike, with the reason', () => {
    const twin = model(
      'twin',
      months.points.map((x) => 3 * x + 7),
    )
    const [difference] = compare({ models: [months, twin] }).differences
    expect(difference!.aucDifference).toMatchObject({ value: 0, lower: null, upper: null, reason: null })
    expect(difference!.aucDifference.method).toMatch(/no interval: .*rank rows differently/)
    expect(difference!.test).toMatchObject({ statistic: null, pValue: null })
    expect(difference!.test.reason).toMatch(/rank rows differently/)
    expect(difference!.rankCorrelation).toBe(1)
    expect(difference!.ksDifference).toBe(0)
  })

  it('writes null with reasons where there is one class, or a log-loss is infinite', () => {
    const report = compare({ yTrue: new Uint8Array(1000) })
    expect(report.models[0]!.rocAuc).toMatchObject({ value: null })
    expect(report.models[0]!.rocCurve).toEqual([])
    expect(report.differences[0]).toMatchObject({ aucDifference: { value: null }, ksDifference: null })
    expect(report.differences[0]!.test.reason).toMatch(/events and non-events/)
    const certain = { ...amounts, yProb: new Float64Array(1000) }
    expect(compare({ models: [months, certain] }).differences[0]!.logLossDifference).toBeNull()
    const flat = model('flat', new Float64Array(1000))
    expect(compare({ models: [months, flat] }).differences[0]!.rankCorrelation).toBeNull()
  })

  it('tells models of one name apart', () => {
    const second = { ...amounts, name: 'month', contentHash: 'abcdef0123456789' }
    const { models, differences } = compare({ models: [months, second] })
    expect(models.map(({ name }) => name)).toEqual(['month (55555555)', 'month (abcdef01)'])
    expect(differences[0]).toMatchObject({ first: 'month (55555555)', second: 'month (abcdef01)' })
  })

  it('refuses one or five models, bad scores and rates', () => {
    expect(thrownKind(() => compare({ models: [months] }))).toBe('invalidInput')
    expect(thrownKind(() => compare({ models: Array(5).fill(months) }))).toBe('invalidInput')
    expect(thrownKind(() => compare({ approvalRate: 0 }))).toBe('invalidInput')
    expect(thrownKind(() => compare({ yTrue: yTrue.subarray(1) }))).toBe('invalidInput')
    expect(thrownKind(() => compare({ yTrue: yTrue.map(() => 2) }))).toBe('invalidInput')
    const broken = model('broken', new Float64Array(1000).fill(Number.NaN))
    expect(thrownKind(() => compare({ models: [months, broken] }))).toBe('invalidInput')
    const unlikely = { ...months, yProb: new Float64Array(1000).fill(2) }
    expect(thrownKind(() => compare({ models: [months, unlikely] }))).toBe('invalidInput')
    expect(thrownKind(() => compare({ yTrue: new Uint8Array(0) }))).toBe('undefined')
  })
})

describe('spearmanCorrelation', () => {
  it('agrees with SciPy, ties and all', () => {
    expect(spearmanCorrelation(golden.eta, golden.spearman.other)).toBeCloseTo(golden.spearman.rho, 12)
  })

  it('shares ranks among ties: by hand', () => {
    expect([...meanRanks([5, 1, 5, 9, 0, -0])]).toEqual([4.5, 3, 4.5, 6, 1.5, 1.5])
    expect(spearmanCorrelation([1, 2, 3], [10, 200, 201])).toBeCloseTo(1, 14)
    expect(spearmanCorrelation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 14)
  })

  it('does not change under rising maps', () => {
    fc.assert(
      fc.property(scoredSamples(), ({ yScore }) => {
        const other = yScore.map((score, i) => (score * 3 + i) % 7)
        if (new Set(yScore).size < 2 || new Set(other).size < 2) return
        const plain = spearmanCorrelation(yScore, other)
        expect(
          spearmanCorrelation(
            yScore.map((x) => x ** 3),
            other,
          ),
        ).toBeCloseTo(plain, 12)
        expect(spearmanCorrelation(other, yScore)).toBeCloseTo(plain, 12)
      }),
    )
  })

  it('needs rows that vary, and lengths that agree', () => {
    expect(thrownKind(() => spearmanCorrelation([1, 1], [1, 2]))).toBe('undefined')
    expect(thrownKind(() => spearmanCorrelation([1], [1]))).toBe('undefined')
    expect(thrownKind(() => spearmanCorrelation([1, 2], [1]))).toBe('invalidInput')
  })
})
