import type { EChartsOption } from 'echarts'
import type { BinnedVariable } from '../shared/contract/binning.ts'
import { formatNumber } from '../shared/format.ts'
import { chartBase, chartTooltip, hairline, valueAxis } from './chart-axes.ts'
import type { ChartTable } from './chart-table.ts'
import { type ChartTheme, type SeriesStyle, scaled } from './chart-theme.ts'
import { percentTick } from './chart-words.ts'
import type { Plain } from './plain.ts'
import { panelGrids, type RowLayout, rowAxis, rowLayout } from './row-layout.ts'

type Variable = Plain<BinnedVariable>
type Bin = Variable['bins'][number]

/** Three panels over the same bins: how many cases, how many of them bad, and the weight of evidence. */
export function woeBinsOption(variable: Variable, theme: ChartTheme): EChartsOption {
  const bins = shownBins(variable)
  const rows = layout(bins, theme)
  return {
    ...chartBase(theme),
    grid: panelGrids(rows, [0, 0.48, 0.72, 1]),
    tooltip: chartTooltip(theme, 'axis', (value) => formatNumber(value, 'number')),
    yAxis: [0, 1, 2].map((index) => rowAxis(rows, theme, index)),
    xAxis: [
      valueAxis(theme, {
        gridIndex: 0,
        name: 'Count',
        nameGap: 24,
        min: 0,
        format: (n) => formatNumber(n, 'integer'),
        splitNumber: 2,
      }),
      valueAxis(theme, { gridIndex: 1, name: 'Bad rate', nameGap: 24, min: 0, format: percentTick, splitNumber: 2 }),
      valueAxis(theme, {
        gridIndex: 2,
        name: 'Weight of evidence',
        nameGap: 24,
        format: (w) => formatNumber(w, 'number'),
        splitNumber: 4,
      }),
    ],
    series: [
      {
        type: 'bar',
        name: 'Count',
        barWidth: '60%',
        itemStyle: { color: theme.neutral },
        data: bins.map((bin) => bin.count),
      },
      ...pointLine(
        'Bad rate',
        1,
        bins,
        bins.map((bin) => bin.eventRate),
        { color: theme.attention, lineType: 'dashed', symbol: 'diamond' },
        theme,
      ),
      ...pointLine(
        'Weight of evidence',
        2,
        bins,
        bins.map((bin) => (bin.count === 0 ? null : bin.woe)),
        { color: theme.accent, lineType: 'solid', symbol: 'circle' },
        theme,
      ),
      zeroLine(bins.length, theme),
    ],
  } as EChartsOption
}

/** As high as its bins need. */
export function woeBinsHeight(variable: Variable, theme: ChartTheme, _width: number): number {
  return layout(shownBins(variable), theme).height
}

function layout(bins: readonly Bin[], theme: ChartTheme): RowLayout {
  return rowLayout(
    bins.map((bin) => bin.label),
    theme,
    6,
    44,
  )
}

const TURNS: Partial<Record<Variable['trend'], string>> = {
  peak: 'highest in between (peak)',
  valley: 'lowest in between (valley)',
}

/** States information value and trend. */
export function woeBinsTitle(variable: Variable): string {
  const ordered = variable.bins.filter((bin) => bin.definition.kind === 'interval')
  const first = ordered[0]?.eventRate ?? null
  const last = ordered[ordered.length - 1]?.eventRate ?? null
  const value = `${variable.name}: information value ${formatNumber(variable.informationValue, 'index3')}`
  if (variable.type === 'text') {
    const groups = variable.bins.filter((bin) => bin.definition.kind === 'levels').length
    return `${value}, ${formatNumber(groups, 'integer')} ${groups === 1 ? 'group' : 'groups'} of levels`
  }
  if (!variable.isMonotone) return `${value}, bad rate ${TURNS[variable.trend] ?? 'not monotone over the bins'}`
  if (first === null || last === null || ordered.length < 2) return value
  return `${value}, bad rate ${last < first ? 'falls' : 'rises'} steadily with the value`
}

/** The binning table. */
export function woeBinsTable(variable: Variable): ChartTable {
  return {
    columns: [
      { label: 'Bin', format: 'text' },
      { label: 'Count', format: 'integer' },
      { label: 'Count %', format: 'percent1' },
      { label: 'Good', format: 'integer' },
      { label: 'Bad', format: 'integer' },
      { label: 'Bad rate', format: 'percent1' },
      { label: 'WoE', format: 'woe' },
      { label: 'Bin IV', format: 'woe' },
    ],
    rows: variable.bins.map((bin) => [
      bin.label,
      bin.count,
      bin.share,
      bin.nonEvents,
      bin.events,
      bin.eventRate,
      bin.woe,
      bin.informationValue,
    ]),
  }
}

/** Ordered bins first; special and missing last and always shown. */
function shownBins(variable: Variable): Bin[] {
  const rank: Record<Bin['definition']['kind'], number> = { interval: 0, levels: 0, special: 1, missing: 2, unseen: 3 }
  return variable.bins
    .map((bin, index) => ({ bin, index }))
    .sort((a, b) => rank[a.bin.definition.kind] - rank[b.bin.definition.kind] || a.index - b.index)
    .map((item) => item.bin)
}

/** A line joins the ordered bins; special, missing and unseen ones are points of their own. */
function pointLine(
  name: string,
  panel: number,
  bins: readonly Bin[],
  values: readonly (number | null)[],
  style: SeriesStyle,
  theme: ChartTheme,
): object[] {
  const base = {
    type: 'line',
    name,
    xAxisIndex: panel,
    yAxisIndex: panel,
    symbol: style.symbol,
    symbolSize: scaled(theme, 7),
    showAllSymbol: true,
  }
  const line = { lineStyle: { width: theme.lineWidth, type: style.lineType }, itemStyle: { color: style.color } }
  return [
    { ...base, ...line, data: values.map((value, index) => (isJoined(bins[index]) ? value : null)) },
    {
      ...base,
      lineStyle: { width: 0 },
      itemStyle: { color: theme.surface, borderColor: style.color, borderWidth: theme.lineWidth * 0.8 },
      data: values.map((value, index) => (isJoined(bins[index]) ? null : value)),
    },
  ]
}

function isJoined(bin: Bin | undefined): boolean {
  return bin?.definition.kind === 'interval' || bin?.definition.kind === 'levels'
}

/** Weight of evidence zero: the bin is as risky as the sample. */
function zeroLine(nBins: number, theme: ChartTheme): object {
  return {
    type: 'line',
    name: 'Sample average',
    xAxisIndex: 2,
    yAxisIndex: 2,
    silent: true,
    showSymbol: false,
    lineStyle: { width: hairline(theme), type: 'solid' },
    itemStyle: { color: theme.axis },
    data: Array.from({ length: nBins }, () => 0),
  }
}
