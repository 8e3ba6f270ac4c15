import type { EChartsOption } from 'echarts'
import type { SampleReport } from '../shared/contract/evidence.ts'
import { formatNumber } from '../shared/format.ts'
import { chartBase, chartLegend, chartTooltip, hairline, valueAxis } from './chart-axes.ts'
import type { ChartTable } from './chart-table.ts'
import { type ChartTheme, scaled } from './chart-theme.ts'
import { findingSample, percentTick, sampleWord } from './chart-words.ts'
import type { Plain } from './plain.ts'

type Samples = readonly Plain<SampleReport>[]

const MARGIN = { left: 60, right: 14, top: 10, bottom: 48 }
const LEGEND_LINE = 19

/** Cumulative accuracy profile: share of bads found among the riskiest share of cases, with random and perfect lines. */
export function gainsCurveOption(samples: Samples, theme: ChartTheme): EChartsOption {
  const share = { min: 0, max: 1, interval: 0.2, format: percentTick }
  return {
    ...chartBase(theme),
    grid: {
      left: scaled(theme, MARGIN.left),
      right: scaled(theme, MARGIN.right),
      top: scaled(theme, MARGIN.top),
      bottom: scaled(theme, MARGIN.bottom + LEGEND_LINE * samples.length + 6),
      outerBoundsMode: 'none',
    },
    xAxis: valueAxis(theme, { ...share, name: 'Share of cases, riskiest first', nameGap: 26 }),
    yAxis: valueAxis(theme, { ...share, name: 'Share of bads found', nameGap: 38 }),
    legend: chartLegend(theme, {
      isVertical: true,
      position: { left: scaled(theme, MARGIN.left), bottom: scaled(theme, 2) },
      data: samples.map((report) => ({ name: legendText(report) })),
    }),
    tooltip: chartTooltip(theme, 'item', percentTick),
    series: [
      guide('Random', theme, 'solid', [
        [0, 0],
        [1, 1],
      ]),
      ...samples.map((report) =>
        guide(`Perfect, ${sampleWord(report.sample)}`, theme, 'dotted', [
          [0, 0],
          [report.eventRate, 1],
          [1, 1],
        ]),
      ),
      ...samples.map((report) => ({
        type: 'line',
        name: legendText(report),
        symbol: theme.samples[report.sample].symbol,
        symbolSize: scaled(theme, 5),
        lineStyle: { width: theme.lineWidth, type: theme.samples[report.sample].lineType },
        itemStyle: { color: theme.samples[report.sample].color },
        data: [[0, 0], ...report.gains.map((row) => [row.cumulativeShare, row.cumulativeEventShare])],
      })),
    ],
  } as EChartsOption
}

/** The height that makes the plot square at a width. */
export function gainsCurveHeight(samples: Samples, theme: ChartTheme, width: number): number {
  const { left, right, top, bottom } = MARGIN
  return width - scaled(theme, left + right) + scaled(theme, top + bottom + LEGEND_LINE * samples.length + 6)
}

/** States how many of the bads the riskiest fifth holds. */
export function gainsCurveTitle(samples: Samples): string {
  const report = findingSample(samples)
  const row = report === undefined ? undefined : nearestRow(report, 0.2)
  if (report === undefined || row === undefined) return 'Gains: no bands reported'
  return `${sampleWord(report.sample)}: the riskiest ${formatNumber(row.cumulativeShare, 'percent1')} of cases hold ${formatNumber(row.cumulativeEventShare, 'percent1')} of the bads`
}

/** The gains table, riskiest first. */
export function gainsCurveTable(samples: Samples): ChartTable {
  return {
    columns: [
      { label: 'Sample', format: 'text' },
      { label: 'Band', format: 'integer' },
      { label: 'Count', format: 'integer' },
      { label: 'Bad', format: 'integer' },
      { label: 'Bad rate', format: 'percent1' },
      { label: 'Cumulative cases', format: 'percent1' },
      { label: 'Cumulative bads', format: 'percent1' },
      { label: 'Lift', format: 'odds' },
    ],
    rows: samples.flatMap((report) =>
      report.gains.map((row) => [
        sampleWord(report.sample),
        row.band,
        row.count,
        row.events,
        row.eventRate,
        row.cumulativeShare,
        row.cumulativeEventShare,
        row.lift,
      ]),
    ),
  }
}

function legendText(report: Plain<SampleReport>): string {
  return `${sampleWord(report.sample)}: accuracy ratio ${formatNumber(report.gini.value, 'percent1')}`
}

function guide(name: string, theme: ChartTheme, type: string, data: readonly (readonly number[])[]): object {
  return {
    type: 'line',
    name,
    showSymbol: false,
    silent: true,
    lineStyle: { width: hairline(theme), type },
    itemStyle: { color: theme.axis },
    data,
  }
}

function nearestRow(report: Plain<SampleReport>, share: number): Plain<SampleReport>['gains'][number] | undefined {
  return [...report.gains].sort((a, b) => Math.abs(a.cumulativeShare - share) - Math.abs(b.cumulativeShare - share))[0]
}
