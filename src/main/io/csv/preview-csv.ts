import type { ColumnProfile, ColumnRole, CsvOptions, DatasetPreview } from '../../../shared/contract/index.ts'
import { type Column, cellAt } from '../../core/frame/frame.ts'
import { printNumber } from '../../core/frame/parse-number.ts'
import { profileColumn } from '../../core/frame/profile-column.ts'
import { describeInputFile } from '../input-file.ts'
import { CSV_SAMPLE, type CsvLimits } from '../limits.ts'
import { effectiveLimits, findDialect } from './csv-dialect.ts'
import { encodeColumns } from './encode-columns.ts'
import { decideTypes, describeColumn, requireRows } from './import-csv.ts'
import type { IssueList } from './parse-issues.ts'
import { readCsvRows } from './read-csv-rows.ts'
import { surveyColumns } from './survey-columns.ts'

export interface PreviewCsvInput {
  readonly path: string
  readonly options: CsvOptions
  readonly roles?: readonly { readonly column: string; readonly role: ColumnRole }[]
  readonly limits?: Partial<CsvLimits>
}

/** Small, so that the limit on bytes is not overshot by much. */
const PREVIEW_BLOCK = 64 * 1024

interface RawRow {
  readonly line: number
  readonly raw: string[]
}

/**
 * Reads the beginning of a file the way the import would, and shows what stands there beside what it is read as.
 *
 * @throws AppError as the import does, for faults in the part that is read
 */
export async function previewCsv(input: PreviewCsvInput): Promise<DatasetPreview> {
  const limits = effectiveLimits(input.limits)
  const file = describeInputFile(input.path, limits.fileBytes)
  const dialect = findDialect(file, input.options)
  const rawRows: RawRow[] = []
  const first = readCsvRows(file, dialect, limits, PREVIEW_BLOCK)
  try {
    const { scanner } = first
    const collect = () => {
      if (rawRows.length >= CSV_SAMPLE.shownRows) return
      rawRows.push({ line: scanner.line, raw: Array.from({ length: scanner.nCells }, (_, cell) => scanner.text(cell)) })
    }
    const evidence = await surveyColumns(first, dialect, CSV_SAMPLE, { onRow: collect })
    requireRows(first, file)
    const nRows = first.nRows
    const decisions = decideTypes(first.names, evidence, input.options, file)

    const second = readCsvRows(file, dialect, limits)
    try {
      const types = decisions.map(({ type }) => type)
      const encoded = await encodeColumns(
        second,
        { types, nRows, missing: dialect.missing, decimal: dialect.decimal },
        second.issues,
      )
      const isPartial = second.next()
      const profile = encoded.columns.map((column): ColumnProfile => profileColumn(column))
      const roles = new Map((input.roles ?? []).map(({ column, role }) => [column, role]))
      return {
        path: file.path,
        fileName: file.fileName,
        bytes: file.bytes,
        dialect: second.finish().dialect,
        columns: profile.map((summary, index) => ({
          ...describeColumn(summary, decisions[index]!, encoded.nUnparsed[index]!),
          role: roles.get(summary.name) ?? 'feature',
        })),
        rows: rawRows.map((row, index) => ({ ...row, parsed: encoded.columns.map((column) => cellAt(column, index)) })),
        values: encoded.columns.map((column) => ({ column: column.name, values: firstValues(column) })),
        ...listIssues(second.issues),
        nRows,
        isPartial,
      }
    } finally {
      second.close()
    }
  } finally {
    first.close()
  }
}

function listIssues(issues: IssueList): Pick<DatasetPreview, 'issues' | 'nIssues'> {
  return { issues: issues.listed, nIssues: issues.count }
}

/** At most fifty distinct values: numbers ascending, texts in order of first occurrence. */
function firstValues(column: Column): string[] {
  if (column.kind === 'text') return column.levels.slice(0, CSV_SAMPLE.shownValues)
  const distinct = new Set(column.values.filter((value) => !Number.isNaN(value)).sort())
  return [...distinct].slice(0, CSV_SAMPLE.shownValues).map((value) => printNumber(value))
}
