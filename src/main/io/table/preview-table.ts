import type {
  ColumnProfile,
  ColumnRole,
  DatasetPreview,
  ParseIssue,
  ReadOptions,
} from '../../../shared/contract/index.ts'
import type { DateFormat } from '../../core/calendar/date-format.ts'
import type { ColumnTypeDecision } from '../../core/frame/decide-column-type.ts'
import { cellAt } from '../../core/frame/frame.ts'
import { profileColumn } from '../../core/frame/profile-column.ts'
import { effectiveLimits } from '../csv/csv-dialect.ts'
import { RAGGED_PROBLEMS } from '../csv/read-csv-rows.ts'
import { detectFormat } from '../detect-format.ts'
import { describeInputFile } from '../input-file.ts'
import { CSV_SAMPLE, type CsvLimits } from '../limits.ts'
import { chooseDateFormat, decideFinalType, decideStorage, type ForcedType, forcedTypes } from './column-types.ts'
import { type EncodedColumns, encodeColumns } from './encode-columns.ts'
import { firstValues } from './first-values.ts'
import { openTable } from './open-table.ts'
import { PreviewRows } from './preview-rows.ts'
import { CELL_KINDS, type RowCells } from './row-source.ts'
import { suggestColumns } from './suggest-columns.ts'
import { surveyColumns, TextTally } from './survey-columns.ts'
import { requireRows } from './table-checks.ts'

export interface PreviewTableInput {
  readonly path: string
  readonly options: ReadOptions
  readonly roles?: readonly { readonly column: string; readonly role: ColumnRole }[]
  readonly limits?: Partial<CsvLimits>
}

/** Small, so that the limit on bytes is not overshot by much. */
const PREVIEW_BLOCK = 64 * 1024
const RAGGED_ACTION =
  'the import refuses the file; choose “Mend and list” (--ragged repair on the command line) to have this done: '

interface RawRow {
  readonly line: number
  readonly raw: (string | null)[]
}

/**
 * Reads the beginning of a file the way the import would, and shows what stands there beside what it is read as. Rows with another
 * number of cells are shown as they would be mended, and a fault behind the first rows ends the preview: both are listed as what
 * the import will refuse.
 *
 * @throws AppError as the import does, for faults at the very beginning
 */
export async function previewTable(input: PreviewTableInput): Promise<DatasetPreview> {
  const limits = effectiveLimits(input.limits)
  const file = describeInputFile(input.path, limits.fileBytes)
  if (detectFormat(file, input.options) === 'parquet') {
    // Loaded on demand: its engine is large.
    const { previewParquet } = await import('../parquet/preview-parquet.ts')
    return await previewParquet(input)
  }
  const table = await openTable(file, { ...input.options, raggedRows: 'repair' }, limits)
  const rawRows: RawRow[] = []
  const first = new PreviewRows(table.open(PREVIEW_BLOCK), CSV_SAMPLE.bytes)
  try {
    const forced = forcedTypes(first.names, input.options, file)
    const tallies = first.names.map((name) => (forced.get(name)?.type === 'date' ? new TextTally(table.missing) : null))
    const collect = () => {
      tallies.forEach((tally, cell) => void tally?.add(first.cells, cell))
      if (rawRows.length < CSV_SAMPLE.shownRows) rawRows.push({ line: first.cells.line, raw: rawTexts(first.cells) })
    }
    const evidence = await surveyColumns(first, table, CSV_SAMPLE, { onRow: collect })
    requireRows(first, file)
    const nRows = first.nRows
    const decisions = first.names.map((name, index) => decideStorage(evidence[index]!, forced.get(name)))
    const dateFormats = tallies.map((tally, index) =>
      tally === null ? null : chooseDateFormat(forced.get(first.names[index]!)!, tally.texts(), tally.counts, file),
    )

    const second = new PreviewRows(table.open(), CSV_SAMPLE.bytes)
    try {
      const types = decisions.map(({ type }) => type)
      const plan = { ...table, types, dateFormats, nRows }
      const encoded = await encodeColumns(second, plan, second.issues)
      const isPartial = second.next() || second.isCut || second.fault !== null
      const profile = encoded.columns.map((column): ColumnProfile => profileColumn(column))
      const roles = new Map((input.roles ?? []).map(({ column, role }) => [column, role]))
      const columns = describeColumns(profile, decisions, encoded, { dateFormats, forced, roles })
      return {
        path: file.path,
        fileName: file.fileName,
        bytes: file.bytes,
        dialect: asAsked(second.finish().dialect, input.options),
        columns,
        rows: rawRows.map((row, index) => ({ ...row, parsed: encoded.columns.map((column) => cellAt(column, index)) })),
        values: encoded.columns.map((column) => ({ column: column.name, values: firstValues(column) })),
        ...listIssues(second, input.options),
        nRows,
        suggestions: suggestColumns(
          columns.map((column, index) => ({ ...column, cells: encoded.columns[index]! })),
          nRows,
        ),
        sums: profile.flatMap(({ name, type, sum }) => (type === 'numeric' ? [{ column: name, sum }] : [])),
        isPartial,
      }
    } finally {
      second.close()
    }
  } finally {
    first.close()
  }
}

