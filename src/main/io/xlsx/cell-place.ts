/** Column of a cell reference such as `AB12`, from 0, and row, from 1; null if it is none. */
export function parseCellPlace(text: string): { column: number; row: number } | null {
  let column = 0
  let at = 0
  for (; at < text.length && at < 3; at++) {
    const unit = text.charCodeAt(at) & ~0x20
    if (unit < 0x41 || unit > 0x5a) break
    column = column * 26 + (unit - 0x40)
  }
  if (at === 0 || at === text.length || text.length - at > 7) return null
  let row = 0
  for (; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 0x30
    if (digit < 0 || digit > 9) return null
    row = row * 10 + digit
  }
  return row === 0 ? null : { column: column - 1, row }
}

/** Letters of a column counted from 0: `A`, `Z`, `AA`. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(0x41 + ((rest - 1) % 26)) + letters
  }
  return letters
}
