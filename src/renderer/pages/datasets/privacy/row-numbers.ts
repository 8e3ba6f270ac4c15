/** Most rows one reveal may show. */
export const MAX_REVEALED_ROWS = 100

export type RowChoice = { readonly rows: readonly number[] } | { readonly problem: string }

/**
 * Reads rows as people write them, counted from 1: "3", "1-5, 12".
 *
 * @returns rows counted from 0, ascending, each once; or what is wrong
 */
export function parseRowNumbers(text: string, nRows: number): RowChoice {
  const rows = new Set<number>()
  const parts = text.replaceAll(/\s*[-–]\s*/g, '-').split(/[,;\s]+/)
  for (const part of parts.filter((piece) => piece !== '')) {
    const match = /^(\d{1,12})(?:-(\d{1,12}))?$/.exec(part)
    if (match === null) return { problem: `Rows are numbers and ranges such as 1-5, 12, got ${part}` }
    const first = Number(match[1])
    const last = Number(match[2] ?? match[1])
    if (first < 1 || last < first) return { problem: `A range goes from a smaller to a larger row, got ${part}` }
    if (last > nRows) return { problem: `The last row is ${nRows}, got ${last}` }
    if (last - first >= MAX_REVEALED_ROWS) return { problem: TOO_MANY }
    for (let row = first; row <= last; row++) rows.add(row - 1)
    if (rows.size > MAX_REVEALED_ROWS) return { problem: TOO_MANY }
  }
  if (rows.size === 0) return { problem: 'Name at least one row' }
  return { rows: [...rows].sort((a, b) => a - b) }
}

const TOO_MANY = `At most ${MAX_REVEALED_ROWS} rows are shown at once`