/** What the import would say of the columns, as far as the rows read tell. */
function describeColumns(
  profile: readonly ColumnProfile[],
  decisions: readonly ColumnTypeDecision[],
  encoded: EncodedColumns,
  known: {
    readonly dateFormats: readonly (DateFormat | null)[]
    readonly forced: ReadonlyMap<string, ForcedType>
    readonly roles: ReadonlyMap<string, ColumnRole>
  },
): DatasetPreview['columns'] {
  return profile.map(({ name, nMissing, nDistinct }, index) => {
    const cells = encoded.columns[index]!
    const levels = cells.kind === 'text' ? cells.levels : null
    return {
      name,
      ...decideFinalType(decisions[index]!, known.forced.get(name), levels, known.dateFormats[index] ?? null),
      nMissing,
      nDistinct,
      nUnparsed: encoded.nUnparsed[index]!,
      specialCodes: [],
      privacy: null,
      role: known.roles.get(name) ?? 'feature',
    }
  })
}

function rawTexts(cells: RowCells): (string | null)[] {
  const { kinds } = cells
  return Array.from({ length: cells.nCells }, (_, cell) =>
    kinds?.[cell] === CELL_KINDS.missing ? null : cells.text(cell),
  )
}

/** The preview mends rows so as to show them; what is recorded is what the person said. */
function asAsked(dialect: DatasetPreview['dialect'], options: ReadOptions): DatasetPreview['dialect'] {
  if (options.raggedRows === 'repair') return dialect
  return {
    ...dialect,
    raggedRows: 'refuse',
    decisions: dialect.decisions.filter(({ what }) => what !== 'raggedRows'),
  }
}

function listIssues(rows: PreviewRows, options: ReadOptions): Pick<DatasetPreview, 'issues' | 'nIssues'> {
  const { issues: list, fault } = rows
  const issues = options.raggedRows === 'repair' ? list.listed : list.listed.map(warnOfRefusal)
  if (fault === null) return { issues, nIssues: list.count }
  const refusal: ParseIssue = {
    line: fault.place?.line ?? 1,
    column: null,
    raw: '',
    problem: fault.message,
    action: `the import refuses the file. ${fault.hint ?? ''}`.trim(),
  }
  // First, because everything behind it was not looked at.
  return { issues: [refusal, ...issues], nIssues: list.count + 1 }
}

function warnOfRefusal(issue: ParseIssue): ParseIssue {
  const isRagged = issue.problem === RAGGED_PROBLEMS.short || issue.problem === RAGGED_PROBLEMS.long
  return isRagged ? { ...issue, action: RAGGED_ACTION + issue.action } : issue
}
