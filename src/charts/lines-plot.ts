import type { EChartsOption } from 'echarts'
import { chartBase, chartLegend, chartTooltip, hairline, valueAxis } from './chart-axes.ts'
import { type ChartTheme, type SeriesStyle, scaled } from './chart-theme.ts'

/** One line of a plot; null breaks it. */
export interface PlotLine {
  readonly name: string
  readonly style: SeriesStyle
  readonly data: readonly (readonly [x: number, y: number | null])[]
  readonly hasSymbols?: boolean
  readonly isStep?: boolean
  /** Drawn against the right axis. */
  readonly isRight?: boolean
  /** Bounds per point: a whisker. */
  readonly whiskers?: readonly (readonly [x: number, low: number, high: number])[]
}

export interface PlotAxis {
  readonly name: string
  readonly format: (value: number) => string
  readonly min?: number
  readonly max?: number
  /** Distance of two ticks. */
  readonly interval?: number
  /** False drops the label at the end where that is no round number. */
  readonly hasEndLabel?: boolean
}

export interface PlotParams {
  readonly lines: readonly PlotLine[]
  readonly x: PlotAxis
  readonly y: PlotAxis
  readonly right?: PlotAxis
  /** Vertical lines with a word each. */
  readonly marks?: readonly { readonly x: number; readonly label: string }[]
  /** A grey line to compare with. */
  readonly reference?: readonly (readonly [number, number])[]
  readonly tooltip: (value: number) => string
  /** Pixels right of the plot, for the word of a mark at its end. */
  readonly roomRight?: number
  /** A line of the legend per entry below the plot, for names of any length; else side by side above it. */
  readonly hasLegendBelow?: boolean
}

const LEFT = 62
const LEGEND_LINE = 19
const AXIS_BELOW = 46

/** Lines over a numeric axis, with an optional right axis, marks and whiskers: what several plots of the model room share. */
export function linesPlotOption(params: PlotParams, theme: ChartTheme): EChartsOption {
  const { lines, x, y, right } = params
  return {
    ...chartBase(theme),
    grid: gridOf(params, theme),
    legend: legendOf(params, theme),
    tooltip: chartTooltip(theme, 'axis', params.tooltip),
    xAxis: valueAxis(theme, { ...x, nameGap: 26, hasGrid: false, isAtEdge: true }),
    yAxis: [
      valueAxis(theme, { ...y, nameGap: 42, splitNumber: 4, isAtEdge: true }),
      ...(right === undefined
        ? []
        : [valueAxis(theme, { ...right, nameGap: 42, splitNumber: 4, hasGrid: false, position: 'right' as const })]),
    ],
    series: [
      ...(params.reference === undefined ? [] : [referenceLine(params.reference, theme)]),
      ...lines.flatMap((line, index) => lineSeries(line, index === 0 ? marksOf(params, theme) : {}, theme)),
    ],
  } as EChartsOption
}

/** A fixed, calm proportion. */
export function linesPlotHeight(theme: ChartTheme, width: number): number {
  return Math.min(width * 0.66, scaled(theme, 340))
}

/** The height at which the plot itself is square, above a legend of so many lines. */
export function squarePlotHeight(theme: ChartTheme, width: number, nLegendLines: number): number {
  return width - scaled(theme, LEFT + 18) + scaled(theme, 10 + AXIS_BELOW + 6 + LEGEND_LINE * nLegendLines)
}

function gridOf({ lines, right, marks = [], hasLegendBelow, roomRight = 18 }: PlotParams, theme: ChartTheme): object {
  const sides = { left: scaled(theme, LEFT), right: scaled(theme, right === undefined ? roomRight : LEFT) }
  const [top, bottom] =
    hasLegendBelow === true
      ? [10, AXIS_BELOW + 6 + LEGEND_LINE * lines.length]
      : [marks.length > 0 ? 52 : 34, AXIS_BELOW]
  return { ...sides, top: scaled(theme, top), bottom: scaled(theme, bottom), outerBoundsMode: 'none' }
}

function legendOf({ lines, hasLegendBelow }: PlotParams, theme: ChartTheme): object {
  const left = scaled(theme, LEFT)
  return chartLegend(theme, {
    isVertical: hasLegendBelow === true,
    position: hasLegendBelow === true ? { left, bottom: scaled(theme, 2) } : { left, top: 0 },
    data: lines.map(({ name }) => ({ name })),
  })
}

function lineSeries(line: PlotLine, marks: object, theme: ChartTheme): object[] {
  const { style } = line
  const axis = { yAxisIndex: line.isRight === true ? 1 : 0 }
  const drawn = {
    type: 'line',
    ...axis,
    name: line.name,
    ...(line.isStep === true ? { step: 'end' } : {}),
    symbol: line.hasSymbols === true ? style.symbol : 'none',
    symbolSize: scaled(theme, 6.5),
    connectNulls: false,
    lineStyle: { width: theme.lineWidth, type: style.lineType },
    itemStyle: { color: style.color },
    data: line.data.map((point) => [...point]),
    ...marks,
  }
  if (line.whiskers === undefined) return [drawn]
  return [drawn, ...line.whiskers.map(([x, low, high]) => whisker(x, low, high, axis, style.color, theme))]
}

/** An interval as a line of its own: no drawing code, hence the same on screen and paper. */
function whisker(x: number, low: number, high: number, axis: object, color: string, theme: ChartTheme): object {
  return {
    type: 'line',
    ...axis,
    silent: true,
    showSymbol: false,
    tooltip: { show: false },
    lineStyle: { width: hairline(theme) * 1.2, type: 'solid' },
    itemStyle: { color },
    data: [
      [x, low],
      [x, high],
    ],
  }
}

function referenceLine(data: readonly (readonly [number, number])[], theme: ChartTheme): object {
  return {
    type: 'line',
    showSymbol: false,
    silent: true,
    lineStyle: { width: hairline(theme), type: 'solid' },
    itemStyle: { color: theme.axis },
    data: data.map((point) => [...point]),
  }
}

function marksOf({ marks }: PlotParams, theme: ChartTheme): object {
  if (marks === undefined || marks.length === 0) return {}
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      lineStyle: { color: theme.ink, type: 'dashed', width: hairline(theme) * 1.4 },
      label: {
        position: 'end',
        color: theme.ink,
        fontSize: theme.fontSize * 0.92,
        distance: scaled(theme, 3),
        formatter: '{b}',
      },
      data: marks.map(({ x, label }) => ({ name: label, xAxis: x })),
    },
  }
}
