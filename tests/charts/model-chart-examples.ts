import type { ChartSpec } from '../../src/charts/describe-chart.ts'
import type {
  CalibrationReport,
  ComparisonReport,
  LearningCurveReport,
  StrategyReport,
} from '../../src/shared/contract/index.ts'
import { estimate, LONG_NAME } from '../main/core/pack/model-fixtures.ts'

type StrategyPoint = StrategyReport['curve'][number]
type CalibrationSample = CalibrationReport['samples'][number]
type LearningPoint = LearningCurveReport['points'][number]

/** A cut-off of 100 goods and 100 bads, of whom the higher half and a fifth are approved at 500 points. */
export function strategyPoint(points: number, change: Partial<StrategyPoint> = {}): StrategyPoint {
  const share = Math.max(0, Math.min(1, (700 - points) / 400))
  return {
    points,
    nApproved: Math.round(200 * share),
    nApprovedEvents: Math.round(100 * share * share),
    approvalRate: share,
    badRate: share === 0 ? null : share / 2,
    truePositiveRate: 1 - share * share,
    falsePositiveRate: (1 - share) / 2,
    cost: Math.round(1000 * share * share + 50 * (1 - share)),
    profit: Math.round(100 * share - 1000 * share * share),
    expectedBadRate: share === 0 ? null : share / 2,
    ...change,
  }
}

/** Cut-offs from 300 to 700 points, the cheapest and the most profitable at 620. */
export function strategyReport(change: Partial<StrategyReport> = {}): StrategyReport {
  const choice = strategyPoint(620)
  return {
    kind: 'strategyReport',
    sample: 'all rows',
    nRows: 200,
    nEvents: 100,
    costFalseNegative: 10,
    costFalsePositive: 1,
    profitPerGood: 1,
    lossPerBad: 10,
    curve: Array.from({ length: 41 }, (_, index) => strategyPoint(300 + 10 * index)),
    choices: [
      { rule: 'cost', label: 'Lowest cost', choice, probability: 0.05, note: null },
      { rule: 'profit', label: 'Highest profit', choice, probability: 0.05, note: null },
      { rule: 'badRate', label: 'At most 0.1%', choice: null, probability: null, note: 'No cut-off reaches it.' },
    ],
    ...change,
  }
}

/** A calibration of ten bands that halves the PD, or of as many as asked. */
export function calibrationSample(nBands = 10, change: Partial<CalibrationSample> = {}): CalibrationSample {
  const figures = (factor: number) => ({
    brierScore: estimate(0.15),
    logLoss: estimate(0.5 + factor / 100),
    expectedCalibrationError: estimate(0.03),
    calibrationSlope: estimate(1),
    calibrationIntercept: estimate(0),
    calibrationInTheLarge: estimate(0),
    meanPredicted: 0.15 * factor,
    curve: Array.from({ length: nBands }, (_, index) => {
      const observed = (index + 1) / (3 * nBands)
      return {
        meanPredicted: observed * factor,
        observed,
        lower: observed * 0.7,
        upper: Math.min(1, observed * 1.4),
        count: 100,
        events: Math.round(100 * observed),
      }
    }),
  })
  return {
    label: 'the hold-out sample',
    nRows: 100 * nBands,
    before: figures(2),
    after: figures(1),
    ...change,
  } as CalibrationSample
}

const ROC = [0, 0.25, 0.5, 0.75, 1].map((share) => ({
  falsePositiveRate: share,
  truePositiveRate: Math.sqrt(share),
  threshold: 700 - 400 * share,
}))

