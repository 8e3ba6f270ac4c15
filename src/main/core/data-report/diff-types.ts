import type { Frame } from '../frame/frame.ts'
import type { DataDriftReport } from './drift-types.ts'

/** One column as a dataset version describes it. */
export interface VersionColumn {
  readonly name: string
  readonly type: string
  readonly role: string
}

export interface DatasetContent {
  readonly columns: readonly VersionColumn[]
  readonly frame: Frame
}

export interface ChangedColumn {
  readonly column: string
  readonly before: { readonly type: string; readonly role: string }
  readonly after: { readonly type: string; readonly role: string }
}

export interface SchemaDiff {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** Columns of both versions whose type or role is another. */
  readonly changed: readonly ChangedColumn[]
  /** Whether the columns of both versions stand in another order relative to each other. */
  readonly isReordered: boolean
}

/** A cell as plain data; missing = null. */
export type KeyCell = number | string | null

export interface ColumnChanges {
  readonly column: string
  /** Rows in both versions whose cell differs. */
  readonly nChanged: number
  /** Keys of the first of these rows. */
  readonly keys: readonly (readonly KeyCell[])[]
}

/** Rows matched by key. */
export interface RowsByKey {
  readonly matching: 'key'
  readonly nAdded: number
  readonly nRemoved: number
  readonly nChanged: number
  readonly nUnchanged: number
  readonly addedKeys: readonly (readonly KeyCell[])[]
  readonly removedKeys: readonly (readonly KeyCell[])[]
  readonly columns: readonly ColumnChanges[]
}

/** Rows compared as wholes, each as often as it occurs: a changed row counts as one removed and one added. */
export interface RowsAsWholes {
  readonly matching: 'wholeRow'
  readonly nAdded: number
  readonly nRemoved: number
  readonly nUnchanged: number
  /** Why rows were not matched by key. */
  readonly reason: string
}

export interface VersionDiff {
  readonly schema: SchemaDiff
  readonly nRowsBefore: number
  readonly nRowsAfter: number
  /** Columns whose cells were compared: those of both versions with one type. */
  readonly comparedColumns: readonly string[]
  readonly rows: RowsByKey | RowsAsWholes
  /** Drift from the first version to the second, over the compared columns. */
  readonly drift: DataDriftReport
}
