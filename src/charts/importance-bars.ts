import type { EChartsOption } from 'echarts'
import type { ExplanationReport } from '../shared/contract/evidence.ts'
import { formatNumber } from '../shared/format.ts'
import { type BarRow, barRowsLayout, barRowsOption } from './bar-rows.ts'
import type { ChartTable } from './chart-table.ts'
import type { ChartTheme } from './chart-theme.ts'
import type { Plain } from './plain.ts'

type Report = Plain<ExplanationReport>

/** How far each characteristic moves a score from the mean, on average and in points. */
export function importanceBarsOption(report: Report, theme: ChartTheme): EChartsOption {
  return barRowsOption(barsOf(report), axisName(report), 'odds', theme)
}

/** As high as its characteristics need. */
export function importanceBarsHeight(report: Report, theme: ChartTheme, _width: number): number {
  return barRowsLayout(barsOf(report), theme).height
}

/** States which characteristic moves scores most. */
export function importanceBarsTitle(report: Report): string {
  const first = ranked(report)[0]
  if (first === undefined) return 'No characteristic contributes to the score'
  return `${first.name} moves scores most: ${formatNumber(first.meanAbsoluteDeviation, 'odds')} points on average, ${formatNumber(first.share, 'percent1')} of all movement`
}

/** Importance per characteristic. */
export function importanceBarsTable(report: Report): ChartTable {
  return {
    columns: [
      { label: 'Characteristic', format: 'text' },
      { label: 'Mean points', format: 'odds' },
      { label: 'Mean absolute distance', format: 'odds' },
      { label: 'Points range', format: 'points' },
      { label: 'Share', format: 'percent1' },
    ],
    rows: ranked(report).map((item) => [
      item.name,
      item.meanPoints,
      item.meanAbsoluteDeviation,
      item.pointsRange,
      item.share,
    ]),
  }
}

/** Of trees, contributions are counted from the baseline; of scorecards, points from their mean. */
function axisName({ baseline }: Report): string {
  return baseline.includes('TreeSHAP')
    ? 'Mean size of contributions, points'
    : 'Mean absolute distance from the mean, points'
}

function ranked(report: Report): Report['importance'][number][] {
  return [...report.importance].sort(
    (a, b) => b.meanAbsoluteDeviation - a.meanAbsoluteDeviation || (a.name < b.name ? -1 : 1),
  )
}

function barsOf(report: Report): BarRow[] {
  return ranked(report).map((item) => ({ label: item.name, value: item.meanAbsoluteDeviation }))
}
