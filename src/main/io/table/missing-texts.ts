/** Tells whether a cell, given as bytes, is one of the texts that mean "no value". Blanks around the cell do not count. */
export interface MissingTexts {
  matches(bytes: Buffer, start: number, end: number): boolean
}

const SPACE = 0x20
const TAB = 0x09

export function createMissingTexts(texts: readonly string[]): MissingTexts {
  const set = new Set(texts)
  const hasEmpty = set.has('')
  // Most cells are told apart by their first byte and length, without making a string.
  const longest = Math.max(0, ...texts.map((text) => Buffer.byteLength(text)))
  const firstBytes = new Uint8Array(256)
  for (const text of texts) if (text !== '') firstBytes[Buffer.from(text)[0]!] = 1

  const isListed = (bytes: Buffer, start: number, end: number): boolean => {
    if (start === end) return hasEmpty
    return end - start <= longest && firstBytes[bytes[start]!] === 1 && set.has(bytes.toString('utf8', start, end))
  }

  return {
    matches(bytes, start, end) {
      if (isListed(bytes, start, end)) return true
      let from = start
      let to = end
      while (from < to && isBlank(bytes[from]!)) from++
      while (to > from && isBlank(bytes[to - 1]!)) to--
      return (from !== start || to !== end) && isListed(bytes, from, to)
    },
  }
}

function isBlank(byte: number): boolean {
  return byte === SPACE || byte === TAB
}
