import type { SchemaDiff, VersionColumn } from './diff-types.ts'

/**
 * What changed in the columns of two versions: added, removed, another type or role, another order.
 *
 * @param before - columns of the first version, in order
 * @param after - columns of the second version, in order
 */
export function diffSchema(before: readonly VersionColumn[], after: readonly VersionColumn[]): SchemaDiff {
  const old = new Map(before.map((column) => [column.name, column]))
  const names = new Set(after.map(({ name }) => name))
  const keptBefore = before.filter(({ name }) => names.has(name))
  const keptAfter = after.filter(({ name }) => old.has(name))
  const changed = keptAfter.flatMap(({ name, type, role }) => {
    const { type: oldType, role: oldRole } = old.get(name)!
    return type === oldType && role === oldRole
      ? []
      : [{ column: name, before: { type: oldType, role: oldRole }, after: { type, role } }]
  })
  return {
    added: after.filter(({ name }) => !old.has(name)).map(({ name }) => name),
    removed: before.filter(({ name }) => !names.has(name)).map(({ name }) => name),
    changed,
    isReordered: keptBefore.some(({ name }, i) => name !== keptAfter[i]!.name),
  }
}
