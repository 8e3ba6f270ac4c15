import type { EChartsOption } from 'echarts'
import type { SampleReport } from '../shared/contract/evidence.ts'
import { formatNumber } from '../shared/format.ts'
import { chartBase, chartLegend, chartTooltip, hairline, valueAxis } from './chart-axes.ts'
import type { ChartTable } from './chart-table.ts'
import { type ChartTheme, scaled } from './chart-theme.ts'
import { estimateText, findingSample, percentTick, sampleWord } from './chart-words.ts'
import type { Plain } from './plain.ts'

type Samples = readonly Plain<SampleReport>[]

const MARGIN = { left: 60, right: 14, top: 10, bottom: 48 }
const LEGEND_LINE = 19

/** Receiver operating characteristic: square, with the chance diagonal; samples by colour and line style. */
export function rocCurveOption(samples: Samples, theme: ChartTheme): EChartsOption {
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
    xAxis: valueAxis(theme, { ...share, name: 'False positive rate', nameGap: 26 }),
    yAxis: valueAxis(theme, { ...share, name: 'True positive rate', nameGap: 38 }),
    legend: chartLegend(theme, {
      isVertical: true,
      position: { left: scaled(theme, MARGIN.left), bottom: scaled(theme, 2) },
      data: samples.map((report) => ({ name: legendText(report) })),
    }),
    tooltip: chartTooltip(theme, 'item', percentTick),
    series: [
      diagonal(theme),
      ...samples.map((report) => ({
        type: 'line' as const,
        name: legendText(report),
        symbol: 'none',
        lineStyle: { width: theme.lineWidth, type: theme.samples[report.sample].lineType },
        itemStyle: { color: theme.samples[report.sample].color },
        data: report.rocCurve.map((point) => [point.falsePositiveRate, point.truePositiveRate]),
      })),
    ],
  } as EChartsOption
}

/** The height that makes the plot square at a width. */
export function rocCurveHeight(samples: Samples, theme: ChartTheme, width: number): number {
  const { left, right, top, bottom } = MARGIN
  return width - scaled(theme, left + right) + scaled(theme, top + bottom + LEGEND_LINE * samples.length + 6)
}

/** States how well the model ranks cases it has not seen. */
export function rocCurveTitle(samples: Samples): string {
  const report = findingSample(samples)
  if (report === undefined) return 'ROC curve: no sample reported'
  const name = sampleWord(report.sample)
  if (report.rocAuc.value === null)
    return `${name}: AUC is not defined (${report.rocAuc.reason ?? 'no reason recorded'})`
  const development = samples.find((other) => other.sample === 'development')
  const against =
    development === undefined || development === report
      ? ''
      : `, against ${formatNumber(development.rocAuc.value, 'auc')} in development`
  return `${name} AUC ${formatNumber(report.rocAuc.value, 'auc')}${against}`
}

/** AUC, Gini and their intervals per sample. */
export function rocCurveTable(samples: Samples): ChartTable {
  return {
    columns: [
      { label: 'Sample', format: 'text' },
      { label: 'False positive rate', format: 'percent1' },
      { label: 'True positive rate', format: 'percent1' },
    ],
    rows: samples.flatMap((report) =>
      report.rocCurve.map((point) => [sampleWord(report.sample), point.falsePositiveRate, point.truePositiveRate]),
    ),
  }
}

function legendText(report: Plain<SampleReport>): string {
  return `${sampleWord(report.sample)}: AUC ${estimateText(report.rocAuc, 'auc')}, Gini ${formatNumber(report.gini.value, 'percent1')}`
}

function diagonal(theme: ChartTheme): object {
  return {
    type: 'line',
    name: 'No discrimination',
    showSymbol: false,
    silent: true,
    lineStyle: { width: hairline(theme), type: 'solid' },
    itemStyle: { color: theme.axis },
    data: [
      [0, 0],
      [1, 1],
    ],
  }
}
