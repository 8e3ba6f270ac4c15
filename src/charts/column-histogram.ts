import type { CustomSeriesRenderItemAPI, EChartsOption } from 'echarts'
import type { ColumnProfile } from '../shared/contract/dataset.ts'
import { formatNumber } from '../shared/format.ts'
import { chartBase, chartLegend, chartTooltip, valueAxis } from './chart-axes.ts'
import type { ChartTable } from './chart-table.ts'
import { type ChartTheme, scaled } from './chart-theme.ts'
import { percentTick } from './chart-words.ts'
import { dayText, dayTicks } from './day-axis.ts'
import type { Plain } from './plain.ts'

type Profile = Plain<ColumnProfile>
type Band = Profile['histogram'][number]

/** Quantile marks told apart by line style; the numbers stand in the table. */
const MARKS = [
  { name: 'Median', lineType: 'solid', probabilities: [0.5] },
  { name: '25% and 75%', lineType: 'dashed', probabilities: [0.25, 0.75] },
  { name: '5% and 95%', lineType: 'dotted', probabilities: [0.05, 0.95] },
] as const

/** How the values of a column are spread, as shares of the rows with a value, with marks at its quantiles. */
export function columnHistogramOption(profile: Profile, theme: ChartTheme): EChartsOption {
  const total = totalOf(profile)
  const low = profile.histogram[0]?.lower ?? 0
  const high = profile.histogram[profile.histogram.length - 1]?.upper ?? 1
  const top = Math.max(...profile.histogram.map((band) => share(band, total)), 0)
  const isDay = profile.histogramUnit === 'day'
  return {
    ...chartBase(theme),
    grid: { left: 4, right: scaled(theme, 16), top: scaled(theme, 30), bottom: scaled(theme, 20), ...OUTER },
    legend: chartLegend(theme, { position: { left: 0, top: 0 }, data: legendNames(profile) }),
    tooltip: {
      ...chartTooltip(theme, 'item', percentTick),
      formatter: (item: { readonly dataIndex: number; readonly seriesIndex: number }) =>
        item.seriesIndex === 0 ? bandText(profile, item.dataIndex, total) : '',
    },
    xAxis: valueAxis(theme, {
      min: low,
      max: high > low ? high : low + 1,
      name: isDay ? 'Date' : profile.name,
      nameGap: 26,
      hasGrid: false,
      ...(isDay ? { ticks: dayTicks(low, high) } : {}),
      format: (value) => (isDay ? dayText(value) : formatNumber(value, 'number')),
    }),
    yAxis: valueAxis(theme, {
      min: 0,
      name: 'Share of rows with a value',
      nameGap: 44,
      format: percentTick,
      splitNumber: 4,
    }),
    series: [bandSeries(profile, total, theme), ...markSeries(profile, top, theme)],
  } as EChartsOption
}

const OUTER = { outerBoundsMode: 'same', outerBoundsContain: 'all' } as const

/** As high as is easy to read beside its statistics. */
export function columnHistogramHeight(_profile: Profile, theme: ChartTheme, width: number): number {
  return Math.min(scaled(theme, 300), Math.max(scaled(theme, 200), width * 0.45))
}

/** States where the middle half of the values lies. */
export function columnHistogramTitle(profile: Profile): string {
  if (profile.histogramUnit === 'day')
    return profile.earliest === null
      ? `${profile.name}: no date`
      : `${profile.name}: from ${profile.earliest} to ${profile.latest}`
  if (profile.median === null) return `${profile.name}: no value to draw`
  return `${profile.name}: median ${formatNumber(profile.median, 'number')}, half of the values from ${formatNumber(profile.quantile25, 'number')} to ${formatNumber(profile.quantile75, 'number')}`
}

/** Rows with a value, and what is left out of the drawing. */
export function columnHistogramNote(profile: Profile): string {
  const parts = [`n = ${formatNumber(totalOf(profile), 'integer')}`]
  if (profile.nMissing > 0) parts.push(`${formatNumber(profile.nMissing, 'integer')} missing left out`)
  if (profile.nSpecial > 0) parts.push(`${formatNumber(profile.nSpecial, 'integer')} special codes left out`)
  return `${parts.join('; ')}.`
}

/** The bands with their counts. */
export function columnHistogramTable(profile: Profile): ChartTable {
  const total = totalOf(profile)
  const isDay = profile.histogramUnit === 'day'
  const edge = (value: number) => (isDay ? dayText(value) : value)
  const format = isDay ? 'text' : 'number'
  return {
    columns: [
      { label: 'From', format },
      { label: 'To', format },
      { label: 'Rows', format: 'integer' },
      { label: 'Share', format: 'percent2' },
    ],
    rows: profile.histogram.map((band) => [edge(band.lower), edge(band.upper), band.count, share(band, total)]),
  }
}

function bandSeries(profile: Profile, total: number, theme: ChartTheme): object {
  return {
    type: 'custom',
    name: 'Rows',
    itemStyle: { color: theme.accent },
    encode: { x: [0, 1], y: 2 },
    data: profile.histogram.map((band) => [band.lower, band.upper, share(band, total)]),
    renderItem: (_params: unknown, api: CustomSeriesRenderItemAPI) => bandShape(api, theme),
  }
}

function bandShape(api: CustomSeriesRenderItemAPI, theme: ChartTheme): object {
  const [left = 0, top = 0] = api.coord([api.value(0), api.value(2)])
  const [right = 0, bottom = 0] = api.coord([api.value(1), 0])
  const gap = right - left > scaled(theme, 4) ? scaled(theme, 1) : 0
  return {
    type: 'rect',
    shape: { x: left, y: top, width: Math.max(1, right - left - gap), height: Math.max(0, bottom - top) },
    style: { fill: theme.accent, opacity: 0.75 },
  }
}

function markSeries(profile: Profile, top: number, theme: ChartTheme): object[] {
  return MARKS.map(({ name, lineType, probabilities }) => ({
    type: 'line',
    name,
    silent: true,
    showSymbol: false,
    lineStyle: { color: theme.attention, width: theme.lineWidth, type: lineType },
    itemStyle: { color: theme.attention },
    data: probabilities.flatMap((probability) => {
      const value = quantile(profile, probability)
      // The dash breaks the line between two marks.
      return value === null ? [] : [[value, 0], [value, top], '-']
    }),
  }))
}

function legendNames(profile: Profile): { name: string }[] {
  return MARKS.filter((mark) => mark.probabilities.some((p) => quantile(profile, p) !== null)).map(({ name }) => ({
    name,
  }))
}

function quantile(profile: Profile, probability: number): number | null {
  return profile.quantiles.find((item) => Math.abs(item.probability - probability) < 1e-9)?.value ?? null
}

function totalOf(profile: Profile): number {
  return profile.histogram.reduce((sum, band) => sum + band.count, 0)
}

function share(band: Band, total: number): number {
  return total === 0 ? 0 : band.count / total
}

function bandText(profile: Profile, index: number, total: number): string {
  const band = profile.histogram[index]
  if (band === undefined) return ''
  const print = (value: number) => (profile.histogramUnit === 'day' ? dayText(value) : formatNumber(value, 'number'))
  return `${print(band.lower)} to ${print(band.upper)}: ${formatNumber(band.count, 'integer')} rows, ${formatNumber(share(band, total), 'percent1')}`
}
