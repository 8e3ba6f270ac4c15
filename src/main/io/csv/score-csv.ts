import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Cell, ReadOptions } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { listNames, quoteNames } from '../../../shared/list-names.ts'
import { type DateFormat, isDateFormat } from '../../core/calendar/date-format.ts'
import { parseDate } from '../../core/calendar/parse-date.ts'
import { parseNumber } from '../../core/frame/parse-number.ts'
import { openAtomicFile, type WrittenFile } from '../../disk/atomic-file.ts'
import { describeInputFile, type InputFile } from '../input-file.ts'
import type { CsvLimits } from '../limits.ts'
import { unfitNumber } from '../table/encode-columns.ts'
import { requireRows } from '../table/import-table.ts'
import { IssueList, shorten } from '../table/parse-issues.ts'
import { repairNames } from '../table/repair-names.ts'
import { CELL_KINDS } from '../table/row-source.ts'
import { type CsvDialect, effectiveLimits, findDialect } from './csv-dialect.ts'
import { type CsvFormat, createCsvWriter, printCell, printNumberCell } from './csv-writer.ts'
import { type CsvRows, readCsvRows } from './read-csv-rows.ts'

export interface ScoreCsvInput {
  readonly path: string
  readonly options: ReadOptions
  /** The model as its canonical JSON. */
  readonly modelJson: string
  readonly outputPath: string
  /** Reasons per row, 0 to 10. */
  readonly reasons: number
  readonly limits?: Partial<CsvLimits>
}

export interface ScoreCsvResult {
  readonly nRows: number
  /** Rows in which a cell could not be read. */
  readonly nIssues: number
  readonly sha256: string
  readonly bytes: number
}

/** A model ready to score one case after the other. */
export interface CaseScorer {
  /** Columns it needs. */
  readonly columns: readonly ScorerColumn[]
  /** Columns it uses where the file has them. */
  readonly optionalColumns: readonly ScorerColumn[]
  /** Scores rows; `get` gives the cell of a column of the row. */
  createReader(hasColumn: (name: string) => boolean): (get: (name: string) => Cell) => ScoredRow
}

export interface ScorerColumn {
  readonly name: string
  readonly type: 'numeric' | 'text' | 'date'
  /** Format of a date. */
  readonly dateFormat?: string | null
}

export interface ScoredRow {
  readonly points: number
  readonly probability: number
  readonly reasons: readonly string[]
  /** What the person should know of this score, such as that the model was not made for the case. */
  readonly remarks: readonly string[]
}

export type ScorerFactory = (modelJson: string, maxReasons: number) => CaseScorer

interface Wanted {
  readonly cell: number
  readonly name: string
  readonly isNumeric: boolean
  /** Format of a date; null for others. */
  readonly dateFormat: DateFormat | null
}

const ROWS_PER_TURN = 2_048

/**
 * Scores a CSV file into a CSV file, row by row in bounded memory: all columns as they stood, then points, probability of
 * default, reasons, and what could not be read in the row. The output has the delimiter, line ends and decimal mark of the
 * input, and is UTF-8.
 *
 * @throws AppError `badData` if a column the model needs is missing, before anything is written; else as the import does, and
 * `cannotWrite`. An older output stays in place unless the whole file was scored.
 */
export async function scoreCsv(
  input: ScoreCsvInput,
  hooks: { report(stage: string, fraction: number | null, rowsDone?: number): void },
  createScorer: ScorerFactory,
): Promise<ScoreCsvResult> {
  const limits = effectiveLimits(input.limits)
  const file = describeInputFile(input.path, limits.fileBytes)
  const dialect = findDialect(file, input.options, limits)
  const scorer = createScorer(input.modelJson, input.reasons)
  const rows = readCsvRows(file, dialect, limits)
  try {
    const wanted = findColumns(rows, scorer, file)
    const output = openAtomicFile(input.outputPath)
    try {
      const format = outputFormat(dialect, rows)
      const writer = createCsvWriter(output, format)
      writer.row(outputNames(rows, input.reasons).map((name) => printCell(name, format)))
      const scoreRow = rowScorer(rows, wanted, scorer, { dialect, format, nReasons: input.reasons })
      let nIssues = 0
      hooks.report('Scoring', 0, 0)
      while (rows.next()) {
        const { cells, hasIssue } = scoreRow()
        if (hasIssue) nIssues++
        writer.row(cells)
        if (rows.nRows % ROWS_PER_TURN !== 0) continue
        hooks.report('Scoring', rows.bytesRead / file.bytes, rows.nRows)
        await nextTurn()
      }
      requireRows(rows, file)
      writer.flush()
      const written: WrittenFile = output.commit()
      return { nRows: rows.nRows, nIssues, sha256: written.sha256, bytes: written.bytes }
    } finally {
      output.discard()
    }
  } finally {
    rows.close()
  }
}

