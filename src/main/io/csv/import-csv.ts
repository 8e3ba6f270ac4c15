import type { ColumnProfile, ColumnSchema, CsvOptions, Dialect, ParseIssue } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { listNames } from '../../../shared/list-names.ts'
import { type ColumnTypeDecision, decideColumnType } from '../../core/frame/decide-column-type.ts'
import type { Column } from '../../core/frame/frame.ts'
import { printNumber } from '../../core/frame/parse-number.ts'
import { profileColumn } from '../../core/frame/profile-column.ts'
import { describeInputFile, type InputFile } from '../input-file.ts'
import type { CsvLimits } from '../limits.ts'
import { valuesHash } from '../values-hash.ts'
import { type CsvDialect, effectiveLimits, findDialect } from './csv-dialect.ts'
import { type ColumnChunk, type EncodedColumns, encodeColumns } from './encode-columns.ts'
import type { IssueList } from './parse-issues.ts'
import { type CsvRows, readCsvRows } from './read-csv-rows.ts'
import { surveyColumns, WHOLE_FILE } from './survey-columns.ts'

export interface ImportCsvInput {
  readonly path: string
  readonly options: CsvOptions
  /** Column whose values are to be counted, so that events can be checked before anything is stored. */
  readonly targetColumn?: string | null
  readonly limits?: Partial<CsvLimits>
}

/** Counts of the distinct values of one column, most frequent first; numbers as their shortest text. */
export interface ValueCounts {
  readonly values: readonly { readonly value: string; readonly count: number }[]
  readonly nMissing: number
}

export type ReadColumn = Omit<ColumnSchema, 'role'>

export interface ImportCsvResult {
  readonly nRows: number
  readonly columns: ReadColumn[]
  /** Levels of the text columns, in order of first occurrence. */
  readonly levels: readonly { readonly columnIndex: number; readonly levels: readonly string[] }[]
  readonly profile: ColumnProfile[]
  readonly issues: ParseIssue[]
  readonly nIssues: number
  readonly dialect: Dialect
  readonly source: { readonly fileName: string; readonly bytes: number; readonly sha256: string }
  /** See `io/values-hash.ts`. */
  readonly valuesHash: string
  /** Null if no target was named, or the file has no such column. */
  readonly targetCounts: ValueCounts | null
}

export interface ImportHooks {
  report(stage: string, fraction: number | null, rowsDone?: number): void
  chunk(chunk: ColumnChunk): Promise<void>
}

/**
 * Reads a whole CSV file into typed columns, in two passes: the first looks at every cell and finds every fault, the second
 * hands out the values in parts of 65,536 rows. Both must see the same bytes.
 *
 * @throws AppError `notFound`, `invalidInput`, `badData` or `tooLarge`, each with place and remedy; `conflict` if the file changes
 * meanwhile
 */
export async function importCsv(input: ImportCsvInput, hooks: ImportHooks): Promise<ImportCsvResult> {
  const limits = effectiveLimits(input.limits)
  const file = describeInputFile(input.path, limits.fileBytes)
  const dialect = findDialect(file, input.options)
  const survey = await surveyFile(file, dialect, input.options, limits, hooks)
  const rows = readCsvRows(file, dialect, limits)
  try {
    const plan = {
      types: survey.decisions.map(({ type }) => type),
      nRows: survey.nRows,
      missing: dialect.missing,
      decimal: dialect.decimal,
    }
    const encoded = await encodeColumns(rows, plan, rows.issues, {
      onChunk: (chunk) => hooks.chunk(chunk),
      onTurn: () => hooks.report('Reading values', 0.4 + 0.5 * (rows.bytesRead / file.bytes), rows.nRows),
    })
    if (rows.next() || rows.nRows !== survey.nRows) throw changedMeanwhile(file)
    const { sha256, dialect: described } = rows.finish()
    if (sha256 !== survey.sha256) throw changedMeanwhile(file)
    hooks.report('Profiling', 0.9, rows.nRows)
    const source = { fileName: file.fileName, bytes: rows.bytesRead, sha256 }
    return describeResult(survey, encoded, rows.issues, {
      source,
      dialect: described,
      targetColumn: input.targetColumn ?? null,
    })
  } finally {
    rows.close()
  }
}

interface Survey {
  readonly nRows: number
  readonly nMissing: readonly number[]
  readonly decisions: readonly ColumnTypeDecision[]
  readonly sha256: string
}

