export type SortValue = string | number | null
export interface SortState {
  readonly column: string
  readonly direction: 'ascending' | 'descending'
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Rows in the order of one column; missing values stay last in both directions and equal rows keep their order. */
export function sortRows<Row>(
  rows: readonly Row[],
  value: (row: Row) => SortValue,
  direction: SortState['direction'],
): Row[] {
  const sign = direction === 'ascending' ? 1 : -1
  return rows
    .map((row, index) => ({ row, index, key: value(row) }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) {
        return a.key === b.key ? a.index - b.index : a.key === null ? 1 : -1
      }
      return sign * compare(a.key, b.key) || a.index - b.index
    })
    .map((entry) => entry.row)
}

/** Rows in which every word of the search occurs in some cell, in any order and case. */
export function searchRows<Row>(
  rows: readonly Row[],
  texts: (row: Row) => readonly string[],
  search: string,
): readonly Row[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter((row) => {
    const haystack = texts(row).join('\u0000').toLowerCase()
    return words.every((word) => haystack.includes(word))
  })
}

/** What a click on a column header does: ascending, descending, then the order as delivered. */
export function nextSort(sort: SortState | null, column: string): SortState | null {
  if (sort?.column !== column) return { column, direction: 'ascending' }
  return sort.direction === 'ascending' ? { column, direction: 'descending' } : null
}

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
}
