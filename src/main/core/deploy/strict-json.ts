import { StatisticError } from '../statistic-error.ts'

/** Sizes of a JSON text beyond which it is refused. */
export const JSON_LIMITS = { characters: 16 * 1024 * 1024, depth: 64 } as const

const NUMBER = /-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what may not stand inside quotes
const PLAIN = /[^"\\\u0000-\u001f]*/y
const BLANKS = /[ \t\n\r]*/y
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}
/** Names that mean something to JavaScript: no object here has them. */
const PROTOTYPE_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** What of the strictness is let go. */
export interface JsonOptions {
  /** Longest text; by default that of {@link JSON_LIMITS}. */
  readonly characters?: number
  /** `NaN` stands for a number, as some programs write it. */
  readonly allowsNaN?: boolean
}

/**
 * Reads a JSON text strictly: as RFC 8259 says, and besides without a name that occurs twice in one object, names of the object
 * prototype, halves of surrogate pairs, numbers beyond the range of doubles, and nesting beyond a limit. A file therefore has one
 * meaning, whoever reads it.
 *
 * @param text - the whole text
 * @param options - a longer text, or NaN
 * @returns the value: plain objects, arrays, strings, finite numbers, booleans, null
 * @throws StatisticError `invalidInput` with line and column, counted from 1, for anything else, or a text beyond {@link JSON_LIMITS}
 * @see RFC 8259, The JavaScript Object Notation (JSON) Data Interchange Format; RFC 7493, I-JSON
 */
export function parseStrictJson(text: string, options: JsonOptions = {}): unknown {
  const { characters = JSON_LIMITS.characters, allowsNaN = false } = options
  if (text.length > characters) {
    throw new StatisticError('invalidInput', `JSON needs at most ${characters} characters, got ${text.length}`)
  }
  const reader = new Reader(text, allowsNaN)
  const value = reader.value(1)
  reader.end()
  return value
}

class Reader {
  readonly #text: string
  readonly #allowsNaN: boolean
  #at = 0

  constructor(text: string, allowsNaN: boolean) {
    this.#text = text
    this.#allowsNaN = allowsNaN
    this.#skip()
  }

  end(): void {
    if (this.#at < this.#text.length) throw this.#fault('needs to end after its value')
  }

  value(depth: number): unknown {
    if (depth > JSON_LIMITS.depth) throw this.#fault(`needs values inside each other at most ${JSON_LIMITS.depth} deep`)
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object(depth)
      case '[':
        return this.#array(depth)
      case '"':
        return this.#string()
      case 't':
        return this.#literal('true', true)
      case 'f':
        return this.#literal('false', false)
      case 'n':
        return this.#literal('null', null)
      case 'N':
        return this.#allowsNaN ? this.#literal('NaN', Number.NaN) : this.#number()
      default:
        return this.#number()
    }
  }

  #object(depth: number): Record<string, unknown> {
    const object: Record<string, unknown> = {}
    this.#take()
    if (this.#text[this.#at] === '}') {
      this.#take()
      return object
    }
    for (;;) {
      if (this.#text[this.#at] !== '"') throw this.#fault('needs a name in quotes')
      const start = this.#at
      const name = this.#string()
      if (PROTOTYPE_NAMES.has(name))
        throw this.#fault(`needs names that are no part of every object, got "${name}"`, start)
      if (Object.hasOwn(object, name))
        throw this.#fault(`needs distinct names, got "${name.slice(0, 80)}" twice`, start)
      if (this.#text[this.#at] !== ':') throw this.#fault('needs ":" after a name')
      this.#take()
      object[name] = this.value(depth + 1)
      if (this.#text[this.#at] === '}') break
      if (this.#text[this.#at] !== ',') throw this.#fault('needs "," or "}" after a value')
      this.#take()
    }
    this.#take()
    return object
  }

  #array(depth: number): unknown[] {
    const list: unknown[] = []
    this.#take()
    if (this.#text[this.#at] === ']') {
      this.#take()
      return list
    }
    for (;;) {
      list.push(this.value(depth + 1))
      if (this.#text[this.#at] === ']') break
      if (this.#text[this.#at] !== ',') throw this.#fault('needs "," or "]" after a value')
      this.#take()
    }
    this.#take()
    return list
  }

  #string(): string {
    const start = this.#at
    let text = ''
    this.#at++
    for (;;) {
      text += this.#match(PLAIN)
      const next = this.#text[this.#at]
      if (next === '"') break
      if (next === undefined) throw this.#fault('has a quote that is never closed', start)
      if (next !== '\\') throw this.#fault('has a control character inside quotes')
      text += this.#escape()
    }
    if (!text.isWellFormed()) throw this.#fault('has half a surrogate pair inside quotes', start)
    this.#take()
    return text
  }

  #escape(): string {
    const plain = ESCAPES[this.#text[this.#at + 1] ?? '']
    if (plain !== undefined) {
      this.#at += 2
      return plain
    }
    const hex = /^\\u([0-9a-fA-F]{4})$/.exec(this.#text.slice(this.#at, this.#at + 6))
    if (hex === null) throw this.#fault('has an escape that JSON does not know')
    this.#at += 6
    return String.fromCharCode(Number.parseInt(hex[1]!, 16))
  }

  #number(): number {
    const start = this.#at
    const digits = this.#match(NUMBER)
    const value = digits === '' ? Number.NaN : Number(digits)
    if (!Number.isFinite(value)) {
      throw this.#fault(digits === '' ? 'needs a value' : 'needs numbers within the range of doubles', start)
    }
    this.#skip()
    return value
  }

  #literal<T>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#at)) throw this.#fault('needs a value')
    this.#at += word.length
    this.#skip()
    return value
  }

  /** Goes past one character and the blanks behind it. */
  #take(): void {
    this.#at++
    this.#skip()
  }

  #skip(): void {
    this.#match(BLANKS)
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0] ?? ''
    this.#at += found.length
    return found
  }

  #fault(problem: string, at = this.#at): StatisticError {
    const before = this.#text.slice(0, at)
    const line = before.split('\n').length
    const column = at - before.lastIndexOf('\n')
    const character = this.#text.codePointAt(at)
    const got = character === undefined ? 'the end of the text' : JSON.stringify(String.fromCodePoint(character))
    return new StatisticError('invalidInput', `JSON ${problem}, got ${got} at line ${line}, column ${column}`)
  }
}
