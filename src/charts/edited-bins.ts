import type { CustomSeriesRenderItemAPI, EChartsOption } from 'echarts'
import type { BinDefinition, BinnedVariable } from '../shared/contract/binning.ts'
import { formatNumber } from '../shared/format.ts'
import { chartBase, chartLegend, chartTooltip, hairline, valueAxis } from './chart-axes.ts'
import type { ChartDescription } from './chart-description.ts'
import type { ChartTable } from './chart-table.ts'
import { type ChartTheme, scaled } from './chart-theme.ts'
import { axisLabelText, percentTick } from './chart-words.ts'
import type { Plain } from './plain.ts'
import { woeBinsTitle } from './woe-bins.ts'

type Variable = Plain<BinnedVariable>
type Bin = Variable['bins'][number]

export interface EditedBins {
  readonly variable: Variable
  /** The optimiser's bins, drawn lightly behind; null when they are the ones shown. */
  readonly automatic: Variable | null
  /** Bad rate of each bin in the hold-out sample. */
  readonly holdoutRates: readonly (number | null)[] | null
  /** The bin that stands out. */
  readonly selected: number | null
}

const MARGIN = { left: 58, right: 20, top: 6, bottom: 66 }
const GAP = 34
const HEIGHT = 340
const NAME_LENGTH = 36
const UPPER_SHARE = 0.56
const WOE = 'WoE'
const AUTOMATIC = 'Automatic'
const RATE = 'Bad rate'
const HOLDOUT = 'Hold-out'

/** One bin as a column: as wide as its share of the sample. */
interface Column {
  readonly bin: Bin
  readonly from: number
  readonly to: number
}

/** The bins as they are and, lightly behind, as the optimiser chose: weight of evidence above, bad rate of both samples below. */
export function describeEditedBins(bins: EditedBins, theme: ChartTheme): ChartDescription {
  return {
    kindWord: 'Weight of evidence',
    title: woeBinsTitle({ ...bins.variable, name: axisLabelText(bins.variable.name, NAME_LENGTH, 1) }),
    note: editedBinsNote(bins),
    table: editedBinsTable(bins),
    option: editedBinsOption(bins, theme),
    heightFor: () => scaled(theme, HEIGHT),
  }
}

/** Two plots over the bins side by side, each as wide as its share of the development sample. */
export function editedBinsOption(bins: EditedBins, theme: ChartTheme): EChartsOption {
  const columns = columnsOf(bins.variable)
  const inner = HEIGHT - MARGIN.top - MARGIN.bottom - GAP
  const side = { left: scaled(theme, MARGIN.left), right: scaled(theme, MARGIN.right), outerBoundsMode: 'none' }
  const upper = inner * UPPER_SHARE
  return {
    ...chartBase(theme),
    animation: false,
    grid: [
      { ...side, top: scaled(theme, MARGIN.top), height: scaled(theme, upper) },
      { ...side, top: scaled(theme, MARGIN.top + upper + GAP), height: scaled(theme, inner - upper) },
    ],
    legend: chartLegend(theme, {
      position: { left: scaled(theme, 8), right: scaled(theme, 4), bottom: scaled(theme, 2) },
      data: legendNames(bins).map((name) => ({ name })),
    }),
    tooltip: chartTooltip(theme, 'item', (value) => formatNumber(value, 'number')),
    xAxis: [
      binNumberAxis(theme, 0, true),
      {
        ...valueAxis(theme, {
          min: 0,
          max: 1,
          interval: 0.25,
          format: percentTick,
          hasGrid: false,
        }),
        gridIndex: 1,
      },
    ],
    yAxis: [
      valueAxis(theme, { name: 'WoE', nameGap: 40, format: (w) => formatNumber(w, 'number'), splitNumber: 4 }),
      {
        ...valueAxis(theme, {
          name: 'Bad rate',
          nameGap: 40,
          min: 0,
          ...highestRate(bins),
          format: percentTick,
          splitNumber: 3,
        }),
        gridIndex: 1,
      },
    ],
    series: [
      woeColumns(columns, bins.selected, theme),
      ...(bins.automatic === null ? [] : [automaticSteps(columns, bins.variable, bins.automatic, theme)]),
      binNumbers(columns, theme),
      rateSteps(columns, theme),
      ...(bins.holdoutRates === null ? [] : [holdoutPoints(columns, bins.holdoutRates, theme)]),
    ],
  } as EChartsOption
}

