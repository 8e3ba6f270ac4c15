import type { ColumnProfile } from '../../../shared/contract/index.ts'
import { profileColumn } from '../../core/frame/profile-column.ts'
import type { StagedColumn } from '../../store/dataset-reader.ts'
import type { TaskContext } from './task-context.ts'

export interface ProfileColumnsInput {
  readonly setId: string
  readonly nRows: number
  readonly columns: readonly (StagedColumn & { readonly specialCodes?: readonly string[] })[]
}

/** Profiles the columns of a set of stored chunks, which need not be a version yet, one after the other: only one is in memory. */
export function profileColumns(input: ProfileColumnsInput, context: TaskContext): ColumnProfile[] {
  const reader = context.openReader()
  return input.columns.map((column, done) => {
    context.report('Profiling', done / input.columns.length, input.nRows)
    const { specialCodes } = column
    const profile = profileColumn(
      reader.readStagedColumn(input.setId, column, input.nRows),
      specialCodes === undefined ? {} : { specialCodes },
    )
    return { ...profile, type: column.type }
  })
}
