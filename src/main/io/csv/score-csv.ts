import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Cell, ReadOptions } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { listNames, quoteNames } from '../../../shared/list-names.ts'
import type { Column } from '../../core/frame/frame.ts'
import { type AtomicFile, openAtomicFile, type WrittenFile } from '../../disk/atomic-file.ts'
import { describeInputFile, type InputFile } from '../input-file.ts'
import type { CsvLimits } from '../limits.ts'
import { requireRows } from '../table/import-table.ts'
import { IssueList } from '../table/parse-issues.ts'
import { repairNames } from '../table/repair-names.ts'
import { blockColumns } from './block-columns.ts'
import { CellReader, knownDateFormat, type WantedColumn } from './cell-reader.ts'
import { type CsvDialect, effectiveLimits, findDialect } from './csv-dialect.ts'
import { type CsvFormat, createCsvWriter, printCell, printNumberCell } from './csv-writer.ts'
import { type CsvRows, readCsvRows } from './read-csv-rows.ts'
import { RowBlock } from './row-block.ts'

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
  /** Scores many rows at once; numbers and reasons are the same. */
  readonly batch?: CaseBatch | undefined
  /** The quickest way, where there are no remarks either: many rows at once, given as `columns`. */
  readonly scoreColumns?: ((columns: readonly Column[]) => ScoredColumns) | undefined
}

export interface ScorerColumn {
  readonly name: string
  readonly type: 'numeric' | 'text' | 'date'
  /** Format of a date. */
  readonly dateFormat?: string | null
}

/** Reads rows one after the other, and scores many at once. */
export interface CaseBatch {
  createReader(hasColumn: (name: string) => boolean): (get: (name: string) => Cell) => ReadCase
  score(cases: readonly (readonly Cell[])[]): ScoredColumns
}

/** What a model takes of one row. */
export interface ReadCase {
  /** One per characteristic. */
  readonly values: readonly Cell[]
  readonly remarks: readonly string[]
}

/** Scores of many rows, arrays of shape (nRows,). */
export interface ScoredColumns {
  readonly points: Float64Array
  readonly probability: Float64Array
  /** Printed reasons of each row; absent: none are wanted. */
  readonly reasons?: readonly (readonly string[])[] | undefined
}

export interface ScoredRow {
  readonly points: number
  readonly probability: number
  readonly reasons: readonly string[]
  /** What the person should know of this score, such as that the model was not made for the case. */
  readonly remarks: readonly string[]
}

export type ScorerFactory = (modelJson: string, maxReasons: number) => CaseScorer

const ROWS_PER_TURN = 2_048
/** A block of long rows is written before it has all its rows. */
const BLOCK_BYTES = 1 << 22

/**
 * Scores a CSV file into a CSV file, in blocks of rows and bounded memory: all columns as they stood, then points, probability of
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
      writer.flush()
      const block = scoredBlock(rows, wanted, scorer, { dialect, format, nReasons: input.reasons })
      let nIssues = 0
      hooks.report('Scoring', 0, 0)
      while (rows.next()) {
        if (block.add()) nIssues++
        const isTurn = rows.nRows % ROWS_PER_TURN === 0
        if (isTurn || block.length > BLOCK_BYTES) block.write(output)
        if (!isTurn) continue
        hooks.report('Scoring', rows.bytesRead / file.bytes, rows.nRows)
        await nextTurn()
      }
      block.write(output)
      requireRows(rows, file)
      const written: WrittenFile = output.commit()
      return { nRows: rows.nRows, nIssues, sha256: written.sha256, bytes: written.bytes }
    } finally {
      output.discard()
    }
  } finally {
    rows.close()
  }
}

/** Rows being scored, until they are written. */
interface ScoredBlock {
  /** Bytes of its rows. */
  readonly length: number
  /** Takes in the current row. @returns whether there is something to know of it */
  add(): boolean
  write(output: AtomicFile): void
}

interface OutputStyle {
  readonly dialect: CsvDialect
  readonly format: CsvFormat
  readonly nReasons: number
}

