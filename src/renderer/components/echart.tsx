import type { EChartsOption } from 'echarts'
import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts'
import {
  DatasetComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
  TitleComponent,
  TooltipComponent,
} from 'echarts/components'
import { type ECharts, init, use } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

use([
  BarChart,
  CustomChart,
  LineChart,
  ScatterChart,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
  TitleComponent,
  TooltipComponent,
  LabelLayout,
  SVGRenderer,
])

/** Draws an option into the page at the given size; the caller gives the text alternative. */
export function EChart({
  option,
  width,
  height,
  label,
}: {
  option: EChartsOption
  width: number
  height: number
  label: string
}) {
  const host = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts | null>(null)
  useEffect(
    () => () => {
      chart.current?.dispose()
      chart.current = null
    },
    [],
  )
  // One drawing for the life of the chart: figures that change often are changed in place, without a flicker.
  useEffect(() => {
    if (host.current === null || width <= 0) return
    chart.current ??= init(host.current, null, { renderer: 'svg', width, height })
    chart.current.resize({ width, height })
    chart.current.setOption(option, { notMerge: true })
  }, [option, width, height])
  return <div ref={host} role="img" aria-label={label} style={{ width, height }} />
}

/** The same option as an SVG document, drawn apart from the page. */
export function chartSvg(option: EChartsOption, width: number, height: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  chart.setOption({ ...option, animation: false })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}
