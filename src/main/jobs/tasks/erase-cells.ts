import type { ColumnProfile } from '../../../shared/contract/index.ts'
import { type Column, getColumn } from '../../core/frame/frame.ts'
import { parseNumber } from '../../core/frame/parse-number.ts'
import { profileColumn } from '../../core/frame/profile-column.ts'
import { eraseRows } from '../../core/privacy/erase-rows.ts'
import { typeOf } from './made-version.ts'
import { asPlainJson } from './plain-json.ts'
import type { TaskContext } from './task-context.ts'

export interface FindSubjectInput {
  readonly datasetVersionId: string
  readonly column: string
  /** The text as it stands in the column: the token, where the column holds tokens. */
  readonly value: string
}

const MAX_LISTED_ROWS = 100

/** Rows of a version in which a column has a value. */
export function findSubject(input: FindSubjectInput, context: TaskContext): { nRows: number; rows: number[] } {
  const frame = context.openReader().readFrame(input.datasetVersionId, [input.column])
  const rows = rowsWith(getColumn(frame, input.column), input.value)
  return { nRows: rows.length, rows: rows.slice(0, MAX_LISTED_ROWS) }
}

export interface EraseCellsInput {
  readonly datasetVersionId: string
  /** Whose rows are blanked; null for all rows. */
  readonly subject: { readonly column: string; readonly value: string } | null
}

export interface ErasedCells {
  readonly nRows: number
  readonly columns: readonly Column[]
  /** Codes no row uses any more, by column index. */
  readonly vanished: readonly { readonly columnIndex: number; readonly codes: readonly number[] }[]
  readonly profile: ColumnProfile[]
}

/** Blanks rows of a version, in memory: what comes back is to be written in its place. */
export function eraseCells(input: EraseCellsInput, context: TaskContext): ErasedCells {
  const reader = context.openReader()
  const version = reader.readVersion(input.datasetVersionId)
  context.report('Reading columns', 0)
  const frame = reader.readFrame(version.id)
  const { subject } = input
  const rows =
    subject === null
      ? Array.from({ length: frame.nRows }, (_, row) => row)
      : rowsWith(getColumn(frame, subject.column), subject.value)
  const erased = [...frame.columns.values()].map((column) => eraseRows(column, rows))
  context.report('Profiling', 0.5, frame.nRows)
  return {
    nRows: rows.length,
    columns: erased.map(({ column }) => column),
    vanished: erased.map(({ vanishedLevels }, columnIndex) => ({ columnIndex, codes: vanishedLevels })),
    profile: erased.map(({ column }, index) =>
      asPlainJson({
        ...profileColumn(column, { specialCodes: version.columns[index]!.specialCodes }),
        type: typeOf(column),
      }),
    ),
  }
}

function rowsWith(column: Column, value: string): number[] {
  const rows: number[] = []
  if (column.kind === 'numeric') {
    const wanted = parseNumber(value).value
    for (let row = 0; row < column.values.length; row++) if (column.values[row] === wanted) rows.push(row)
    return rows
  }
  const code = column.levels.indexOf(value)
  if (code < 0) return rows
  for (let row = 0; row < column.codes.length; row++) if (column.codes[row] === code) rows.push(row)
  return rows
}
