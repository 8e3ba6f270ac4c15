import type { DateFormat } from '../calendar/date-format.ts'
import { printDate } from '../calendar/print-date.ts'
import type { Column, Frame } from '../frame/frame.ts'
import { BLOCK_ROWS, type Block, type Operand, type Texts, type Values } from './block.ts'
import { checkParts } from './check-expression.ts'
import { type Compiler, compilePart } from './compile-part.ts'
import { outputDateFormat } from './date-output.ts'
import { type ColumnTypes, columnsOf, type Expression, type ExpressionType } from './expression.ts'
import { expressionError } from './expression-error.ts'
import { codeOfText, createLevelMemo, createLevelPool, onceForLevel } from './level-pool.ts'
import { type DateFormats, dateFormatsOfFrame, operandsOfFrame, operandsOfRow } from './operands.ts'

/** An expression ready to compute. Frames and single rows go through the same program, so they always agree. */
export interface CompiledExpression {
  readonly type: ExpressionType
  /** The columns that are read. */
  readonly columns: readonly string[]
  /** The format dates are written in, given the formats of the date columns that are read. */
  readonly dateFormatOf: (formats: DateFormats) => DateFormat
  /**
   * All rows as a column of that name: numbers; texts; true/false as 1/0; dates as texts with a date format.
   *
   * @throws StatisticError `invalidInput` if a column is not there or not of its type
   */
  readonly evaluateFrame: (frame: Frame, name: string) => Column
  /**
   * One row; `get` gives a value per column, null for missing: a date as text, or as days since 1970-01-01.
   *
   * @throws StatisticError `invalidInput` if a value is not of the type of its column
   */
  readonly evaluateRow: (get: (name: string) => number | string | null) => number | string | boolean | null
  /**
   * The rows for which the expression is true, ascending; rows where it is false or missing are left out.
   *
   * @throws StatisticError `invalidInput` if it is not a true/false expression or a column is not of its type
   */
  readonly filterRows: (frame: Frame) => Uint32Array
}

const NO_FORMATS: DateFormats = new Map()

/**
 * Makes an expression ready to compute.
 *
 * @param expression - as read by `parseExpression`
 * @param schema - name and type of the columns there are
 * @param formats - formats of the date columns, for single rows; a date without one is read as ISO 8601. A frame brings its own
 * @throws StatisticError `invalidInput` (an ExpressionError) as `checkExpression`
 */
export function compileExpression(
  expression: Expression,
  schema: ColumnTypes,
  formats: DateFormats = NO_FORMATS,
): CompiledExpression {
  const { type, parts: types } = checkParts(expression, schema)
  const columns = columnsOf(expression)
  const compiler: Compiler = { types, columns: new Map(columns.map((name, i) => [name, i])), nPlaces: 0 }
  const run = compilePart(expression, compiler)
  const dateFormatOf = (known: DateFormats): DateFormat => outputDateFormat(expression, types, known)
  const rowFormat = dateFormatOf(formats)
  return {
    type,
    columns,
    dateFormatOf,
    evaluateFrame(frame, name) {
      const operands = operandsOfFrame(frame, columns, schema, formats)
      const format = dateFormatOf(new Map([...formats, ...dateFormatsOfFrame(frame)]))
      if (type === 'text') return collectTexts(run, operands, frame.nRows, name)
      const values = collectNumbers(run, operands, frame.nRows)
      return type === 'date' ? dateColumn(values, name, format) : { kind: 'numeric', name, values }
    },
    evaluateRow(get) {
      const values = run(createBlock(operandsOfRow(get, columns, schema, formats), 1))
      return cellOf(values, type, rowFormat)
    },
    filterRows(frame) {
      if (type !== 'boolean') throw expressionError(`filter needs true or false, got ${type}`, expression.at)
      const operands = operandsOfFrame(frame, columns, schema, formats)
      return rowsWhereTrue(collectNumbers(run, operands, frame.nRows))
    },
  }
}

type Run = (block: Block) => Values

function createBlock(operands: readonly Operand[], capacity: number): Block {
  return { operands, capacity, memory: [], start: 0, length: capacity }
}

/** Runs the program block by block. */
function forEachBlock(
  run: Run,
  operands: readonly Operand[],
  nRows: number,
  use: (values: Values, block: Block) => void,
): void {
  const block = createBlock(operands, Math.min(BLOCK_ROWS, nRows))
  for (; block.start < nRows; block.start += block.length) {
    block.length = Math.min(block.capacity, nRows - block.start)
    use(run(block), block)
  }
}

function collectNumbers(run: Run, operands: readonly Operand[], nRows: number): Float64Array {
  const out = new Float64Array(nRows)
  forEachBlock(run, operands, nRows, (values, { start, length }) => {
    out.set((values as Float64Array).subarray(0, length), start)
  })
  return out
}

function collectTexts(run: Run, operands: readonly Operand[], nRows: number, name: string): Column {
  const codes = new Int32Array(nRows)
  const pool = createLevelPool()
  const memo = createLevelMemo()
  const intern = (text: string): number => codeOfText(pool, text)
  forEachBlock(run, operands, nRows, (values, { start, length }) => {
    const texts = values as Texts
    for (let i = 0; i < length; i++) {
      const code = texts.codes[i]!
      codes[start + i] = code < 0 ? -1 : onceForLevel(memo, texts.levels, code, intern)
    }
  })
  return { kind: 'text', name, codes, levels: pool.levels }
}

function dateColumn(days: Float64Array, name: string, dateFormat: DateFormat): Column {
  const pool = createLevelPool()
  const codeOfDay = new Map<number, number>()
  const codes = new Int32Array(days.length)
  for (let i = 0; i < days.length; i++) {
    const day = days[i]!
    const known = codeOfDay.get(day)
    const code = known ?? codeOfText(pool, printDate(day, dateFormat))
    if (known === undefined) codeOfDay.set(day, code)
    codes[i] = code
  }
  return { kind: 'text', name, codes, levels: pool.levels, dateFormat }
}

function cellOf(values: Values, type: ExpressionType, format: DateFormat): number | string | boolean | null {
  if (!(values instanceof Float64Array)) {
    const code = values.codes[0]!
    return code < 0 ? null : values.levels[code]!
  }
  const value = values[0]!
  if (Number.isNaN(value)) return null
  if (type === 'boolean') return value === 1
  if (type !== 'date') return value
  return printDate(value, Number.isInteger(value) ? format : 'YYYY-MM-DDTHH:mm:ss')
}

function rowsWhereTrue(values: Float64Array): Uint32Array {
  let count = 0
  for (const value of values) if (value === 1) count++
  const rows = new Uint32Array(count)
  for (let row = 0, at = 0; row < values.length; row++) if (values[row] === 1) rows[at++] = row
  return rows
}
