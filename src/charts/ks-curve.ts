import type { EChartsOption } from 'echarts'
import type { SampleReport } from '../shared/contract/evidence.ts'
import { formatNumber } from '../shared/format.ts'
import { chartBase, chartLegend, chartTooltip, hairline, niceSpan, valueAxis } from './chart-axes.ts'
import type { ChartTable } from './chart-table.ts'
import { type ChartTheme, scaled } from './chart-theme.ts'
import { percentTick, sampleWord } from './chart-words.ts'
import type { Plain } from './plain.ts'

type Sample = Plain<SampleReport>

/** Cumulative shares of goods and bads over the score, with a dashed line where they are farthest apart. */
export function ksCurveOption(sample: Sample, theme: ChartTheme): EChartsOption {
  const points = sample.ksCurve.map((point) => point.points)
  return {
    ...chartBase(theme),
    grid: {
      left: scaled(theme, 60),
      right: scaled(theme, 18),
      top: scaled(theme, 34),
      bottom: scaled(theme, 46),
      outerBoundsMode: 'none',
    },
    legend: chartLegend(theme, {
      position: { left: scaled(theme, 60), top: 0 },
      data: [{ name: 'Bads' }, { name: 'Goods' }],
    }),
    tooltip: chartTooltip(theme, 'axis', percentTick),
    xAxis: valueAxis(theme, {
      ...(points.length === 0 ? {} : niceSpan(Math.min(...points), Math.max(...points))),
      name: 'Points',
      nameGap: 26,
      format: (value) => formatNumber(value, 'points'),
      hasGrid: false,
    }),
    yAxis: valueAxis(theme, {
      name: 'Cumulative share',
      nameGap: 38,
      min: 0,
      max: 1,
      interval: 0.2,
      format: percentTick,
    }),
    series: [
      curve(
        theme,
        'Bads',
        theme.bad,
        'dashed',
        sample.ksCurve.map((point) => [point.points, point.eventShare]),
        maximumLine(sample, theme),
      ),
      curve(
        theme,
        'Goods',
        theme.good,
        'solid',
        sample.ksCurve.map((point) => [point.points, point.nonEventShare]),
        {},
      ),
    ],
  } as EChartsOption
}

/** A fixed, calm proportion. */
export function ksCurveHeight(_sample: Sample, theme: ChartTheme, width: number): number {
  return Math.min(width * 0.72, scaled(theme, 340))
}

/** States the largest distance and where it stands. */
export function ksCurveTitle(sample: Sample): string {
  const name = sampleWord(sample.sample)
  if (sample.ksStatistic.value === null)
    return `${name}: KS is not defined (${sample.ksStatistic.reason ?? 'no reason recorded'})`
  const place = sample.ksPoints === null ? '' : ` at ${formatNumber(sample.ksPoints, 'points')} points`
  return `${name}: goods and bads are farthest apart${place}, KS ${formatNumber(sample.ksStatistic.value, 'percent1')}`
}

/** The two cumulative shares per score. */
export function ksCurveTable(sample: Sample): ChartTable {
  return {
    columns: [
      { label: 'Points', format: 'points' },
      { label: 'Cumulative bads', format: 'percent1' },
      { label: 'Cumulative goods', format: 'percent1' },
    ],
    rows: sample.ksCurve.map((point) => [point.points, point.eventShare, point.nonEventShare]),
  }
}

function curve(theme: ChartTheme, name: string, color: string, type: string, data: number[][], extra: object): object {
  return {
    type: 'line',
    step: 'end',
    name,
    symbol: 'none',
    lineStyle: { width: theme.lineWidth, type },
    itemStyle: { color },
    data,
    ...extra,
  }
}

function maximumLine(sample: Sample, theme: ChartTheme): object {
  if (sample.ksPoints === null || sample.ksStatistic.value === null) return {}
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      lineStyle: { color: theme.ink, type: 'dashed', width: hairline(theme) * 1.4 },
      label: {
        position: 'end',
        color: theme.ink,
        fontSize: theme.fontSize,
        distance: scaled(theme, 3),
        formatter: `KS ${formatNumber(sample.ksStatistic.value, 'percent1')} at ${formatNumber(sample.ksPoints, 'points')}`,
      },
      data: [{ xAxis: sample.ksPoints }],
    },
  }
}
