import type { KeyValueRow, PackBlock, RichText } from '../../core/pack/pack-document.ts'
import { type FlowUnit, flowUnit } from './flow.ts'
import { drawLine, type Line, layoutInline } from './inline-layout.ts'
import type { LayoutEnvironment, OutlineEntry } from './layout-environment.ts'
import {
  ACCENT,
  ATTENTION,
  BODY,
  CONTENT_HEIGHT,
  CONTENT_WIDTH,
  FAINT,
  HAIRLINE,
  HEADINGS,
  INK,
  LABEL,
  LEAD,
  MUTED,
  PAGE,
  SMALL,
  SOFT_FILL,
  SOFT_LINE,
  type TextStyle,
  VALUE,
} from './page-style.ts'
import type { Pen, StructureElement } from './pen.ts'

type BlockOf<Kind extends PackBlock['kind']> = Extract<PackBlock, { kind: Kind }>

const STYLES: Readonly<Record<'body' | 'lead' | 'small', TextStyle>> = { body: BODY, lead: LEAD, small: SMALL }

/** Baseline of the first line below the top of its line box. */
export function baselineOf(style: TextStyle): number {
  return style.leading / 2 + style.size * 0.33
}

/** A heading: bookmark, destination, structure element; never the last thing on a page. */
export function headingUnits(
  block: BlockOf<'heading'>,
  entry: OutlineEntry,
  env: LayoutEnvironment,
  bookmark: (entry: OutlineEntry, y: number) => void,
): FlowUnit[] {
  const style = HEADINGS[block.level]
  const indent = block.number === '' ? 0 : block.level === 1 ? 30 : 30
  const lines = layoutInline([block.text], style, CONTENT_WIDTH - indent, env.pen, env.marks)
  const rule = block.level === 1 ? 8 : 0
  return [
    flowUnit({
      height: lines.length * style.leading + rule + (block.level === 3 ? 2 : 4),
      gapBefore: block.level === 1 ? 26 : block.level === 2 ? 17 : 11,
      keepWithNext: true,
      startsPage: block.isOnNewPage,
      needsRoom: block.level === 1 ? CONTENT_HEIGHT * 0.26 : 0,
      anchor: entry.anchor,
      draw: (pen, y) => {
        bookmark(entry, y)
        const element = pen.element(pen.root, `H${block.level}`)
        pen.content(element, `H${block.level}`, () => {
          if (block.number !== '')
            pen.text(block.number, PAGE.left, y + baselineOf(style), {
              ...style,
              color: block.level === 1 ? ACCENT : MUTED,
            })
          lines.forEach((line, index) => {
            drawLine(line, PAGE.left + indent, y + baselineOf(style) + index * style.leading, pen)
          })
        })
        if (rule > 0)
          pen.artifact('Layout', () =>
            pen.line(
              PAGE.left,
              y + lines.length * style.leading + 3,
              PAGE.left + CONTENT_WIDTH,
              y + lines.length * style.leading + 3,
              INK,
              0.75,
            ),
          )
      },
    }),
  ]
}

/** A paragraph, one unit per line; the first two and the last two lines stay together. */
export function paragraphUnits(text: RichText, style: TextStyle, env: LayoutEnvironment, gapBefore = 6): FlowUnit[] {
  return lineUnits(layoutInline(text, style, CONTENT_WIDTH, env.pen, env.marks), style, PAGE.left, gapBefore)
}

export function paragraphBlock(block: BlockOf<'paragraph'>, env: LayoutEnvironment): FlowUnit[] {
  return paragraphUnits(block.text, STYLES[block.style], env)
}

function lineUnits(lines: readonly Line[], style: TextStyle, x: number, gapBefore: number): FlowUnit[] {
  let element: StructureElement | null = null
  return lines.map((line, index) =>
    flowUnit({
      height: style.leading,
      gapBefore: index === 0 ? gapBefore : 0,
      keepWithNext: index === 0 ? lines.length > 1 : index === lines.length - 2,
      draw: (pen, y) => {
        element ??= pen.element(pen.root, 'P')
        pen.content(element, 'P', () => drawLine(line, x, y + baselineOf(style), pen))
      },
    }),
  )
}

