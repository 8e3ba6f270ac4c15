import type { CustomSeriesRenderItemAPI, EChartsOption } from 'echarts'
import type { SampleReport } from '../shared/contract/evidence.ts'
import { formatNumber } from '../shared/format.ts'
import { chartBase, chartLegend, chartTooltip, hairline, valueAxis } from './chart-axes.ts'
import type { ChartTable } from './chart-table.ts'
import { type ChartTheme, scaled } from './chart-theme.ts'
import { findingSample, percentTick, sampleWord } from './chart-words.ts'
import type { Plain } from './plain.ts'

type Samples = readonly Plain<SampleReport>[]

const MARGIN = { left: 60, right: 14, top: 10, middle: 16, counts: 44, bottom: 48 }
const LEGEND_LINE = 19

/** Observed against predicted rate per band with 95% intervals, the line of agreement, and the counts beneath. */
export function calibrationCurveOption(samples: Samples, theme: ChartTheme): EChartsOption {
  const limit = upperLimit(samples)
  const side = { left: scaled(theme, MARGIN.left), right: scaled(theme, MARGIN.right), outerBoundsMode: 'none' }
  const legendHeight = LEGEND_LINE * samples.length + 6
  const step = limit / 4
  const predicted = { min: 0, max: limit, interval: step, format: percentTick }
  return {
    ...chartBase(theme),
    grid: [
      {
        ...side,
        top: scaled(theme, MARGIN.top),
        bottom: scaled(theme, MARGIN.middle + MARGIN.counts + MARGIN.bottom + legendHeight),
      },
      { ...side, height: scaled(theme, MARGIN.counts), bottom: scaled(theme, MARGIN.bottom + legendHeight) },
    ],
    legend: chartLegend(theme, {
      isVertical: true,
      position: { left: scaled(theme, MARGIN.left), bottom: scaled(theme, 2) },
      data: samples.map((report) => ({ name: legendText(report) })),
    }),
    tooltip: chartTooltip(theme, 'item', (share) => formatNumber(share, 'percent2')),
    xAxis: [
      { ...valueAxis(theme, predicted), axisLabel: { show: false } },
      { ...valueAxis(theme, { ...predicted, name: 'Mean predicted PD', nameGap: 26 }), gridIndex: 1 },
    ],
    yAxis: [
      valueAxis(theme, { ...predicted, name: 'Observed bad rate', nameGap: 38 }),
      {
        ...valueAxis(theme, {
          name: 'n',
          nameGap: 38,
          min: 0,
          format: (n) => formatNumber(n, 'integer'),
          splitNumber: 2,
        }),
        gridIndex: 1,
      },
    ],
    series: [
      agreement(limit, theme),
      ...samples.flatMap((report, index) => sampleSeries(report, index, samples.length, theme)),
    ],
  } as EChartsOption
}

/** The height that makes the upper plot square at a width. */
export function calibrationCurveHeight(samples: Samples, theme: ChartTheme, width: number): number {
  const { left, right, top, middle, counts, bottom } = MARGIN
  return (
    width -
    scaled(theme, left + right) +
    scaled(theme, top + middle + counts + bottom + LEGEND_LINE * samples.length + 6)
  )
}

/** States the gap between predicted and observed, and how many bands agree. */
export function calibrationCurveTitle(samples: Samples): string {
  const report = findingSample(samples)
  if (report === undefined) return 'Calibration: no sample reported'
  const gap = report.calibrationInTheLarge.value
  const bands = report.calibrationCurve
  const nInside = bands.filter((band) => band.meanPredicted >= band.lower && band.meanPredicted <= band.upper).length
  const agreed = `${formatNumber(nInside, 'integer')} of ${formatNumber(bands.length, 'integer')} bands agree within their interval`
  const name = sampleWord(report.sample)
  if (gap === null) return `${name}: ${agreed}`
  const side = gap === 0 ? 'equals' : gap > 0 ? 'exceeds' : 'falls short of'
  const by = gap === 0 ? '' : ` by ${formatNumber(Math.abs(gap) * 100, 'odds')} percentage points`
  return `${name}: mean PD ${side} the observed rate${by}; ${agreed}`
}

