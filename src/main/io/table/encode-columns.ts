import { setImmediate as nextTurn } from 'node:timers/promises'
import { AppError } from '../../../shared/errors.ts'
import type { DateFormat } from '../../core/calendar/date-format.ts'
import { parseDate } from '../../core/calendar/parse-date.ts'
import type { Column } from '../../core/frame/frame.ts'
import {
  type DecimalMark,
  type NumberShape,
  printNumber,
  type ScannedNumber,
  scanNumber,
  thousandsBytes,
} from '../../core/frame/parse-number.ts'
import { ByteDictionary } from './byte-dictionary.ts'
import type { ColumnSink } from './column-sink.ts'
import { createMissingTexts } from './missing-texts.ts'
import type { IssueList } from './parse-issues.ts'
import { CELL_KINDS, type RowSource } from './row-source.ts'
import { ROWS_PER_TURN } from './survey-columns.ts'

export type { ColumnChunk, ColumnPart } from './column-sink.ts'

/** How the cells of a file are to be read. */
export interface EncodePlan {
  readonly types: readonly ('numeric' | 'text')[]
  /** Per column: the pattern its texts must have, if the person asked for dates. */
  readonly dateFormats?: readonly (DateFormat | null)[]
  readonly nRows: number
  readonly missing: readonly string[]
  readonly decimal: DecimalMark
  readonly thousands?: string | null | undefined
  /** Most bytes of distinct texts, all columns together. */
  readonly maxTextBytes?: number | undefined
}

export interface EncodedTable {
  /** Levels of the text columns, in order of first occurrence; null for numeric ones. */
  readonly levels: readonly (readonly string[] | null)[]
  /** Per column: cells that did not fit its type and were made missing. */
  readonly nUnparsed: readonly number[]
}

export interface EncodedColumns {
  readonly columns: readonly Column[]
  /** Per column: cells that did not fit its type and were made missing. */
  readonly nUnparsed: readonly number[]
}

/** Rows of one column, as they are read. */
interface Target {
  readonly name: string
  readonly cells: Float64Array | Int32Array
  readonly dictionary: ByteDictionary | null
  readonly dates: DateVerdicts | null
  nUnparsed: number
}

/**
 * Second pass over a file: turns cells into typed columns, some thousand rows at a time. Texts are kept byte for byte; levels
 * stand in order of first occurrence. A cell that does not fit a numeric or date column is made missing and listed.
 */
export async function streamColumns(
  rows: RowSource,
  plan: EncodePlan,
  issues: IssueList,
  sink: Pick<ColumnSink, 'append'>,
  onTurn?: () => void,
): Promise<EncodedTable> {
  const targets = rows.names.map((name, index) => newTarget(name, index, plan))
  const encode = cellEncoder(rows, plan, issues)
  let n = 0
  while (rows.nRows < plan.nRows && rows.next()) {
    for (let cell = 0; cell < targets.length; cell++) encode(targets[cell]!, cell, n)
    n++
    if (n < ROWS_PER_TURN) continue
    await sink.append(n, (index) => targets[index]!.cells)
    n = 0
    requireTextRoom(targets, plan)
    onTurn?.()
    await nextTurn()
  }
  await sink.append(n, (index) => targets[index]!.cells)
  return { levels: targets.map(levelsOf), nUnparsed: targets.map((target) => target.nUnparsed) }
}

/** {@link streamColumns} into memory: for the beginning of a file. */
export async function encodeColumns(rows: RowSource, plan: EncodePlan, issues: IssueList): Promise<EncodedColumns> {
  const cells = plan.types.map((type) =>
    type === 'numeric' ? new Float64Array(plan.nRows) : new Int32Array(plan.nRows),
  )
  let nRows = 0
  const sink = {
    async append(n: number, cellsOf: (index: number) => Float64Array | Int32Array): Promise<void> {
      for (const [index, column] of cells.entries()) column.set(cellsOf(index).subarray(0, n), nRows)
      nRows += n
    },
  }
  const { levels, nUnparsed } = await streamColumns(rows, plan, issues, sink)
  const columns = rows.names.map((name, index): Column => {
    const values = cells[index]!
    return values instanceof Float64Array
      ? { kind: 'numeric', name, values }
      : { kind: 'text', name, codes: values, levels: levels[index]! }
  })
  return { columns, nUnparsed }
}

