import type { EChartsOption } from 'echarts'
import type { ChartTable } from './chart-table.ts'

/** Everything about one chart but the drawing: what it found, on how many cases, its figures, and its ECharts option. */
export interface ChartDescription {
  /** The kind of chart, in words: "ROC curve". */
  readonly kindWord: string
  /** The finding. */
  readonly title: string
  /** Sample sizes, and how to read the chart. */
  readonly note: string
  readonly table: ChartTable
  readonly option: EChartsOption
  /** Height for a width, in the theme's units. */
  readonly heightFor: (width: number) => number
}
