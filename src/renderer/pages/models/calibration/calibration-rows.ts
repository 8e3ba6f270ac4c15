import type { CalibrationReport, Estimate } from '../../../../shared/contract/index.ts'
import { formatInterval, formatNumber, type NumberFormat } from '../../../../shared/format.ts'
import type { MetricKey } from '../../../metrics/metric-texts.ts'

type Figures = CalibrationReport['samples'][number]['before']

/** One measure, before and after on every sample: two cells per sample, in the order of the report. */
export interface CalibrationRow {
  readonly metric: MetricKey
  readonly name: string
  readonly cells: readonly string[]
}

const MEASURES = [
  ['calibrationInTheLarge', 'Mean PD − bad rate', 'pp2'],
  ['calibrationIntercept', 'Intercept', 'index3'],
  ['calibrationSlope', 'Slope', 'index3'],
  ['expectedCalibrationError', 'ECE', 'index3'],
  ['brierScore', 'Brier score', 'woe'],
  ['logLoss', 'Log-loss', 'woe'],
] as const satisfies readonly (readonly [keyof Figures & MetricKey, string, NumberFormat])[]

/** The measures of a calibration, one per line. */
export function calibrationRows(report: CalibrationReport): readonly CalibrationRow[] {
  const figures = report.samples.flatMap(({ before, after }) => [before, after])
  const text = ({ value, lower, upper }: Estimate, format: NumberFormat) => formatInterval(value, lower, upper, format)
  return [
    {
      metric: 'probability',
      name: 'Mean PD',
      cells: figures.map((one) => formatNumber(one.meanPredicted, 'percent2')),
    },
    ...MEASURES.map(([key, name, format]) => ({
      metric: key,
      name,
      cells: figures.map((one) => text(one[key], format)),
    })),
  ]
}

/** Why a measure does not exist, each reason once with the measures it holds for. */
export function undefinedMeasures(report: CalibrationReport): readonly string[] {
  const names = new Map<string, Set<string>>()
  for (const one of report.samples.flatMap(({ before, after }) => [before, after])) {
    for (const [key, name] of MEASURES) {
      const { value, reason } = one[key]
      if (value !== null) continue
      const known = names.get(reason ?? 'No reason recorded') ?? new Set()
      names.set(reason ?? 'No reason recorded', known.add(name))
    }
  }
  return [...names].map(([reason, measures]) => `– ${[...measures].join(', ')}: ${reason}`)
}
