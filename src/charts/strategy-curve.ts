import type { EChartsOption } from 'echarts'
import type { StrategyReport } from '../shared/contract/strategy.ts'
import { formatNumber } from '../shared/format.ts'
import { niceSpan } from './chart-axes.ts'
import type { ChartTable } from './chart-table.ts'
import type { ChartTheme } from './chart-theme.ts'
import { percentTick } from './chart-words.ts'
import { linesPlotOption } from './lines-plot.ts'
import type { Plain } from './plain.ts'

type Report = Plain<StrategyReport>

/** Which pair of lines: approval and bad rate, or cost and profit. */
export type StrategyView = 'rates' | 'money'

/** Approval rate and bad rate of the approved, or cost and profit, by cut-off; dashed: the cut-off chosen. */
export function strategyCurveOption(
  report: Report,
  view: StrategyView,
  mark: number | null,
  theme: ChartTheme,
): EChartsOption {
  const points = report.curve.map((point) => point.points)
  const [first, second] = theme.series
  // A line of one point shows nothing but its symbol.
  const dots = { hasSymbols: points.length === 1 }
  const x = {
    name: 'Cut-off: approve at or above, points',
    format: (value: number) => formatNumber(value, 'points'),
    ...(points.length === 0 ? {} : niceSpan(Math.min(...points), Math.max(...points))),
  }
  const marks = mark === null ? [] : [{ x: mark, label: `${formatNumber(mark, 'points')} points` }]
  if (view === 'rates') {
    return linesPlotOption(
      {
        x,
        y: { name: 'Approved', format: percentTick, min: 0, max: 1, interval: 0.25 },
        right: { name: 'Bad rate of the approved', format: percentTick, min: 0 },
        marks,
        tooltip: (value) => formatNumber(value, 'percent1'),
        lines: [
          {
            ...dots,
            name: 'Approved',
            style: first,
            data: report.curve.map((point) => [point.points, point.approvalRate]),
          },
          {
            ...dots,
            name: 'Bad rate (right axis)',
            style: second,
            isRight: true,
            data: report.curve.map((point) => [point.points, point.badRate]),
          },
        ],
      },
      theme,
    )
  }
  const money = (value: number) => formatNumber(value, 'number')
  return linesPlotOption(
    {
      x,
      y: { name: 'Cost', format: money },
      right: { name: 'Profit', format: money },
      marks,
      tooltip: money,
      lines: [
        { ...dots, name: 'Cost', style: first, data: report.curve.map((point) => [point.points, point.cost]) },
        {
          ...dots,
          name: 'Profit (right axis)',
          style: second,
          isRight: true,
          data: report.curve.map((point) => [point.points, point.profit]),
        },
      ],
    },
    theme,
  )
}

/** States what the cheapest or the most profitable cut-off does. */
export function strategyCurveTitle(report: Report, view: StrategyView): string {
  const rule = view === 'rates' ? 'cost' : 'profit'
  const best = report.choices.find((choice) => choice.rule === rule)?.choice ?? null
  if (best === null) return 'No cut-off could be chosen'
  const at = `${formatNumber(best.points, 'points')} points`
  const approved = formatNumber(best.approvalRate, 'percent1')
  return view === 'rates'
    ? `At the lowest cost, ${at}: ${approved} approved with a bad rate of ${formatNumber(best.badRate, 'percent1')}`
    : `Profit is largest at ${at}, with ${approved} approved`
}

/** Every cut-off drawn. */
export function strategyCurveTable(report: Report): ChartTable {
  return {
    columns: [
      { label: 'Cut-off', format: 'points' },
      { label: 'Approved', format: 'percent1' },
      { label: 'Bad rate', format: 'percent2' },
      { label: 'Expected bad rate', format: 'percent2' },
      { label: 'Bads refused', format: 'percent1' },
      { label: 'Goods refused', format: 'percent1' },
      { label: 'Cost', format: 'number' },
      { label: 'Profit', format: 'number' },
    ],
    rows: report.curve.map((point) => [
      point.points,
      point.approvalRate,
      point.badRate,
      point.expectedBadRate,
      point.truePositiveRate,
      point.falsePositiveRate,
      point.cost,
      point.profit,
    ]),
  }
}
