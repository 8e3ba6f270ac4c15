import type { BinnedVariable } from '../../../../src/shared/contract/binning.ts'
import type { DatasetVersion } from '../../../../src/shared/contract/dataset.ts'
import type { Characteristic, FitReport, ModelVersion, ScorecardModel } from '../../../../src/shared/contract/model.ts'
import type { Estimate, TestResult } from '../../../../src/shared/contract/primitives.ts'
import { scorecardParamsSchema } from '../../../../src/shared/contract/scorecard-params.ts'

/** Numbers of the right shapes, the same on every run; they belong together only loosely. */
export function pseudoRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

export function fixtureHash(name: string): string {
  let text = ''
  const next = pseudoRandom([...name].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), 7))
  while (text.length < 64) text += Math.floor(next() * 16).toString(16)
  return text
}

export function estimate(value: number | null, half = 0, reason: string | null = null): Estimate {
  return {
    value,
    lower: value === null || half === 0 ? null : value - half,
    upper: value === null || half === 0 ? null : value + half,
    level: value === null || half === 0 ? null : 0.95,
    method: 'DeLong',
    reason,
  }
}

export function testResult(id: string, pValue: number | null, reason: string | null = null): TestResult {
  return {
    id,
    formula: 'Σ (O − E)² / E',
    source: 'Hosmer and Lemeshow (1980)',
    nullHypothesis: 'Observed and expected counts agree',
    statistic: pValue === null ? null : 9.4132,
    degreesOfFreedom: pValue === null ? null : 8,
    pValue,
    reason,
  }
}

export const LONG_NAME = 'months_since_the_most_recent_delinquency_on_any_revolving_trade_line'

/** A binned variable with `nBins` ordered bins, and a missing bin last. */
export function binnedVariable(
  name: string,
  nBins: number,
  type: 'numeric' | 'text' = 'numeric',
  labelOf?: (index: number) => string,
): BinnedVariable {
  const next = pseudoRandom(name.length * 97 + nBins)
  const bins: BinnedVariable['bins'] = []
  for (let index = 0; index < nBins; index++) {
    const count = Math.round(12 + (next() * 900) / nBins)
    const rate = Math.max(0.02, 0.62 - (0.56 * index) / nBins + (next() - 0.5) * 0.02)
    const events = Math.max(1, Math.min(count - 1, Math.round(count * rate)))
    const lower = index === 0 ? null : index * 100
    const upper = index === nBins - 1 ? null : (index + 1) * 100
    bins.push({
      definition: type === 'numeric' ? { kind: 'interval', lower, upper } : { kind: 'levels', levels: [`A${index}`] },
      label: labelOf?.(index) ?? (type === 'numeric' ? numericLabel(lower, upper) : `A${index}`),
      count,
      share: count / 1000,
      events,
      nonEvents: count - events,
      eventRate: events / count,
      woe: Math.log((count - events) / 700 / (events / 300)),
      informationValue: ((count - events) / 700 - events / 300) * Math.log((count - events) / 700 / (events / 300)),
      isAdjusted: false,
    })
  }
  bins.push({
    definition: { kind: 'special', codes: ['-9'] },
    label: 'Special: -9',
    count: 14,
    share: 0.014,
    events: 6,
    nonEvents: 8,
    eventRate: 6 / 14,
    woe: -0.5596,
    informationValue: 0.0048,
    isAdjusted: false,
  })
  bins.push({
    definition: { kind: 'missing' },
    label: 'Missing',
    count: 0,
    share: 0,
    events: 0,
    nonEvents: 0,
    eventRate: null,
    woe: 0,
    informationValue: 0,
    isAdjusted: true,
  })
  return {
    kind: 'binnedVariable',
    name,
    type,
    trend: 'descending',
    splits: type === 'numeric' ? Array.from({ length: nBins - 1 }, (_, index) => (index + 1) * 100) : [],
    bins,
    informationValue: bins.reduce((sum, bin) => sum + bin.informationValue, 0),
    gini: 0.312,
    ksStatistic: 0.234,
    cramersV: 0.29,
    isMonotone: true,
    zeroCellRule: 'add 0.5 to both cells of an empty bin',
  }
}

function numericLabel(lower: number | null, upper: number | null): string {
  if (lower === null) return `< ${upper}`
  return upper === null ? `≥ ${lower}` : `${lower} to < ${upper}`
}

function characteristic(variable: BinnedVariable, coefficient: number): Characteristic {
  const attributes = variable.bins.map((bin, index) => ({
    bin: index,
    label: bin.label,
    points: Math.round(28 + 40 * bin.woe * coefficient),
  }))
  const points = attributes.map((attribute) => attribute.points)
  return {
    name: variable.name,
    description: null,
    coefficient: -coefficient,
    attributes,
    meanPoints: 31.27,
    maximumPoints: Math.max(...points),
    minimumPoints: Math.min(...points),
  }
}

export function scorecardModel(variables: readonly BinnedVariable[]): ScorecardModel {
  return {
    kind: 'scorecardModel',
    formatVersion: 1,
    target: { column: 'class', eventValue: 'bad' },
    factor: 72.13475204444818,
    offset: 387.6036243278207,
    scaling: { targetPoints: 600, targetOdds: 19, pointsToDoubleOdds: 50, rounding: 'integer' },
    variables: [...variables],
    characteristics: variables.map((variable, index) => characteristic(variable, 0.9 - index * 0.04)),
    intercept: -0.8473,
    developmentEventRate: 0.3,
  }
}

