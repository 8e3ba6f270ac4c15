import type { EqualityReport } from '../gbdt/gbdt-report.ts'
import { StatisticError } from '../statistic-error.ts'

/** Largest difference at which PDs count as equal: about what the last digits of 32-bit and of 64-bit numbers hold. */
const PROBABILITY_TOLERANCE = { single: 1e-7, double: 1e-12 } as const
/** Largest relative difference of margins that decimals printed or read roundly explain. */
const ROUNDING = { single: 1e-6, double: 1e-13 } as const

/** Scores of a model and what they are to be compared with. */
export interface EqualityInput {
  /** Column of the expected scores. */
  readonly column: string
  readonly meaning: 'probability' | 'margin'
  /** What the model's maker says of every row, shape (nRows,); NaN: nothing. */
  readonly expected: Float64Array
  /** What the model says here, shape (nRows,). */
  readonly actual: Float64Array
  /** Whether the maker's program gives numbers of 32 or of 64 bits. */
  readonly precision: 'single' | 'double'
}

/**
 * How the scores of a model that was read from a file agree with those that its maker's program gave.
 *
 * Margins are equal if they are the same to the last bit, of 32-bit numbers after rounding both to 32 bits, so that their shortest
 * decimal form will do; where all differ by no more than roundly printed decimals explain, the statement says so. Probabilities are equal if they differ by at most 1e-7 (32 bits) or 1e-12 (64 bits).
 *
 * @param input - both scores; rows without an expected one are not compared
 * @returns counts, the largest difference with its row (from 1), and a plain statement; differences are null if nothing was compared
 * @throws StatisticError `invalidInput` if lengths differ
 */
export function equalityReport(input: EqualityInput): EqualityReport {
  const { column, meaning, expected, actual, precision } = input
  if (expected.length !== actual.length)
    throw new StatisticError(
      'invalidInput',
      `equalityReport needs one expected score per row, got ${expected.length} for ${actual.length} rows`,
    )
  const round = precision === 'single' ? Math.fround : (value: number) => value
  const tolerance = meaning === 'margin' ? 0 : PROBABILITY_TOLERANCE[precision]
  let nRows = 0
  let nEqual = 0
  let nExact = 0
  let largest = -1
  let worstRow: number | null = null
  for (let row = 0; row < expected.length; row++) {
    const [said, found] = [round(expected[row]!), round(actual[row]!)]
    if (Number.isNaN(said)) continue
    nRows++
    // Equal infinities have no difference.
    const difference = said === found ? 0 : Math.abs(said - found)
    if (difference === 0) nExact++
    if (difference <= tolerance) nEqual++
    if (difference > largest) {
      largest = difference
      worstRow = row + 1
    }
  }
  return {
    nRows,
    column,
    meaning,
    nEqual,
    largestDifference: worstRow === null || !Number.isFinite(largest) ? null : largest,
    worstRow,
    statement: statementOf({ ...input, nRows, nEqual, nExact, largest, worstRow }),
  }
}

interface Counts {
  readonly nRows: number
  readonly nEqual: number
  readonly nExact: number
  readonly largest: number
  readonly worstRow: number | null
}

function statementOf({ column, meaning, precision, expected, ...counts }: EqualityInput & Counts): string {
  const { nRows, nEqual, nExact, largest, worstRow } = counts
  if (nRows === 0) return `No row has a score in "${column}": nothing was compared.`
  const nEmpty = expected.length - nRows
  const empty = nEmpty === 0 ? '' : ` ${nEmpty} rows without one were left out.`
  const bits = precision === 'single' ? '32-bit' : '64-bit'
  const scores = meaning === 'margin' ? 'margins' : 'PDs'
  if (nExact === nRows)
    return `All ${nRows} ${scores} equal those in "${column}" to the last bit of ${bits} numbers.${empty}`
  const where = `the largest difference is ${largest.toPrecision(3)}, in row ${worstRow}`
  const exactly = `${nExact} to the last bit of ${bits} numbers`
  if (nEqual === nRows)
    return `All ${nRows} ${scores} equal those in "${column}" within ${PROBABILITY_TOLERANCE[precision]}, ${exactly}; ${where}.${empty}`
  if (meaning === 'margin' && isRounding(expected, largest, precision))
    return `${nExact} of ${nRows} margins equal those in "${column}" to the last bit of ${bits} numbers; ${where}.${empty} Decimals that were printed or read roundly explain as much.`
  const within = meaning === 'margin' ? 'to the last bit' : `within ${PROBABILITY_TOLERANCE[precision]} (${exactly})`
  return `${nRows - nEqual} of ${nRows} ${scores} differ from those in "${column}": ${nEqual} are equal ${within}; ${where}.${empty} The model does not score here as its maker's program did.`
}

function isRounding(expected: Float64Array, largest: number, precision: EqualityInput['precision']): boolean {
  let size = 1
  for (const value of expected) if (Number.isFinite(value)) size = Math.max(size, Math.abs(value))
  return largest <= size * ROUNDING[precision]
}
