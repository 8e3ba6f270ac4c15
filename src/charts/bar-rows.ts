import type { EChartsOption } from 'echarts'
import { formatNumber, type NumberFormat } from '../shared/format.ts'
import { chartBase, chartTooltip, valueAxis } from './chart-axes.ts'
import { type ChartTheme, scaled } from './chart-theme.ts'
import { percentTick } from './chart-words.ts'
import { panelGrids, type RowLayout, rowAxis, rowLayout } from './row-layout.ts'

/** One named bar with its printed value. */
export interface BarRow {
  readonly label: string
  readonly value: number
  readonly isMuted?: boolean
  /** Printed instead of the value, where the bar cannot show it. */
  readonly printed?: number
}

/** Named horizontal bars with their values at the end, longest name never cut. */
export function barRowsOption(
  bars: readonly BarRow[],
  axisName: string,
  format: NumberFormat,
  theme: ChartTheme,
): EChartsOption {
  const rows = barRowsLayout(bars, theme)
  return {
    ...chartBase(theme),
    grid: panelGrids(rows, [0, 0.93]),
    tooltip: chartTooltip(theme, 'axis', (value) => formatNumber(value, format)),
    yAxis: [rowAxis(rows, theme, 0)],
    xAxis: [
      valueAxis(theme, {
        gridIndex: 0,
        name: axisName,
        nameGap: 24,
        min: 0,
        splitNumber: 5,
        format: isPercent(format) ? percentTick : (value) => formatNumber(value, 'number'),
      }),
    ],
    series: [
      {
        type: 'bar',
        name: axisName,
        barWidth: '62%',
        data: bars.map((bar) => ({
          value: bar.value,
          itemStyle: { color: bar.isMuted === true ? theme.neutral : theme.accent },
        })),
        label: {
          show: true,
          position: 'right',
          distance: scaled(theme, 4),
          color: theme.ink,
          fontSize: theme.fontSize,
          formatter: (item: { readonly dataIndex: number }) =>
            formatNumber(bars[item.dataIndex]?.printed ?? bars[item.dataIndex]?.value, format),
        },
      },
    ],
  } as EChartsOption
}

function isPercent(format: NumberFormat): boolean {
  return format === 'percent1' || format === 'percent2'
}

/** Sizes of the rows. */
export function barRowsLayout(bars: readonly BarRow[], theme: ChartTheme): RowLayout {
  return rowLayout(
    bars.map((bar) => bar.label),
    theme,
    4,
    44,
  )
}
