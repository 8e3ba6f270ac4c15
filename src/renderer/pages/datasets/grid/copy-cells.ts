import type { Cell, DatasetVersion } from '../../../../shared/contract/index.ts'
import type { Client } from '../../../app-context.tsx'
import type { PlainTable } from '../../../components/table-copy.ts'
import { cellText } from './cell-text.ts'

/** Cells copied at once: more belongs into a file. */
export const MAX_COPIED_CELLS = 200_000
const PAGE_ROWS = 1000

/** Rows and columns, ends included, counted from 0. */
export interface CellRectangle {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** Number of cells of a rectangle. */
export function cellCount({ top, bottom, left, right }: CellRectangle): number {
  return (bottom - top + 1) * (right - left + 1)
}

/** Fetches the cells of a rectangle as a table of texts: every digit of a number, a missing cell empty. */
export async function readTable(
  client: Client,
  dataset: DatasetVersion,
  view: string | undefined,
  { top, bottom, left, right }: CellRectangle,
): Promise<PlainTable> {
  const columns = dataset.columns.slice(left, right + 1)
  const rows: Cell[][] = []
  for (let offset = top; offset <= bottom; offset += PAGE_ROWS) {
    const page = await client.dataset.rows({
      dataset: dataset.id,
      ...(view === undefined ? {} : { view }),
      offset,
      limit: Math.min(PAGE_ROWS, bottom - offset + 1),
      columns: columns.map((column) => column.name),
    })
    rows.push(...page.rows)
  }
  return {
    columns: columns.map((column) => ({ header: column.name, isNumeric: column.type === 'numeric' })),
    rows: rows.map((row) => row.map(cellText)),
  }
}

/** The cells alone, tab-separated, for a spreadsheet. */
export function cellsToTsv(table: PlainTable): string {
  return table.rows.map((row) => row.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n')
}
