import { StatisticError } from '../statistic-error.ts'
import { dataDrift } from './data-drift.ts'
import { diffAsWholes, diffByKey } from './diff-rows.ts'
import { diffSchema } from './diff-schema.ts'
import type { DatasetContent, RowsAsWholes, RowsByKey, VersionDiff } from './diff-types.ts'

export type { DatasetContent, VersionDiff } from './diff-types.ts'

/**
 * What changed between two versions of a dataset: columns, rows, cells and distributions.
 *
 * Rows are matched by the key if there is one and it is unique in both versions; else they are compared as wholes, as often as
 * each occurs. Both are exact: rows are found by hash and compared cell by cell. Numbers are equal if their bits are (−0 is not
 * 0), missing equals missing, and the order of a text's levels does not matter. Columns of one version only, or with another
 * type, are told in the schema and left out of the comparison of rows.
 *
 * @param before - first version
 * @param after - second version
 * @param keyColumns - columns that together tell the rows apart
 * @returns schema, rows and drift; without a usable key `rows` says why
 * @throws StatisticError `invalidInput` if a version describes other columns than its frame has
 */
export function diffVersions(
  before: DatasetContent,
  after: DatasetContent,
  keyColumns: readonly string[] = [],
): VersionDiff {
  requireDescribed(before)
  requireDescribed(after)
  const compared = after.columns.map(({ name }) => name).filter((name) => isComparable(name, before, after))
  return {
    schema: diffSchema(before.columns, after.columns),
    nRowsBefore: before.frame.nRows,
    nRowsAfter: after.frame.nRows,
    comparedColumns: compared,
    rows: diffRows(before, after, compared, keyColumns),
    drift: dataDrift(before.frame, after.frame, compared),
  }
}

function diffRows(
  before: DatasetContent,
  after: DatasetContent,
  compared: readonly string[],
  keyColumns: readonly string[],
): RowsByKey | RowsAsWholes {
  if (compared.length === 0) {
    const reason = 'the versions have no column of one type in common'
    return { matching: 'wholeRow', nAdded: after.frame.nRows, nRemoved: before.frame.nRows, nUnchanged: 0, reason }
  }
  const lacking = keyColumns.filter((name) => !compared.includes(name))
  if (keyColumns.length === 0) return diffAsWholes(before.frame, after.frame, compared, 'no key column was named')
  if (lacking.length > 0) {
    const reason = `the key needs columns of both versions with one type, got "${lacking.join('", "')}"`
    return diffAsWholes(before.frame, after.frame, compared, reason)
  }
  const byKey = diffByKey(before.frame, after.frame, compared, keyColumns)
  return typeof byKey === 'string' ? diffAsWholes(before.frame, after.frame, compared, byKey) : byKey
}

function isComparable(name: string, before: DatasetContent, after: DatasetContent): boolean {
  const [a, b] = [before.frame.columns.get(name), after.frame.columns.get(name)]
  return a !== undefined && b !== undefined && a.kind === b.kind
}

function requireDescribed({ columns, frame }: DatasetContent): void {
  const unknown = columns.filter(({ name }) => !frame.columns.has(name))
  if (unknown.length === 0 && columns.length === frame.columns.size) return
  throw new StatisticError(
    'invalidInput',
    `diffVersions needs one description per column, got ${columns.length} for ${frame.columns.size} columns`,
  )
}