function rowScorer(
  rows: CsvRows,
  wanted: readonly Wanted[],
  scorer: CaseScorer,
  style: { dialect: CsvDialect; format: CsvFormat; nReasons: number },
): () => { cells: string[]; hasIssue: boolean } {
  const { cells: scanner, names } = rows
  const { dialect, format, nReasons } = style
  const missing = new Set(dialect.missing)
  const place = new Map(wanted.map(({ name }, index) => [name, index]))
  const score = scorer.createReader((name) => place.has(name))
  return () => {
    const texts = names.map((_, cell) => scanner.text(cell))
    const issues: string[] = []
    const { kinds } = scanner
    const values = wanted.map((column) =>
      kinds?.[column.cell] === CELL_KINDS.missing
        ? null
        : readCell(texts[column.cell]!, column, missing, dialect, issues),
    )
    const scored = score((name) => values[place.get(name) ?? -1] ?? null)
    const { points, probability, reasons } = scored
    issues.push(...scored.remarks)
    const cells = texts.map((text) => (text === '' ? '' : printCell(text, format)))
    cells.push(printNumberCell(points, format, dialect.decimal), printNumberCell(probability, format, dialect.decimal))
    for (let i = 0; i < nReasons; i++) cells.push(reasons[i] === undefined ? '' : printCell(reasons[i]!, format))
    cells.push(issues.length === 0 ? '' : printCell(issues.join('; '), format))
    return { cells, hasIssue: issues.length > 0 }
  }
}

function readCell(
  text: string,
  column: Wanted,
  missing: ReadonlySet<string>,
  marks: Pick<CsvDialect, 'decimal' | 'thousands'>,
  issues: string[],
): Cell {
  if (missing.has(text) || missing.has(trimBlanks(text))) return null
  if (!column.isNumeric) {
    if (column.dateFormat === null || parseDate(text, column.dateFormat) !== null) return text
    issues.push(`${column.name} "${shorten(text)}" is not a date written ${column.dateFormat}, read as missing`)
    return null
  }
  const scanned = parseNumber(text, marks.decimal, marks.thousands)
  const unfit = unfitNumber(scanned)
  if (unfit !== null) issues.push(`${column.name} "${shorten(text)}" ${unfit.problem}, ${unfit.action}`)
  return Number.isNaN(scanned.value) ? null : scanned.value
}

function trimBlanks(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, '')
}

function findColumns(rows: CsvRows, scorer: CaseScorer, file: InputFile): Wanted[] {
  const cells = new Map(rows.names.map((name, cell) => [name, cell]))
  const absent = scorer.columns.filter(({ name }) => !cells.has(name)).map(({ name }) => name)
  if (absent.length > 0) {
    throw new AppError(
      'badData',
      `${file.fileName} needs the column${absent.length === 1 ? '' : 's'} ${quoteNames(absent)}, which the model uses`,
      {
        hint: `Its columns are: ${listNames(rows.names)}`,
        place: { file: file.fileName, line: 1, column: absent[0]! },
      },
    )
  }
  const optional = scorer.optionalColumns.filter(({ name }) => cells.has(name))
  return [...scorer.columns, ...optional].map(({ name, type, dateFormat = null }) => ({
    cell: cells.get(name)!,
    name,
    isNumeric: type === 'numeric',
    dateFormat: dateFormat !== null && isDateFormat(dateFormat) ? dateFormat : null,
  }))
}

/** A file that was scored before has columns of these names already: the new ones then get a number. */
function outputNames(rows: CsvRows, nReasons: number): string[] {
  const reasons = Array.from({ length: nReasons }, (_, i) => `assay_reason_${i + 1}`)
  return repairNames([...rows.names, 'assay_points', 'assay_pd', ...reasons, 'assay_issue'], 1, new IssueList())
}

function outputFormat(dialect: CsvDialect, rows: CsvRows): CsvFormat {
  const isWindows = rows.cells.lineEndings.returnLineFeed > 0
  return {
    delimiter: dialect.delimiter,
    lineEnding: isWindows ? '\r\n' : '\n',
    byteOrderMark: dialect.byteOrderMark,
    guardFormulas: true,
  }
}
