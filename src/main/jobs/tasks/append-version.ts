import { appendNewRows } from '../../core/frame/append-new-rows.ts'
import { columnLength, createFrame } from '../../core/frame/frame.ts'
import type { StagedColumn } from '../../store/dataset-reader.ts'
import { type MadeVersion, makeVersion } from './made-version.ts'
import type { TaskContext } from './task-context.ts'

export interface AppendVersionInput {
  /** The version continued. */
  readonly datasetVersionId: string
  /** The columns of the file, staged but not a version. */
  readonly setId: string
  readonly nRows: number
  readonly columns: readonly StagedColumn[]
  readonly key: readonly string[]
  readonly targetColumn: string | null
  readonly specialCodes: ReadonlyMap<string, readonly string[]>
}

export interface AppendedVersion extends MadeVersion {
  readonly nNew: number
  readonly nKnown: number
  readonly nConflicting: number
  /** Rows of the file that conflict, from 0: the first thousand. */
  readonly conflictingRows: readonly number[]
}

const MAX_LISTED_CONFLICTS = 1_000

/** Puts the new rows of a staged file below those of a version. */
export function appendVersion(input: AppendVersionInput, context: TaskContext): AppendedVersion {
  const reader = context.openReader()
  context.report('Reading columns', 0)
  const base = reader.readFrame(input.datasetVersionId)
  const incoming = createFrame(input.columns.map((column) => reader.readStagedColumn(input.setId, column, input.nRows)))
  context.report('Looking for new rows', 0.4, incoming.nRows)
  const { frame, newRows, nKnown, conflictingRows } = appendNewRows(base, incoming, input.key)
  const made = makeVersion(frame, input.targetColumn, input.specialCodes, (done) =>
    context.report('Profiling', 0.6 + 0.4 * done, columnLength([...frame.columns.values()][0]!)),
  )
  return {
    ...made,
    nNew: newRows.length,
    nKnown,
    nConflicting: conflictingRows.length,
    conflictingRows: [...conflictingRows.slice(0, MAX_LISTED_CONFLICTS)],
  }
}
