import type { Pdf } from './create-pdf-document.ts'
import type { FontName, TextStyle } from './page-style.ts'

export type StructureElement = PDFKit.PDFStructureElement

/** Draws on the current page and keeps the structure tree: everything drawn is either content of an element or an artifact. */
export interface Pen {
  readonly pdf: Pdf
  readonly root: StructureElement
  /** Width of a text, in points. */
  width(text: string, font: FontName, size: number): number
  /** The text with characters that no shipped font holds spelled out, so that nothing is dropped silently. */
  printable(text: string): string
  /** Text with its baseline at y. */
  text(text: string, x: number, y: number, style: Pick<TextStyle, 'font' | 'size' | 'color'>): void
  /** A child element of the structure tree. */
  element(parent: StructureElement, tag: string, options?: ElementOptions): StructureElement
  /** Draws marked content that belongs to an element. */
  content(element: StructureElement, tag: string, draw: () => void): void
  /** Draws what carries no meaning: rules, fills, running heads. */
  artifact(type: 'Pagination' | 'Layout', draw: () => void): void
  line(x1: number, y1: number, x2: number, y2: number, color: string, width: number): void
  fill(x: number, y: number, width: number, height: number, color: string): void
}

export interface ElementOptions {
  readonly alt?: string
  readonly title?: string
  readonly scope?: 'Column' | 'Row'
  readonly columnSpan?: number
  readonly bbox?: readonly [number, number, number, number]
}

interface GlyphSource {
  hasGlyphForCodePoint(codePoint: number): boolean
}

/** The one shape of the verdicts that Source Sans 3 lacks: drawn, and written as text for those who copy or listen. */
const DIAMOND = '◇'
const DIAMOND_WIDTH = 0.66

/** A pen on a document whose fonts are registered. */
export function createPen(pdf: Pdf): Pen {
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  const glyphs = (pdf.font('regular') as unknown as { _font: { font: GlyphSource } })._font.font
  const printed = new Map<string, string>()
  const pen: Pen = {
    pdf,
    root,
    width: (text, font, size) => {
      const width = (part: string) => pdf.font(font).fontSize(size).widthOfString(part)
      return text.includes(DIAMOND)
        ? text.split(DIAMOND).reduce((sum, part) => sum + width(part) + size * DIAMOND_WIDTH, -size * DIAMOND_WIDTH)
        : width(text)
    },
    printable: (text) => {
      const known = printed.get(text) ?? spellOut(text, glyphs)
      printed.set(text, known)
      return known
    },
    text: (text, x, y, style) => {
      let left = x
      text.split(DIAMOND).forEach((part, index) => {
        if (index > 0) {
          drawDiamond(pdf, left, y, style)
          left += style.size * DIAMOND_WIDTH
        }
        if (part === '') return
        pdf
          .font(style.font)
          .fontSize(style.size)
          .fillColor(style.color)
          .text(part, left, y, { lineBreak: false, baseline: 'alphabetic' })
        left += pen.width(part, style.font, style.size)
      })
    },
    element: (parent, tag, options = {}) => {
      const element = pdf.struct(tag, structOptions(options))
      if (options.columnSpan !== undefined) setColumnSpan(element, options.columnSpan)
      parent.add(element)
      return element
    },
    content: (element, tag, draw) => {
      const content = pdf.markStructureContent(tag)
      draw()
      pdf.endMarkedContent()
      element.add(content)
    },
    artifact: (type, draw) => {
      pdf.markContent('Artifact', { type })
      draw()
      pdf.endMarkedContent()
    },
    line: (x1, y1, x2, y2, color, width) => {
      pdf.lineWidth(width).undash().moveTo(x1, y1).lineTo(x2, y2).stroke(color)
    },
    fill: (x, y, width, height, color) => {
      pdf.rect(x, y, width, height).fill(color)
    },
  }
  return pen
}

function structOptions(options: ElementOptions): object {
  return {
    ...(options.alt === undefined ? {} : { alt: options.alt }),
    ...(options.title === undefined ? {} : { title: options.title }),
    ...(options.scope === undefined ? {} : { scope: options.scope }),
    ...(options.bbox === undefined ? {} : { bbox: [...options.bbox] }),
  }
}

function setColumnSpan(element: StructureElement, columnSpan: number): void {
  const { dictionary } = element as unknown as { dictionary: { data: Record<string, unknown> } }
  dictionary.data.A = { O: 'Table', ColSpan: columnSpan }
}

/** Control characters become spaces; characters without a glyph become their code point, such as [U+4E2D]. */
function spellOut(text: string, glyphs: GlyphSource): string {
  let out = ''
  for (const letter of text.normalize('NFC')) {
    const codePoint = letter.codePointAt(0) ?? 0
    if (letter === '\n' || letter === '\t' || letter === '\r') out += ' '
    else if (letter === DIAMOND || (codePoint >= 0x20 && glyphs.hasGlyphForCodePoint(codePoint))) out += letter
    else out += `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`
  }
  return out
}

function drawDiamond(pdf: Pdf, x: number, baseline: number, style: Pick<TextStyle, 'size' | 'color'>): void {
  const half = style.size * 0.29
  const middle = baseline - style.size * 0.33
  const left = x + style.size * 0.04
  pdf.markContent('Span', { actual: DIAMOND })
  pdf
    .lineWidth(style.size * 0.08)
    .undash()
    .polygon([left, middle], [left + half, middle - half], [left + 2 * half, middle], [left + half, middle + half])
    .stroke(style.color)
  pdf.endMarkedContent()
}
