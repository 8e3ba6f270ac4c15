import type { EChartsOption } from 'echarts'
import type { SampleReport } from '../shared/contract/evidence.ts'
import { formatNumber } from '../shared/format.ts'
import { chartBase, chartLegend, chartTooltip, hairline, valueAxis } from './chart-axes.ts'
import type { ChartTable } from './chart-table.ts'
import { type ChartTheme, scaled } from './chart-theme.ts'
import { percentTick, sampleWord } from './chart-words.ts'
import type { Plain } from './plain.ts'

type Sample = Plain<SampleReport>

/** Share of goods and bads per fixed score band, with the bad rate on the right axis. */
export function scoreDistributionOption(sample: Sample, cutOff: number | null, theme: ChartTheme): EChartsOption {
  const bands = sample.scoreDistribution
  const nEvents = bands.reduce((sum, band) => sum + band.events, 0)
  const nNonEvents = bands.reduce((sum, band) => sum + band.nonEvents, 0)
  const bars = { type: 'bar', barGap: '0%', barCategoryGap: '22%' }
  return {
    ...chartBase(theme),
    grid: {
      left: scaled(theme, 60),
      right: scaled(theme, 60),
      top: scaled(theme, 44),
      bottom: scaled(theme, 46),
      outerBoundsMode: 'none',
    },
    legend: chartLegend(theme, {
      position: { left: scaled(theme, 60), top: 0 },
      data: [{ name: 'Goods' }, { name: 'Bads' }, { name: 'Bad rate (right axis)' }],
    }),
    tooltip: chartTooltip(theme, 'axis', percentTick),
    xAxis: [
      { type: 'category', show: false, data: bands.map((_, index) => String(index)) },
      boundaryAxis(sample, theme),
    ],
    yAxis: [
      valueAxis(theme, { name: 'Share of goods, of bads', nameGap: 38, min: 0, format: percentTick, splitNumber: 4 }),
      valueAxis(theme, {
        name: 'Bad rate',
        nameGap: 38,
        min: 0,
        max: 1,
        interval: 0.25,
        format: percentTick,
        hasGrid: false,
        position: 'right',
      }),
    ],
    series: [
      {
        ...bars,
        name: 'Goods',
        itemStyle: { color: theme.good },
        data: bands.map((band) => ratio(band.nonEvents, nNonEvents)),
      },
      {
        ...bars,
        name: 'Bads',
        itemStyle: { color: theme.bad },
        data: bands.map((band) => ratio(band.events, nEvents)),
      },
      {
        type: 'line',
        name: 'Bad rate (right axis)',
        yAxisIndex: 1,
        symbol: 'circle',
        symbolSize: scaled(theme, 6),
        connectNulls: false,
        lineStyle: { width: theme.lineWidth, type: 'dashed' },
        itemStyle: { color: theme.ink },
        data: bands.map((band) => band.eventRate),
      },
      ...cutOffLine(sample, cutOff, theme),
    ],
  } as EChartsOption
}

/** A wide, low chart. */
export function scoreDistributionHeight(_sample: Sample, theme: ChartTheme, width: number): number {
  return Math.min(width * 0.6, scaled(theme, 320))
}

/** States how the bad rate moves from the lowest band to the highest. */
export function scoreDistributionTitle(sample: Sample): string {
  const known = sample.scoreDistribution.filter((band) => band.eventRate !== null && band.count > 0)
  const first = known[0]
  const last = known[known.length - 1]
  const name = sampleWord(sample.sample)
  if (first === undefined || last === undefined || first === last) return `${name}: score distribution`
  const verb = (last.eventRate ?? 0) < (first.eventRate ?? 0) ? 'falls' : 'does not fall'
  return `${name}: the bad rate ${verb} from ${formatNumber(first.eventRate, 'percent1')} in the lowest band to ${formatNumber(last.eventRate, 'percent1')} in the highest`
}

/** Counts and bad rate per band. */
export function scoreDistributionTable(sample: Sample): ChartTable {
  return {
    columns: [
      { label: 'From points', format: 'points' },
      { label: 'To points', format: 'points' },
      { label: 'Count', format: 'integer' },
      { label: 'Good', format: 'integer' },
      { label: 'Bad', format: 'integer' },
      { label: 'Bad rate', format: 'percent1' },
    ],
    rows: sample.scoreDistribution.map((band) => [
      band.lower,
      band.upper,
      band.count,
      band.nonEvents,
      band.events,
      band.eventRate,
    ]),
  }
}

/** The lower axis: one tick per band boundary, at half steps between the hidden categories. */
function boundaryAxis(sample: Sample, theme: ChartTheme): object {
  const bands = sample.scoreDistribution
  const bounds = [...bands.map((band) => band.lower), bands[bands.length - 1]?.upper]
  return {
    ...valueAxis(theme, {
      name: 'Points',
      nameGap: 26,
      min: -0.5,
      max: bands.length - 0.5,
      ticks: bounds.map((_, index) => index - 0.5),
      hasGrid: false,
      position: 'bottom',
      format: (place) => formatNumber(bounds[Math.round(place + 0.5)], 'points'),
    }),
  }
}

/** A band's place runs from its index minus one half to its index plus one half. */
function cutOffLine(sample: Sample, cutOff: number | null, theme: ChartTheme): object[] {
  if (cutOff === null) return []
  const index = sample.scoreDistribution.findIndex((band) => cutOff >= band.lower && cutOff < band.upper)
  const band = sample.scoreDistribution[index]
  if (band === undefined) return []
  const place = index + (cutOff - band.lower) / (band.upper - band.lower) - 0.5
  const text = `Cut-off ${formatNumber(cutOff, 'points')}`
  return [
    {
      type: 'line',
      name: 'Cut-off',
      xAxisIndex: 1,
      yAxisIndex: 1,
      silent: true,
      symbolSize: 0.001,
      showSymbol: true,
      lineStyle: { width: hairline(theme) * 1.6, type: 'solid' },
      itemStyle: { color: theme.ink },
      data: [
        { value: [place, 0] },
        {
          value: [place, 1],
          label: {
            show: true,
            position: 'top',
            distance: scaled(theme, 2),
            color: theme.ink,
            fontSize: theme.fontSize,
            formatter: text,
          },
        },
      ],
    },
  ]
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}
