import { isUtf8 } from 'node:buffer'
import { AppError } from '../../../shared/errors.ts'
import { incompleteUtf8Tail } from '../csv/transcode.ts'
import type { PartReader } from './zip-archive.ts'

export type XmlToken = 'start' | 'end' | 'text' | 'done'

const LESS = 0x3c
const GREATER = 0x3e
const SLASH = 0x2f
const AMPERSAND = 0x26
const MAX_DEPTH = 100
const MAX_TOKEN_BYTES = 8 * 1024 * 1024
const START_BYTES = 64 * 1024
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', apos: "'", quot: '"' }
const COMMENT_START = Buffer.from('<!--')
const CDATA_START = Buffer.from('<![CDATA[')

/**
 * Reads the XML of a workbook part token by token, holding one token at a time. It knows elements, attributes, texts, comments
 * and CDATA; a document type, and with it every entity but the five of XML itself, is refused. Names lose their prefix.
 */
export class XmlScanner {
  /** Local name of the element of a `start` or `end` token. */
  name = ''
  /** Elements open around the token, itself included for a `start`. */
  depth = 0
  /** The bytes of a `text` token stand here, entities not yet replaced; valid until the next token. */
  bytes: Buffer = Buffer.alloc(START_BYTES)
  textStart = 0
  textEnd = 0
  /** True if the text holds entities or carriage returns, so that {@link text} differs from its bytes. */
  isEscaped = false
  readonly part: PartReader
  readonly #fileName: string
  readonly #partName: string
  #position = 0
  #limit = 0
  #isAtEnd = false
  #isFirst = true
  #carry: Uint8Array = new Uint8Array(0)
  /** Names as they stand, prefix included, of the open elements. */
  readonly #open: string[] = []
  readonly #names = new Map<number, string>()
  #tagStart = 0
  #tagEnd = 0
  /** The end of an element without content is still to be told. */
  #isEmptyElement = false
  #hasRoot = false
  /** True while the text at hand is a CDATA section, in which nothing is replaced. */
  #isLiteral = false

  constructor(part: PartReader, fileName: string, partName: string) {
    this.part = part
    this.#fileName = fileName
    this.#partName = partName
  }

