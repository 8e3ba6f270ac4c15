import type { EChartsOption, XAXisComponentOption, YAXisComponentOption } from 'echarts'
import { UNDEFINED_TEXT } from '../shared/format.ts'
import { type ChartTheme, PRINT_UNITS_PER_POINT, scaled } from './chart-theme.ts'

interface AxisParams {
  readonly name?: string
  readonly nameGap?: number
  readonly min?: number
  readonly max?: number
  readonly interval?: number
  readonly format: (value: number) => string
  readonly hasGrid?: boolean
  readonly gridIndex?: number
  readonly position?: 'left' | 'right' | 'top' | 'bottom'
  /** Exact places of ticks and labels, instead of the automatic ones. */
  readonly ticks?: readonly number[]
  readonly splitNumber?: number
  /** At the edge of the plot even where the other axis has its zero elsewhere. */
  readonly isAtEdge?: boolean
  /** False drops the label at the end where that is no round number. */
  readonly hasEndLabel?: boolean
}

/** Settings every chart shares: type, motion, and no decoration. */
export function chartBase(theme: ChartTheme): EChartsOption {
  return {
    animation: theme.isAnimated,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: theme.fontFamily, fontSize: theme.fontSize, color: theme.ink },
  }
}

/** A numeric axis with hairlines, muted labels and its name in the middle. */
export function valueAxis(theme: ChartTheme, params: AxisParams): XAXisComponentOption & YAXisComponentOption {
  const ticks = params.ticks === undefined ? {} : { customValues: [...params.ticks] }
  return {
    type: 'value',
    ...(params.gridIndex === undefined ? {} : { gridIndex: params.gridIndex }),
    ...(params.min === undefined ? {} : { min: params.min }),
    ...(params.max === undefined ? {} : { max: params.max }),
    ...(params.interval === undefined ? {} : { interval: params.interval }),
    ...(params.position === undefined ? {} : { position: params.position }),
    ...(params.splitNumber === undefined ? {} : { splitNumber: params.splitNumber }),
    ...axisName(theme, params.name, params.nameGap),
    axisLine: {
      show: true,
      onZero: params.isAtEdge !== true,
      lineStyle: { color: theme.axis, width: hairline(theme) },
    },
    axisTick: {
      show: true,
      length: scaled(theme, 4),
      lineStyle: { color: theme.axis, width: hairline(theme) },
      ...ticks,
    },
    axisLabel: {
      color: theme.muted,
      fontSize: theme.fontSize * 0.92,
      margin: scaled(theme, 7),
      hideOverlap: true,
      ...(params.hasEndLabel === false ? { showMaxLabel: false } : {}),
      formatter: params.format,
      ...ticks,
    },
    splitLine: { show: params.hasGrid ?? true, lineStyle: { color: theme.grid, width: hairline(theme) }, ...ticks },
  } as XAXisComponentOption & YAXisComponentOption
}

/** Line width of axes and grids. */
export function hairline(theme: ChartTheme): number {
  return theme.name === 'print' ? 0.5 * PRINT_UNITS_PER_POINT : 1
}

function axisName(theme: ChartTheme, name: string | undefined, nameGap: number | undefined): object {
  if (name === undefined) return {}
  return {
    name,
    nameLocation: 'middle',
    nameGap: scaled(theme, nameGap ?? 30),
    nameTextStyle: { color: theme.muted, fontSize: theme.fontSize },
  }
}

/** A legend below or above the plot, one line per entry or side by side. */
export function chartLegend(
  theme: ChartTheme,
  params: { readonly isVertical?: boolean; readonly position: object; readonly data?: readonly object[] },
): object {
  return {
    show: true,
    orient: params.isVertical === true ? 'vertical' : 'horizontal',
    ...params.position,
    align: 'left',
    padding: 0,
    itemGap: scaled(theme, params.isVertical === true ? 5 : 16),
    itemWidth: scaled(theme, 26),
    itemHeight: scaled(theme, 9),
    lineStyle: { width: 'inherit' },
    formatter: '\u00a0{name}',
    textStyle: { color: theme.ink, fontSize: theme.fontSize },
    inactiveColor: theme.axis,
    ...(params.data === undefined ? {} : { data: params.data }),
  }
}

/** The tooltip's type and colours, with every value printed in one of the field's formats. */
export function chartTooltip(theme: ChartTheme, trigger: 'axis' | 'item', format: (value: number) => string): object {
  return {
    trigger,
    confine: true,
    backgroundColor: theme.surface,
    borderColor: theme.axis,
    borderWidth: hairline(theme),
    textStyle: { color: theme.ink, fontSize: theme.fontSize, fontFamily: theme.fontFamily },
    ...(trigger === 'axis'
      ? { axisPointer: { type: 'shadow', shadowStyle: { color: theme.grid, opacity: 0.5 } } }
      : {}),
    valueFormatter: (value: unknown) =>
      [value]
        .flat()
        .map((one) => (typeof one === 'number' ? format(one) : UNDEFINED_TEXT))
        .join(', '),
  }
}

/** Axis ends on multiples of a round step, at most seven steps, so that no end label crowds the one beside it. */
export function niceSpan(low: number, high: number): { min: number; max: number; interval: number } {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((one) => (high - low) / one <= 7) ?? 1000
  const min = Math.floor(low / step) * step
  return { min, max: Math.max(min + step, Math.ceil(high / step) * step), interval: step }
}