/** Predicted, observed, interval and count per band. */
export function calibrationCurveTable(samples: Samples): ChartTable {
  return {
    columns: [
      { label: 'Sample', format: 'text' },
      { label: 'Count', format: 'integer' },
      { label: 'Bad', format: 'integer' },
      { label: 'Mean predicted PD', format: 'percent2' },
      { label: 'Observed bad rate', format: 'percent2' },
      { label: 'Lower 95%', format: 'percent2' },
      { label: 'Upper 95%', format: 'percent2' },
    ],
    rows: samples.flatMap((report) =>
      report.calibrationCurve.map((band) => [
        sampleWord(report.sample),
        band.count,
        band.events,
        band.meanPredicted,
        band.observed,
        band.lower,
        band.upper,
      ]),
    ),
  }
}

function legendText(report: Plain<SampleReport>): string {
  return `${sampleWord(report.sample)}: slope ${formatNumber(report.calibrationSlope.value, 'ratio3')}, intercept ${formatNumber(report.calibrationIntercept.value, 'ratio3')}`
}

/** The next twentieth above every predicted rate and interval, at most 100%. */
function upperLimit(samples: Samples): number {
  const highest = Math.max(
    0.05,
    ...samples.flatMap((report) => report.calibrationCurve.flatMap((band) => [band.meanPredicted, band.upper])),
  )
  return Math.min(1, Math.ceil(highest * 1.02 * 5) / 5)
}

function agreement(limit: number, theme: ChartTheme): object {
  return {
    type: 'line',
    name: 'Agreement',
    showSymbol: false,
    silent: true,
    lineStyle: { width: hairline(theme), type: 'solid' },
    itemStyle: { color: theme.axis },
    data: [
      [0, 0],
      [limit, limit],
    ],
  }
}

function sampleSeries(report: Plain<SampleReport>, index: number, nSamples: number, theme: ChartTheme): object[] {
  const style = theme.samples[report.sample]
  const shift = (index - (nSamples - 1) / 2) * scaled(theme, 3)
  return [
    {
      type: 'line',
      name: legendText(report),
      symbol: style.symbol,
      symbolSize: scaled(theme, 6.5),
      lineStyle: { width: theme.lineWidth * 0.8, type: style.lineType },
      itemStyle: { color: style.color },
      data: report.calibrationCurve.map((band) => [band.meanPredicted, band.observed]),
    },
    {
      type: 'custom',
      name: legendText(report),
      silent: true,
      itemStyle: { color: style.color },
      encode: { x: 0, y: [1, 2] },
      data: report.calibrationCurve.map((band) => [band.meanPredicted, band.lower, band.upper]),
      renderItem: (_: unknown, api: CustomSeriesRenderItemAPI) => verticalBar(api, style.color, scaled(theme, 1.2)),
    },
    {
      type: 'custom',
      name: legendText(report),
      xAxisIndex: 1,
      yAxisIndex: 1,
      silent: true,
      itemStyle: { color: style.color },
      encode: { x: 0, y: [1, 2] },
      data: report.calibrationCurve.map((band) => [band.meanPredicted, 0, band.count]),
      renderItem: (_: unknown, api: CustomSeriesRenderItemAPI) =>
        verticalBar(api, style.color, scaled(theme, 3), shift),
    },
  ]
}

/** A line from the second to the third value at the first one. */
function verticalBar(api: CustomSeriesRenderItemAPI, color: string, lineWidth: number, shift = 0): object {
  const [x = 0, from = 0] = api.coord([Number(api.value(0)), Number(api.value(1))])
  const [, to = 0] = api.coord([Number(api.value(0)), Number(api.value(2))])
  return {
    type: 'line',
    shape: { x1: x + shift, y1: from, x2: x + shift, y2: to },
    style: { stroke: color, lineWidth },
  }
}
