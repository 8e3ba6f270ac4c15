import type { EChartsOption } from 'echarts'
import type { CalibrationReport } from '../shared/contract/strategy.ts'
import { formatNumber } from '../shared/format.ts'
import type { ChartTable } from './chart-table.ts'
import type { ChartTheme } from './chart-theme.ts'
import { percentTick } from './chart-words.ts'
import { linesPlotOption } from './lines-plot.ts'
import type { Plain } from './plain.ts'
import { sentenceCase } from './sentence-case.ts'

type Sample = Plain<CalibrationReport>['samples'][number]

/** Observed against predicted rate before and after a calibration, with the line of agreement and 95% intervals. */
export function calibrationChangeOption(sample: Sample, theme: ChartTheme): EChartsOption {
  const bands = [...sample.before.curve, ...sample.after.curve]
  const highest = Math.max(0.05, ...bands.flatMap((band) => [band.meanPredicted, band.upper]))
  const interval = [0.01, 0.02, 0.05, 0.1].find((step) => highest / step <= 6) ?? 0.2
  const max = Math.min(1, Math.ceil((highest * 1.001) / interval) * interval)
  const share = { format: percentTick, min: 0, max, interval }
  const [after, before] = theme.series
  const line = (name: string, style: typeof after, curve: Sample['before']['curve']) => ({
    name,
    style,
    hasSymbols: true,
    data: curve.map((band) => [band.meanPredicted, band.observed] as const),
    whiskers: curve.map((band) => [band.meanPredicted, band.lower, band.upper] as const),
  })
  return linesPlotOption(
    {
      x: { ...share, name: 'Mean predicted PD' },
      y: { ...share, name: 'Observed bad rate' },
      hasLegendBelow: true,
      tooltip: (value) => formatNumber(value, 'percent2'),
      reference: [
        [0, 0],
        [max, max],
      ],
      lines: [line('After', after, sample.after.curve), line('Before', before, sample.before.curve)],
    },
    theme,
  )
}

/** States what the calibration did to the log-loss. */
export function calibrationChangeTitle(sample: Sample): string {
  const [before, after] = [sample.before.logLoss.value, sample.after.logLoss.value]
  const name = sentenceCase(sample.label)
  if (before === null) return `${name}: log-loss is not defined`
  if (after === null) return `${name}: log-loss is no longer defined after the calibration`
  const [from, to] = [formatNumber(before, 'woe'), formatNumber(after, 'woe')]
  if (from === to) return `${name}: log-loss stays at ${to}`
  return `${name}: log-loss ${after < before ? 'falls' : 'rises'} from ${from} to ${to}`
}

/** Bands before and after. */
export function calibrationChangeTable(sample: Sample): ChartTable {
  const rows = (when: string, curve: Sample['before']['curve']) =>
    curve.map((band) => [when, band.count, band.events, band.meanPredicted, band.observed, band.lower, band.upper])
  return {
    columns: [
      { label: 'When', format: 'text' },
      { label: 'Count', format: 'integer' },
      { label: 'Bad', format: 'integer' },
      { label: 'Mean predicted PD', format: 'percent2' },
      { label: 'Observed bad rate', format: 'percent2' },
      { label: 'Lower 95%', format: 'percent2' },
      { label: 'Upper 95%', format: 'percent2' },
    ],
    rows: [...rows('Before', sample.before.curve), ...rows('After', sample.after.curve)],
  }
}
