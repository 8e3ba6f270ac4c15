import { setImmediate as nextTurn } from 'node:timers/promises'
import { CHUNK_ROWS } from '../../core/frame/chunk-rows.ts'
import type { Column } from '../../core/frame/frame.ts'
import {
  type DecimalMark,
  type NumberShape,
  printNumber,
  type ScannedNumber,
  scanNumber,
} from '../../core/frame/parse-number.ts'
import { ByteDictionary } from './byte-dictionary.ts'
import { createMissingTexts } from './missing-texts.ts'
import type { IssueList } from './parse-issues.ts'
import type { CsvRows } from './read-csv-rows.ts'
import { ROWS_PER_TURN } from './survey-columns.ts'

/** Consecutive cells of one column: numbers with NaN for missing, or codes of texts with −1 for missing. */
export type ColumnPart =
  | { readonly type: 'numeric'; readonly values: Float64Array }
  | { readonly type: 'text'; readonly codes: Int32Array }

/** Rows `chunkIndex` · 65,536 and following of one column. */
export interface ColumnChunk {
  readonly columnIndex: number
  readonly chunkIndex: number
  readonly part: ColumnPart
}

export interface EncodedColumns {
  readonly columns: readonly Column[]
  /** Per column: cells that did not fit its type and were made missing. */
  readonly nUnparsed: readonly number[]
}

interface Target {
  readonly name: string
  readonly values: Float64Array | Int32Array
  readonly dictionary: ByteDictionary | null
  nUnparsed: number
}

/**
 * Second pass over a file: turns cells into typed columns of known length. Texts are kept byte for byte; levels stand in order
 * of first occurrence. A cell that does not fit a numeric column is made missing and listed.
 *
 * @param onChunk - receives each full part of every column as soon as it is complete; may hold up the reading
 */
export async function encodeColumns(
  rows: CsvRows,
  plan: { types: readonly ('numeric' | 'text')[]; nRows: number; missing: readonly string[]; decimal: DecimalMark },
  issues: IssueList,
  hooks: { onChunk?: (chunk: ColumnChunk) => Promise<void>; onTurn?: () => void } = {},
): Promise<EncodedColumns> {
  const { nRows } = plan
  const isMissing = createMissingTexts(plan.missing)
  const targets = rows.names.map((name, index) => newTarget(name, plan.types[index]!, nRows))
  const scanned: ScannedNumber = { shape: 'other', value: Number.NaN }
  while (rows.nRows < nRows && rows.next()) {
    const row = rows.nRows - 1
    const { bytes, starts, ends } = rows.scanner
    for (let cell = 0; cell < targets.length; cell++) {
      const target = targets[cell]!
      const start = starts[cell]!
      const end = ends[cell]!
      if (isMissing.matches(bytes, start, end)) target.values[row] = target.dictionary === null ? Number.NaN : -1
      else if (target.dictionary !== null) target.values[row] = target.dictionary.codeOf(bytes, start, end)
      else {
        scanNumber(bytes, start, end, plan.decimal, scanned)
        target.values[row] = scanned.value
        if (scanned.shape !== 'number') listUnfit(rows, cell, target, scanned, issues)
      }
    }
    if (rows.nRows % CHUNK_ROWS === 0 || rows.nRows === nRows) await emit(targets, row, hooks.onChunk)
    if (rows.nRows % ROWS_PER_TURN === 0) {
      hooks.onTurn?.()
      await nextTurn()
    }
  }
  return { columns: targets.map(finishColumn), nUnparsed: targets.map((target) => target.nUnparsed) }
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

function newTarget(name: string, type: 'numeric' | 'text', nRows: number): Target {
  return type === 'numeric'
    ? { name, values: new Float64Array(nRows), dictionary: null, nUnparsed: 0 }
    : { name, values: new Int32Array(nRows), dictionary: new ByteDictionary(), nUnparsed: 0 }
}

function listUnfit(rows: CsvRows, cell: number, target: Target, scanned: ScannedNumber, issues: IssueList): void {
  const unfit = unfitNumber(scanned)
  if (unfit === null) return
  if (Number.isNaN(scanned.value)) target.nUnparsed++
  issues.add(rows.scanner.line, target.name, rows.scanner.text(cell), unfit.problem, unfit.action)
}

async function emit(
  targets: readonly Target[],
  lastRow: number,
  onChunk: ((chunk: ColumnChunk) => Promise<void>) | undefined,
): Promise<void> {
  if (onChunk === undefined) return
  const chunkIndex = Math.floor(lastRow / CHUNK_ROWS)
  for (const [columnIndex, { values }] of targets.entries()) {
    await onChunk({ columnIndex, chunkIndex, part: partOf(values, chunkIndex * CHUNK_ROWS, lastRow + 1) })
  }
}

function partOf(values: Float64Array | Int32Array, from: number, to: number): ColumnPart {
  return values instanceof Float64Array
    ? { type: 'numeric', values: values.slice(from, to) }
    : { type: 'text', codes: values.slice(from, to) }
}

function finishColumn({ name, values, dictionary }: Target): Column {
  if (dictionary === null) return { kind: 'numeric', name, values: values as Float64Array }
  return { kind: 'text', name, codes: values as Int32Array, levels: dictionary.texts() }
}
