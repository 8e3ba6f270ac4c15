import type { ReadOptions } from '../../../shared/contract/index.ts'
import type { DateFormat } from '../../core/calendar/date-format.ts'
import type { ColumnTypeDecision } from '../../core/frame/decide-column-type.ts'
import { effectiveLimits } from '../csv/csv-dialect.ts'
import { detectFormat } from '../detect-format.ts'
import { importPlainCsv } from '../fast-csv/import-plain-csv.ts'
import { NotPlain } from '../fast-csv/plain-csv.ts'
import { describeInputFile } from '../input-file.ts'
import type { CsvLimits } from '../limits.ts'
import { ColumnSink } from './column-sink.ts'
import { chooseDateFormat, decideStorage, forcedTypes } from './column-types.ts'
import { describeImport } from './describe-import.ts'
import { streamColumns } from './encode-columns.ts'
import type { ImportHooks, ImportTableInput, ImportTableResult } from './import-types.ts'
import { openTable } from './open-table.ts'
import type { TableFile } from './row-source.ts'
import { surveyColumns, TextTally, WHOLE_FILE } from './survey-columns.ts'
import { changedMeanwhile, requireRows } from './table-checks.ts'

export type { ValueCounts } from './column-sink.ts'
export { decideTypes } from './column-types.ts'
export type { ImportHooks, ImportTableInput, ImportTableResult, ReadColumn } from './import-types.ts'
export { requireRows } from './table-checks.ts'

/**
 * Reads a whole file into typed columns and hands them out in parts of 65,536 rows. Plain CSV is read once, by types taken
 * from its beginning, and a column that turns out otherwise is read again; every other file is read in two passes. The result is the
 * same: {@link importTableExactly} is the reference.
 *
 * @throws AppError `notFound`, `invalidInput`, `badData` or `tooLarge`, each with place and remedy; `conflict` if the file changes
 * meanwhile
 */
export async function importTable(input: ImportTableInput, hooks: ImportHooks): Promise<ImportTableResult> {
  const limits = effectiveLimits(input.limits)
  const file = describeInputFile(input.path, limits.fileBytes)
  const format = detectFormat(file, input.options)
  if (format === 'parquet') {
    // Loaded on demand: its engine is large.
    const { importParquet } = await import('../parquet/import-parquet.ts')
    return await importParquet(input, hooks)
  }
  const table = await openTable(file, input.options, limits, format)
  if (table.plainCsv !== undefined && table.plainCsv !== null) {
    try {
      return await importPlainCsv(table, table.plainCsv, input, limits, hooks)
    } catch (error) {
      if (!(error instanceof NotPlain)) throw error
    }
  }
  return await importRows(table, input, limits, hooks)
}

/** {@link importTable} without the quick way. */
export async function importTableExactly(input: ImportTableInput, hooks: ImportHooks): Promise<ImportTableResult> {
  const limits = effectiveLimits(input.limits)
  const file = describeInputFile(input.path, limits.fileBytes)
  return await importRows(await openTable(file, input.options, limits), input, limits, hooks)
}

/** In two passes: the first looks at every cell and finds every fault, the second hands out the values. Both must see the same bytes. */
async function importRows(
  table: TableFile,
  input: ImportTableInput,
  limits: CsvLimits,
  hooks: ImportHooks,
): Promise<ImportTableResult> {
  const { file } = table
  const survey = await surveyFile(table, input.options, hooks)
  const rows = table.open()
  try {
    const { dateFormats, nRows } = survey
    const types = survey.decisions.map(({ type }) => type)
    const counted = rows.names.indexOf(input.targetColumn ?? '')
    const sink = new ColumnSink(types, (chunk) => hooks.chunk(chunk), counted)
    const plan = { ...table, types, dateFormats, nRows, maxTextBytes: limits.valueBytes }
    const encoded = await streamColumns(rows, plan, rows.issues, sink, () =>
      hooks.report('Reading values', 0.4 + 0.5 * (rows.bytesRead / file.bytes), rows.nRows),
    )
    await sink.finish()
    if (rows.next() || rows.nRows !== nRows) throw changedMeanwhile(file)
    const { sha256, dialect } = rows.finish()
    if (sha256 !== survey.sha256) throw changedMeanwhile(file)
    return describeImport({
      names: rows.names,
      storage: survey.decisions,
      forced: forcedTypes(rows.names, input.options, file),
      ...encoded,
      dateFormats,
      sinkOf: () => sink,
      nRows,
      issues: rows.issues,
      dialect,
      source: { fileName: file.fileName, bytes: rows.bytesRead, sha256 },
      targetColumn: input.targetColumn ?? null,
    })
  } finally {
    rows.close()
  }
}

interface Survey {
  readonly nRows: number
  readonly decisions: readonly ColumnTypeDecision[]
  readonly dateFormats: readonly (DateFormat | null)[]
  readonly sha256: string
}

async function surveyFile(table: TableFile, options: ReadOptions, hooks: ImportHooks): Promise<Survey> {
  const { file } = table
  const rows = table.open()
  try {
    hooks.report('Checking the file', 0)
    const forced = forcedTypes(rows.names, options, file)
    const tallies = rows.names.map((name) => (forced.get(name)?.type === 'date' ? new TextTally(table.missing) : null))
    const evidence = await surveyColumns(rows, table, WHOLE_FILE, {
      onTurn: () => hooks.report('Checking the file', 0.4 * (rows.bytesRead / file.bytes), rows.nRows),
      onRow: () => tallies.forEach((tally, cell) => void tally?.add(rows.cells, cell)),
    })
    requireRows(rows, file)
    return {
      nRows: rows.nRows,
      decisions: rows.names.map((name, index) => decideStorage(evidence[index]!, forced.get(name))),
      dateFormats: tallies.map((tally, index) =>
        tally === null ? null : chooseDateFormat(forced.get(rows.names[index]!)!, tally.texts(), tally.counts, file),
      ),
      sha256: rows.finish().sha256,
    }
  } finally {
    rows.close()
  }
}