/** The figures of the chart. */
export function editedBinsTable({ variable, holdoutRates }: EditedBins): ChartTable {
  return {
    columns: [
      { label: 'Bin', format: 'text' },
      { label: 'Share', format: 'percent1' },
      { label: 'WoE', format: 'woe' },
      { label: 'Bad rate', format: 'percent1' },
      { label: 'Hold-out bad rate', format: 'percent1' },
    ],
    rows: variable.bins.map((bin, index) => [
      bin.label,
      bin.share,
      bin.count === 0 ? null : bin.woe,
      bin.eventRate,
      holdoutRates?.[index] ?? null,
    ]),
  }
}

function editedBinsNote({ variable }: EditedBins): string {
  const empty = variable.bins.flatMap((bin, index) => (bin.count === 0 ? [String(index + 1)] : []))
  const without = empty.length === 0 ? '' : ` Without rows: ${empty.length === 1 ? 'bin' : 'bins'} ${empty.join(', ')}.`
  const n = variable.bins.reduce((sum, bin) => sum + bin.count, 0)
  return `n = ${formatNumber(n, 'integer')}. A column is as wide as its bin’s share; numbers as in the table.${without}`
}

/** No axis goes beyond certainty. */
function highestRate({ variable, holdoutRates }: EditedBins): { readonly max?: number; readonly interval?: number } {
  const rates = [...variable.bins.map((bin) => bin.eventRate), ...(holdoutRates ?? [])]
  return rates.some((rate) => rate !== null && rate > 0.5) ? { max: 1, interval: 0.25 } : {}
}

function legendNames(bins: EditedBins): string[] {
  return [WOE, ...(bins.automatic === null ? [] : [AUTOMATIC]), RATE, ...(bins.holdoutRates === null ? [] : [HOLDOUT])]
}

function columnsOf(variable: Variable): Column[] {
  const total = variable.bins.reduce((sum, bin) => sum + bin.count, 0)
  let at = 0
  return variable.bins.map((bin) => {
    const from = at
    at += total === 0 ? 0 : bin.count / total
    return { bin, from, to: at }
  })
}

function binNumberAxis(theme: ChartTheme, gridIndex: number, isTop: boolean): object {
  return {
    ...valueAxis(theme, { min: 0, max: 1, interval: 0.25, format: () => '', hasGrid: false }),
    gridIndex,
    axisLabel: { show: !isTop },
    axisTick: { show: false },
  }
}

/** Ordinary bins filled, special, missing and unseen ones hatched by their outline only. */
function woeColumns(columns: readonly Column[], selected: number | null, theme: ChartTheme): object {
  return {
    type: 'custom',
    name: WOE,
    itemStyle: { color: theme.accent },
    encode: { x: [0, 1], y: 2, tooltip: 2 },
    data: columns.map(({ bin, from, to }) => ({ name: bin.label, value: [from, to, bin.count === 0 ? 0 : bin.woe] })),
    renderItem: (params: { dataIndex: number }, api: CustomSeriesRenderItemAPI) => {
      const column = columns[params.dataIndex]
      const [left = 0, top = 0] = api.coord([api.value(0), api.value(2)])
      const [right = 0, zero = 0] = api.coord([api.value(1), 0])
      const gap = Math.min(1, (right - left) / 4)
      const isOrdered = column !== undefined && isOrdinary(column.bin.definition)
      return {
        type: 'rect',
        shape: {
          x: left + gap,
          y: Math.min(top, zero),
          width: Math.max(0, right - left - 2 * gap),
          height: Math.max(Math.abs(zero - top), hairline(theme)),
        },
        style: {
          fill: isOrdered ? theme.accent : theme.neutral,
          opacity: selected === null || selected === params.dataIndex ? 0.85 : 0.4,
          stroke: selected === params.dataIndex ? theme.ink : 'none',
          lineWidth: hairline(theme),
        },
      }
    },
  }
}

