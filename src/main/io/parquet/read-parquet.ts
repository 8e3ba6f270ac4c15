import { statSync } from 'node:fs'
import type { Dialect, ReadOptions } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { CHUNK_ROWS } from '../../core/frame/chunk-rows.ts'
import { fileDigest } from '../file-digest.ts'
import type { InputFile } from '../input-file.ts'
import type { CsvLimits } from '../limits.ts'
import { tooManyTexts } from '../table/encode-columns.ts'
import { IssueList } from '../table/parse-issues.ts'
import { plainDialect } from '../table/plain-dialect.ts'
import { repairNames } from '../table/repair-names.ts'
import { checkParquetEnds, damagedParquet } from './check-parquet.ts'
import { ColumnTarget, type ValueArray } from './column-target.ts'
import { type LockedEngine, openLockedEngine, sqlPath } from './locked-engine.ts'
import { type DeclaredColumn, isBinary, type ParquetColumn, planColumns } from './parquet-columns.ts'
import { PARQUET_LIMITS, type ParquetLimits } from './parquet-limits.ts'

/** Consecutive rows: per column numbers with NaN for missing, or codes of texts with −1 for missing. */
export interface ColumnsPart {
  readonly nRows: number
  readonly columns: readonly ValueArray[]
}

/** A file that hands out its columns, rather than rows of texts. */
export interface ColumnSourceFile {
  readonly file: InputFile
  readonly columns: readonly ParquetColumn[]
  readonly nRows: number
  /** Columns left out, names repaired, values that did not fit; complete when the last part was taken. */
  readonly issues: IssueList
  readonly dialect: Dialect
  /** Of the bytes of the file. */
  readonly sha256: string
  /**
   * All rows, or the first `maxRows`, in the order of the file, in parts of 65,536 rows; to be asked once.
   *
   * @throws AppError `badData` if the file is damaged, `conflict` if it changes meanwhile
   */
  open(maxRows?: number): AsyncIterable<ColumnsPart>
  /** Texts of the codes handed out so far, in order of first occurrence; null for a numeric column. */
  levels(): (readonly string[] | null)[]
  /** Per column: values that did not fit a forced type and were made missing. */
  nUnparsed(): number[]
  /** First values as the engine prints them. */
  rawRows(nRows: number): Promise<(string | null)[][]>
  close(): void
}

/**
 * Opens a Parquet file and decides how its columns are read.
 *
 * @throws AppError `badData` if it is no Parquet file or a damaged one, `tooLarge` beyond the limits
 */
export async function readParquet(
  file: InputFile,
  options: ReadOptions,
  limits: CsvLimits,
  parquetLimits: ParquetLimits = PARQUET_LIMITS,
): Promise<ColumnSourceFile> {
  checkParquetEnds(file, parquetLimits)
  const sha256 = fileDigest(file)
  const engine = await openLockedEngine(file, parquetLimits)
  try {
    const nRows = await requireSizes(engine, file, limits, parquetLimits)
    const issues = new IssueList()
    const { declared, from } = await declareColumns(engine, file, limits, issues)
    const columns = await planColumns(engine, from, declared, options, file)
    return new ParquetSource(engine, file, {
      columns,
      from,
      declared,
      nRows,
      sha256,
      issues,
      missing: options.missing ?? [],
      maxTextBytes: limits.valueBytes,
    })
  } catch (error) {
    engine.close()
    throw error
  }
}

interface ParquetPlan {
  /** Most bytes of distinct texts, all columns together. */
  readonly maxTextBytes: number
  readonly columns: readonly ParquetColumn[]
  readonly declared: readonly DeclaredColumn[]
  readonly from: string
  readonly nRows: number
  readonly sha256: string
  readonly issues: IssueList
  readonly missing: readonly string[]
}

class ParquetSource implements ColumnSourceFile {
  readonly file: InputFile
  readonly columns: readonly ParquetColumn[]
  readonly nRows: number
  readonly issues: IssueList
  readonly dialect: Dialect
  readonly sha256: string
  readonly #engine: LockedEngine
  readonly #plan: ParquetPlan
  readonly #targets: ColumnTarget[]
  readonly #modifiedMs: number

  constructor(engine: LockedEngine, file: InputFile, plan: ParquetPlan) {
    this.#engine = engine
    this.#plan = plan
    this.file = file
    this.columns = plan.columns
    this.nRows = plan.nRows
    this.issues = plan.issues
    this.sha256 = plan.sha256
    this.dialect = plainDialect({ format: 'parquet', missing: [...plan.missing] })
    this.#targets = plan.columns.map((column) => new ColumnTarget(column, plan.missing, plan.issues))
    this.#modifiedMs = modifiedMs(file)
  }