function scoredBlock(
  rows: CsvRows,
  wanted: readonly WantedColumn[],
  scorer: CaseScorer,
  style: OutputStyle,
): ScoredBlock {
  const { dialect, format, nReasons } = style
  const cells = new CellReader(rows.cells, dialect, wanted)
  const block = new RowBlock(format, ROWS_PER_TURN)
  const scores = blockScores(rows, wanted, scorer, cells)
  const issuesOfRow: string[][] = []
  return {
    get length() {
      return block.length
    },
    add() {
      const issues: string[] = []
      scores.read(block.nRows, issues)
      issuesOfRow[block.nRows] = issues
      block.add(rows.cells)
      return issues.length > 0
    },
    write(output) {
      if (block.nRows === 0) return
      const scoreOf = scores.score(block.nRows)
      block.write(output, (row) => {
        const { points, probability, reasons } = scoreOf(row)
        const issues = issuesOfRow[row]!
        let text = `${printNumberCell(points, format, dialect.decimal)}${format.delimiter}${printNumberCell(probability, format, dialect.decimal)}`
        for (let i = 0; i < nReasons; i++)
          text += format.delimiter + (reasons[i] === undefined ? '' : printCell(reasons[i]!, format))
        return text + format.delimiter + (issues.length === 0 ? '' : printCell(issues.join('; '), format))
      })
    },
  }
}

/** Scores of the rows of a block. */
interface BlockScores {
  /** Reads the current record as a row of the block. */
  read(row: number, issues: string[]): void
  /** Scores of the first rows, by row. */
  score(nRows: number): (row: number) => Omit<ScoredRow, 'remarks'>
}

/** The quickest way that the scorer knows. */
function blockScores(
  rows: CsvRows,
  wanted: readonly WantedColumn[],
  scorer: CaseScorer,
  cells: CellReader,
): BlockScores {
  if (scorer.scoreColumns !== undefined) return columnScores(rows, wanted, scorer.scoreColumns, cells)
  return scorer.batch !== undefined ? batchScores(wanted, scorer.batch, cells) : rowScores(wanted, scorer, cells)
}

/** Row by row, as they are read. */
function rowScores(wanted: readonly WantedColumn[], scorer: CaseScorer, cells: CellReader): BlockScores {
  const scored: ScoredRow[] = []
  const score = rowReader(wanted, cells, (hasColumn) => scorer.createReader(hasColumn))
  return {
    read(row, issues) {
      scored[row] = score(issues)
    },
    score: () => (row) => scored[row]!,
  }
}

/** Reads the current record for a model; what cannot be read and what the model remarks are issues of the row. */
function rowReader<T extends { readonly remarks: readonly string[] }>(
  wanted: readonly WantedColumn[],
  cells: CellReader,
  createReader: (hasColumn: (name: string) => boolean) => (get: (name: string) => Cell) => T,
): (issues: string[]) => T {
  const place = new Map(wanted.map(({ name }, index) => [name, index]))
  const read = createReader((name) => place.has(name))
  return (issues) => {
    const values = wanted.map((column) => cells.value(column, issues))
    const result = read((name) => values[place.get(name) ?? -1] ?? null)
    issues.push(...result.remarks)
    return result
  }
}

/** Read row by row, scored all at once. */
function batchScores(wanted: readonly WantedColumn[], batch: CaseBatch, cells: CellReader): BlockScores {
  const cases: (readonly Cell[])[] = []
  const readCase = rowReader(wanted, cells, (hasColumn) => batch.createReader(hasColumn))
  return {
    read(row, issues) {
      cases[row] = readCase(issues).values
    },
    score: (nRows) => byRow(batch.score(cases.slice(0, nRows))),
  }
}

function byRow({ points, probability, reasons }: ScoredColumns): (row: number) => Omit<ScoredRow, 'remarks'> {
  return (row) => ({ points: points[row]!, probability: probability[row]!, reasons: reasons?.[row] ?? [] })
}

/** Read and scored column by column. */
function columnScores(
  rows: CsvRows,
  wanted: readonly WantedColumn[],
  scoreColumns: (columns: readonly Column[]) => ScoredColumns,
  cells: CellReader,
): BlockScores {
  const columns = blockColumns(wanted, rows.cells, cells, ROWS_PER_TURN)
  return {
    read: columns.read,
    score: (nRows) => byRow(scoreColumns(columns.take(nRows))),
  }
}

function findColumns(rows: CsvRows, scorer: CaseScorer, file: InputFile): WantedColumn[] {
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
  return [...scorer.columns, ...optional].map(({ name, type, dateFormat }) => ({
    cell: cells.get(name)!,
    name,
    isNumeric: type === 'numeric',
    dateFormat: knownDateFormat(dateFormat),
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
