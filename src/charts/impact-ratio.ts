import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams, EChartsOption } from 'echarts'
import type { FairnessReport } from '../shared/contract/evidence.ts'
import { formatNumber } from '../shared/format.ts'
import { chartBase, chartTooltip, hairline, valueAxis } from './chart-axes.ts'
import type { ChartTable } from './chart-table.ts'
import { type ChartTheme, scaled } from './chart-theme.ts'
import { escapeHtml, estimateText } from './chart-words.ts'
import type { Plain } from './plain.ts'
import { panelGrids, type RowLayout, rowAxis, rowLayout } from './row-layout.ts'

type Report = Plain<FairnessReport>
type Basis = Report['bases'][number]
type Group = Basis['groups'][number]

/** Parity and the two customary limits, with the reciprocal of 0.80. */
const LINES = [0.8, 0.9, 1, 1.25]
const TICKS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 0.9, 1, 1.25, 1.5, 2, 3, 5, 10]

/** Adverse impact ratio per group with its interval on a log axis; the reference group is a row of its own at 1. */
export function impactRatioOption(report: Report, basis: Basis, theme: ChartTheme): EChartsOption {
  const rows = layout(basis, theme)
  const [low, high] = span(basis)
  const ticks = TICKS.filter((tick) => tick >= low * 0.999 && tick <= high * 1.001)
  const log = { min: Math.log(low), max: Math.log(high) }
  return {
    ...chartBase(theme),
    grid: panelGrids(rows, [0, 0.78]),
    tooltip: {
      ...chartTooltip(theme, 'item', (value) => formatNumber(value, 'ratio3')),
      formatter: (item: { readonly dataIndex: number }) => tooltipText(basis.groups[item.dataIndex]),
    },
    yAxis: [rowAxis(rows, theme, 0)],
    xAxis: [
      valueAxis(theme, {
        ...log,
        gridIndex: 0,
        name: `Adverse impact ratio against ${report.referenceGroup} (log scale)`,
        nameGap: 24,
        ticks: ticks.map(Math.log),
        hasGrid: false,
        format: (value) => ratioTick(Math.exp(value)),
      }),
    ],
    series: [
      limitLines(
        LINES.filter((line) => line >= low && line <= high),
        theme,
      ),
      {
        type: 'custom',
        name: '95% interval',
        silent: true,
        encode: { x: [0, 1], y: 2 },
        data: basis.groups.map((group, index) => [
          logOr(group.adverseImpactRatio.lower, low),
          logOr(group.adverseImpactRatio.upper, high),
          index,
        ]),
        renderItem: (params: { readonly dataIndex: number }, api: CustomSeriesRenderItemAPI) =>
          interval(basis.groups[params.dataIndex], api, theme),
      },
      {
        type: 'scatter',
        name: 'Adverse impact ratio',
        symbolSize: scaled(theme, 9),
        data: basis.groups.map((group, index) => pointOf(group, index, theme)),
      },
      valueTexts(basis, high, theme),
    ],
  } as EChartsOption
}

/** As high as its groups need. */
export function impactRatioHeight(_report: Report, basis: Basis, theme: ChartTheme, _width: number): number {
  return layout(basis, theme).height
}

/** States the lowest ratio among the groups large enough to be read. */
export function impactRatioTitle(report: Report, basis: Basis): string {
  const what = basis.basis === 'decision' ? 'at the cut-off' : 'on the actual outcome'
  const lowest = basis.groups
    .filter((group) => !group.isReference && group.isSufficient && group.adverseImpactRatio.value !== null)
    .sort((a, b) => (a.adverseImpactRatio.value ?? 0) - (b.adverseImpactRatio.value ?? 0))[0]
  if (lowest === undefined)
    return `${report.grouping.column}: no group is large enough for an adverse impact ratio ${what}`
  return `${report.grouping.column}: lowest adverse impact ratio ${formatNumber(lowest.adverseImpactRatio.value, 'ratio3')} ${what} (${lowest.group} against ${report.referenceGroup})`
}

/** The fairness table; small groups stay listed. */
export function impactRatioTable(_report: Report, basis: Basis): ChartTable {
  return {
    columns: [
      { label: 'Group', format: 'text' },
      { label: 'Reference', format: 'text' },
      { label: 'n', format: 'integer' },
      { label: 'Selected', format: 'integer' },
      { label: 'Rate', format: 'percent1' },
      { label: 'AIR', format: 'ratio3' },
      { label: 'Lower 95%', format: 'ratio3' },
      { label: 'Upper 95%', format: 'ratio3' },
      { label: 'p', format: 'pValue' },
    ],
    rows: basis.groups.map((group) => [
      group.group,
      group.isReference ? 'yes' : '',
      group.count,
      group.nSelected,
      group.selectionRate,
      group.adverseImpactRatio.value,
      group.adverseImpactRatio.lower,
      group.adverseImpactRatio.upper,
      (group.preferredTest === 'fisher' ? group.fisherTest : group.chiSquaredTest).pValue,
    ]),
  }
}

