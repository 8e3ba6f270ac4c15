import type { Cell, PiiClass } from '../../../shared/contract/index.ts'
import type { ErrorReply } from '../../../shared/errors.ts'
import type { DatabaseConnection } from '../../store/open-database.ts'
import type { ToThread } from '../standing-thread.ts'

/** Name under which the worker entry starts the grid instead of a task. */
export const GRID_TASK = 'grid'

/** Columns that are masked for the person who asks, and the class that says how. */
export type Masks = readonly (readonly [column: string, piiClass: PiiClass])[]

/** What a view shows: rows for which the filter is true and in which a cell holds the text, in the order asked for. */
export interface ViewDefinition {
  readonly datasetVersionId: string
  readonly filter: string | null
  readonly search: string | null
  readonly sort: readonly { readonly column: string; readonly descending: boolean }[]
  readonly masks: Masks
}

export interface OpenedView {
  readonly view: string
  readonly nRows: number
  readonly nTotal: number
}

export interface RowsRequest {
  readonly datasetVersionId: string
  readonly view: string | null
  readonly offset: number
  readonly limit: number
  /** Null: all. */
  readonly columns: readonly string[] | null
  readonly masks: Masks
}

export interface RowsPage {
  readonly columns: string[]
  readonly nRows: number
  readonly rows: Cell[][]
  readonly rowNumbers: number[]
  readonly masked: string[]
}

/** Rows of a view in its order; null: all rows as they stand. */
export interface ViewOrder {
  readonly rows: Uint32Array | null
}

/** What the grid worker can be asked for, and what it answers. */
export interface GridCalls {
  readonly view: { readonly input: ViewDefinition; readonly output: OpenedView }
  readonly rows: { readonly input: RowsRequest; readonly output: RowsPage }
  readonly order: {
    readonly input: { readonly datasetVersionId: string; readonly view: string; readonly masks: Masks }
    readonly output: ViewOrder
  }
}
export type GridVerb = keyof GridCalls

export type ToGrid = ToThread<GridCalls>

export type FromGrid =
  | { readonly id: number; readonly result: GridCalls[GridVerb]['output'] }
  | { readonly id: number; readonly error: ErrorReply }

/** Handed to the thread at its start, in the place of a task's input. */
export interface GridSettings {
  readonly cacheBytes: number
}

export interface GridOrder {
  readonly task: typeof GRID_TASK
  readonly input: GridSettings
  readonly connection: DatabaseConnection
}
