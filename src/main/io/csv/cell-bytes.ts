const BACKSLASH = 0x5c

/**
 * Replaces escaped quotes by single ones, in place: the result is never longer.
 *
 * @returns the new end of the cell
 */
export function unescapeQuotes(
  bytes: Uint8Array,
  start: number,
  end: number,
  quote: number,
  isBackslashed: boolean,
): number {
  let to = start
  for (let from = start; from < end; from++) {
    const next = bytes[from + 1]
    if (isBackslashed && bytes[from] === BACKSLASH && (next === quote || next === BACKSLASH)) from++
    else if (bytes[from] === quote) from++
    bytes[to++] = bytes[from]!
  }
  return to
}

/** The same numbers with room for as many more. */
export function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2)
  larger.set(array)
  return larger
}
