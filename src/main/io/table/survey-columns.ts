import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ColumnEvidence } from '../../core/frame/decide-column-type.ts'
import {
  type DecimalMark,
  type NumberShape,
  type ScannedNumber,
  scanNumber,
  thousandsBytes,
} from '../../core/frame/parse-number.ts'
import { ByteDictionary } from './byte-dictionary.ts'
import { createMissingTexts, type MissingTexts } from './missing-texts.ts'
import { shorten } from './parse-issues.ts'
import { CELL_KINDS, type RowCells, type RowSource } from './row-source.ts'

/** All of a file. */
export const WHOLE_FILE = { rows: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY } as const

/** Rows between two looks at the clock and the door. */
export const ROWS_PER_TURN = 8_192

interface Tally {
  nMissing: number
  counts: Record<NumberShape, number>
  examples: Partial<Record<NumberShape, string>>
}

/**
 * First pass over a file: looks at every cell, decides nothing and keeps no values, so that the second pass knows the types and
 * the number of rows before it stores anything.
 *
 * @param extent - rows and bytes to read at most
 * @param hooks - `onRow` is called at each row, while its cells stand in `rows.cells`; `onTurn` now and then, for progress
 */
export async function surveyColumns(
  rows: RowSource,
  dialect: { missing: readonly string[]; decimal: DecimalMark; thousands?: string | null | undefined },
  extent: { rows: number; bytes: number },
  hooks: { onRow?: () => void; onTurn?: () => void } = {},
): Promise<ColumnEvidence[]> {
  const { cells: scanner } = rows
  const isMissing = createMissingTexts(dialect.missing)
  const thousands = thousandsBytes(dialect.thousands ?? null)
  const tallies = rows.names.map(newTally)
  const scanned: ScannedNumber = { shape: 'other', value: Number.NaN }
  while (rows.nRows < extent.rows && rows.bytesRead <= extent.bytes && rows.next()) {
    hooks.onRow?.()
    const { bytes, starts, ends, kinds } = scanner
    for (let cell = 0; cell < tallies.length; cell++) {
      const tally = tallies[cell]!
      const start = starts[cell]!
      const end = ends[cell]!
      const kind = kinds === null ? CELL_KINDS.plain : kinds[cell]
      if (kind === CELL_KINDS.missing || isMissing.matches(bytes, start, end)) {
        tally.nMissing++
        continue
      }
      scanNumber(bytes, start, end, dialect.decimal, scanned, thousands)
      // What the file itself calls a text is none of the numbers, even if it looks like one.
      const shape = kind === CELL_KINDS.text ? 'other' : scanned.shape
      if (tally.counts[shape]++ === 0) tally.examples[shape] = shorten(scanner.text(cell))
    }
    if (rows.nRows % ROWS_PER_TURN === 0) {
      hooks.onTurn?.()
      await nextTurn()
    }
  }
  return tallies
}

function newTally(): Tally {
  return {
    nMissing: 0,
    counts: { number: 0, leadingZeros: 0, tooManyDigits: 0, outOfRange: 0, other: 0 },
    examples: {},
  }
}

/** Counts the texts of one column: only for one that a person wants to be dates. */
export class TextTally {
  readonly counts: number[] = []
  readonly #dictionary = new ByteDictionary()
  readonly #missing: MissingTexts

  constructor(missing: readonly string[]) {
    this.#missing = createMissingTexts(missing)
  }

  add({ bytes, starts, ends, kinds }: RowCells, cell: number): void {
    const start = starts[cell]!
    const end = ends[cell]!
    if (kinds?.[cell] === CELL_KINDS.missing || this.#missing.matches(bytes, start, end)) return
    const code = this.#dictionary.codeOf(bytes, start, end)
    this.counts[code] = (this.counts[code] ?? 0) + 1
  }

  texts(): string[] {
    return this.#dictionary.texts()
  }
}
