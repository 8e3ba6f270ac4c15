import type { DatasetPreview } from '../../../../shared/contract/index.ts'
import { type Reading, readingOf, valueText, visibleText } from './cell-reading.ts'

/** One cell of the preview: the stored value, and the text of the file where it is another. */
export interface PreviewCell {
  readonly reading: Reading
  readonly value: string
  readonly raw: string
}

/** The cells of the first rows, with what each reading is. */
export function previewCells(preview: DatasetPreview): PreviewCell[][] {
  const unfit = new Map<number, Set<string>>()
  for (const { line, column } of preview.issues) {
    if (column === null) continue
    const columns = unfit.get(line) ?? new Set()
    unfit.set(line, columns.add(column))
  }
  return preview.rows.map((row) =>
    preview.columns.map((column, index) => {
      const hasIssue = unfit.get(row.line)?.has(column.name) === true
      return {
        reading: readingOf(row.raw[index], row.parsed[index], hasIssue),
        value: valueText(row.parsed[index]),
        raw: visibleText(row.raw[index]),
      }
    }),
  )
}

/** How many cells of the first rows there are of each reading. */
export function countReadings(cells: readonly (readonly PreviewCell[])[]): Record<Reading, number> {
  const counts = { same: 0, rewritten: 0, missing: 0, unfit: 0 }
  for (const row of cells) for (const { reading } of row) counts[reading]++
  return counts
}

const CHARACTER = 7.6
const PADDING = 22
const NARROWEST = 76
const WIDEST = 260

/** Width of a column in pixels for the longest of its texts, within bounds. */
export function columnWidth(name: string, cells: readonly PreviewCell[]): number {
  let longest = name.length
  for (const { value, raw } of cells) longest = Math.max(longest, value.length, raw.length)
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, longest * CHARACTER + PADDING)))
}
