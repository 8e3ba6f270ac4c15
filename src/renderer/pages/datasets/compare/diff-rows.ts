import type { Cell, VersionDiff } from '../../../../shared/contract/index.ts'

/** One column that is not the same in both versions. */
export interface SchemaChange {
  readonly column: string
  readonly what: 'Added' | 'Removed' | 'Type' | 'Role' | 'Type and role'
  readonly before: string
  readonly after: string
}

/** Added, removed and changed columns as one list. */
export function schemaChanges(schema: VersionDiff['schema']): SchemaChange[] {
  return [
    ...schema.added.map((column) => ({ column, what: 'Added' as const, before: '', after: '' })),
    ...schema.removed.map((column) => ({ column, what: 'Removed' as const, before: '', after: '' })),
    ...schema.changed.map(({ column, before, after }) => ({
      column,
      what: changeWord(before.type !== after.type, before.role !== after.role),
      before: `${before.type}, ${before.role}`,
      after: `${after.type}, ${after.role}`,
    })),
  ]
}

/** Columns in which at least one cell changed. */
export function cellChanges(rows: Extract<VersionDiff['rows'], { matching: 'key' }>) {
  return rows.columns.filter((column) => column.nChanged > 0)
}

/** A key in words; parts are set apart by a comma. */
export function keyText(cells: readonly Cell[]): string {
  return cells.map((cell) => (cell === null ? '(missing)' : String(cell))).join(', ')
}

function changeWord(isType: boolean, isRole: boolean): SchemaChange['what'] {
  if (isType && isRole) return 'Type and role'
  return isType ? 'Type' : 'Role'
}