/** The error for distinct texts beyond their limit. */
export function tooManyTexts(limit: number): AppError {
  return new AppError('tooLarge', `The file needs distinct texts of at most ${limit} bytes, got more`, {
    hint: 'Leave out columns of free text, or of codes that are different in every row.',
  })
}

/** What to say of a cell in a numeric column, or null if it fits. */
export function unfitNumber(scanned: ScannedNumber): { problem: string; action: string } | null {
  const shape: NumberShape = scanned.shape
  switch (shape) {
    case 'number':
    case 'leadingZeros':
      return null
    case 'tooManyDigits':
      return {
        problem: 'has more digits than a number keeps exactly',
        action: `rounded to ${printNumber(scanned.value)}`,
      }
    case 'outOfRange':
      return { problem: 'is beyond the range of numbers', action: 'read as missing' }
    case 'other':
      return { problem: 'is not a number', action: 'read as missing' }
  }
}

function cellEncoder(
  rows: RowSource,
  plan: EncodePlan,
  issues: IssueList,
): (target: Target, cell: number, row: number) => void {
  const isMissing = createMissingTexts(plan.missing)
  const thousands = thousandsBytes(plan.thousands ?? null)
  const scanned: ScannedNumber = { shape: 'other', value: Number.NaN }
  return (target, cell, row) => {
    const { bytes, starts, ends, kinds } = rows.cells
    const start = starts[cell]!
    const end = ends[cell]!
    const { dictionary, dates } = target
    if ((kinds !== null && kinds[cell] === CELL_KINDS.missing) || isMissing.matches(bytes, start, end))
      target.cells[row] = dictionary === null ? Number.NaN : -1
    else if (dictionary === null) {
      scanNumber(bytes, start, end, plan.decimal, scanned, thousands)
      target.cells[row] = scanned.value
      if (scanned.shape !== 'number') listUnfit(rows, cell, target, scanned, issues)
    } else if (dates === null) target.cells[row] = dictionary.codeOf(bytes, start, end)
    else {
      const code = dates.codeOf(dictionary.codeOf(bytes, start, end), () => rows.cells.text(cell))
      target.cells[row] = code
      if (code >= 0) return
      target.nUnparsed++
      issues.add(
        rows.cells.line,
        target.name,
        rows.cells.text(cell),
        `is not a date written ${dates.format}`,
        'read as missing',
      )
    }
  }
}

/** The one thing of a file that is held in memory as a whole are its distinct texts. */
function requireTextRoom(targets: readonly Target[], plan: EncodePlan): void {
  const limit = plan.maxTextBytes ?? Number.POSITIVE_INFINITY
  if (targets.reduce((bytes, { dictionary }) => bytes + (dictionary?.memory ?? 0), 0) > limit) throw tooManyTexts(limit)
}

function newTarget(name: string, index: number, plan: EncodePlan): Target {
  if (plan.types[index] === 'numeric')
    return { name, cells: new Float64Array(ROWS_PER_TURN), dictionary: null, dates: null, nUnparsed: 0 }
  const format = plan.dateFormats?.[index] ?? null
  return {
    name,
    cells: new Int32Array(ROWS_PER_TURN),
    dictionary: new ByteDictionary(),
    dates: format === null ? null : new DateVerdicts(format),
    nUnparsed: 0,
  }
}

function levelsOf({ dictionary, dates }: Target): readonly string[] | null {
  return dates?.levels ?? dictionary?.texts() ?? null
}

/** Which texts of a column are dates of one pattern; each text is looked at once. */
class DateVerdicts {
  readonly format: DateFormat
  readonly levels: string[] = []
  readonly #codes: number[] = []

  constructor(format: DateFormat) {
    this.format = format
  }

  /** The code of a text among the dates, or −1 if it is none. @param rawCode - its code among all texts */
  codeOf(rawCode: number, text: () => string): number {
    const known = this.#codes[rawCode]
    if (known !== undefined) return known
    const shown = text()
    const code = parseDate(shown, this.format) === null ? -1 : this.levels.push(shown) - 1
    this.#codes[rawCode] = code
    return code
  }
}

function listUnfit(rows: RowSource, cell: number, target: Target, scanned: ScannedNumber, issues: IssueList): void {
  const unfit = unfitNumber(scanned)
  if (unfit === null) return
  if (Number.isNaN(scanned.value)) target.nUnparsed++
  issues.add(rows.cells.line, target.name, rows.cells.text(cell), unfit.problem, unfit.action)
}
