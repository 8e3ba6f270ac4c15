import type { Dialect } from '../../../shared/contract/index.ts'
import type { DateFormat } from '../../core/calendar/date-format.ts'
import type { ColumnTypeDecision } from '../../core/frame/decide-column-type.ts'
import { valuesHashOf } from '../values-hash.ts'
import type { ColumnSink } from './column-sink.ts'
import { type DecidedColumn, decideFinalType, type ForcedType } from './column-types.ts'
import type { ImportTableResult, ReadColumn } from './import-types.ts'
import type { IssueList } from './parse-issues.ts'

/** Everything known when the last row of a file went through its sink. */
export interface FinishedImport {
  readonly names: readonly string[]
  /** Number or text, per column, and why. */
  readonly storage: readonly ColumnTypeDecision[]
  readonly forced: ReadonlyMap<string, ForcedType>
  /** Per text column its texts in order of first occurrence; null for a numeric one. */
  readonly levels: readonly (readonly string[] | null)[]
  readonly dateFormats: readonly (DateFormat | null)[]
  /** Columns whose type the file itself declares. */
  readonly declared?: readonly (DecidedColumn | null)[]
  readonly nUnparsed: readonly number[]
  /** The sink that a column went through in the end. */
  sinkOf(columnIndex: number): ColumnSink
  readonly nRows: number
  readonly issues: IssueList
  readonly dialect: Dialect
  readonly source: ImportTableResult['source']
  readonly targetColumn: string | null
}

/** Puts the result of an import together, whatever kind of file it came from. */
export function describeImport(done: FinishedImport): ImportTableResult {
  const { names, levels, sinkOf, nRows } = done
  const columns = names.map((name, index): ReadColumn => {
    const sink = sinkOf(index)
    const texts = levels[index] ?? null
    const format = done.dateFormats[index] ?? null
    return {
      name,
      ...(done.declared?.[index] ?? decideFinalType(done.storage[index]!, done.forced.get(name), texts, format)),
      nMissing: sink.nMissing(index),
      nUnparsed: done.nUnparsed[index]!,
      sum: texts === null ? sink.sum(index) : null,
    }
  })
  const hashed = names.map((name, index) => {
    const texts = levels[index] ?? undefined
    const sha256 = sinkOf(index).sha256(index, texts)
    return { name, type: texts === undefined ? ('numeric' as const) : ('text' as const), sha256 }
  })
  const target = names.indexOf(done.targetColumn ?? '')
  const isTarget = done.targetColumn !== null && target >= 0
  return {
    nRows,
    columns,
    levels: levels.flatMap((texts, columnIndex) => (texts === null ? [] : [{ columnIndex, levels: texts }])),
    issues: done.issues.listed,
    nIssues: done.issues.count,
    dialect: done.dialect,
    source: done.source,
    valuesHash: valuesHashOf(hashed, nRows),
    targetCounts: isTarget ? sinkOf(target).valueCounts(target, levels[target] ?? undefined) : null,
  }
}