export function fitReport(model: ScorecardModel, looked: readonly BinnedVariable[]): FitReport {
  return {
    kind: 'fitReport',
    nDevelopment: 700,
    nHoldout: 300,
    nEventsDevelopment: 210,
    nEventsHoldout: 90,
    nIterations: 6,
    converged: true,
    logLikelihood: -333.4121,
    logLikelihoodNull: -427.6061,
    likelihoodRatio: testResult('likelihoodRatio', 1.2e-34),
    aic: 684.8242,
    bic: 725.7842,
    coefficients: [
      {
        name: 'Intercept',
        estimate: -0.8473,
        standardError: 0.0982,
        zValue: -8.63,
        pValue: 6e-18,
        lower: -1.0398,
        upper: -0.6548,
        varianceInflationFactor: null,
        likelihoodRatioP: null,
      },
      ...model.characteristics.map((item, index) => ({
        name: item.name,
        estimate: item.coefficient,
        standardError: 0.11 + index * 0.02,
        zValue: item.coefficient / (0.11 + index * 0.02),
        pValue: index === 3 ? 0.0731 : 0.00021 * (index + 1),
        lower: item.coefficient - 0.22,
        upper: item.coefficient + 0.22,
        varianceInflationFactor: 1.04 + index * 0.07,
        likelihoodRatioP: 0.0002 * (index + 1),
      })),
    ],
    characteristicReport: [...model.variables, ...looked],
    exclusions: looked.map((variable) => ({
      name: variable.name,
      reason: 'information value below 0.02',
      informationValue: variable.informationValue / 40,
    })),
    developmentAuc: estimate(0.8214, 0.031),
    holdoutAuc: estimate(0.7713, 0.052),
    correlations: null,
    rounding: null,
    selectionPath: [],
    selectionMethod: null,
    rejectInference: null,
    weighting: null,
    boosting: null,
    equality: null,
    warnings: ['The bin "Special: -9" of duration holds fewer than 5% of the rows.'],
  }
}

export function modelVersion(name = 'German Credit scorecard'): Exclude<ModelVersion, { readonly method: 'gbdt' }> {
  return {
    id: 'mv_3f9a01c2d4e5',
    name,
    version: 3,
    method: 'scorecard',
    origin: { kind: 'trained' },
    contentHash: fixtureHash('model'),
    datasetVersionId: 'ds_77aa10bb32cc',
    datasetHash: fixtureHash('dataset'),
    datasetName: 'German Credit',
    seed: 20_260_115,
    params: scorecardParamsSchema.parse({ binning: { specialCodes: [{ column: 'duration', codes: ['-9'] }] } }),
    target: { column: 'class', eventValue: 'bad' },
    codeVersion: 'assay 0.1.0',
    fitEvidenceId: 'ev_fit0000000001',
    nCharacteristics: 5,
    developmentAuc: 0.8214,
    holdoutAuc: 0.7713,
    createdAt: '2026-11-03T09:15:00.000Z',
    createdBy: 'Dana Keller',
  }
}

export function datasetVersion(nColumns = 21): DatasetVersion {
  const columns: DatasetVersion['columns'] = Array.from({ length: nColumns }, (_, index) => ({
    name: index === 0 ? 'class' : index === 4 ? LONG_NAME : `column_${String(index).padStart(2, '0')}`,
    type: index % 3 === 0 ? 'text' : 'numeric',
    role: index === 0 ? 'target' : index === 2 ? 'sensitive' : 'feature',
    reason: index % 3 === 0 ? 'some values are not numbers' : 'every value is a number',
    nMissing: index === 7 ? 61 : 0,
    nDistinct: index === 0 ? 2 : 3 + index * 7,
    nUnparsed: 0,
    dateFormat: null,
    specialCodes: [],
    privacy: null,
  }))
  return {
    id: 'ds_77aa10bb32cc',
    name: 'German Credit',
    version: 1,
    contentHash: fixtureHash('dataset'),
    nRows: 1000,
    nColumns,
    target: { column: 'class', eventValue: 'bad' },
    nEvents: 300,
    source: { fileName: 'german-credit.csv', bytes: 78_902, sha256: fixtureHash('file') },
    parent: null,
    steps: [],
    stepLog: [],
    appended: null,
    template: null,
    dialect: {
      format: 'csv',
      sheet: null,
      sheets: [],
      escape: 'double',
      thousands: null,
      compression: 'none',
      hasHeader: true,
      skipLines: 0,
      comment: null,
      raggedRows: 'refuse',
      decisions: [],
      delimiter: ',',
      quote: '"',
      decimal: '.',
      encoding: 'utf-8',
      lineEnding: '\n',
      byteOrderMark: false,
      missing: ['', 'NA'],
    },
    columns,
    issues: [{ line: 118, column: 'column_07', raw: 'n/a', problem: 'is not a number', action: 'read as missing' }],
    nIssues: 1,
    createdAt: '2026-11-02T16:40:00.000Z',
    createdBy: 'Dana Keller',
  }
}
