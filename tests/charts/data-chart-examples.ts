import type { ChartSpec } from '../../src/charts/describe-chart.ts'
import type { ColumnDrift, ColumnProfile, TargetRates } from '../../src/shared/contract/index.ts'

/** A numeric column of 100 rows from 0 to 100, five of them missing. */
export function numericProfile(change: Partial<ColumnProfile> = {}): ColumnProfile {
  return {
    name: 'income',
    type: 'numeric',
    count: 100,
    nMissing: 5,
    nDistinct: 80,
    minimum: 0,
    quantile25: 20,
    median: 40,
    quantile75: 60,
    maximum: 100,
    mean: 42.5,
    standardDeviation: 20.25,
    topValues: [{ value: '40', count: 4 }],
    histogram: [
      { lower: 0, upper: 50, count: 65 },
      { lower: 50, upper: 100, count: 30 },
    ],
    histogramUnit: 'value',
    quantiles: [0.05, 0.25, 0.5, 0.75, 0.95].map((probability) => ({ probability, value: probability * 80 })),
    skewness: 0.4,
    kurtosis: -0.2,
    sum: 4037.5,
    nZero: 1,
    nNegative: 0,
    nInteger: 90,
    outliers: { lowerFence: -40, upperFence: 120, nBelow: 0, nAbove: 2 },
    special: [],
    nSpecial: 0,
    minLength: null,
    maxLength: null,
    nBlank: null,
    modeShare: 0.04,
    earliest: null,
    latest: null,
    ...change,
  }
}

/** A text column of 100 rows with two values listed, three others and 10 missing. */
export function textProfile(change: Partial<ColumnProfile> = {}): ColumnProfile {
  const none = { minimum: null, quantile25: null, median: null, quantile75: null, maximum: null, mean: null }
  return numericProfile({
    ...none,
    name: 'purpose',
    type: 'text',
    nMissing: 10,
    nDistinct: 5,
    standardDeviation: null,
    histogram: [],
    quantiles: [],
    topValues: [
      { value: 'car', count: 60 },
      { value: '', count: 20 },
    ],
    outliers: null,
    ...change,
  })
}

export const RATES: TargetRates = {
  column: 'income',
  count: 100,
  events: 20,
  eventRate: 0.2,
  nWithoutOutcome: 3,
  level: 0.95,
  rates: [
    rate('0 to below 50', 'range', 60, 18),
    rate('50 to 100', 'range', 35, 2),
    rate('Missing', 'missing', 5, 0),
    { ...rate('-999', 'special', 0, 0), eventRate: null, lower: null, upper: null, reason: 'no row holds it' },
  ],
}

function rate(
  label: string,
  kind: TargetRates['rates'][number]['kind'],
  count: number,
  events: number,
): TargetRates['rates'][number] {
  const eventRate = count === 0 ? null : events / count
  const lower = eventRate === null ? null : Math.max(0, eventRate - 0.05)
  const upper = eventRate === null ? null : eventRate + 0.05
  return { label, kind, lowest: null, highest: null, count, events, eventRate, lower, upper, lift: 1, reason: null }
}

const estimate = (value: number | null) => ({
  value,
  lower: null,
  upper: null,
  level: null,
  method: 'bins',
  reason: value === null ? 'a bin is empty' : null,
})
const test = (statistic: number | null) => ({
  id: 'ks',
  formula: '',
  source: '',
  nullHypothesis: '',
  statistic,
  degreesOfFreedom: null,
  pValue: statistic === null ? null : 0.01,
  reason: statistic === null ? 'numbers only' : null,
})

/** Drift of a numeric column; `exact` null stands for a bin that is empty in one sample. */
export function columnDrift(column: string, exact: number | null, smoothed: number | null = exact): ColumnDrift {
  const bin = { expected: 50, expectedShare: 0.5, actual: 60, actualShare: 0.6, logRatio: 0.18, contribution: 0.018 }
  return {
    column,
    type: 'numeric',
    nExpected: 100,
    nActual: 100,
    bins: [
      { label: '≤ 10', ...bin },
      { label: '> 10', ...bin, actual: 40, actualShare: 0.4, logRatio: null, contribution: null },
    ],
    populationStabilityIndex: estimate(exact),
    smoothedPopulationStabilityIndex: estimate(smoothed),
    noDriftLimit: 0.08,
    jensenShannonDistance: estimate(0.1),
    ksTest: test(0.1),
    chiSquaredTest: test(null),
    missingShareChange: 0.01,
    meanChangeInSd: estimate(-0.2),
    newLevels: null,
    vanishedLevels: null,
  }
}

const NAMES = ['income', 'age', 'purpose', 'a_name_far_too_long_for_any_axis']

/** A matrix of every pair of these columns. */
export function matrixOf(columns: readonly string[]) {
  const cells = columns.flatMap((a, i) =>
    columns.slice(i + 1).map((b, j) => ({
      a,
      b,
      measure: 'Pearson correlation',
      isSigned: (i + j) % 3 !== 2,
      value: (i + j) % 5 === 4 ? null : ((i * 7 + j * 3) % 19) / 10 - 0.9,
      n: 100,
      reason: (i + j) % 5 === 4 ? 'one column does not vary' : null,
    })),
  )
  return { columns, cells }
}

/** Every chart about data, ordinary and hard. */
export const DATA_EXAMPLES: readonly (readonly [string, ChartSpec])[] = [
  ['distribution', { name: 'columnHistogram', profile: numericProfile() }],
  [
    'distribution, one band',
    { name: 'columnHistogram', profile: numericProfile({ histogram: [{ lower: 3, upper: 3, count: 95 }] }) },
  ],
  [
    'distribution over time',
    {
      name: 'columnHistogram',
      profile: textProfile({
        name: 'opened',
        histogramUnit: 'day',
        histogram: [
          { lower: 18_000, upper: 18_365, count: 50 },
          { lower: 18_365, upper: 18_730, count: 40 },
        ],
        earliest: '2019-04-14',
        latest: '2021-04-13',
      }),
    },
  ],
  ['most frequent values', { name: 'topValues', profile: textProfile() }],
  ['target rate', { name: 'targetRateBars', report: RATES }],
  ['associations', { name: 'associationMatrix', matrix: matrixOf(NAMES) }],
  [
    'associations, 60 columns',
    { name: 'associationMatrix', matrix: matrixOf(Array.from({ length: 60 }, (_, index) => `column_${index}`)) },
  ],
  ['drift', { name: 'driftBins', drift: columnDrift('income', 0.036), names: ['loans v1', 'loans v2'] }],
  ['drift, empty bin', { name: 'driftBins', drift: columnDrift('income', null, 0.3), names: ['a', 'b'] }],
]
