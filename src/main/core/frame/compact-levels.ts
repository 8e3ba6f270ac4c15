import type { Column, TextColumn } from './frame.ts'

/**
 * Rewrites the levels of a text column so that they stand in order of first occurrence and each is used: equal texts then
 * have equal codes and equal hashes, however the column came about. Equal levels become one. Numbers stay as they are.
 *
 * @param column - shape (nRows,)
 * @returns the same cells, and for texts the old code of each new level
 */
export function compactLevels(column: Column): { readonly column: Column; readonly oldCodes: Int32Array } {
  if (column.kind === 'numeric') return { column, oldCodes: new Int32Array(0) }
  const newCodeOf = new Int32Array(column.levels.length).fill(-1)
  const codeOfText = new Map<string, number>()
  const levels: string[] = []
  const oldCodes: number[] = []
  const codes = new Int32Array(column.codes.length)
  for (let row = 0; row < codes.length; row++) {
    const old = column.codes[row]!
    if (old < 0) {
      codes[row] = -1
      continue
    }
    let code = newCodeOf[old]!
    if (code < 0) {
      const text = column.levels[old]!
      code = codeOfText.get(text) ?? levels.length
      if (code === levels.length) {
        levels.push(text)
        oldCodes.push(old)
        codeOfText.set(text, code)
      }
      newCodeOf[old] = code
    }
    codes[row] = code
  }
  const compact: TextColumn = { ...column, codes, levels }
  return { column: compact, oldCodes: Int32Array.from(oldCodes) }
}
