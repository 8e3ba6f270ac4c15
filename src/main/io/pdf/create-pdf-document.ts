import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zlibSync } from 'fflate'
import PDFDocument from 'pdfkit'
import { AppError } from '../../../shared/errors.ts'
import { CONTENT_WIDTH, type FontName, PAGE } from './page-style.ts'

export type Pdf = PDFKit.PDFDocument

/** What the file says about itself; the same for equal input. */
export interface PdfInfo {
  readonly title: string
  readonly subject: string
  readonly author: string
  readonly keywords: string
  readonly language: string
  /** ISO instant written as the creation date. */
  readonly date: string
}

const FONT_FILES: Readonly<Record<FontName, string>> = {
  regular: 'SourceSans3-Regular.ttf',
  semibold: 'SourceSans3-SemiBold.ttf',
  italic: 'SourceSans3-Italic.ttf',
}

interface Stream {
  buffer: Uint8Array[]
  compress: boolean
  readonly data: Record<string, unknown>
  finalize(): void
}

/**
 * A PDF document that depends on nothing but its input: no clock, no machine. Streams are deflated by a portable library,
 * since the zlib of one machine or release does not give the bytes of another.
 */
export function createPdfDocument(resourcesDirectory: string, info: PdfInfo): Pdf {
  const fonts = readFonts(resourcesDirectory)
  const date = new Date(info.date)
  const pdf = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margins: { left: PAGE.left, right: PAGE.width - PAGE.left - CONTENT_WIDTH, top: PAGE.top, bottom: PAGE.bottom },
    pdfVersion: '1.7',
    tagged: true,
    lang: info.language,
    displayTitle: true,
    autoFirstPage: false,
    font: null as unknown as string,
    info: {
      Title: xmlSafe(info.title),
      Subject: xmlSafe(info.subject),
      Author: xmlSafe(info.author),
      Keywords: xmlSafe(info.keywords),
      Creator: 'Assay',
      Producer: 'Assay (PDFKit)',
      CreationDate: date,
    },
  })
  for (const name of Object.keys(fonts) as FontName[]) {
    pdf.registerFont(name, fonts[name])
    setWithoutLigatures(pdf.font(name))
  }
  deflatePortably(pdf)
  return pdf
}

interface EmbeddedFont {
  layoutRun(text: string, features?: Readonly<Record<string, boolean>>): unknown
}

/** A hash must show every letter it has: "ff" stays two letters. */
function setWithoutLigatures(pdf: Pdf): void {
  const font = (pdf as unknown as { _font: EmbeddedFont })._font
  const layoutRun = font.layoutRun.bind(font)
  font.layoutRun = (text, features) => layoutRun(text, { liga: false, ...features })
}

/** Every byte of the finished document. */
export async function collectPdf(pdf: Pdf): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  const done = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve())
    pdf.on('error', reject)
  })
  pdf.end()
  await done
  return new Uint8Array(Buffer.concat(chunks))
}

function readFonts(resourcesDirectory: string): Record<FontName, Buffer> {
  const read = (name: FontName): Buffer => {
    const file = join(resourcesDirectory, 'fonts', FONT_FILES[name])
    try {
      return readFileSync(file)
    } catch (cause) {
      throw new AppError('damaged', `A font shipped with Assay cannot be read: ${file}`, {
        hint: 'Install Assay again.',
        cause,
      })
    }
  }
  return { regular: read('regular'), semibold: read('semibold'), italic: read('italic') }
}

/** pdfkit deflates in a reference's `finalize`; here the bytes are deflated just before and marked as done. */
function deflatePortably(pdf: Pdf): void {
  const makeRef = pdf.ref.bind(pdf)
  pdf.ref = (data: object) => {
    const reference = makeRef(data)
    const stream = reference as unknown as Stream
    const finalize = stream.finalize.bind(stream)
    stream.finalize = () => {
      if (stream.compress && stream.buffer.length > 0) {
        stream.buffer = [zlibSync(Buffer.concat(stream.buffer), { level: 9 })]
        stream.compress = false
        stream.data.Filter = 'FlateDecode'
      }
      finalize()
    }
    return reference
  }
}

/** pdfkit copies texts of the info dictionary into XML as they are: this one spells itself with entities there. */
function xmlSafe(text: string): string {
  return new XmlText(text) as unknown as string
}

class XmlText extends String {
  override toString(): string {
    return this.valueOf().replace(/[&<>]/g, (letter) => (letter === '&' ? '&amp;' : letter === '<' ? '&lt;' : '&gt;'))
  }
}
