import { createHash } from 'node:crypto'
import type { PackBlock, PackDocument } from '../../core/pack/pack-document.ts'
import { chartUnits } from './chart-block.ts'
import { collectPdf, createPdfDocument, type Pdf } from './create-pdf-document.ts'
import { anchorPages, type FlowPage, type FlowUnit, flowUnit, paginate } from './flow.ts'
import { contentsUnits, drawCover } from './front-pages.ts'
import { type LayoutEnvironment, layoutEnvironment, type OutlineEntry } from './layout-environment.ts'
import { CONTENT_HEIGHT, CONTENT_WIDTH, HAIRLINE, PAGE, RUNNING } from './page-style.ts'
import { createPen, type Pen } from './pen.ts'
import { tableUnits } from './table-block.ts'
import {
  bulletUnits,
  headingUnits,
  keyValueUnits,
  noteUnits,
  opinionUnits,
  paragraphBlock,
  signatureUnits,
} from './text-blocks.ts'

/** The file that travels inside a pack: its canonical source, from which the pack can be built again. */
export interface PackAttachment {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface RenderPackOptions {
  /** Folder that holds `fonts/`. */
  readonly resourcesDirectory: string
}

export interface RenderedPack {
  readonly bytes: Uint8Array
  readonly nPages: number
}

/**
 * Renders a pack as a tagged PDF with contents, bookmarks, vector charts and its source attached. Equal input gives equal
 * bytes, on every machine: the only dates in it come from the document.
 *
 * @throws AppError `damaged` if a shipped font cannot be read
 */
export async function renderPackPdf(
  document: PackDocument,
  attachment: PackAttachment,
  options: RenderPackOptions,
): Promise<RenderedPack> {
  const sourceHash = createHash('sha256').update(attachment.bytes).digest('hex')
  const { title, subject, author, language, date } = document
  const pdf = createPdfDocument(options.resourcesDirectory, {
    title,
    subject,
    author,
    language,
    date,
    keywords: `assay pack; source sha256 ${sourceHash}`,
  })
  const pen = createPen(pdf)
  const marks = { marks: new Map(document.register.map((entry) => [entry.id, entry.mark])), silent: new Set<string>() }
  const outline = outlineOf(document.blocks, pen)
  const env = layoutEnvironment(pen, marks, outline)
  const pages = paginate(blocksToUnits(document.blocks, env, outline, pdf), CONTENT_HEIGHT)
  const nPages = pages.length + 1
  pdf.addPage()
  drawCover(document.cover, env, pen)
  drawPages(pages, document, nPages, pen)
  attach(pdf, attachment, new Date(date))
  return { bytes: await collectPdf(pdf), nPages }
}

function outlineOf(blocks: readonly PackBlock[], pen: Pen): OutlineEntry[] {
  return blocks.flatMap((block, index) => {
    if (block.kind !== 'heading') return []
    const text = pen.printable(block.number === '' ? block.text : `${block.number}  ${block.text}`)
    return [{ level: block.level, text, anchor: `block-${index}` }]
  })
}

function blocksToUnits(
  blocks: readonly PackBlock[],
  env: LayoutEnvironment,
  outline: readonly OutlineEntry[],
  pdf: Pdf,
): FlowUnit[] {
  const bookmark = bookmarker(pdf)
  const byAnchor = new Map(outline.map((entry) => [entry.anchor, entry]))
  const units: FlowUnit[] = []
  let breakNext = false
  blocks.forEach((block, index) => {
    if (block.kind === 'pageBreak') {
      breakNext = true
      return
    }
    const entry = byAnchor.get(`block-${index}`)
    const [first, ...rest] =
      block.kind === 'heading' && entry !== undefined
        ? headingUnits(block, entry, env, bookmark)
        : blockUnits(block, env)
    if (first === undefined) return
    units.push(breakNext ? { ...first, startsPage: true } : first, ...rest)
    breakNext = false
  })
  return units
}

function blockUnits(block: Exclude<PackBlock, { kind: 'pageBreak' }>, env: LayoutEnvironment): FlowUnit[] {
  switch (block.kind) {
    case 'heading':
      return [flowUnit({ height: 0, draw: () => undefined })]
    case 'paragraph':
      return paragraphBlock(block, env)
    case 'bullets':
      return bulletUnits(block, env)
    case 'keyValues':
      return keyValueUnits(block.rows, env)
    case 'note':
      return noteUnits(block, env)
    case 'opinion':
      return opinionUnits(block, env)
    case 'signatures':
      return signatureUnits(block, env)
    case 'contents':
      return contentsUnits(env)
    case 'table':
      return tableUnits(block, env)
    case 'charts':
      return chartUnits(block, env)
  }
}

/** Adds a bookmark and a link target where a heading is drawn; second-level headings hang under their section. */
function bookmarker(pdf: Pdf): (entry: OutlineEntry, y: number) => void {
  let section: PDFKit.PDFOutline | null = null
  return (entry, y) => {
    pdf.addNamedDestination(entry.anchor, 'XYZ', 0, Math.max(0, y - 12), null)
    if (entry.level === 3) return
    const place = { left: PAGE.width, top: Math.max(0, y - 12), expanded: false } as object
    if (entry.level === 1 || section === null) section = pdf.outline.addItem(entry.text, place)
    else section.addItem(entry.text, place)
  }
}

function drawPages(pages: readonly FlowPage[], document: PackDocument, nPages: number, pen: Pen): void {
  const anchors = anchorPages(pages, 2)
  const pageOf = (anchor: string) => anchors.get(anchor) ?? 0
  pages.forEach((page, index) => {
    const pageNumber = index + 2
    pen.pdf.addPage()
    drawRunningLines(document, pageNumber, nPages, pen)
    for (const { unit, y, header } of page) {
      header?.repeat.draw(pen, PAGE.top + header.y)
      unit.draw(pen, PAGE.top + y, { pageNumber, pageOf })
    }
  })
}

function drawRunningLines(document: PackDocument, pageNumber: number, nPages: number, pen: Pen): void {
  const { left, right } = document.runningHead
  const end = PAGE.left + CONTENT_WIDTH
  const page = `Page ${pageNumber} of ${nPages}`
  const head = shortened(pen.printable(left), CONTENT_WIDTH * 0.7, pen)
  pen.artifact('Pagination', () => {
    pen.text(head, PAGE.left, 42, RUNNING)
    pen.text(right, end - pen.width(right, RUNNING.font, RUNNING.size), 42, RUNNING)
    pen.line(PAGE.left, 48, end, 48, HAIRLINE, 0.5)
    pen.text(document.cover.eyebrow, PAGE.left, PAGE.height - 36, RUNNING)
    pen.text(page, end - pen.width(page, RUNNING.font, RUNNING.size), PAGE.height - 36, RUNNING)
  })
}

function shortened(text: string, width: number, pen: Pen): string {
  if (pen.width(text, RUNNING.font, RUNNING.size) <= width) return text
  let letters = Array.from(text)
  while (letters.length > 1 && pen.width(`${letters.join('')}…`, RUNNING.font, RUNNING.size) > width)
    letters = letters.slice(0, -1)
  return `${letters.join('')}…`
}

function attach(pdf: Pdf, attachment: PackAttachment, date: Date): void {
  pdf.file(Buffer.from(attachment.bytes), {
    name: attachment.name,
    type: 'application/json',
    description: 'Source of this pack: the same file can be rendered from it again',
    relationship: 'Source',
    creationDate: date,
    modifiedDate: date,
  } as PDFKit.Mixins.PDFAttachmentOptions)
}
