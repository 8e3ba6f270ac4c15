import type { FileFormat, PiiClass } from '../../../shared/contract/index.ts'
import { type Column, createFrame, type Frame, takeFrameRows } from '../../core/frame/frame.ts'
import { printNumber } from '../../core/frame/parse-number.ts'
import { maskText } from '../../core/privacy/mask-text.ts'
import { writeTable } from '../../io/write-table.ts'
import type { AboutLines } from '../../io/xlsx/write-frame-xlsx.ts'
import type { TaskContext } from './task-context.ts'

export interface ExportTableInput {
  readonly datasetVersionId: string
  /** Columns to write, in this order. */
  readonly columns: readonly string[]
  /** Rows to write, in this order; null for all. */
  readonly rows: Uint32Array | null
  readonly path: string
  readonly format: FileFormat
  /** Columns written masked. */
  readonly masks: readonly { readonly column: string; readonly class: PiiClass }[]
  /** Whether pseudonymised columns are written as they came. */
  readonly originals: boolean
  /** Whether texts that look like formulas get an apostrophe in CSV. */
  readonly guardFormulas: boolean
  /** Lines of the second sheet of a workbook. */
  readonly about: AboutLines
}

export interface ExportTableOutput {
  readonly nRows: number
  readonly sha256: string
  readonly bytes: number
}

/** Writes the stored values of a data set to a file. */
export function exportTable(input: ExportTableInput, context: TaskContext): ExportTableOutput {
  context.report('Reading columns', null)
  const reader = context.openReader()
  const stored = input.originals
    ? reader.readOriginalFrame(input.datasetVersionId, input.columns)
    : reader.readFrame(input.datasetVersionId, input.columns)
  const chosen = input.rows === null ? stored : takeFrameRows(stored, input.rows)
  const frame = maskFrame(chosen, new Map(input.masks.map((mask) => [mask.column, mask.class])))
  const { sha256, bytes } = writeTable(frame, input.path, input.format, {
    about: input.about,
    guardFormulas: input.guardFormulas,
    onProgress: (rowsDone) =>
      context.report('Writing rows', frame.nRows === 0 ? null : rowsDone / frame.nRows, rowsDone),
  })
  return { nRows: frame.nRows, sha256, bytes }
}

function maskFrame(frame: Frame, masks: ReadonlyMap<string, PiiClass>): Frame {
  if (masks.size === 0) return frame
  return createFrame(
    [...frame.columns.values()].map((column) => {
      const found = masks.get(column.name)
      return found === undefined ? column : maskColumn(column, found)
    }),
  )
}

function maskColumn(column: Column, found: PiiClass): Column {
  const { name } = column
  if (column.kind === 'text') {
    return { kind: 'text', name, codes: column.codes, levels: column.levels.map((level) => maskText(level, found)) }
  }
  const levels: string[] = []
  const codeOf = new Map<number, number>()
  const codes = Int32Array.from(column.values, (value) => {
    if (Number.isNaN(value)) return -1
    const known = codeOf.get(value)
    if (known !== undefined) return known
    codeOf.set(value, levels.length)
    return levels.push(maskText(printNumber(value), found)) - 1
  })
  return { kind: 'text', name, codes, levels }
}
