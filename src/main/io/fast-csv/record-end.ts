import { LINE_FEED } from './plain-csv.ts'

/**
 * Where the last whole record of a buffer ends.
 *
 * @param bytes - begins with a record
 * @param length - bytes at hand
 * @returns the byte after its line end; 0 if no record ends there
 */
export function lastRecordEnd(bytes: Buffer, length: number, delimiter: number, quote: number): number {
  const quoteAt = bytes.indexOf(quote)
  if (quoteAt < 0 || quoteAt >= length) return bytes.lastIndexOf(LINE_FEED, length - 1) + 1
  return scanRecords(bytes, length, delimiter, quote, false)
}

/** Where the first record of a buffer ends; 0 if it does not end there. */
export function firstRecordEnd(bytes: Buffer, length: number, delimiter: number, quote: number): number {
  return scanRecords(bytes, length, delimiter, quote, true)
}

/** Quotes count at the very beginning of a cell only; inside, two stand for one. */
function scanRecords(bytes: Buffer, length: number, delimiter: number, quote: number, isFirstOnly: boolean): number {
  let end = 0
  let isCellStart = true
  for (let at = 0; at < length; at++) {
    const byte = bytes[at]
    if (isCellStart && byte === quote) {
      for (at++; at < length; at++) {
        if (bytes[at] !== quote) continue
        // A quote that is the last byte at hand may be the first of two.
        if (at + 1 < length && bytes[at + 1] !== quote) break
        at++
      }
      isCellStart = false
    } else if (byte === LINE_FEED) {
      end = at + 1
      if (isFirstOnly) return end
      isCellStart = true
    } else isCellStart = byte === delimiter
  }
  return end
}