async function surveyFile(
  file: InputFile,
  dialect: CsvDialect,
  options: CsvOptions,
  limits: CsvLimits,
  hooks: ImportHooks,
): Promise<Survey> {
  const rows = readCsvRows(file, dialect, limits)
  try {
    hooks.report('Checking the file', 0)
    const onTurn = () => hooks.report('Checking the file', 0.4 * (rows.bytesRead / file.bytes), rows.nRows)
    const evidence = await surveyColumns(rows, dialect, WHOLE_FILE, { onTurn })
    requireRows(rows, file)
    const decisions = decideTypes(rows.names, evidence, options, file)
    requireMemory(file, rows.nRows, decisions, limits)
    return {
      nRows: rows.nRows,
      nMissing: evidence.map((item) => item.nMissing),
      decisions,
      sha256: rows.finish().sha256,
    }
  } finally {
    rows.close()
  }
}

/** @throws AppError `badData` if a type is asked for a column that the file does not have */
export function decideTypes(
  names: readonly string[],
  evidence: Awaited<ReturnType<typeof surveyColumns>>,
  options: CsvOptions,
  file: InputFile,
): ColumnTypeDecision[] {
  const forced = new Map((options.types ?? []).map(({ column, type }) => [column, type]))
  for (const name of forced.keys()) {
    if (names.includes(name)) continue
    throw new AppError('badData', `${file.fileName} has no column "${name}" to give a type to`, {
      hint: `Its columns are: ${listNames(names)}`,
      place: { file: file.fileName, column: name },
    })
  }
  return names.map((name, index) => decideColumnType(evidence[index]!, forced.get(name)))
}

/** @throws AppError `badData` if there is a header and nothing under it */
export function requireRows(rows: CsvRows, file: InputFile): void {
  if (rows.nRows > 0) return
  throw new AppError('badData', `${file.fileName} has a header and no rows`, {
    hint: 'Check that the export that made the file ran to its end.',
    place: { file: file.fileName, line: 1 },
  })
}

/** The schema of a read column; `nMissing` counts the cells made missing because they did not fit, too. */
export function describeColumn(profile: ColumnProfile, decision: ColumnTypeDecision, nUnparsed: number): ReadColumn {
  const { name, type, nMissing, nDistinct } = profile
  return { name, type, reason: decision.reason, nMissing, nDistinct, nUnparsed }
}

function describeResult(
  survey: Survey,
  encoded: EncodedColumns,
  issues: IssueList,
  rest: { source: ImportCsvResult['source']; dialect: Dialect; targetColumn: string | null },
): ImportCsvResult {
  const profile = encoded.columns.map((column): ColumnProfile => profileColumn(column))
  const target = encoded.columns.find((column) => column.name === rest.targetColumn)
  return {
    nRows: survey.nRows,
    columns: profile.map((summary, index) =>
      describeColumn(summary, survey.decisions[index]!, encoded.nUnparsed[index]!),
    ),
    levels: encoded.columns.flatMap((column, columnIndex) =>
      column.kind === 'text' ? [{ columnIndex, levels: column.levels }] : [],
    ),
    profile,
    issues: issues.listed,
    nIssues: issues.count,
    dialect: rest.dialect,
    source: rest.source,
    valuesHash: valuesHash(encoded.columns, survey.nRows),
    targetCounts: target === undefined ? null : countValues(target),
  }
}

function countValues(column: Column): ValueCounts {
  const counts = new Map<number, number>()
  let nMissing = 0
  for (const value of column.kind === 'numeric' ? column.values : column.codes) {
    if (Number.isNaN(value) || (column.kind === 'text' && value < 0)) nMissing++
    else counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const textOf = (value: number) => (column.kind === 'numeric' ? printNumber(value) : column.levels[value]!)
  const values = [...counts].map(([value, count]) => ({ value: textOf(value), count }))
  return { values: values.sort((a, b) => b.count - a.count), nMissing }
}

function requireMemory(
  file: InputFile,
  nRows: number,
  decisions: readonly ColumnTypeDecision[],
  limits: CsvLimits,
): void {
  const bytes = decisions.reduce((sum, { type }) => sum + nRows * (type === 'numeric' ? 8 : 4), 0)
  if (bytes <= limits.valueBytes) return
  throw new AppError(
    'tooLarge',
    `${file.fileName} needs ${bytes} bytes of memory for its values, got a limit of ${limits.valueBytes}`,
    {
      hint: 'Leave out columns or rows that are not needed.',
      place: { file: file.fileName },
    },
  )
}

function changedMeanwhile(file: InputFile): AppError {
  return new AppError('conflict', `${file.fileName} changed while it was being read`, {
    hint: 'Close the program that writes to it, and import again.',
    place: { file: file.fileName },
  })
}
