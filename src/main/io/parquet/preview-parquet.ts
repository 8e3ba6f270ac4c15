import type { ColumnProfile, DatasetPreview } from '../../../shared/contract/index.ts'
import { type Column, cellAt } from '../../core/frame/frame.ts'
import { profileColumn } from '../../core/frame/profile-column.ts'
import { effectiveLimits } from '../csv/csv-dialect.ts'
import { describeInputFile } from '../input-file.ts'
import { CSV_SAMPLE } from '../limits.ts'
import { decideFinalType, forcedTypes } from '../table/column-types.ts'
import { firstValues } from '../table/first-values.ts'
import type { PreviewTableInput } from '../table/preview-table.ts'
import { suggestColumns } from '../table/suggest-columns.ts'
import { type ColumnSourceFile, readParquet } from './read-parquet.ts'

/**
 * Reads the beginning of a Parquet file the way the import does, and shows the texts of the engine beside what is read.
 *
 * @throws AppError as `readParquet`
 */
export async function previewParquet(input: PreviewTableInput): Promise<DatasetPreview> {
  const limits = effectiveLimits(input.limits)
  const file = describeInputFile(input.path, limits.fileBytes)
  const source = await readParquet(file, input.options, limits)
  try {
    const nRows = Math.min(CSV_SAMPLE.rows, source.nRows)
    const columns = await firstColumns(source, nRows)
    const profile = columns.map((column): ColumnProfile => profileColumn(column))
    const raw = await source.rawRows(CSV_SAMPLE.shownRows)
    const nUnparsed = source.nUnparsed()
    const names = columns.map(({ name }) => name)
    const forced = forcedTypes(names, input.options, file)
    const roles = new Map((input.roles ?? []).map(({ column, role }) => [column, role]))
    const described = profile.map(({ name, nMissing, nDistinct }, index) => {
      const { type, reason, isForcedDate, dateFormat } = source.columns[index]!
      const column = columns[index]!
      const levels = column.kind === 'text' ? column.levels : null
      return {
        name,
        ...decideFinalType({ type, reason }, forced.get(name), levels, isForcedDate ? dateFormat : null),
        nMissing,
        nDistinct,
        nUnparsed: nUnparsed[index]!,
        specialCodes: [],
        privacy: null,
        role: roles.get(name) ?? 'feature',
      }
    })
    return {
      path: file.path,
      fileName: file.fileName,
      bytes: file.bytes,
      dialect: source.dialect,
      columns: described,
      rows: raw.map((texts, index) => ({
        line: index + 1,
        raw: texts,
        parsed: columns.map((column) => cellAt(column, index)),
      })),
      values: columns.map((column) => ({ column: column.name, values: firstValues(column) })),
      issues: source.issues.listed,
      nIssues: source.issues.count,
      nRows,
      suggestions: suggestColumns(
        described.map((column, index) => ({ ...column, cells: columns[index]! })),
        nRows,
      ),
      sums: profile.flatMap(({ name, type, sum }) => (type === 'numeric' ? [{ column: name, sum }] : [])),
      isPartial: nRows < source.nRows,
    }
  } finally {
    source.close()
  }
}

/** Fewer rows than one part holds. */
async function firstColumns(source: ColumnSourceFile, nRows: number): Promise<Column[]> {
  let columns: Column[] = []
  for await (const part of source.open(nRows)) {
    const levels = source.levels()
    columns = source.columns.map(({ name }, index): Column => {
      const values = part.columns[index]!
      return values instanceof Float64Array
        ? { kind: 'numeric', name, values }
        : { kind: 'text', name, codes: values, levels: levels[index] ?? [] }
    })
  }
  return columns
}