  async *open(maxRows = Number.POSITIVE_INFINITY): AsyncGenerator<ColumnsPart> {
    const nRows = Math.min(maxRows, this.nRows)
    const select = this.columns.map(({ sql }) => sql).join(', ')
    const limit = nRows < this.nRows ? ` LIMIT ${nRows}` : ''
    const result = await this.#engine.stream(`SELECT ${select} FROM ${this.#plan.from}${limit}`)
    let row = 0
    while (row < nRows) {
      const chunk = await this.#attempt(() => result.fetchChunk())
      const n = chunk?.rowCount ?? 0
      if (chunk === null || n === 0) break
      if (row + n > nRows) throw damagedParquet(this.file, 'it holds more rows than it says')
      for (let from = 0; from < n; ) {
        if (row % CHUNK_ROWS === 0) for (const target of this.#targets) target.begin(Math.min(CHUNK_ROWS, nRows - row))
        const to = Math.min(n, from + CHUNK_ROWS - (row % CHUNK_ROWS))
        for (const [index, target] of this.#targets.entries()) {
          target.take(chunk.getColumnVector(index), from, to, row % CHUNK_ROWS, row + 1)
        }
        row += to - from
        from = to
        if (this.#targets.reduce((sum, { textBytes }) => sum + textBytes, 0) > this.#plan.maxTextBytes)
          throw tooManyTexts(this.#plan.maxTextBytes)
        if (row % CHUNK_ROWS === 0 || row === nRows) yield this.#part(row)
      }
    }
    if (row < nRows) throw damagedParquet(this.file, 'it holds fewer rows than it says')
    for (const target of this.#targets) target.listNotNumbers()
    if (modifiedMs(this.file) !== this.#modifiedMs) {
      throw new AppError('conflict', `${this.file.fileName} changed while it was being read`, {
        hint: 'Close the program that writes to it, and import again.',
        place: { file: this.file.fileName },
      })
    }
  }

  levels(): (readonly string[] | null)[] {
    return this.#targets.map((target) => target.levels())
  }

  nUnparsed(): number[] {
    return this.#targets.map((target) => target.nUnparsed)
  }

  async rawRows(nRows: number): Promise<(string | null)[][]> {
    const select = this.#plan.declared.map(({ id }) => `CAST(${id} AS VARCHAR)`).join(', ')
    return (await this.#engine.rows(`SELECT ${select} FROM ${this.#plan.from} LIMIT ${nRows}`)) as (string | null)[][]
  }

  close(): void {
    this.#engine.close()
  }

  #part(row: number): ColumnsPart {
    return { nRows: ((row - 1) % CHUNK_ROWS) + 1, columns: this.#targets.map(({ values }) => values) }
  }

  async #attempt<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (cause) {
      throw this.#engine.fault(cause)
    }
  }
}

async function requireSizes(
  engine: LockedEngine,
  file: InputFile,
  limits: CsvLimits,
  { rowGroupBytes }: ParquetLimits,
): Promise<number> {
  const path = sqlPath(file)
  const [counts = []] = await engine.rows(`SELECT num_rows FROM parquet_file_metadata(${path})`)
  const nRows = Number(counts[0])
  const place = { file: file.fileName }
  if (!Number.isSafeInteger(nRows) || nRows < 0) throw damagedParquet(file, 'its footer is broken')
  if (nRows === 0) {
    throw new AppError('badData', `${file.fileName} has columns and no rows`, {
      hint: 'Check that the export that made the file ran to its end.',
      place,
    })
  }
  if (nRows > limits.rows) {
    throw new AppError('tooLarge', `${file.fileName} needs to have at most ${limits.rows} rows, got ${nRows}`, {
      hint: 'Split the file.',
      place,
    })
  }
  const [sizes = []] = await engine.rows(
    `SELECT CAST(max(bytes) AS DOUBLE) FROM (SELECT sum(total_uncompressed_size) AS bytes FROM parquet_metadata(${path}) GROUP BY row_group_id)`,
  )
  const largest = Number(sizes[0] ?? 0)
  if (largest <= rowGroupBytes) return nRows
  throw new AppError(
    'tooLarge',
    `${file.fileName} needs row groups of at most ${rowGroupBytes} bytes, got ${largest}`,
    {
      hint: 'Write the file with smaller row groups.',
      place,
    },
  )
}

/** Names as they stand in the file: the engine would alter those that differ only in case. */
async function declareColumns(
  engine: LockedEngine,
  file: InputFile,
  limits: CsvLimits,
  issues: IssueList,
): Promise<{ declared: DeclaredColumn[]; from: string }> {
  const path = sqlPath(file)
  const schema = await engine.rows(
    `SELECT name, CAST(coalesce(num_children, 0) AS DOUBLE) FROM parquet_schema(${path})`,
  )
  const names = repairNames(topLevelNames(schema), 1, issues)
  if (names.length > limits.columns) {
    throw new AppError(
      'tooLarge',
      `${file.fileName} needs to have at most ${limits.columns} columns, got ${names.length}`,
      {
        hint: 'Leave out columns that are not needed.',
        place: { file: file.fileName },
      },
    )
  }
  const table = `read_parquet(${path}, hive_partitioning = false, union_by_name = false)`
  const ids = names.map((_, index) => `c${index}`)
  const described = await engine.rows(`DESCRIBE SELECT * FROM ${table}`)
  if (described.length !== names.length || names.length === 0) throw damagedParquet(file, 'its schema is broken')
  const all = names.map((name, index) => ({ name, id: ids[index]!, type: String(described[index]![1]) }))
  const declared = all.filter(({ name, type }) => {
    if (isBinary(type))
      issues.add(1, name, '', 'holds bytes without a meaning (BLOB)', 'left out; write it as text to keep it')
    return !isBinary(type)
  })
  if (declared.length === 0) throw damagedParquet(file, 'every column holds bytes without a meaning')
  return { declared, from: `${table} AS t(${ids.join(', ')})` }
}

function topLevelNames(schema: readonly (readonly unknown[])[]): string[] {
  const names: string[] = []
  const skip = (at: number): number => {
    let next = at + 1
    for (let child = Number(schema[at]?.[1] ?? 0); child > 0 && next < schema.length; child--) next = skip(next)
    return next
  }
  for (let at = 1; at < schema.length; at = skip(at)) names.push(String(schema[at]![0]))
  return names
}

function modifiedMs(file: InputFile): number {
  return statSync(file.path, { throwIfNoEntry: false })?.mtimeMs ?? -1
}
