import { randomInt } from 'node:crypto'

/**
 * Numbers distinct byte texts in order of first occurrence, without making a string per cell.
 * An open-addressing table over one growing store of bytes.
 */
export class ByteDictionary {
  #store = new Uint8Array(1024)
  /** Where the text of each code begins; one more entry than codes. */
  #offsets: number[] = [0]
  #slots = new Int32Array(64).fill(-1)
  #hashes: number[] = []
  /** Random, so that no file can be made to fall into one slot. */
  readonly #seed = randomInt(2 ** 31)

  get size(): number {
    return this.#hashes.length
  }

  /** The code of a text; a new one if it was not met before. */
  codeOf(bytes: Uint8Array, start: number, end: number): number {
    const hash = this.#hash(bytes, start, end)
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (;;) {
      const code = this.#slots[slot]!
      if (code < 0) break
      if (this.#hashes[code] === hash && this.#equals(code, bytes, start, end)) return code
      slot = (slot + 1) & mask
    }
    return this.#add(slot, hash, bytes, start, end)
  }

  /** All texts, by code. */
  texts(): string[] {
    const store = Buffer.from(this.#store.buffer)
    return this.#hashes.map((_, code) => store.toString('utf8', this.#offsets[code]!, this.#offsets[code + 1]!))
  }

  #add(slot: number, hash: number, bytes: Uint8Array, start: number, end: number): number {
    const code = this.#hashes.length
    const from = this.#offsets[code]!
    const to = from + end - start
    if (to > this.#store.length) {
      const larger = new Uint8Array(Math.max(to, this.#store.length * 2))
      larger.set(this.#store)
      this.#store = larger
    }
    this.#store.set(bytes.subarray(start, end), from)
    this.#offsets.push(to)
    this.#hashes.push(hash)
    this.#slots[slot] = code
    if (this.#hashes.length * 2 > this.#slots.length) this.#grow()
    return code
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1)
    const mask = slots.length - 1
    for (const [code, hash] of this.#hashes.entries()) {
      let slot = hash & mask
      while (slots[slot]! >= 0) slot = (slot + 1) & mask
      slots[slot] = code
    }
    this.#slots = slots
  }

  #equals(code: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.#offsets[code]!
    if (this.#offsets[code + 1]! - from !== end - start) return false
    for (let i = 0; i < end - start; i++) if (this.#store[from + i] !== bytes[start + i]) return false
    return true
  }

  /** FNV-1a with a finishing mix. */
  #hash(bytes: Uint8Array, start: number, end: number): number {
    let hash = this.#seed
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193)
    hash ^= hash >>> 15
    return Math.imul(hash, 0x2c1b3c6d) >>> 0
  }
}
