import { cellAt, type Frame, getColumn } from '../frame/frame.ts'
import { type ComparableCells, comparablePair, equalCells } from './comparable-cells.ts'
import type { ColumnChanges, RowsAsWholes, RowsByKey } from './diff-types.ts'
import { indexRows } from './row-index.ts'

/** Keys listed per column and per kind of change. */
const LISTED_KEYS = 100

type Pair = readonly [ComparableCells, ComparableCells]

/**
 * Matches the rows of two versions by key and counts what was added, removed and changed.
 *
 * @param before - first version
 * @param after - second version
 * @param compared - columns of both, of one kind each
 * @param keyColumns - names among `compared`, at least one
 * @returns the changes; a text with the reason if the key does not tell the rows of a version apart
 */
export function diffByKey(
  before: Frame,
  after: Frame,
  compared: readonly string[],
  keyColumns: readonly string[],
): RowsByKey | string {
  const keys = keyColumns.map((name) => comparablePair(getColumn(before, name), getColumn(after, name)))
  const [keysBefore, keysAfter] = [keys.map(([a]) => a), keys.map(([, b]) => b)]
  const index = indexRows(keysBefore, before.nRows)
  if (index.nRepeated > 0) return notUnique('first', index.nRepeated)
  const nRepeatedAfter = indexRows(keysAfter, after.nRows).nRepeated
  if (nRepeatedAfter > 0) return notUnique('second', nRepeatedAfter)
  const rowBefore = index.find(keysAfter, after.nRows)
  const isKept = new Uint8Array(before.nRows)
  const isChanged = new Uint8Array(after.nRows)
  for (let row = 0; row < rowBefore.length; row++) if (rowBefore[row]! >= 0) isKept[rowBefore[row]!] = 1
  const keyOf = (frame: Frame, row: number) => keyColumns.map((name) => cellAt(getColumn(frame, name), row))
  const columns = compared
    .filter((name) => !keyColumns.includes(name))
    .map((name): ColumnChanges => {
      const pair = comparablePair(getColumn(before, name), getColumn(after, name))
      const { nChanged, rows } = changedRows(pair, rowBefore, isChanged)
      return { column: name, nChanged, keys: rows.map((row) => keyOf(after, row)) }
    })
  const added = rowsWhere(rowBefore, (found) => found < 0)
  const removed = rowsWhere(isKept, (kept) => kept === 0)
  const nChanged = isChanged.reduce((sum, changed) => sum + changed, 0)
  return {
    matching: 'key',
    nAdded: added.count,
    nRemoved: removed.count,
    nChanged,
    nUnchanged: after.nRows - added.count - nChanged,
    addedKeys: added.rows.map((row) => keyOf(after, row)),
    removedKeys: removed.rows.map((row) => keyOf(before, row)),
    columns,
  }
}

/**
 * Compares the rows of two versions as wholes, each as often as it occurs, whatever their order.
 *
 * @param compared - columns of both, of one kind each
 * @param reason - why rows are not matched by key
 */
export function diffAsWholes(before: Frame, after: Frame, compared: readonly string[], reason: string): RowsAsWholes {
  const pairs = compared.map((name) => comparablePair(getColumn(before, name), getColumn(after, name)))
  const index = indexRows(
    pairs.map(([a]) => a),
    before.nRows,
  )
  const left = new Int32Array(before.nRows)
  for (let row = 0; row < before.nRows; row++) left[index.firstEqual[row]!]!++
  const found = index.find(
    pairs.map(([, b]) => b),
    after.nRows,
  )
  let nUnchanged = 0
  for (let row = 0; row < found.length; row++) {
    const first = found[row]!
    if (first < 0 || left[first] === 0) continue
    left[first]!--
    nUnchanged++
  }
  const [nAdded, nRemoved] = [after.nRows - nUnchanged, before.nRows - nUnchanged]
  return { matching: 'wholeRow', nAdded, nRemoved, nUnchanged, reason }
}

function notUnique(version: string, nRepeated: number): string {
  return `the key needs to be unique in both versions, got ${nRepeated} repeated in the ${version} version`
}

function changedRows([before, after]: Pair, rowBefore: Int32Array, isChanged: Uint8Array) {
  const rows: number[] = []
  let nChanged = 0
  for (let row = 0; row < rowBefore.length; row++) {
    const old = rowBefore[row]!
    if (old < 0 || equalCells(before, old, after, row)) continue
    isChanged[row] = 1
    if (nChanged++ < LISTED_KEYS) rows.push(row)
  }
  return { nChanged, rows }
}

function rowsWhere(array: ArrayLike<number>, holds: (value: number) => boolean) {
  const rows: number[] = []
  let count = 0
  for (let row = 0; row < array.length; row++) if (holds(array[row]!) && count++ < LISTED_KEYS) rows.push(row)
  return { count, rows }
}