/** Models of these names with AUC 0.80, 0.79, … on the same rows; the p-value of every difference from the first is 0.04. */
export function comparisonReport(names: readonly string[], change: Partial<ComparisonReport> = {}): ComparisonReport {
  const models = names.map((name, index) => ({
    modelVersionId: `mv_${index}`,
    name,
    contentHash: 'a'.repeat(64),
    method: 'scorecard',
    nCharacteristics: 10,
    rocAuc: estimate(0.8 - index / 100),
    gini: estimate(0.6 - index / 50),
    ksStatistic: estimate(0.4),
    brierScore: estimate(0.15),
    logLoss: estimate(0.45),
    meanPredicted: 0.3,
    rocCurve: ROC,
  }))
  const differences = models.slice(1).map(({ modelVersionId }) => ({
    first: 'mv_0',
    second: modelVersionId,
    aucDifference: estimate(-0.01),
    test: { method: 'DeLong', statistic: 2, degreesOfFreedom: null, pValue: 0.04, reason: null },
    ksDifference: 0,
    brierDifference: 0,
    logLossDifference: 0,
    rankCorrelation: 0.9,
  }))
  return {
    kind: 'comparisonReport',
    sample: 'the hold-out sample of every model',
    nRows: 300,
    nEvents: 90,
    models,
    differences,
    parameterDifferences: [],
    swapSets: [],
    ...change,
  } as unknown as ComparisonReport
}

/** AUC at these shares of 700 rows; a share below a tenth has no model. */
export function learningCurveReport(shares: readonly number[]): LearningCurveReport {
  const points = shares.map((share): LearningPoint => {
    const has = share >= 0.1
    return {
      share,
      nRows: Math.round(700 * share),
      nEvents: Math.round(210 * share),
      trainingAuc: estimate(has ? 0.9 - share / 20 : null, 0.02, has ? null : 'too few bads'),
      testAuc: estimate(has ? 0.7 + share / 12 : null, 0.03, has ? null : 'too few bads'),
      problem: has ? null : 'too few bads',
    }
  })
  return {
    kind: 'learningCurve',
    points,
    nTest: 300,
    statement: 'From 560 to 700 rows the hold-out AUC changes by 0.002.',
  }
}

const NO_CHOICE = strategyReport({
  curve: [strategyPoint(700)],
  choices: [{ rule: 'cost', label: 'Lowest cost', choice: null, probability: null, note: 'One score only.' }],
})

/** Every chart of the model room with ordinary data, and the hard cases: nulls, one point, no point, long names, four models. */
export const MODEL_EXAMPLES: readonly (readonly [string, ChartSpec])[] = [
  ['strategy, rates', { name: 'strategyCurve', report: strategyReport(), view: 'rates', mark: 620 }],
  ['strategy, money', { name: 'strategyCurve', report: strategyReport(), view: 'money', mark: 300 }],
  ['strategy without a mark', { name: 'strategyCurve', report: strategyReport(), view: 'rates', mark: null }],
  ['strategy of one score', { name: 'strategyCurve', report: NO_CHOICE, view: 'rates', mark: 700 }],
  ['cost of one score', { name: 'strategyCurve', report: NO_CHOICE, view: 'money', mark: null }],
  ['calibration change', { name: 'calibrationChange', sample: calibrationSample() }],
  ['calibration change, one band', { name: 'calibrationChange', sample: calibrationSample(1) }],
  ['comparison of two', { name: 'comparisonRoc', report: comparisonReport(['Plain', 'Chosen']) }],
  [
    'comparison of four, long names',
    { name: 'comparisonRoc', report: comparisonReport(['a', 'b', 'c', 'd'].map((end) => `${LONG_NAME} ${end}`)) },
  ],
  ['learning curve', { name: 'learningCurve', report: learningCurveReport([0.1, 0.2, 0.4, 0.6, 0.8, 1]) }],
  ['learning curve with a gap', { name: 'learningCurve', report: learningCurveReport([0.01, 0.5, 1]) }],
  ['learning curve of one point', { name: 'learningCurve', report: learningCurveReport([1]) }],
  ['learning curve without a model', { name: 'learningCurve', report: learningCurveReport([0.01, 0.02]) }],
]
