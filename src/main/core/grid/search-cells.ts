/** Numbers remembered with their answer; a power of two. */
const MEMORY = 65_536

/**
 * What a search looks for: the text in small letters, so that upper and lower case are alike.
 *
 * @param text - as the person writes it
 */
export function searchNeedle(text: string): string {
  return text.toLowerCase()
}

/**
 * Which texts hold the needle, upper and lower case alike.
 *
 * @param levels - texts, shape (nLevels,)
 * @param needle - from {@link searchNeedle}
 * @returns 1 for a text that holds it, else 0; shape (nLevels,)
 */
export function levelsWith(levels: readonly string[], needle: string): Uint8Array {
  const found = new Uint8Array(levels.length)
  for (let level = 0; level < levels.length; level++)
    found[level] = levels[level]!.toLowerCase().includes(needle) ? 1 : 0
  return found
}

/**
 * Marks the rows whose level is among those found; marks that stand already stay.
 *
 * @param codes - level of each row; missing = −1, which is never found
 * @param found - 1 for a level that was found, from {@link levelsWith}
 * @param marks - one per row of the data set, shape (nRows,); changed
 * @param offset - row of the first code
 */
export function markLevels(codes: Int32Array, found: Uint8Array, marks: Uint8Array, offset: number): void {
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!
    if (code >= 0 && found[code] === 1) marks[offset + i] = 1
  }
}

/**
 * A search among numbers, each as the shortest decimal text that reads back to it (0.1, 30000, 1e-7). Answers are
 * remembered, since most columns repeat few numbers.
 *
 * @param needle - from {@link searchNeedle}
 * @returns a function that marks the rows of a part of a column; missing numbers are never found. Null if no number can hold
 * the needle
 */
export function numberSearch(
  needle: string,
): ((values: Float64Array, marks: Uint8Array, offset: number) => void) | null {
  if (!/^[-+.e\d]+$/.test(needle)) return null
  const known = new Float64Array(MEMORY).fill(Number.NaN)
  const answers = new Uint8Array(MEMORY)
  return (values, marks, offset) => {
    const words = new Int32Array(values.buffer, values.byteOffset, 2 * values.length)
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!
      if (Number.isNaN(value)) continue
      const slot = (Math.imul(words[2 * i + 1]!, 0x9e3779b1) ^ Math.imul(words[2 * i]!, 0x85ebca6b)) >>> 16
      if (known[slot] !== value) {
        known[slot] = value
        answers[slot] = String(value).includes(needle) ? 1 : 0
      }
      if (answers[slot] === 1) marks[offset + i] = 1
    }
  }
}

/**
 * The marked rows, ascending.
 *
 * @param marks - 1 for a row that is meant, shape (nRows,)
 * @param within - row indices to choose from, ascending; all if left out
 */
export function markedRows(marks: Uint8Array, within?: Uint32Array): Uint32Array {
  const rows = new Uint32Array(within?.length ?? marks.length)
  let n = 0
  for (let i = 0; i < rows.length; i++) {
    const row = within === undefined ? i : within[i]!
    rows[n] = row
    n += marks[row]!
  }
  return rows.slice(0, n)
}
