import { describe, expect, it } from 'vitest'
import { PRINT_CHART_THEME, PRINT_UNITS_PER_POINT } from '../../../../src/charts/chart-theme.ts'
import { describeChart } from '../../../../src/charts/describe-chart.ts'
import { chartSvg } from '../../../../src/main/io/pdf/chart-svg.ts'
import { createPdfDocument } from '../../../../src/main/io/pdf/create-pdf-document.ts'
import { CONTENT_WIDTH } from '../../../../src/main/io/pdf/page-style.ts'
import { createPen } from '../../../../src/main/io/pdf/pen.ts'
import { readTransform } from '../../../../src/main/io/pdf/svg-draw.ts'
import type { SvgNode } from '../../../../src/main/io/pdf/svg-parse.ts'
import { EXAMPLES } from '../../../charts/chart-examples.ts'
import { RESOURCES } from '../../core/pack/pack-fixtures.ts'

const info = { title: 't', subject: 's', author: 'a', keywords: 'k', language: 'en', date: '2026-01-01T00:00:00.000Z' }
const pen = createPen(createPdfDocument(RESOURCES, info))
const SQUARE = new Set(['rocCurve', 'ksCurve', 'calibrationCurve', 'gainsCurve'])

interface Box {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Where each text stands, with the real widths of the fonts. */
function textBoxes(node: SvgNode): Box[] {
  const inner = node.children.flatMap((child) => (typeof child === 'string' ? [] : textBoxes(child)))
  if (node.name !== 'text') return inner
  const text = node.children.filter((child) => typeof child === 'string').join('')
  const style = node.attributes.get('style') ?? ''
  const size = Number(/font-size:([\d.]+)px/.exec(style)?.[1] ?? 12)
  const width = pen.width(pen.printable(text), /font-weight:(600|bold)/.test(style) ? 'semibold' : 'regular', size)
  const anchor = node.attributes.get('text-anchor')
  const x = Number(node.attributes.get('x') ?? 0) - (anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0)
  const y = Number(node.attributes.get('y') ?? 0)
  const [a, b, c, d, e, f] = readTransform(node.attributes.get('transform')) ?? [1, 0, 0, 1, 0, 0]
  const corners = [
    [x, y - size * 0.36],
    [x + width, y + size * 0.36],
  ].map(([px = 0, py = 0]) => [a * px + c * py + e, b * px + d * py + f] as const)
  const xs = corners.map(([px]) => px)
  const ys = corners.map(([, py]) => py)
  return [
    ...inner,
    { text, left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) },
  ]
}

function overlaps(a: Box, b: Box): boolean {
  const slack = PRINT_UNITS_PER_POINT * 0.25
  return a.left < b.right - slack && b.left < a.right - slack && a.top < b.bottom - slack && b.top < a.bottom - slack
}

describe.each(EXAMPLES)('the chart on paper: %s', (_, spec) => {
  const width = (SQUARE.has(spec.name) ? 232 : CONTENT_WIDTH) * PRINT_UNITS_PER_POINT
  const described = describeChart(spec, PRINT_CHART_THEME)
  const height = described.heightFor(width)
  const svg = chartSvg(described.option, width, height, pen)
  const boxes = textBoxes(svg).filter((box) => box.text.trim() !== '')

  it('cuts no text at its edges', () => {
    expect(boxes.length).toBeGreaterThan(3)
    const cut = boxes.filter((box) => box.left < -1 || box.right > width + 1 || box.top < -1 || box.bottom > height + 1)
    expect(cut).toEqual([])
  })

  it('lets no texts overlap', () => {
    const pairs = boxes.flatMap((a, index) =>
      boxes.slice(index + 1).flatMap((b) => (overlaps(a, b) ? [`${a.text} / ${b.text}`] : [])),
    )
    expect(pairs).toEqual([])
  })

  it('draws nothing undefined', () => {
    expect(JSON.stringify(boxes)).not.toMatch(/NaN|undefined/)
  })
})
