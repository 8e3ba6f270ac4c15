import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ColumnEvidence } from '../../core/frame/decide-column-type.ts'
import { type DecimalMark, type NumberShape, type ScannedNumber, scanNumber } from '../../core/frame/parse-number.ts'
import { createMissingTexts } from './missing-texts.ts'
import { shorten } from './parse-issues.ts'
import type { CsvRows } from './read-csv-rows.ts'

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
 * @param hooks - `onRow` is called at each row, while its cells stand in `rows.scanner`; `onTurn` now and then, for progress
 */
export async function surveyColumns(
  rows: CsvRows,
  dialect: { missing: readonly string[]; decimal: DecimalMark },
  extent: { rows: number; bytes: number },
  hooks: { onRow?: () => void; onTurn?: () => void } = {},
): Promise<ColumnEvidence[]> {
  const { scanner } = rows
  const isMissing = createMissingTexts(dialect.missing)
  const tallies = rows.names.map(newTally)
  const scanned: ScannedNumber = { shape: 'other', value: Number.NaN }
  while (rows.nRows < extent.rows && rows.bytesRead <= extent.bytes && rows.next()) {
    hooks.onRow?.()
    const { bytes, starts, ends } = scanner
    for (let cell = 0; cell < tallies.length; cell++) {
      const tally = tallies[cell]!
      const start = starts[cell]!
      const end = ends[cell]!
      if (isMissing.matches(bytes, start, end)) {
        tally.nMissing++
        continue
      }
      scanNumber(bytes, start, end, dialect.decimal, scanned)
      const { shape } = scanned
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
