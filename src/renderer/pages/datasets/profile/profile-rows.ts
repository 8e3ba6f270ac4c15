import type { ColumnProfile, ColumnSchema, DatasetVersion, TargetRates } from '../../../../shared/contract/index.ts'

/** One column of a dataset version with what is known about it. */
export interface ProfileRow {
  readonly column: ColumnSchema
  readonly profile: ColumnProfile
  /** Masked columns show counts, never values. */
  readonly isMasked: boolean
  readonly missingShare: number
  /** Rows beyond the Tukey fences; null where there are none to speak of. */
  readonly nOutliers: number | null
  readonly rates: TargetRates | null
}

export interface ProfileFilter {
  readonly type: string | null
  readonly role: string | null
}

/** Whether the values of a column may be shown. */
export function isMaskedColumn(column: Pick<ColumnSchema, 'privacy'>): boolean {
  return column.privacy?.treatment === 'mask'
}

/** Columns in the order of the dataset, each with its profile and, where assessed, its target rates. */
export function profileRows(
  version: Pick<DatasetVersion, 'columns'>,
  profiles: readonly ColumnProfile[],
  targetRates: readonly TargetRates[],
): ProfileRow[] {
  const byName = new Map(profiles.map((profile) => [profile.name, profile]))
  const rates = new Map(targetRates.map((report) => [report.column, report]))
  return version.columns.flatMap((column) => {
    const profile = byName.get(column.name)
    if (profile === undefined) return []
    const isMasked = isMaskedColumn(column)
    return {
      column,
      profile,
      isMasked,
      missingShare: profile.count === 0 ? 0 : profile.nMissing / profile.count,
      nOutliers: profile.outliers === null ? null : profile.outliers.nBelow + profile.outliers.nAbove,
      rates: isMasked ? null : (rates.get(column.name) ?? null),
    }
  })
}

/** Only the columns of the type and role asked for; null asks for all. */
export function filterProfileRows(rows: readonly ProfileRow[], filter: ProfileFilter): ProfileRow[] {
  return rows.filter(
    ({ column }) =>
      (filter.type === null || column.type === filter.type) && (filter.role === null || column.role === filter.role),
  )
}

/** The column an address names; null if there is none of this name. */
export function namedColumn<T extends { readonly name: string }>(columns: readonly T[], item: string | null): T | null {
  if (item === null) return null
  return columns.find(({ name }) => name === item || encodeURIComponent(name) === item) ?? null
}
