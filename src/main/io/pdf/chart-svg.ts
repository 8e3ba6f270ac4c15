import type { EChartsOption } from 'echarts'
import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { Pen } from './pen.ts'
import { parseSvg, type SvgNode } from './svg-parse.ts'

echarts.use([
  BarChart,
  CustomChart,
  LineChart,
  ScatterChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  SVGRenderer,
])

/** Draws an option to SVG without a browser. Texts are measured with the fonts of the document, so labels fit as planned. */
export function chartSvg(option: EChartsOption, width: number, height: number, pen: Pen): SvgNode {
  echarts.setPlatformAPI({ measureText: (text, font) => ({ width: measure(text, font ?? '', pen) }) })
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption({ ...option, animation: false })
    return parseSvg(chart.renderToSVGString())
  } finally {
    chart.dispose()
  }
}

function measure(text: string, font: string, pen: Pen): number {
  const size = Number(/([\d.]+)px/.exec(font)?.[1] ?? 12)
  // The chart library takes the width of this one character for the height of a line.
  if (text === '国') return size
  const isBold = /\b(?:bold|bolder|[6-9]00)\b/.test(font)
  return pen.width(pen.printable(text), isBold ? 'semibold' : 'regular', size)
}
