import type { ColumnProfile } from '../../../shared/contract/index.ts'
import { compactLevels } from '../../core/frame/compact-levels.ts'
import type { Column, Frame } from '../../core/frame/frame.ts'
import { profileColumn } from '../../core/frame/profile-column.ts'
import type { ValueCounts } from '../../io/table/import-table.ts'
import { valuesHash } from '../../io/values-hash.ts'
import { asPlainJson } from './plain-json.ts'
import { valueCounts } from './scan-privacy.ts'

/** Columns ready to become a version. */
export interface MadeVersion {
  readonly nRows: number
  readonly columns: readonly Column[]
  readonly profile: ColumnProfile[]
  readonly valuesHash: string
  /** Null without a target. */
  readonly targetCounts: ValueCounts | null
}

/**
 * Makes a frame ready to be stored.
 *
 * @param specialCodes - by column
 */
export function makeVersion(
  frame: Frame,
  targetColumn: string | null,
  specialCodes: ReadonlyMap<string, readonly string[]>,
  report: (done: number) => void,
): MadeVersion {
  const columns = [...frame.columns.values()].map((column) => compactLevels(column).column)
  const profile = columns.map((column, index): ColumnProfile => {
    report(index / columns.length)
    return asPlainJson({
      ...profileColumn(column, { specialCodes: specialCodes.get(column.name) ?? [] }),
      type: typeOf(column),
    })
  })
  const target = columns.find((column) => column.name === targetColumn)
  return {
    nRows: frame.nRows,
    columns,
    profile,
    valuesHash: valuesHash(columns, frame.nRows),
    targetCounts: target === undefined ? null : countsOf(target),
  }
}

/** The type a column has in a schema. */
export function typeOf(column: Column): 'numeric' | 'text' | 'date' {
  if (column.kind === 'numeric') return 'numeric'
  return column.dateFormat === undefined ? 'text' : 'date'
}

function countsOf(column: Column): ValueCounts {
  const values = valueCounts(column).map(({ text, count }) => ({ value: text, count }))
  const nKnown = values.reduce((sum, { count }) => sum + count, 0)
  const nRows = column.kind === 'numeric' ? column.values.length : column.codes.length
  return { values: values.sort((a, b) => b.count - a.count), nMissing: nRows - nKnown }
}
