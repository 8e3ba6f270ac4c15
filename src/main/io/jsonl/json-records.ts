import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { AppError } from '../../../shared/errors.ts'
import { firstInvalidUtf8, incompleteUtf8Tail } from '../csv/transcode.ts'
import { type InputFile, inputFileError } from '../input-file.ts'
import type { CsvLimits } from '../limits.ts'

const BLOCK = 1 << 20
const LINE_FEED = 0x0a
const BRACKET = 0x5b

/**
 * Cuts a file into the bytes of its records: its lines, or, if it is one array, the elements of that. What is in them is not yet
 * checked, only that the bytes are UTF-8.
 */
export class JsonRecords {
  bytes: Buffer = Buffer.alloc(BLOCK)
  /** The record at hand. */
  start = 0
  end = 0
  /** Physical line the record begins in, from 1. */
  line = 0
  readonly isArray: boolean
  readonly #file: InputFile
  readonly #limits: CsvLimits
  readonly #hash = createHash('sha256')
  #descriptor: number | null = null
  #bytesRead = 0
  #limit = 0
  #position = 0
  #nextLine = 1
  /** Bytes behind `limit` that begin a character. */
  #nTail = 0
  #isAtEnd = false
  #isArrayDone = false
  #nElements = 0

  constructor(file: InputFile, limits: CsvLimits) {
    this.#file = file
    this.#limits = limits
    try {
      this.#descriptor = openSync(file.path, 'r')
    } catch (cause) {
      throw inputFileError(cause, file.fileName)
    }
    try {
      this.#refill()
      if (this.bytes[0] === 0xef && this.bytes[1] === 0xbb && this.bytes[2] === 0xbf && this.#limit >= 3)
        this.#position = 3
      this.isArray = this.#skipBlanks() && this.bytes[this.#position] === BRACKET
      if (this.isArray) this.#position++
    } catch (error) {
      this.close()
      throw error
    }
  }

  get bytesRead(): number {
    return this.#bytesRead
  }

  digest(): string {
    return this.#hash.digest('hex')
  }

  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor)
    this.#descriptor = null
  }

  /** Goes to the next record that is not blank. @throws AppError `badData`, `tooLarge` */
  next(): boolean {
    if (!this.isArray) return this.#nextLineRecord()
    return !this.#isArrayDone && this.#nextElement()
  }

  /** A fault at a byte of the record at hand, in words. */
  fault(at: number, problem: string, hint: string): AppError {
    const before = this.bytes.toString('utf8', this.start, Math.min(at, this.end))
    const lines = before.split('\n')
    const line = this.line + lines.length - 1
    const character = (lines.at(-1) ?? '').length + 1
    return new AppError(
      'badData',
      `${this.#file.fileName} is no valid JSON: line ${line} ${problem} at character ${character}`,
      { hint, place: { file: this.#file.fileName, line } },
    )
  }

  #nextLineRecord(): boolean {
    if (!this.#skipBlanks()) return false
    this.line = this.#nextLine
    let from = this.#position
    for (;;) {
      const at = this.bytes.subarray(0, this.#limit).indexOf(LINE_FEED, from)
      if (at >= 0) {
        this.#setRecord(at, at + 1)
        this.#nextLine++
        return true
      }
      const had = this.#limit - this.#position
      if (!this.#refill()) {
        this.#setRecord(this.#limit, this.#limit)
        return true
      }
      from = this.#position + had
    }
  }

  #nextElement(): boolean {
    let byte = this.#skipBlanks() ? this.bytes[this.#position]! : -1
    if (this.#nElements > 0 && byte === 0x2c) {
      this.#position++
      byte = this.#skipBlanks() ? this.bytes[this.#position]! : -1
      if (byte === 0x5d) throw this.#brokenArray('has "," before the end of the array')
    } else if (byte === 0x5d) {
      this.#position++
      this.#isArrayDone = true
      if (this.#skipBlanks()) throw this.#brokenArray('has text after the array')
      return false
    } else if (this.#nElements > 0) throw this.#brokenArray('needs "," or "]" after an object')
    if (byte !== 0x7b) throw this.#brokenArray('needs an array of objects')
    this.line = this.#nextLine
    const end = this.#elementEnd()
    this.#setRecord(end, end)
    for (let at = this.start; at < end; at++) if (this.bytes[at] === LINE_FEED) this.#nextLine++
    this.#nElements++
    return true
  }

  /** The byte after the object that begins at hand; brackets inside texts do not count. */
  #elementEnd(): number {
    let depth = 0
    let isText = false
    let offset = 0
    for (;;) {
      for (let at = this.#position + offset; at < this.#limit; at++) {
        const byte = this.bytes[at]!
        if (isText) {
          if (byte === 0x5c) at++
          else if (byte === 0x22) isText = false
        } else if (byte === 0x22) isText = true
        else if (byte === 0x7b || byte === BRACKET) depth++
        else if ((byte === 0x7d || byte === 0x5d) && --depth === 0) return at + 1
        offset = at + 1 - this.#position
      }
      if (!this.#refill()) throw this.#brokenArray('has an object that is never closed')
    }
  }

  #setRecord(end: number, next: number): void {
    this.start = this.#position
    this.end = end
    this.#position = next
    this.#checkLength(end - this.start)
  }

  #checkLength(length: number): void {
    if (length <= this.#limits.lineBytes) return
    const { fileName } = this.#file
    throw new AppError(
      'tooLarge',
      `${fileName} needs lines of at most ${this.#limits.lineBytes} bytes, got a longer one`,
      {
        hint: 'Write one object per line, and leave out long texts.',
        place: { file: fileName, line: this.#nextLine },
      },
    )
  }

  /** Goes to the next byte that is not blank; false at the end. */
  #skipBlanks(): boolean {
    for (;;) {
      for (; this.#position < this.#limit; this.#position++) {
        const byte = this.bytes[this.#position]
        if (byte === LINE_FEED) this.#nextLine++
        else if (byte !== 0x20 && byte !== 0x0d && byte !== 0x09) return true
      }
      if (!this.#refill()) return false
    }
  }

  /** Moves what is not yet taken to the front and reads more behind it; false if there is no more. */
  #refill(): boolean {
    if (this.#isAtEnd || this.#descriptor === null) return false
    const kept = this.#limit - this.#position
    this.#checkLength(kept)
    const held = kept + this.#nTail
    const target = held > this.bytes.length / 2 ? Buffer.alloc(this.bytes.length * 2) : this.bytes
    target.set(this.bytes.subarray(this.#position, this.#limit + this.#nTail))
    this.bytes = target
    this.#position = 0
    const n = this.#read(held)
    const fresh = target.subarray(kept, held + n)
    this.#isAtEnd = n === 0
    const nTail = this.#isAtEnd ? 0 : incompleteUtf8Tail(fresh)
    const body = fresh.subarray(0, fresh.length - nTail)
    if (!isUtf8(body)) throw this.#notUtf8(kept, body)
    this.#nTail = nTail
    this.#limit = kept + body.length
    return n > 0
  }

  #read(at: number): number {
    try {
      const n = readSync(this.#descriptor!, this.bytes, at, this.bytes.length - at, null)
      this.#hash.update(this.bytes.subarray(at, at + n))
      this.#bytesRead += n
      return n
    } catch (cause) {
      throw inputFileError(cause, this.#file.fileName)
    }
  }

  #notUtf8(kept: number, body: Uint8Array): AppError {
    const at = kept + firstInvalidUtf8(body, true)
    let line = this.#nextLine
    for (let i = this.#position; i < at; i++) if (this.bytes[i] === LINE_FEED) line++
    return new AppError('badData', `${this.#file.fileName} is not UTF-8 text in line ${line}`, {
      hint: 'JSON is always UTF-8: write the file again with that encoding.',
      place: { file: this.#file.fileName, line },
    })
  }

  #brokenArray(problem: string): AppError {
    const { fileName } = this.#file
    return new AppError('badData', `${fileName} is no valid JSON: line ${this.#nextLine} ${problem}`, {
      hint: 'Write one array of objects, or one object per line.',
      place: { file: fileName, line: this.#nextLine },
    })
  }
}
