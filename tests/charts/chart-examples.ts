import type { ChartSpec } from '../../src/charts/describe-chart.ts'
import { binnedVariable, LONG_NAME } from '../main/core/pack/model-fixtures.ts'
import {
  caseExplanation,
  explanationReport,
  fairnessGroup,
  fairnessReport,
  sampleReport,
  stabilityReport,
  validationReport,
} from '../main/core/pack/report-fixtures.ts'

export const DEVELOPMENT = sampleReport('development', 700, 11)
export const HOLDOUT = sampleReport('holdout', 300, 23, 88)

const NAMES = ['status', 'duration', LONG_NAME, 'credit_history', 'purpose']
const LEVELS = (index: number) =>
  Array.from({ length: 12 }, (_, level) => `Occupation group ${index}.${level} (seasonal)`).join(', ')
const WHITE = fairnessGroup('White', 14_461, 13_142, 13_142 / 14_461, true)

export const SMALL_GROUP = fairnessGroup(
  'Native Hawaiian or Other Pacific Islander, all islands',
  22,
  12,
  13_142 / 14_461,
  false,
)

export const RACE = fairnessReport('race', [
  WHITE,
  fairnessGroup('Black or African American', 1337, 1065, 13_142 / 14_461, false),
  SMALL_GROUP,
])

/** Every chart with ordinary data, and the hard cases: long names, many bins, one bin. */
export const EXAMPLES: readonly (readonly [string, ChartSpec])[] = [
  ['ROC curve', { name: 'rocCurve', samples: [DEVELOPMENT, HOLDOUT] }],
  ['KS curve', { name: 'ksCurve', sample: HOLDOUT }],
  ['score distribution', { name: 'scoreDistribution', sample: HOLDOUT, cutOff: 449 }],
  ['score distribution without cut-off', { name: 'scoreDistribution', sample: DEVELOPMENT, cutOff: null }],
  ['calibration curve', { name: 'calibrationCurve', samples: [DEVELOPMENT, HOLDOUT] }],
  ['cumulative accuracy profile', { name: 'gainsCurve', samples: [DEVELOPMENT, HOLDOUT] }],
  ['weight of evidence', { name: 'woeBins', variable: binnedVariable('duration', 6) }],
  ['weight of evidence, 20 bins', { name: 'woeBins', variable: binnedVariable(LONG_NAME, 20) }],
  ['weight of evidence, 40 levels', { name: 'woeBins', variable: binnedVariable('occupation', 40, 'text') }],
  ['weight of evidence, long levels', { name: 'woeBins', variable: binnedVariable('branch', 5, 'text', LEVELS) }],
  ['weight of evidence, one bin', { name: 'woeBins', variable: binnedVariable('constant', 1) }],
  [
    'stability',
    {
      name: 'stabilityBands',
      report: stabilityReport(
        'score',
        Array.from({ length: 10 }, (_, i) => `${i}`),
      ),
    },
  ],
  ['stability, long bands', { name: 'stabilityBands', report: stabilityReport('branch', [LEVELS(1), LEVELS(2)]) }],
  ['adverse impact', { name: 'impactRatio', report: RACE, basis: 'decision' }],
  ['adverse impact, two groups', { name: 'impactRatio', report: fairnessReport(), basis: 'outcome' }],
  ['waterfall', { name: 'caseWaterfall', explanation: caseExplanation(NAMES) }],
  ['importance', { name: 'importanceBars', report: explanationReport(NAMES) }],
  [
    'information value',
    { name: 'informationValueBars', variables: NAMES.map((name, i) => binnedVariable(name, 3 + i)), kept: ['status'] },
  ],
]

export const VALIDATION = validationReport(NAMES)