function layout(basis: Basis, theme: ChartTheme): RowLayout {
  return rowLayout(basis.groups.map(groupLabel), theme, 22, 44, 26)
}

function groupLabel(group: Group): string {
  if (group.isReference) return `${group.group} (reference)`
  return group.group
}

/** Limits of the axis: all intervals and the four lines, from one tick to another. */
function span(basis: Basis): [number, number] {
  const known = basis.groups.flatMap((group) => [
    group.adverseImpactRatio.value,
    group.adverseImpactRatio.lower,
    group.adverseImpactRatio.upper,
  ])
  const positive = known.filter((value): value is number => value !== null && value > 0)
  const lowest = Math.min(0.65, ...positive)
  const highest = Math.max(1.5, ...positive)
  const low = [...TICKS].reverse().find((tick) => tick <= lowest) ?? 0.1
  const high = TICKS.find((tick) => tick >= highest) ?? 10
  return [low, high]
}

function ratioTick(ratio: number): string {
  return formatNumber(ratio, 'odds')
}

function logOr(value: number | null, fallback: number): number {
  return Math.log(value === null || value <= 0 ? fallback : value)
}

function pointOf(group: Group, index: number, theme: ChartTheme): object {
  const value = group.isReference ? 1 : group.adverseImpactRatio.value
  const isFilled = group.isSufficient && !group.isReference
  return {
    value: [value === null || value <= 0 ? null : Math.log(value), index],
    symbol: group.isReference ? 'diamond' : 'circle',
    itemStyle: {
      color: isFilled ? theme.accent : theme.surface,
      borderColor: group.isReference ? theme.muted : theme.accent,
      borderWidth: theme.lineWidth,
      opacity: 1,
    },
  }
}

function interval(group: Group | undefined, api: CustomSeriesRenderItemAPI, theme: ChartTheme): object | undefined {
  const ratio = group?.adverseImpactRatio
  if (group === undefined || group.isReference || ratio?.lower === null || ratio?.upper === null) return undefined
  const [from = 0, y = 0] = api.coord([Number(api.value(0)), Number(api.value(2))])
  const [to = 0] = api.coord([Number(api.value(1)), Number(api.value(2))])
  return {
    type: 'line',
    shape: { x1: from, y1: y, x2: to, y2: y },
    style: { stroke: theme.accent, lineWidth: theme.lineWidth },
  }
}

/** Parity and limits over the whole height, each named above the plot. */
function limitLines(lines: readonly number[], theme: ChartTheme): object {
  return {
    type: 'custom',
    name: 'Limits',
    silent: true,
    encode: { x: 0, y: 1 },
    data: lines.map((line) => [Math.log(line), 0]),
    renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
      const { y, height } = params.coordSys as unknown as { readonly y: number; readonly height: number }
      const [x = 0] = api.coord([Number(api.value(0)), 0])
      const ratio = lines[params.dataIndex] ?? 1
      const stroke = ratio === 1 ? theme.axis : theme.attention
      const lineDash = ratio === 1 ? [] : [scaled(theme, 4), scaled(theme, 3)]
      const text = {
        text: ratioTick(ratio),
        fill: theme.muted,
        fontSize: theme.fontSize * 0.92,
        fontFamily: theme.fontFamily,
      }
      return {
        type: 'group',
        children: [
          {
            type: 'line',
            shape: { x1: x, y1: y, x2: x, y2: y + height },
            style: { stroke, lineWidth: hairline(theme) * 1.3, lineDash },
          },
          { type: 'text', style: { ...text, x, y: y - scaled(theme, 3), align: 'center', verticalAlign: 'bottom' } },
        ],
      }
    },
  }
}

/** The figures beside their rows, right of the plot. */
function valueTexts(basis: Basis, high: number, theme: ChartTheme): object {
  return {
    type: 'custom',
    name: 'Figures',
    silent: true,
    clip: false,
    encode: { x: 0, y: 1 },
    data: basis.groups.map((_, index) => [Math.log(high), index]),
    renderItem: (params: { readonly dataIndex: number }, api: CustomSeriesRenderItemAPI) => {
      const group = basis.groups[params.dataIndex]
      const [x = 0, y = 0] = api.coord([Number(api.value(0)), Number(api.value(1))])
      return {
        type: 'text',
        style: {
          x: x + scaled(theme, 12),
          y,
          text: group === undefined ? '' : figureText(group),
          fill: theme.ink,
          fontSize: theme.fontSize,
          fontFamily: theme.fontFamily,
          verticalAlign: 'middle',
        },
      }
    },
  }
}

function figureText(group: Group): string {
  if (group.isReference) return 'reference'
  if (group.adverseImpactRatio.value === null) return 'not defined'
  const text = estimateText(group.adverseImpactRatio, 'ratio3')
  return group.isSufficient ? text : `${text} ◇`
}

function tooltipText(group: Group | undefined): string {
  return group === undefined ? '' : `${escapeHtml(groupLabel(group))}: ${figureText(group)}`
}