/** A list with hanging bullets; items are not cut. */
export function bulletUnits(block: BlockOf<'bullets'>, env: LayoutEnvironment): FlowUnit[] {
  let list: StructureElement | null = null
  return block.items.map((item, index) => {
    const lines = layoutInline(item, BODY, CONTENT_WIDTH - 12, env.pen, env.marks)
    return flowUnit({
      height: lines.length * BODY.leading + 2,
      gapBefore: index === 0 ? 4 : 0,
      keepWithNext: index === 0 && block.items.length > 1,
      draw: (pen, y) => {
        list ??= pen.element(pen.root, 'L')
        const element = pen.element(list, 'LI')
        const label = pen.element(element, 'Lbl')
        pen.content(label, 'Lbl', () => pen.text('–', PAGE.left, y + baselineOf(BODY), { ...BODY, color: FAINT }))
        const body = pen.element(element, 'LBody')
        pen.content(body, 'LBody', () => drawLines(lines, BODY, PAGE.left + 12, y, pen))
      },
    })
  })
}

const LABEL_WIDTH = 128

/** Label and value side by side, hairlines between. */
export function keyValueUnits(rows: readonly KeyValueRow[], env: LayoutEnvironment, gapBefore = 8): FlowUnit[] {
  const tags: { list: StructureElement | null } = { list: null }
  return rows.flatMap((row, index) => {
    const labels = layoutInline([row.label], LABEL, LABEL_WIDTH - 10, env.pen, env.marks)
    const values = layoutInline(row.value, VALUE, CONTENT_WIDTH - LABEL_WIDTH, env.pen, env.marks)
    const parts = divided(values)
    return parts.map((part, place) => {
      const isFirst = place === 0
      const height =
        Math.max(isFirst ? labels.length * LABEL.leading : 0, part.length * VALUE.leading) +
        (place === parts.length - 1 ? 6 : 0)
      return flowUnit({
        height,
        gapBefore: index === 0 && isFirst ? gapBefore : 0,
        keepWithNext: index === 0 ? rows.length > 1 && parts.length === 1 : index === rows.length - 2,
        draw: (pen, y) => {
          tags.list ??= pen.element(pen.root, 'L')
          const element = pen.element(tags.list, 'LI')
          if (isFirst)
            pen.content(pen.element(element, 'Lbl'), 'Lbl', () => drawLines(labels, LABEL, PAGE.left, y + 3, pen))
          pen.content(pen.element(element, 'LBody'), 'LBody', () =>
            drawLines(part, VALUE, PAGE.left + LABEL_WIDTH, y + 3, pen),
          )
          if (place === parts.length - 1)
            pen.artifact('Layout', () =>
              pen.line(PAGE.left, y + height, PAGE.left + CONTENT_WIDTH, y + height, SOFT_LINE, 0.5),
            )
        },
      })
    })
  })
}

const MAX_UNIT_LINES = 24

/** Lines in portions that always fit on a page. */
function divided(lines: readonly Line[]): (readonly Line[])[] {
  if (lines.length <= MAX_UNIT_LINES) return [lines]
  const parts: (readonly Line[])[] = []
  for (let start = 0; start < lines.length; start += MAX_UNIT_LINES)
    parts.push(lines.slice(start, start + MAX_UNIT_LINES))
  return parts
}

/** A note with a bar at its left: what is not assessed, or what needs attention. */
export function noteUnits(block: BlockOf<'note'>, env: LayoutEnvironment): FlowUnit[] {
  const inner = CONTENT_WIDTH - 22
  const title: TextStyle = { ...BODY, font: 'semibold' }
  const heads = layoutInline([block.title], title, inner, env.pen, env.marks)
  const lines = layoutInline(block.text, BODY, inner, env.pen, env.marks)
  const height = heads.length * title.leading + lines.length * BODY.leading + 15
  return [
    flowUnit({
      height,
      gapBefore: 9,
      draw: (pen, y) => {
        pen.artifact('Layout', () => {
          pen.fill(PAGE.left, y, CONTENT_WIDTH, height, SOFT_FILL)
          pen.fill(PAGE.left, y, 2, height, block.tone === 'attention' ? ATTENTION : FAINT)
        })
        const element = pen.element(pen.root, 'P')
        pen.content(element, 'P', () => {
          drawLines(heads, title, PAGE.left + 12, y + 7, pen)
          drawLines(lines, BODY, PAGE.left + 12, y + 7 + heads.length * title.leading, pen)
        })
      },
    }),
  ]
}

