import { randomInt } from 'node:crypto'

const FNV_PRIME = 0x01000193

/**
 * Numbers distinct byte texts in order of first occurrence, without making a string per cell.
 * An open-addressing table over one growing store of bytes.
 */
export class ByteDictionary {
  /** Random, so that no file can be made to fall into one slot. */
  readonly seed = randomInt(2 ** 31)
  #size = 0
  #store = Buffer.alloc(1024)
  /** Where the text of each code begins; one more entry than codes. */
  #offsets = new Uint32Array(65)
  #hashes = new Int32Array(64)
  #slots = new Int32Array(128).fill(-1)

  get size(): number {
    return this.#size
  }

  /** Bytes of memory taken. */
  get memory(): number {
    return this.#store.length + 4 * (this.#offsets.length + this.#hashes.length + this.#slots.length)
  }

  /** The code of a text; a new one if it was not met before. */
  codeOf(bytes: Uint8Array, start: number, end: number): number {
    let hash = this.seed
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, FNV_PRIME)
    return this.codeOfHashed(hash, bytes, start, end)
  }

  /** As {@link codeOf}, for a caller that has hashed the bytes on its way: `hash = imul(hash ^ byte, 0x01000193)` from the seed on. */
  codeOfHashed(rawHash: number, bytes: Uint8Array, start: number, end: number): number {
    const hash = Math.imul(rawHash ^ (rawHash >>> 15), 0x2c1b3c6d)
    const slots = this.#slots
    const mask = slots.length - 1
    let slot = (hash ^ (hash >>> 16)) & mask
    for (;;) {
      const code = slots[slot]!
      if (code < 0) return this.#add(slot, hash, bytes, start, end)
      if (this.#hashes[code] === hash && this.#equals(code, bytes, start, end)) return code
      slot = (slot + 1) & mask
    }
  }

  /** The bytes of the texts from one code on, one behind the other, and where each ends. */
  slice(fromCode: number): { bytes: Uint8Array<ArrayBuffer>; ends: Uint32Array<ArrayBuffer> } {
    const base = this.#offsets[fromCode]!
    const ends = this.#offsets.slice(fromCode + 1, this.#size + 1)
    for (let i = 0; i < ends.length; i++) ends[i]! -= base
    return { bytes: new Uint8Array(this.#store.subarray(base, this.#offsets[this.#size])), ends }
  }

  /** The text of one code. */
  text(code: number): string {
    return this.#store.toString('utf8', this.#offsets[code]!, this.#offsets[code + 1]!)
  }

  /** All texts, by code. */
  texts(): string[] {
    return Array.from({ length: this.#size }, (_, code) => this.text(code))
  }

  #add(slot: number, hash: number, bytes: Uint8Array, start: number, end: number): number {
    const code = this.#size++
    const from = this.#offsets[code]!
    const to = from + end - start
    if (to > this.#store.length) {
      const larger = Buffer.alloc(Math.max(to, this.#store.length * 2))
      larger.set(this.#store)
      this.#store = larger
    }
    this.#store.set(bytes.subarray(start, end), from)
    this.#slots[slot] = code
    this.#offsets[code + 1] = to
    this.#hashes[code] = hash
    if (this.#size === this.#hashes.length) this.#grow()
    return code
  }

  #grow(): void {
    const capacity = this.#hashes.length * 2
    const offsets = new Uint32Array(capacity + 1)
    offsets.set(this.#offsets)
    this.#offsets = offsets
    const hashes = new Int32Array(capacity)
    hashes.set(this.#hashes)
    this.#hashes = hashes
    const slots = new Int32Array(capacity * 2).fill(-1)
    const mask = slots.length - 1
    for (let code = 0; code < this.#size; code++) {
      const hash = hashes[code]!
      let slot = (hash ^ (hash >>> 16)) & mask
      while (slots[slot]! >= 0) slot = (slot + 1) & mask
      slots[slot] = code
    }
    this.#slots = slots
  }

  #equals(code: number, bytes: Uint8Array, start: number, end: number): boolean {
    const store = this.#store
    let at = this.#offsets[code]!
    if (this.#offsets[code + 1]! - at !== end - start) return false
    for (let i = start; i < end; i++) if (store[at++] !== bytes[i]) return false
    return true
  }
}
