import { AppError } from '../../../shared/errors.ts'
import { decodeEscapedText } from './escaped-text.ts'
import type { XmlScanner } from './xml-scanner.ts'

/** The texts cells refer to by number, as bytes one after the other. */
export class SharedTexts {
  bytes: Buffer = Buffer.alloc(64 * 1024)
  /** Where each text begins, and where the last one ends. */
  readonly offsets: number[] = [0]
  readonly #maxBytes: number
  readonly #fileName: string

  constructor(maxBytes: number, fileName: string) {
    this.#maxBytes = maxBytes
    this.#fileName = fileName
  }

  get size(): number {
    return this.offsets.length - 1
  }

  add(text: string): void {
    const from = this.offsets[this.size]!
    const to = from + Buffer.byteLength(text)
    if (to > this.#maxBytes) {
      throw new AppError(
        'tooLarge',
        `${this.#fileName} needs texts of at most ${this.#maxBytes} bytes together, got more`,
        { hint: 'Save the one sheet that is needed as CSV, and import that.', place: { file: this.#fileName } },
      )
    }
    if (to > this.bytes.length) {
      const larger = Buffer.alloc(Math.max(to, this.bytes.length * 2))
      larger.set(this.bytes.subarray(0, from))
      this.bytes = larger
    }
    this.bytes.write(text, from, 'utf8')
    this.offsets.push(to)
  }
}

/** Reads the part `sharedStrings.xml`: plain texts and those in several fonts; how they are pronounced is no part of them. */
export function readSharedTexts(xml: XmlScanner, into: SharedTexts): void {
  for (let token = xml.next(); token !== 'done'; token = xml.next()) {
    if (token === 'start' && xml.name === 'si' && xml.depth === 2) into.add(readRichText(xml))
  }
}

/** The text of the element whose start is at hand: its `t`, and those of its runs. */
export function readRichText(xml: XmlScanner): string {
  const outer = xml.depth - 1
  let text = ''
  while (xml.depth > outer) {
    const token = xml.next()
    if (token === 'done') break
    if (token !== 'start') continue
    if (xml.name === 't') text += xml.innerText()
    else if (xml.name === 'rPh') xml.skipElement()
  }
  return decodeEscapedText(text)
}
