import { PRINT_CHART_THEME, PRINT_UNITS_PER_POINT } from '../../../charts/chart-theme.ts'
import { type ChartDescription, describeChart } from '../../../charts/describe-chart.ts'
import { formatNumber } from '../../../shared/format.ts'
import type { ChartsBlock, PackChart } from '../../core/pack/pack-document.ts'
import { chartSvg } from './chart-svg.ts'
import { type FlowUnit, flowUnit } from './flow.ts'
import { type Line, layoutInline } from './inline-layout.ts'
import type { LayoutEnvironment } from './layout-environment.ts'
import { CAPTION, CONTENT_HEIGHT, CONTENT_WIDTH, PAGE, SMALL } from './page-style.ts'
import type { Pen } from './pen.ts'
import { drawSvg } from './svg-draw.ts'
import { drawLines } from './text-blocks.ts'

const GAP = 22
const MAX_ALT_ROWS = 24

interface Figure {
  readonly description: ChartDescription
  readonly title: readonly Line[]
  readonly note: readonly Line[]
  readonly left: number
  readonly width: number
  readonly height: number
  readonly scale: number
}

/** One chart, or two side by side, with a title that states the finding, sample sizes and the evidence mark. */
export function chartUnits(block: ChartsBlock, env: LayoutEnvironment): FlowUnit[] {
  const columns = Math.max(1, block.charts.length)
  const narrow =
    columns === 1 && isSquare(block.charts[0]?.chart)
      ? (CONTENT_WIDTH - GAP) * 0.54
      : (CONTENT_WIDTH - GAP * (columns - 1)) / columns
  const figures = block.charts.map((item, index) => figureOf(item, PAGE.left + index * (narrow + GAP), narrow, env))
  const headHeight =
    Math.max(...figures.map((figure) => figure.title.length * CAPTION.leading + figure.note.length * SMALL.leading)) + 6
  const height = headHeight + Math.max(...figures.map((figure) => figure.height * figure.scale)) + 4
  return [
    flowUnit({
      height,
      gapBefore: 14,
      draw: (pen, y) => {
        for (const figure of figures) drawFigure(figure, y, headHeight, env, pen)
      },
    }),
  ]
}

function figureOf(item: ChartsBlock['charts'][number], left: number, width: number, env: LayoutEnvironment): Figure {
  const description = describeChart(item.chart, PRINT_CHART_THEME)
  const height = description.heightFor(width * PRINT_UNITS_PER_POINT) / PRINT_UNITS_PER_POINT
  const room = CONTENT_HEIGHT - 90
  const label = { kind: 'muted' as const, text: `Figure ${env.nextFigure()}  ` }
  return {
    description,
    title: layoutInline(
      [label, description.title, ' ', { kind: 'reference', evidenceId: item.evidenceId }],
      CAPTION,
      width,
      env.pen,
      env.marks,
    ),
    note: layoutInline([description.note], SMALL, width, env.pen, env.marks),
    left,
    width,
    height,
    scale: Math.min(1, room / height),
  }
}

function drawFigure(figure: Figure, y: number, headHeight: number, env: LayoutEnvironment, pen: Pen): void {
  const { description, left, width, height, scale } = figure
  const caption = pen.element(pen.root, 'P')
  pen.content(caption, 'P', () => {
    drawLines(figure.title, CAPTION, left, y, pen)
    drawLines(figure.note, SMALL, left, y + figure.title.length * CAPTION.leading, pen)
  })
  const top = y + headHeight
  const element = pen.element(pen.root, 'Figure', {
    alt: pen.printable(altText(description)),
    bbox: [left, top, left + width * scale, top + height * scale],
  })
  const svg = chartSvg(description.option, width * PRINT_UNITS_PER_POINT, height * PRINT_UNITS_PER_POINT, env.pen)
  pen.content(element, 'Figure', () => drawSvg(svg, left, top, scale / PRINT_UNITS_PER_POINT, pen))
}

function isSquare(chart: PackChart | undefined): boolean {
  return chart?.name === 'rocCurve' || chart?.name === 'gainsCurve' || chart?.name === 'calibrationCurve'
}

/** Kind, finding, and the figures of the chart where they are few. */
function altText(description: ChartDescription): string {
  const { table } = description
  const head = `${description.kindWord}. ${description.title}. ${description.note}`
  if (table.rows.length > MAX_ALT_ROWS) return head
  const rows = table.rows.map((row) =>
    row
      .map(
        (cell, index) =>
          `${table.columns[index]?.label ?? ''} ${typeof cell === 'string' ? cell : formatNumber(cell, table.columns[index]?.format ?? 'number')}`,
      )
      .join(', '),
  )
  return `${head} ${rows.join('; ')}.`
}