const OPINION_COLORS = { approved: ACCENT, conditional: ATTENTION, refused: ATTENTION, open: FAINT } as const

/** The opinion in a frame, the word in large type. */
export function opinionUnits(block: BlockOf<'opinion'>, env: LayoutEnvironment): FlowUnit[] {
  const word: TextStyle = { font: 'semibold', size: 15, color: INK, leading: 20 }
  const label: TextStyle = { ...SMALL, leading: 11 }
  const inner = CONTENT_WIDTH - 30
  const lines = block.lines.map((text) => layoutInline(text, BODY, inner, env.pen, env.marks))
  const height =
    12 + label.leading + word.leading + 2 + lines.reduce((sum, one) => sum + one.length * BODY.leading + 2, 0) + 9
  return [
    flowUnit({
      height,
      gapBefore: 8,
      draw: (pen, y) => {
        pen.artifact('Layout', () => {
          pen.pdf.lineWidth(0.6).undash().rect(PAGE.left, y, CONTENT_WIDTH, height).stroke(HAIRLINE)
          pen.fill(PAGE.left, y, 3, height, OPINION_COLORS[block.tone])
        })
        const element = pen.element(pen.root, 'P')
        pen.content(element, 'P', () => {
          pen.text('Opinion', PAGE.left + 16, y + 12 + baselineOf(label), label)
          pen.text(block.word, PAGE.left + 16, y + 12 + label.leading + baselineOf(word), word)
          let top = y + 12 + label.leading + word.leading + 2
          for (const one of lines) {
            drawLines(one, BODY, PAGE.left + 16, top, pen)
            top += one.length * BODY.leading + 2
          }
        })
      },
    }),
  ]
}

/** One entry per decision, with room for a signature on paper. */
export function signatureUnits(block: BlockOf<'signatures'>, env: LayoutEnvironment): FlowUnit[] {
  const half = CONTENT_WIDTH / 2 - 12
  return block.rows.map((row, index) => {
    const who: TextStyle = { ...BODY, font: 'semibold' }
    const names = layoutInline([`${row.person}, ${row.role}`], who, half, env.pen, env.marks)
    const meaning = layoutInline([row.meaning], BODY, half, env.pen, env.marks)
    const details = layoutInline(
      [`${row.at}; recorded as `, { kind: 'code', text: row.hash }],
      SMALL,
      half,
      env.pen,
      env.marks,
    )
    const height = Math.max(
      58,
      names.length * who.leading + meaning.length * BODY.leading + details.length * SMALL.leading + 14,
    )
    return flowUnit({
      height,
      gapBefore: index === 0 ? 8 : 0,
      draw: (pen, y) => {
        const element = pen.element(pen.root, 'P')
        pen.content(element, 'P', () => {
          drawLines(names, who, PAGE.left, y + 6, pen)
          drawLines(meaning, BODY, PAGE.left, y + 6 + names.length * who.leading, pen)
          drawLines(details, SMALL, PAGE.left, y + 6 + names.length * who.leading + meaning.length * BODY.leading, pen)
          pen.text('Signature', PAGE.left + half + 24, y + height - 8, SMALL)
          pen.text('Date', PAGE.left + half + 24 + half * 0.68, y + height - 8, SMALL)
        })
        pen.artifact('Layout', () => {
          const left = PAGE.left + half + 24
          pen.line(left, y + height - 19, left + half * 0.6, y + height - 19, FAINT, 0.5)
          pen.line(left + half * 0.68, y + height - 19, left + half, y + height - 19, FAINT, 0.5)
          pen.line(PAGE.left, y + height, PAGE.left + CONTENT_WIDTH, y + height, SOFT_LINE, 0.5)
        })
      },
    })
  })
}

/** Draws lines from the top of their box. */
export function drawLines(lines: readonly Line[], style: TextStyle, x: number, y: number, pen: Pen): void {
  lines.forEach((line, index) => {
    drawLine(line, x, y + baselineOf(style) + index * style.leading, pen)
  })
}
