import { CELL_KINDS } from '../table/row-source.ts'
import { JsonFault } from './json-fault.ts'

/** Receives the members of one object in their order; ranges are of the bytes given to {@link parseJsonObject}. */
export interface JsonMembers {
  /** Takes a name, escapes already replaced, and says where its value goes; throws {@link JsonFault} if the name is not welcome. */
  name(bytes: Buffer, start: number, end: number): void
  /** Takes the value of the name told last. */
  value(kind: number, start: number, end: number, isNested: boolean): void
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const MAX_DEPTH = 64
const LITERALS: readonly (readonly [Buffer, number])[] = [
  [Buffer.from('true'), CELL_KINDS.text],
  [Buffer.from('false'), CELL_KINDS.text],
  [Buffer.from('null'), CELL_KINDS.missing],
]
/** What the character after a backslash stands for. */
const ESCAPES = new Map(
  [...'"\\/bfnrt'].map((character, i) => [character.charCodeAt(0), '"\\/\b\f\n\r\t'.charCodeAt(i)]),
)

/**
 * Reads one JSON object, strictly as RFC 8259 says, and hands out its members as they stand: numbers as their digits, texts with
 * their escapes replaced in place (they only get shorter), objects and arrays inside as their JSON text.
 *
 * @returns the byte after the object
 * @throws JsonFault
 */
export function parseJsonObject(bytes: Buffer, start: number, end: number, members: JsonMembers): number {
  const parser = new Parser(bytes, end)
  return parser.object(start, members)
}

/** Skips blanks. */
export function skipBlanks(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && isBlank(bytes[at]!)) at++
  return at
}

class Parser {
  readonly #bytes: Buffer
  readonly #end: number
  /** End of the text read last, after its escapes were replaced. */
  #textEnd = 0

  constructor(bytes: Buffer, end: number) {
    this.#bytes = bytes
    this.#end = end
  }