  /** Goes to the next token. @throws AppError `badData` if the XML is broken, `tooLarge` if a token is */
  next(): XmlToken {
    if (this.#isEmptyElement) {
      this.#isEmptyElement = false
      this.#open.pop()
      this.depth--
      return 'end'
    }
    // The depth of an `end` token is that around it.
    for (;;) {
      if (this.#position >= this.#limit && !this.#refill(this.#position)) {
        if (this.#open.length > 0 || !this.#hasRoot) throw this.#broken('ends too early')
        return 'done'
      }
      if (this.bytes[this.#position] !== LESS) {
        this.#scanText()
        if (this.#open.length > 0) return 'text'
        continue
      }
      const found = this.#scanMarkup()
      if (found !== null) return found
    }
  }

  /** The text of a `text` token. */
  text(): string {
    return this.#isLiteral
      ? this.bytes.toString('utf8', this.textStart, this.textEnd)
      : this.#decode(this.textStart, this.textEnd)
  }

  /** The value of an attribute of the `start` token at hand, by its name without prefix; null if it has none. */
  attribute(name: string): string | null {
    const { bytes } = this
    let at = this.#tagStart
    while (at < this.#tagEnd) {
      while (at < this.#tagEnd && isSpace(bytes[at]!)) at++
      if (at >= this.#tagEnd) return null
      let colon = -1
      const from = at
      while (at < this.#tagEnd && bytes[at] !== 0x3d) {
        if (bytes[at] === 0x3a) colon = at
        at++
      }
      let nameEnd = at
      while (nameEnd > from && isSpace(bytes[nameEnd - 1]!)) nameEnd--
      at++
      while (at < this.#tagEnd && isSpace(bytes[at]!)) at++
      const quote = bytes[at]
      if (at >= this.#tagEnd || (quote !== 0x22 && quote !== 0x27))
        throw this.#broken('has an attribute without a value')
      const valueStart = ++at
      while (at < this.#tagEnd && bytes[at] !== quote) at++
      if (at >= this.#tagEnd) throw this.#broken('has an attribute that is never closed')
      const nameStart = colon < 0 ? from : colon + 1
      if (nameEnd - nameStart === name.length && isSame(bytes, nameStart, name)) {
        return this.#decode(valueStart, at)
      }
      at++
    }
    return null
  }

  /** Skips to the end of the element whose `start` token is at hand. */
  skipElement(): void {
    const outer = this.depth - 1
    while (this.depth > outer) if (this.next() === 'done') return
  }

  /** All text inside the element whose `start` token is at hand, up to its end; elements named `without` are left out. */
  innerText(without = ''): string {
    const outer = this.depth - 1
    let text = ''
    while (this.depth > outer) {
      const token = this.next()
      if (token === 'text') text += this.text()
      else if (token === 'start' && this.name === without) this.skipElement()
    }
    return text
  }

  #scanText(): void {
    let at = this.#position
    for (;;) {
      const end = this.bytes.indexOf(LESS, at)
      if (end >= 0 && end < this.#limit) {
        at = end
        break
      }
      at = this.#limit
      const had = at - this.#position
      if (!this.#refill(this.#position)) break
      at = this.#position + had
    }
    this.textStart = this.#position
    this.textEnd = at
    this.#position = at
    const { bytes, textStart } = this
    this.isEscaped = false
    this.#isLiteral = false
    for (let i = textStart; i < at; i++) {
      if (bytes[i] === AMPERSAND || bytes[i] === 0x0d) {
        this.isEscaped = true
        break
      }
    }
    if (this.#open.length === 0 && this.text().trim() !== '') throw this.#broken('has text outside of its elements')
  }

  #scanMarkup(): XmlToken | null {
    this.#need(2)
    const second = this.bytes[this.#position + 1]
    if (second === 0x21) return this.#scanDeclaration()
    if (second === 0x3f) {
      const end = this.#find('?>', 2)
      this.#checkEncoding(this.bytes.toString('latin1', this.#position, end))
      this.#position = end + 2
      return null
    }
    const end = this.#findTagEnd()
    const isEnd = second === SLASH
    const isEmpty = !isEnd && this.bytes[end - 1] === SLASH
    const nameStart = this.#position + (isEnd ? 2 : 1)
    const tagEnd = isEmpty ? end - 1 : end
    let at = nameStart
    let colon = -1
    while (at < tagEnd && !isSpace(this.bytes[at]!)) {
      if (this.bytes[at] === 0x3a) colon = at
      at++
    }
    if (at === nameStart) throw this.#broken('has an element without a name')
    const fullName = this.#nameText(nameStart, at)
    this.name = colon < 0 ? fullName : fullName.slice(colon + 1 - nameStart)
    this.#position = end + 1
    if (isEnd) {
      if (this.#open.pop() !== fullName) throw this.#broken('has elements that are not closed in their order')
      this.depth--
      return 'end'
    }
    if (this.#open.length === 0 && this.#hasRoot) throw this.#broken('has more than one outer element')
    if (this.#open.length >= MAX_DEPTH) throw this.#broken(`has elements inside each other more than ${MAX_DEPTH} deep`)
    this.#hasRoot = true
    this.#open.push(fullName)
    this.depth++
    this.#tagStart = at
    this.#tagEnd = tagEnd
    this.#isEmptyElement = isEmpty
    return 'start'
  }

  /** Names are few and short: their texts are made once. */
  #nameText(start: number, end: number): string {
    if (end - start > 3) return this.bytes.toString('latin1', start, end)
    let key = 1
    for (let at = start; at < end; at++) key = key * 256 + this.bytes[at]!
    let name = this.#names.get(key)
    if (name === undefined) {
      name = this.bytes.toString('latin1', start, end)
      this.#names.set(key, name)
    }
    return name
  }

  #scanDeclaration(): XmlToken | null {
    this.#need(9)
    const startsWith = (start: Buffer) =>
      this.bytes.subarray(this.#position, this.#position + start.length).equals(start)
    if (startsWith(COMMENT_START)) {
      this.#position = this.#find('-->', 4) + 3
      return null
    }
    if (startsWith(CDATA_START) && this.#open.length > 0) {
      const end = this.#find(']]>', 9)
      this.textStart = this.#position + 9
      this.textEnd = end
      this.isEscaped = false
      this.#isLiteral = true
      this.#position = end + 3
      return 'text'
    }
    throw this.#broken('has a document type or an entity of its own, which is not allowed in a workbook')
  }

  /** The `>` that ends a tag: not one inside the quotes of an attribute. */
  #findTagEnd(): number {
    let quote = 0
    let offset = 1
    for (;;) {
      for (let at = this.#position + offset; at < this.#limit; at++) {
        const byte = this.bytes[at]!
        if (quote !== 0) {
          if (byte === quote) quote = 0
          else if (byte === LESS) throw this.#broken('has "<" inside an attribute')
        } else if (byte === GREATER) return at
        else if (byte === 0x22 || byte === 0x27) quote = byte
        else if (byte === LESS) throw this.#broken('has "<" inside a tag')
      }
      offset = this.#limit - this.#position
      if (!this.#refill(this.#position)) throw this.#broken('ends inside a tag')
    }
  }

  #find(text: string, offset: number): number {
    for (;;) {
      const at = this.bytes.indexOf(text, this.#position + offset, 'latin1')
      if (at >= 0 && at + text.length <= this.#limit) return at
      if (!this.#refill(this.#position)) throw this.#broken('ends too early')
    }
  }

  #need(n: number): void {
    while (this.#limit - this.#position < n) if (!this.#refill(this.#position)) return
  }

  /** Moves what is kept to the front and puts more behind it; false if there is no more. */
  #refill(keepFrom: number): boolean {
    if (this.#isAtEnd) return false
    const piece = this.part.read()
    const kept = this.#limit - keepFrom
    if (piece === null) {
      this.#isAtEnd = true
      if (this.#carry.length > 0) throw this.#broken('is not UTF-8 text')
      return false
    }
    if (kept > MAX_TOKEN_BYTES) {
      throw new AppError(
        'tooLarge',
        `${this.#fileName} needs texts of at most ${MAX_TOKEN_BYTES} bytes, got a longer one`,
        {
          hint: 'Shorten or leave out the long texts.',
          place: { file: this.#fileName },
        },
      )
    }
    const size = kept + this.#carry.length + piece.length
    const target = size > this.bytes.length ? Buffer.alloc(Math.max(size, this.bytes.length * 2)) : this.bytes
    target.set(this.bytes.subarray(keepFrom, this.#limit))
    target.set(this.#carry, kept)
    target.set(piece, kept + this.#carry.length)
    this.bytes = target
    this.#position = 0
    this.#checkUtf8(kept, size)
    return true
  }

  #checkUtf8(from: number, to: number): void {
    const fresh = this.bytes.subarray(from, to)
    if (this.#isFirst && fresh.length >= 2) {
      if ((fresh[0] === 0xff && fresh[1] === 0xfe) || (fresh[0] === 0xfe && fresh[1] === 0xff)) {
        throw this.#broken('is UTF-16, not UTF-8 text')
      }
      if (fresh[0] === 0xef && fresh[1] === 0xbb && fresh[2] === 0xbf) this.#position = 3
      this.#isFirst = false
    }
    const nTail = incompleteUtf8Tail(fresh)
    const body = fresh.subarray(0, fresh.length - nTail)
    if (!isUtf8(body) || body.includes(0)) throw this.#broken('is not UTF-8 text')
    this.#carry = fresh.slice(body.length)
    this.#limit = to - nTail
  }

  #checkEncoding(declaration: string): void {
    const named = /^<\?xml\s[^>]*encoding\s*=\s*["']([^"']*)["']/.exec(declaration)?.[1]
    if (named === undefined || /^(utf-?8|us-ascii)$/i.test(named)) return
    throw this.#broken('is not UTF-8 text')
  }

  #decode(start: number, end: number): string {
    if (end - start < 12) {
      const short = this.#shortText(start, end)
      if (short !== null) return short
    }
    const raw = this.bytes.toString('utf8', start, end)
    if (!raw.includes('&') && !raw.includes('\r')) return raw
    return raw.replace(/\r\n?/g, '\n').replace(/&([^;&]{0,12});?/g, (whole, entity: string) => {
      const plain = whole.endsWith(';') ? entityText(entity) : null
      if (plain === null) throw this.#broken('has an entity that XML does not know')
      return plain
    })
  }

  /** A short plain text, without the cost of a call into the engine; null if it is not plain. */
  #shortText(start: number, end: number): string | null {
    let text = ''
    for (let at = start; at < end; at++) {
      const byte = this.bytes[at]!
      if (byte >= 0x80 || byte === AMPERSAND || byte === 0x0d) return null
      text += String.fromCharCode(byte)
    }
    return text
  }

  #broken(problem: string): AppError {
    return new AppError('badData', `${this.#fileName} is a damaged workbook: its part ${this.#partName} ${problem}`, {
      hint: 'Open it in the program that made it and save it again.',
      place: { file: this.#fileName },
    })
  }
}

function entityText(entity: string): string | null {
  const number = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(entity)
  if (number === null) return Object.hasOwn(NAMED, entity) ? NAMED[entity]! : null
  const codePoint = number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16)
  const isCharacter = codePoint > 0 && codePoint <= 0x10ffff && (codePoint < 0xd800 || codePoint > 0xdfff)
  return isCharacter ? String.fromCodePoint(codePoint) : null
}

function isSame(bytes: Uint8Array, start: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[start + i] !== text.charCodeAt(i)) return false
  return true
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}
