import type { PackDocument } from '../../core/pack/pack-document.ts'
import { type FlowUnit, flowUnit } from './flow.ts'
import { layoutInline } from './inline-layout.ts'
import type { LayoutEnvironment } from './layout-environment.ts'
import {
  ACCENT,
  ATTENTION,
  BODY,
  CONTENT_WIDTH,
  FAINT,
  HEADINGS,
  INK,
  LABEL,
  MUTED,
  PAGE,
  SMALL,
  SOFT_LINE,
  type TextStyle,
  VALUE,
} from './page-style.ts'
import type { Pen } from './pen.ts'
import { baselineOf, drawLines } from './text-blocks.ts'

const EYEBROW: TextStyle = { font: 'regular', size: 11, color: ACCENT, leading: 14 }
const TITLE: TextStyle = { font: 'semibold', size: 28, color: INK, leading: 33 }
const SUBTITLE: TextStyle = { font: 'regular', size: 13, color: MUTED, leading: 17 }

/** The cover, drawn on the current page. */
export function drawCover(cover: PackDocument['cover'], env: LayoutEnvironment, pen: Pen): void {
  const title = layoutInline([cover.title], TITLE, CONTENT_WIDTH, pen, env.marks)
  const subtitle = layoutInline([cover.subtitle], SUBTITLE, CONTENT_WIDTH, pen, env.marks)
  let y = 150
  const block = (tag: string, height: number, draw: (y: number) => void) => {
    const element = pen.element(pen.root, tag)
    const top = y
    pen.content(element, tag, () => draw(top))
    y += height
  }
  block('P', EYEBROW.leading + 8, (top) => pen.text(cover.eyebrow, PAGE.left, top + baselineOf(EYEBROW), EYEBROW))
  block('H1', title.length * TITLE.leading + 4, (top) => drawLines(title, TITLE, PAGE.left, top, pen))
  block('P', subtitle.length * SUBTITLE.leading + 22, (top) => drawLines(subtitle, SUBTITLE, PAGE.left, top, pen))
  pen.artifact('Layout', () => pen.line(PAGE.left, y, PAGE.left + CONTENT_WIDTH, y, INK, 0.75))
  y += 10
  drawFacts(cover, env, pen, y)
  drawFoot(cover, env, pen)
}

function drawFacts(cover: PackDocument['cover'], env: LayoutEnvironment, pen: Pen, start: number): void {
  const list = pen.element(pen.root, 'L')
  let y = start
  for (const fact of cover.facts) {
    const values = layoutInline(fact.value, VALUE, CONTENT_WIDTH - 128, pen, env.marks)
    const height = values.length * VALUE.leading + 8
    const item = pen.element(list, 'LI')
    const top = y + 4
    pen.content(pen.element(item, 'Lbl'), 'Lbl', () =>
      pen.text(pen.printable(fact.label), PAGE.left, top + baselineOf(LABEL), LABEL),
    )
    pen.content(pen.element(item, 'LBody'), 'LBody', () => drawLines(values, VALUE, PAGE.left + 128, top, pen))
    y += height
    const line = y
    pen.artifact('Layout', () => pen.line(PAGE.left, line, PAGE.left + CONTENT_WIDTH, line, SOFT_LINE, 0.5))
  }
}

function drawFoot(cover: PackDocument['cover'], env: LayoutEnvironment, pen: Pen): void {
  const style: TextStyle = { ...SMALL, size: 8.5, leading: 11.5 }
  const disclaimer = layoutInline([cover.disclaimer], style, CONTENT_WIDTH, pen, env.marks)
  let y = PAGE.height - PAGE.bottom - disclaimer.length * style.leading
  pen.content(pen.element(pen.root, 'P'), 'P', () => drawLines(disclaimer, style, PAGE.left, y, pen))
  if (cover.notice === null) return
  const strong: TextStyle = { ...BODY, font: 'semibold', color: ATTENTION }
  const notice = layoutInline([cover.notice], strong, CONTENT_WIDTH, pen, env.marks)
  y -= notice.length * strong.leading + 8
  pen.content(pen.element(pen.root, 'P'), 'P', () => drawLines(notice, strong, PAGE.left, y, pen))
}

const ENTRY: Readonly<Record<1 | 2, TextStyle>> = {
  1: { ...BODY, font: 'semibold', size: 9.2, leading: 13 },
  2: { ...BODY, size: 8.8, leading: 11.6 },
}

/** The contents with page numbers, every line a link; headings of the first two levels. */
export function contentsUnits(env: LayoutEnvironment): FlowUnit[] {
  const heading = HEADINGS[1]
  const entries = env.outline.filter((entry) => entry.level < 3)
  const toc: { element: ReturnType<Pen['element']> | null } = { element: null }
  const title = flowUnit({
    height: heading.leading + 10,
    keepWithNext: true,
    draw: (pen, y) => {
      pen.content(pen.element(pen.root, 'H1'), 'H1', () =>
        pen.text('Contents', PAGE.left, y + baselineOf(heading), heading),
      )
      pen.artifact('Layout', () =>
        pen.line(PAGE.left, y + heading.leading + 3, PAGE.left + CONTENT_WIDTH, y + heading.leading + 3, INK, 0.75),
      )
    },
  })
  const lines = entries.map((entry, index): FlowUnit => {
    const style = ENTRY[entry.level === 1 ? 1 : 2]
    const indent = entry.level === 1 ? 0 : 24
    const [line] = layoutInline([entry.text], style, CONTENT_WIDTH - indent - 40, env.pen, env.marks)
    return flowUnit({
      height: style.leading,
      gapBefore: entry.level === 1 && index > 0 ? 3.4 : 0,
      keepWithNext: index === 0,
      draw: (pen, y, page) => {
        toc.element ??= pen.element(pen.root, 'TOC')
        const item = pen.element(toc.element, 'TOCI')
        const link = pen.element(pen.element(item, 'Reference'), 'Link')
        const number = String(page.pageOf(entry.anchor))
        const baseline = y + baselineOf(style)
        const textEnd = PAGE.left + indent + (line?.width ?? 0)
        const numberStart = PAGE.left + CONTENT_WIDTH - pen.width(number, style.font, style.size)
        pen.content(link, 'Link', () => {
          drawLines(line === undefined ? [] : [line], style, PAGE.left + indent, y, pen)
          pen.text(number, numberStart, baseline, style)
        })
        pen.artifact('Layout', () => dots(textEnd + 5, numberStart - 5, baseline, pen))
        pen.pdf.goTo(PAGE.left, y, CONTENT_WIDTH, style.leading, entry.anchor, {
          structParent: link,
          Contents: new String(`${pen.printable(entry.text)}, page ${number}`),
        } as object)
        link.end()
      },
    })
  })
  return [title, ...lines]
}

function dots(from: number, to: number, y: number, pen: Pen): void {
  if (to - from < 6) return
  pen.pdf
    .lineWidth(0.5)
    .dash(0.5, { space: 3 })
    .moveTo(from, y - 0.5)
    .lineTo(to, y - 0.5)
    .stroke(FAINT)
    .undash()
}
