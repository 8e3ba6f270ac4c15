/** A column the grid is sorted by. */
export interface SortKey {
  readonly column: string
  readonly descending: boolean
}

export const MAX_SORT_KEYS = 5

/**
 * The order after a press on a column: ascending, then descending, then none.
 *
 * @param isAdded - keeps the other columns and puts this one behind them
 */
export function toggleSort(keys: readonly SortKey[], column: string, isAdded: boolean): readonly SortKey[] {
  const known = keys.find((key) => key.column === column)
  const next =
    known === undefined ? { column, descending: false } : known.descending ? null : { column, descending: true }
  if (!isAdded) return next === null ? [] : [next]
  if (known === undefined) return next === null || keys.length >= MAX_SORT_KEYS ? keys : [...keys, next]
  return keys.flatMap((key) => (key.column !== column ? [key] : next === null ? [] : [next]))
}

/** Sorts by this column alone. */
export function sortBy(column: string, descending: boolean): readonly SortKey[] {
  return [{ column, descending }]
}