  object(start: number, members: JsonMembers): number {
    const bytes = this.#bytes
    let at = this.#skip(start)
    if (bytes[at] !== 0x7b || at >= this.#end) this.#fail(at, 'should begin with an object, "{"')
    at = this.#skip(at + 1)
    if (bytes[at] === 0x7d && at < this.#end) return at + 1
    for (;;) {
      if (bytes[at] !== QUOTE || at >= this.#end) this.#fail(at, 'needs a name in quotes')
      const nameStart = at + 1
      const nameAt = at
      at = this.#text(at, true)
      this.#named(members, nameStart, this.#textEnd, nameAt)
      at = this.#skip(at)
      if (bytes[at] !== 0x3a || at >= this.#end) this.#fail(at, 'needs ":" after a name')
      at = this.#member(this.#skip(at + 1), members)
      at = this.#skip(at)
      if (at < this.#end && bytes[at] === 0x7d) return at + 1
      if (bytes[at] !== 0x2c || at >= this.#end) this.#fail(at, 'needs "," or "}" after a value')
      at = this.#skip(at + 1)
    }
  }

  #named(members: JsonMembers, start: number, end: number, at: number): void {
    try {
      members.name(this.#bytes, start, end)
    } catch (fault) {
      throw fault instanceof JsonFault ? new JsonFault(at, fault.message, fault.hint) : fault
    }
  }

  #member(start: number, members: JsonMembers): number {
    const byte = start < this.#end ? this.#bytes[start]! : -1
    if (byte === QUOTE) {
      const at = this.#text(start, true)
      members.value(CELL_KINDS.text, start + 1, this.#textEnd, false)
      return at
    }
    if (byte === 0x7b || byte === 0x5b) {
      const at = this.#value(start, 1)
      members.value(CELL_KINDS.text, start, at, true)
      return at
    }
    if (byte === 0x2d || isDigit(byte)) {
      const at = this.#number(start)
      members.value(CELL_KINDS.plain, start, at, false)
      return at
    }
    const [at, kind] = this.#literal(start)
    if (kind === CELL_KINDS.missing) members.value(kind, 0, 0, false)
    else members.value(kind, start, at, false)
    return at
  }

  /** Any value; nothing of it is kept, so texts stay as they stand. */
  #value(start: number, depth: number): number {
    if (depth > MAX_DEPTH) this.#fail(start, `holds values inside each other more than ${MAX_DEPTH} deep`)
    const byte = start < this.#end ? this.#bytes[start]! : -1
    if (byte === QUOTE) return this.#text(start, false)
    if (byte === 0x2d || isDigit(byte)) return this.#number(start)
    if (byte !== 0x7b && byte !== 0x5b) return this.#literal(start)[0]
    const close = byte + 2
    let at = this.#skip(start + 1)
    if (at < this.#end && this.#bytes[at] === close) return at + 1
    for (;;) {
      if (byte === 0x7b) {
        if (this.#bytes[at] !== QUOTE || at >= this.#end) this.#fail(at, 'needs a name in quotes')
        at = this.#skip(this.#text(at, false))
        if (this.#bytes[at] !== 0x3a || at >= this.#end) this.#fail(at, 'needs ":" after a name')
        at = this.#skip(at + 1)
      }
      at = this.#skip(this.#value(at, depth + 1))
      if (at < this.#end && this.#bytes[at] === close) return at + 1
      if (this.#bytes[at] !== 0x2c || at >= this.#end) this.#fail(at, 'needs "," or a closing bracket after a value')
      at = this.#skip(at + 1)
    }
  }

  /** A text from its opening quote on; its escapes are replaced in place if it `isKept`. */
  #text(start: number, isKept: boolean): number {
    const bytes = this.#bytes
    let to = start + 1
    for (let at = start + 1; at < this.#end; ) {
      const byte = bytes[at]!
      if (byte === QUOTE) {
        this.#textEnd = to
        return at + 1
      }
      if (byte < 0x20) this.#fail(at, 'has a line break or another control character inside quotes')
      if (byte !== BACKSLASH) {
        if (isKept && to !== at) bytes[to] = byte
        to++
        at++
        continue
      }
      const plain = ESCAPES.get(bytes[at + 1] ?? 0)
      if (plain !== undefined && at + 1 < this.#end) {
        if (isKept) bytes[to] = plain
        to++
        at += 2
        continue
      }
      const length = this.#unicodeEscape(at)
      const codePoint = this.#codePoint(at, length)
      if (isKept) to += bytes.write(String.fromCodePoint(codePoint), to, 'utf8')
      at += length
    }
    this.#fail(start, 'has a quote that is never closed')
  }

  /** 6, or 12 for a pair of surrogates. */
  #unicodeEscape(at: number): number {
    const unit = this.#unit(at)
    if (unit < 0xd800 || unit > 0xdfff) return 6
    const isPair = unit <= 0xdbff && this.#bytes[at + 6] === BACKSLASH && this.#bytes[at + 7] === 0x75
    const low = isPair ? this.#unit(at + 6) : 0
    if (low < 0xdc00 || low > 0xdfff) this.#fail(at, 'has half a surrogate pair')
    return 12
  }

  #codePoint(at: number, length: number): number {
    const unit = this.#unit(at)
    return length === 6 ? unit : 0x10000 + ((unit - 0xd800) << 10) + (this.#unit(at + 6) - 0xdc00)
  }

  #unit(at: number): number {
    const digits = this.#bytes.toString('latin1', at, Math.min(at + 6, this.#end))
    if (!/^\\u[0-9a-fA-F]{4}$/.test(digits)) this.#fail(at, 'has an escape that JSON does not know')
    return Number.parseInt(digits.slice(2), 16)
  }

  #number(start: number): number {
    const bytes = this.#bytes
    let at = start
    if (bytes[at] === 0x2d) at++
    const whole = at
    at = this.#digits(at)
    if (at === whole || (at - whole > 1 && bytes[whole] === 0x30))
      this.#fail(start, 'has a number that JSON does not allow')
    if (bytes[at] === 0x2e && at < this.#end) {
      const fraction = at + 1
      at = this.#digits(fraction)
      if (at === fraction) this.#fail(start, 'has a number that JSON does not allow')
    }
    if ((bytes[at] === 0x65 || bytes[at] === 0x45) && at < this.#end) {
      at++
      if (bytes[at] === 0x2b || bytes[at] === 0x2d) at++
      const exponent = at
      at = this.#digits(exponent)
      if (at === exponent) this.#fail(start, 'has a number that JSON does not allow')
    }
    return at
  }

  #digits(start: number): number {
    let at = start
    while (at < this.#end && isDigit(this.#bytes[at]!)) at++
    return at
  }

  #literal(start: number): readonly [number, number] {
    for (const [text, kind] of LITERALS) {
      const end = start + text.length
      if (end <= this.#end && this.#bytes.compare(text, 0, text.length, start, end) === 0) return [end, kind]
    }
    const isNotNumber = /^(NaN|-?Infinity)/.test(this.#bytes.toString('latin1', start, Math.min(start + 9, this.#end)))
    this.#fail(
      start,
      'needs a value',
      isNotNumber ? 'JSON knows no NaN and no Infinity: write null for a missing value.' : undefined,
    )
  }

  #skip(start: number): number {
    return skipBlanks(this.#bytes, start, this.#end)
  }

  #fail(at: number, problem: string, hint?: string): never {
    throw new JsonFault(at, problem, hint)
  }
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}
