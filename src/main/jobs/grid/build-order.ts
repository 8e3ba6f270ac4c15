import type { ColumnSchema, DatasetVersion } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { quoteNames } from '../../../shared/list-names.ts'
import { isDateFormat } from '../../core/calendar/date-format.ts'
import { type CompiledExpression, compileExpression } from '../../core/expression/compile-expression.ts'
import { columnsOf, type ExpressionType } from '../../core/expression/expression.ts'
import { ExpressionError } from '../../core/expression/expression-error.ts'
import { parseExpression } from '../../core/expression/parse-expression.ts'
import { CHUNK_ROWS } from '../../core/frame/chunk-rows.ts'
import { type Column, createFrame } from '../../core/frame/frame.ts'
import { rankDates } from '../../core/grid/rank-dates.ts'
import { rankTexts } from '../../core/grid/rank-texts.ts'
import { levelsWith, markedRows, markLevels, numberSearch, searchNeedle } from '../../core/grid/search-cells.ts'
import { sortByNumbers } from '../../core/grid/sort-by-numbers.ts'
import { sortByRanks } from '../../core/grid/sort-by-ranks.ts'
import { columnIndexes } from '../../store/column-source.ts'
import type { GridSource } from '../../store/grid-source.ts'
import type { Masks, ViewDefinition } from './grid-protocol.ts'

/** Lets other messages in between; throws if the request was cancelled meanwhile. */
export type Checkpoint = () => Promise<void>

interface Build {
  readonly source: GridSource
  readonly setId: string
  readonly version: DatasetVersion
  readonly masked: ReadonlySet<string>
  readonly checkpoint: Checkpoint
}

/** The rows of a view in its order; null if they are all rows as they stand. */
export async function buildOrder(
  source: GridSource,
  definition: ViewDefinition,
  checkpoint: Checkpoint,
): Promise<Uint32Array | null> {
  const { setId, version } = source.dataset(definition.datasetVersionId)
  const build: Build = { source, setId, version, masked: maskedNames(definition.masks), checkpoint }
  const sortIndexes = columnIndexes(
    version,
    definition.sort.map(({ column }) => column),
  )
  requireUnmasked(
    definition.sort.map(({ column }) => column),
    build,
    'sorted by',
    'sort',
  )
  let rows: Uint32Array | null = null
  if (definition.filter !== null) rows = await filterRows(build, definition.filter)
  if (definition.search !== null) rows = await searchRows(build, definition.search, rows)
  for (let key = sortIndexes.length - 1; key >= 0; key--) {
    await checkpoint()
    rows = sortRows(build, rows ?? allRows(version.nRows), sortIndexes[key]!, definition.sort[key]!.descending)
  }
  return rows
}

function maskedNames(masks: Masks): ReadonlySet<string> {
  return new Set(masks.map(([column]) => column))
}

/** The order of masked values, or which rows pass a condition on them, would tell what they are. */
function requireUnmasked(names: readonly string[], { masked }: Build, what: string, field: string): void {
  const refused = names.filter((name) => masked.has(name))
  if (refused.length === 0) return
  throw new AppError('forbidden', `Masked columns cannot be ${what}, got ${quoteNames(refused)}`, {
    hint: 'The order or the choice of rows would tell their values. Use other columns.',
    place: { field, column: refused[0]! },
  })
}

async function filterRows(build: Build, text: string): Promise<Uint32Array> {
  const { version, checkpoint } = build
  const compiled = compileFilter(build, text)
  const indexes = columnIndexes(version, compiled.columns)
  const rows = new Uint32Array(version.nRows)
  let n = 0
  for (let from = 0, chunk = 0; from < version.nRows; from += CHUNK_ROWS, chunk++) {
    await checkpoint()
    const frame = createFrame(indexes.map((index) => chunkColumn(build, index, chunk)))
    const size = Math.min(CHUNK_ROWS, version.nRows - from)
    // An expression without columns is as true in one row as in another.
    const passing = compiled.filterRows(indexes.length === 0 ? { ...frame, nRows: size } : frame)
    for (const row of passing) rows[n++] = from + row
  }
  return rows.slice(0, n)
}

function compileFilter(build: Build, text: string): CompiledExpression {
  try {
    const expression = parseExpression(text)
    requireUnmasked(columnsOf(expression), build, 'filtered on', 'filter')
    const compiled = compileExpression(expression, columnTypes(build.version))
    if (compiled.type !== 'boolean')
      throw new ExpressionError(`filter needs true or false, got ${compiled.type}`, 0, 'Write a condition: age > 30')
    return compiled
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    throw new AppError('invalidInput', error.message, {
      ...(error.hint === null ? {} : { hint: error.hint }),
      place: { field: 'filter', position: error.position },
    })
  }
}

function columnTypes(version: DatasetVersion): Map<string, ExpressionType> {
  return new Map(version.columns.map((column) => [column.name, typeOf(column)]))
}

function typeOf(column: ColumnSchema): ExpressionType {
  if (column.type === 'numeric') return 'number'
  return dateFormatOf(column) === undefined ? 'text' : 'date'
}

function dateFormatOf({ dateFormat }: ColumnSchema) {
  return dateFormat !== null && isDateFormat(dateFormat) ? dateFormat : undefined
}

function chunkColumn({ source, setId, version }: Build, index: number, chunk: number): Column {
  const schema = version.columns[index]!
  const cells = source.chunk(setId, index, chunk)
  if (cells instanceof Float64Array) return { kind: 'numeric', name: schema.name, values: cells }
  const levels = source.levels(setId, index)
  return { kind: 'text', name: schema.name, codes: cells, levels, dateFormat: dateFormatOf(schema) }
}

async function searchRows(build: Build, text: string, within: Uint32Array | null): Promise<Uint32Array> {
  const { source, setId, version, masked, checkpoint } = build
  const needle = searchNeedle(text)
  const marks = new Uint8Array(version.nRows)
  for (const [index, column] of version.columns.entries()) {
    if (masked.has(column.name)) continue
    const markNumbers = column.type === 'numeric' ? numberSearch(needle) : null
    const found = column.type === 'numeric' ? null : levelsWith(source.levels(setId, index), needle)
    if (markNumbers === null && found?.includes(1) !== true) continue
    for (let from = 0, chunk = 0; from < version.nRows; from += CHUNK_ROWS, chunk++) {
      await checkpoint()
      const cells = source.chunk(setId, index, chunk)
      if (cells instanceof Float64Array) markNumbers?.(cells, marks, from)
      else if (found !== null) markLevels(cells, found, marks, from)
    }
  }
  return within === null ? markedRows(marks) : markedRows(marks, within)
}

function sortRows(build: Build, rows: Uint32Array, index: number, isDescending: boolean): Uint32Array {
  const { source, setId, version } = build
  const schema = version.columns[index]!
  const cells = source.column(setId, index, version.nRows, schema.type === 'numeric')
  if (cells instanceof Float64Array) return sortByNumbers(rows, cells, isDescending)
  const levels = source.levels(setId, index)
  const format = dateFormatOf(schema)
  const ranks = format === undefined ? rankTexts(levels) : rankDates(levels, format)
  return sortByRanks(rows, cells, ranks, isDescending)
}

function allRows(n: number): Uint32Array {
  const rows = new Uint32Array(n)
  for (let row = 0; row < n; row++) rows[row] = row
  return rows
}
