import type { CustomSeriesRenderItemAPI, EChartsOption } from 'echarts'
import type { TargetRates } from '../shared/contract/data-report.ts'
import { formatFraction, formatInterval, formatNumber } from '../shared/format.ts'
import { chartBase, chartTooltip, hairline, valueAxis } from './chart-axes.ts'
import type { ChartTable } from './chart-table.ts'
import { type ChartTheme, scaled } from './chart-theme.ts'
import { escapeHtml, percentTick } from './chart-words.ts'
import type { Plain } from './plain.ts'
import { panelGrids, type RowLayout, rowAxis, rowLayout } from './row-layout.ts'

type Rates = Plain<TargetRates>
type Rate = Rates['rates'][number]

/** Rows per value of a column beside the bad rate with its interval; special codes and missing stand apart. */
export function targetRateBarsOption(report: Rates, theme: ChartTheme): EChartsOption {
  const rows = layout(report, theme)
  return {
    ...chartBase(theme),
    grid: panelGrids(rows, [0, 0.46, 1]),
    tooltip: {
      ...chartTooltip(theme, 'axis', percentTick),
      formatter: (items: readonly { readonly dataIndex: number }[]) =>
        tooltipText(report.rates[items[0]?.dataIndex ?? 0]),
    },
    yAxis: [0, 1].map((index) => rowAxis(rows, theme, index)),
    xAxis: [
      valueAxis(theme, {
        gridIndex: 0,
        name: 'Rows',
        nameGap: 24,
        min: 0,
        splitNumber: 2,
        format: (value) => formatNumber(value, 'integer'),
      }),
      valueAxis(theme, { gridIndex: 1, name: 'Bad rate', nameGap: 24, min: 0, splitNumber: 4, format: percentTick }),
    ],
    series: [
      {
        type: 'bar',
        name: 'Rows',
        barWidth: '60%',
        itemStyle: { color: theme.neutral },
        data: report.rates.map((rate) => rate.count),
      },
      averageLine(report, theme),
      intervals(report, theme),
      rateLine(report, theme, true),
      rateLine(report, theme, false),
    ],
  } as EChartsOption
}

/** As high as its values need. */
export function targetRateBarsHeight(report: Rates, theme: ChartTheme, _width: number): number {
  return layout(report, theme).height
}

/** States where the rate is lowest and highest. */
export function targetRateBarsTitle(report: Rates): string {
  const known = report.rates.filter((rate) => rate.eventRate !== null && rate.count > 0)
  if (known.length === 0) return `${report.column}: no bad rate can be computed`
  const byRate = [...known].sort((a, b) => (a.eventRate ?? 0) - (b.eventRate ?? 0))
  const [lowest, highest] = [byRate[0] as Rate, byRate[byRate.length - 1] as Rate]
  const print = (rate: Rate) => `${formatNumber(rate.eventRate, 'percent1')} at ${rate.label}`
  if (lowest.eventRate === highest.eventRate) return `${report.column}: bad rate ${print(lowest)}`
  return `${report.column}: bad rate from ${print(lowest)} to ${print(highest)}`
}

/** Rows, average, and what the drawing means. */
export function targetRateBarsNote(report: Rates): string {
  const unknown =
    report.nWithoutOutcome === 0
      ? ''
      : ` ${formatNumber(report.nWithoutOutcome, 'integer')} rows without outcome left out.`
  return `n = ${formatNumber(report.count, 'integer')} (${formatNumber(report.events, 'integer')} bad). Bars: ${formatNumber(report.level, 'percent1').replace('.0%', '%')} Wilson intervals; vertical line: average of all rows; hollow points: special codes, missing, other values.${unknown}`
}

/** The rates with counts and intervals. */
export function targetRateBarsTable(report: Rates): ChartTable {
  return {
    columns: [
      { label: 'Value', format: 'text' },
      { label: 'Rows', format: 'integer' },
      { label: 'Bad', format: 'integer' },
      { label: 'Bad rate', format: 'percent1' },
      { label: 'Lower', format: 'percent1' },
      { label: 'Upper', format: 'percent1' },
      { label: 'Lift', format: 'odds' },
    ],
    rows: report.rates.map((rate) => [
      rate.label,
      rate.count,
      rate.events,
      rate.eventRate,
      rate.lower,
      rate.upper,
      rate.lift,
    ]),
  }
}

function layout(report: Rates, theme: ChartTheme): RowLayout {
  return rowLayout(
    report.rates.map((rate) => rate.label),
    theme,
    6,
    44,
  )
}

/** Ranges have an order worth a line; levels have none. */
function isJoined(rate: Rate | undefined): boolean {
  return rate?.kind === 'range'
}

function isHollow(rate: Rate): boolean {
  return rate.kind === 'special' || rate.kind === 'missing' || rate.kind === 'otherLevels'
}

function rateLine(report: Rates, theme: ChartTheme, joined: boolean): object {
  return {
    type: 'line',
    name: 'Bad rate',
    xAxisIndex: 1,
    yAxisIndex: 1,
    symbol: 'circle',
    symbolSize: scaled(theme, 7),
    showAllSymbol: true,
    lineStyle: { color: theme.attention, width: joined ? theme.lineWidth : 0 },
    itemStyle: { color: theme.attention },
    data: report.rates.map((rate) => {
      if (isJoined(rate) !== joined) return '-'
      if (!isHollow(rate)) return rate.eventRate ?? '-'
      const itemStyle = { color: theme.surface, borderColor: theme.attention, borderWidth: theme.lineWidth * 0.8 }
      return { value: rate.eventRate ?? '-', itemStyle }
    }),
  }
}

function intervals(report: Rates, theme: ChartTheme): object {
  return {
    type: 'custom',
    name: 'Interval',
    silent: true,
    xAxisIndex: 1,
    yAxisIndex: 1,
    encode: { x: [0, 1], y: 2 },
    data: report.rates.map((rate, index) => [rate.lower ?? 0, rate.upper ?? 0, index]),
    renderItem: (params: { readonly dataIndex: number }, api: CustomSeriesRenderItemAPI) => {
      const rate = report.rates[params.dataIndex]
      if (rate === undefined || rate.lower === null || rate.upper === null) return undefined
      const [left = 0, y = 0] = api.coord([rate.lower, params.dataIndex])
      const [right = 0] = api.coord([rate.upper, params.dataIndex])
      return {
        type: 'line',
        shape: { x1: left, x2: right, y1: y, y2: y },
        style: { stroke: theme.ink, lineWidth: hairline(theme) * 1.4 },
      }
    },
  }
}

function averageLine(report: Rates, theme: ChartTheme): object {
  return {
    type: 'line',
    name: 'Average',
    xAxisIndex: 1,
    yAxisIndex: 1,
    silent: true,
    showSymbol: false,
    lineStyle: { color: theme.axis, width: hairline(theme), type: 'solid' },
    itemStyle: { color: theme.axis },
    data: report.rates.map(() => report.eventRate ?? '-'),
  }
}

function tooltipText(rate: Rate | undefined): string {
  if (rate === undefined) return ''
  const value = formatInterval(rate.eventRate, rate.lower, rate.upper, 'percent1')
  return `${escapeHtml(rate.label)}<br>${formatFraction(rate.events, rate.count)} bad: ${value}`
}
