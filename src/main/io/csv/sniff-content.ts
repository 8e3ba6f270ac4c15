import { type DecimalMark, parseNumber } from '../../core/frame/parse-number.ts'

type Rows = readonly (readonly string[])[]

/** `1,234`: a thousands mark as likely as a decimal one. */
const AMBIGUOUS = /^\s*-?[1-9]\d{0,2}([.,]\d{3})+\s*$/

/**
 * Chooses the decimal mark. A comma is chosen only if more columns read as numbers with it than with a point, and at least one
 * of their cells cannot be a whole number with thousands marks (`0,435` can not, `1,234` can).
 */
export function sniffDecimalMark(rows: Rows, missing: readonly string[]): DecimalMark {
  const isMissing = missingTest(missing)
  let nComma = 0
  let nPoint = 0
  for (const column of columnsOf(rows.slice(1))) {
    const cells = column.filter((cell) => !isMissing(cell))
    if (cells.length === 0) continue
    const allPoint = cells.every((cell) => parseNumber(cell, '.').shape === 'number')
    const allComma = cells.every((cell) => parseNumber(cell, ',').shape === 'number')
    if (allComma && !allPoint && cells.some((cell) => cell.includes(',') && !AMBIGUOUS.test(cell))) nComma++
    if (allPoint && !allComma) nPoint++
  }
  return nComma > nPoint ? ',' : '.'
}

/**
 * Tells whether the first record names the columns. It does not if a column of numbers begins with a number, and no column of
 * numbers begins with a word.
 */
export function sniffHeader(rows: Rows, missing: readonly string[]): boolean {
  const isMissing = missingTest(missing)
  const first = rows[0] ?? []
  let startsWithNumber = false
  for (const [index, column] of columnsOf(rows.slice(1)).entries()) {
    const head = first[index] ?? ''
    const cells = column.filter((cell) => !isMissing(cell))
    if (isMissing(head) || cells.length === 0 || !cells.every(isNumberLike)) continue
    if (!isNumberLike(head)) return true
    startsWithNumber = true
  }
  return !startsWithNumber
}

function isNumberLike(text: string): boolean {
  return parseNumber(text, '.').shape !== 'other' || parseNumber(text, ',').shape !== 'other'
}

function missingTest(missing: readonly string[]): (text: string) => boolean {
  const texts = new Set(missing)
  return (text) => texts.has(text) || texts.has(text.trim())
}

function columnsOf(rows: Rows): string[][] {
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0)
  return Array.from({ length: width }, (_, index) => rows.flatMap((row) => row[index] ?? []))
}
