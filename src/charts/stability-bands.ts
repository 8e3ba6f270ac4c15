import type { EChartsOption } from 'echarts'
import type { StabilityReport } from '../shared/contract/evidence.ts'
import { formatNumber } from '../shared/format.ts'
import { chartBase, chartLegend, chartTooltip, valueAxis } from './chart-axes.ts'
import type { ChartTable } from './chart-table.ts'
import type { ChartTheme } from './chart-theme.ts'
import { percentTick } from './chart-words.ts'
import type { Plain } from './plain.ts'
import { panelGrids, type RowLayout, rowAxis, rowLayout } from './row-layout.ts'

type Report = Plain<StabilityReport>

/** Expected and actual shares side by side per band, and what each band adds to the index. */
export function stabilityBandsOption(
  report: Report,
  theme: ChartTheme,
  expectedName = 'Expected (development)',
): EChartsOption {
  const rows = layout(report, theme)
  const bars = { type: 'bar', barGap: '0%', barCategoryGap: '26%', xAxisIndex: 0, yAxisIndex: 0 }
  return {
    ...chartBase(theme),
    grid: panelGrids(rows, [0, 0.72, 1]),
    legend: chartLegend(theme, {
      position: { left: 0, top: 0 },
      data: [{ name: expectedName }, { name: 'Actual' }],
    }),
    tooltip: chartTooltip(theme, 'axis', (value) => formatNumber(value, 'number')),
    yAxis: [0, 1].map((index) => rowAxis(rows, theme, index)),
    xAxis: [
      valueAxis(theme, {
        gridIndex: 0,
        name: 'Share of cases',
        nameGap: 24,
        min: 0,
        format: percentTick,
        splitNumber: 4,
      }),
      valueAxis(theme, {
        gridIndex: 1,
        name: 'Contribution to PSI',
        nameGap: 24,
        min: 0,
        format: contributionTick,
        splitNumber: 2,
      }),
    ],
    series: [
      {
        ...bars,
        name: expectedName,
        itemStyle: { color: theme.neutral },
        data: report.bands.map((band) => band.expectedShare),
      },
      {
        ...bars,
        name: 'Actual',
        itemStyle: { color: theme.accent },
        data: report.bands.map((band) => band.actualShare),
      },
      {
        type: 'bar',
        name: 'Contribution',
        xAxisIndex: 1,
        yAxisIndex: 1,
        barWidth: '40%',
        itemStyle: { color: theme.muted },
        data: report.bands.map((band) => band.contribution),
      },
    ],
  } as EChartsOption
}

/** As high as its bands need. */
export function stabilityBandsHeight(report: Report, theme: ChartTheme, _width: number): number {
  return layout(report, theme).height
}

/** States the index beside what chance alone would give. */
export function stabilityBandsTitle(report: Report): string {
  const index = report.populationStabilityIndex
  const name = report.name === 'score' ? 'Score' : report.name
  if (index.value === null) return `${name}: PSI is not defined (${index.reason ?? 'no reason recorded'})`
  const chance =
    report.noDriftLimit === null
      ? ''
      : `, ${index.value <= report.noDriftLimit ? 'within' : 'beyond'} the ${formatNumber(report.noDriftLimit, 'index3')} that sampling alone explains`
  return `${name}: PSI ${formatNumber(index.value, 'index3')}${chance}`
}

/** The stability table. */
export function stabilityBandsTable(report: Report): ChartTable {
  return {
    columns: [
      { label: 'Band', format: 'text' },
      { label: 'Expected n', format: 'integer' },
      { label: 'Expected %', format: 'percent1' },
      { label: 'Actual n', format: 'integer' },
      { label: 'Actual %', format: 'percent1' },
      { label: 'Difference', format: 'pp1' },
      { label: 'ln ratio', format: 'woe' },
      { label: 'Contribution', format: 'woe' },
    ],
    rows: report.bands.map((band) => [
      band.label,
      band.expected,
      band.expectedShare,
      band.actual,
      band.actualShare,
      band.actualShare - band.expectedShare,
      band.logRatio,
      band.contribution,
    ]),
  }
}

/** 0.04, 0.0002: never in powers of ten, which nobody reads at a glance. */
function contributionTick(value: number): string {
  return value === 0 ? '0' : String(Number(value.toFixed(6)))
}

function layout(report: Report, theme: ChartTheme): RowLayout {
  const labels = report.bands.map((band) => band.label)
  return rowLayout(labels, theme, 26, 44, 24)
}
