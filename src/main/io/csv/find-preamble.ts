/** One record of a sample; `cells` is null for those of which only the width is kept. */
export interface SampledRecord {
  readonly line: number
  readonly nCells: number
  readonly isEmpty: boolean
  readonly cells: readonly string[] | null
  readonly quoted: readonly boolean[] | null
}

/** Share of the records behind a preamble that must have the width of the table. */
const MIN_BODY_SHARE = 0.5
const MIN_BODY_RECORDS = 2

/**
 * Finds lines before the header, such as titles and notes: records with far fewer cells than the table has, or with text in their
 * first cell only.
 *
 * @param records - of the sample, empty lines included
 * @param width - cells that most records have
 * @returns number of lines to skip; 0 if the beginning looks like anything else
 */
export function findPreamble(records: readonly SampledRecord[], width: number): number {
  if (width < 2) return 0
  let hasTitle = false
  for (const [index, record] of records.entries()) {
    if (record.isEmpty) continue
    if (record.nCells === width && !isPaddedTitle(record, width)) {
      const body = records.slice(index).filter(({ isEmpty }) => !isEmpty)
      const nOfWidth = body.filter(({ nCells }) => nCells === width).length
      const isTable = nOfWidth >= MIN_BODY_RECORDS && nOfWidth >= MIN_BODY_SHARE * body.length
      return hasTitle && isTable ? record.line - 1 : 0
    }
    if (!isTitle(record, width)) return 0
    hasTitle = true
  }
  return 0
}

function isTitle(record: SampledRecord, width: number): boolean {
  const nFull = record.cells?.filter((cell) => cell.trim() !== '').length ?? record.nCells
  return isPaddedTitle(record, width) || (record.nCells < width && nFull <= (width >= 5 ? 2 : 1))
}

/** A title or an empty line that a spreadsheet filled up with delimiters. */
function isPaddedTitle({ cells, nCells }: SampledRecord, width: number): boolean {
  return width >= 3 && nCells === width && cells?.every((cell, i) => i === 0 || cell === '') === true
}