/** The optimiser's weight of evidence over the same cases: at the same place for numbers, inside the bins they went to for levels. */
function automaticSteps(
  columns: readonly Column[],
  variable: Variable,
  automatic: Variable,
  theme: ChartTheme,
): object {
  const pieces =
    variable.type === 'numeric' ? columnsOf(automatic) : columns.flatMap((column) => shares(column, automatic))
  return {
    type: 'line',
    name: AUTOMATIC,
    symbol: 'none',
    silent: true,
    z: 3,
    lineStyle: { width: theme.lineWidth, type: [4, 3], color: theme.axis },
    itemStyle: { color: theme.axis },
    data: pieces.flatMap(({ bin, from, to }) =>
      to > from
        ? [
            [from, bin.woe],
            [to, bin.woe],
            [to, null],
          ]
        : [],
    ),
  }
}

/** Where a group's levels stood before, each former bin with the part of the column that its number of levels has. */
function shares(column: Column, automatic: Variable): Column[] {
  const { definition } = column.bin
  if (definition.kind !== 'levels') {
    const same = automatic.bins.find((bin) => bin.definition.kind === definition.kind)
    return same === undefined ? [] : [{ ...column, bin: same }]
  }
  const former = automatic.bins
    .map((bin) => ({ bin, n: nShared(bin.definition, definition.levels) }))
    .filter(({ n }) => n > 0)
  const total = former.reduce((sum, { n }) => sum + n, 0)
  let at = column.from
  return former.map(({ bin, n }) => {
    const from = at
    at += ((column.to - column.from) * n) / total
    return { bin, from, to: at }
  })
}

function nShared(definition: Plain<BinDefinition>, levels: readonly string[]): number {
  return definition.kind === 'levels' ? definition.levels.filter((level) => levels.includes(level)).length : 0
}

/** Bin numbers between the two plots. */
function binNumbers(columns: readonly Column[], theme: ChartTheme): object {
  return {
    type: 'custom',
    name: 'Bin',
    xAxisIndex: 1,
    yAxisIndex: 1,
    silent: true,
    clip: false,
    encode: { x: [0, 1], y: 2 },
    data: columns.map(({ from, to }) => [from, to, 0]),
    renderItem: (params: { dataIndex: number; coordSys: { y: number } }, api: CustomSeriesRenderItemAPI) => {
      const [left = 0] = api.coord([api.value(0), 0])
      const [right = 0] = api.coord([api.value(1), 0])
      if (right - left < scaled(theme, 9)) return null
      return {
        type: 'text',
        style: {
          text: String(params.dataIndex + 1),
          x: (left + right) / 2,
          y: params.coordSys.y - scaled(theme, GAP / 2 - 4),
          align: 'center',
          verticalAlign: 'middle',
          fill: theme.muted,
          font: `${theme.fontSize * 0.92}px ${theme.fontFamily}`,
        },
      }
    },
  }
}

function rateSteps(columns: readonly Column[], theme: ChartTheme): object {
  return {
    type: 'line',
    name: RATE,
    xAxisIndex: 1,
    yAxisIndex: 1,
    symbol: 'none',
    lineStyle: { width: theme.lineWidth, color: theme.attention },
    itemStyle: { color: theme.attention },
    data: columns.flatMap(({ bin, from, to }) =>
      to > from && bin.eventRate !== null
        ? [
            [from, bin.eventRate],
            [to, bin.eventRate],
            [to, null],
          ]
        : [],
    ),
  }
}

function holdoutPoints(columns: readonly Column[], rates: readonly (number | null)[], theme: ChartTheme): object {
  return {
    type: 'scatter',
    name: HOLDOUT,
    xAxisIndex: 1,
    yAxisIndex: 1,
    symbol: 'circle',
    symbolSize: scaled(theme, 7),
    itemStyle: { color: theme.surface, borderColor: theme.ink, borderWidth: theme.lineWidth * 0.8 },
    data: columns.flatMap(({ bin, from, to }, index) => {
      const rate = rates[index] ?? null
      return to > from && rate !== null ? [{ name: bin.label, value: [(from + to) / 2, rate] }] : []
    }),
  }
}

function isOrdinary(definition: Plain<BinDefinition>): boolean {
  return definition.kind === 'interval' || definition.kind === 'levels'
}
