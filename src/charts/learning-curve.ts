import type { EChartsOption } from 'echarts'
import type { LearningCurveReport } from '../shared/contract/experiment.ts'
import { formatNumber } from '../shared/format.ts'
import type { ChartTable } from './chart-table.ts'
import type { ChartTheme } from './chart-theme.ts'
import { linesPlotOption } from './lines-plot.ts'
import type { Plain } from './plain.ts'

type Report = Plain<LearningCurveReport>
type Point = Report['points'][number]

/** AUC on training and hold-out rows by number of training rows, with intervals. */
export function learningCurveOption(report: Report, theme: ChartTheme): EChartsOption {
  const [holdout, training] = theme.series
  const line = (name: string, style: typeof holdout, of: (point: Point) => Point['testAuc']) => ({
    name,
    style,
    hasSymbols: true,
    data: report.points.map((point) => [point.nRows, of(point).value] as const),
  })
  // Intervals of both lines would stand on one another; the one on the model's own rows says little.
  const whiskers = report.points.flatMap(({ nRows, testAuc: { lower, upper } }) =>
    lower === null || upper === null ? [] : [[nRows, lower, upper] as const],
  )
  return linesPlotOption(
    {
      x: { name: 'Development rows trained on', format: (n) => formatNumber(n, 'integer'), min: 0 },
      y: {
        name: 'AUC',
        format: (value) => formatNumber(value, 'odds'),
        ...aucSpan(report),
      },
      tooltip: (value) => formatNumber(value, 'auc'),
      lines: [
        { ...line('Hold-out', holdout, (point) => point.testAuc), whiskers },
        line('Its own rows', training, (point) => point.trainingAuc),
      ],
    },
    theme,
  )
}

/** The AUC axis on whole steps around every value drawn; 0.5 to 1 where there is none. */
function aucSpan({ points }: Report): { min: number; max: number; interval: number } {
  const drawn = points
    .flatMap(({ testAuc, trainingAuc }) => [testAuc.value, testAuc.lower, testAuc.upper, trainingAuc.value])
    .filter((value) => value !== null)
  const [low, high] = drawn.length === 0 ? [0.5, 1] : [Math.min(...drawn), Math.max(...drawn)]
  const interval = [0.01, 0.02, 0.05].find((step) => high - low <= 5 * step) ?? 0.1
  const min = Math.max(0, Math.floor(low / interval) * interval)
  return { min, max: Math.max(Math.min(1, Math.ceil(high / interval) * interval), min + interval), interval }
}

/** States whether more rows would help. */
export function learningCurveTitle(report: Report): string {
  return report.statement.replace(/\.$/, '')
}

/** Both AUC per number of rows. */
export function learningCurveTable(report: Report): ChartTable {
  return {
    columns: [
      { label: 'Share', format: 'percent1' },
      { label: 'Rows', format: 'integer' },
      { label: 'Bad', format: 'integer' },
      { label: 'AUC, its own rows', format: 'auc' },
      { label: 'AUC, hold-out', format: 'auc' },
      { label: 'Lower 95%', format: 'auc' },
      { label: 'Upper 95%', format: 'auc' },
    ],
    rows: report.points.map((point) => [
      point.share,
      point.nRows,
      point.nEvents,
      point.trainingAuc.value,
      point.testAuc.value,
      point.testAuc.lower,
      point.testAuc.upper,
    ]),
  }
}
