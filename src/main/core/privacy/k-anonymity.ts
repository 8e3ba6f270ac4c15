import type { Frame } from '../frame/frame.ts'
import { StatisticError } from '../statistic-error.ts'
import { requireRows } from '../stats/requirements.ts'
import { equivalenceClasses } from './equivalence-classes.ts'

/** Classes whose size lies in [from, to]; `to` is null for the open end. */
export interface ClassSizeBand {
  readonly from: number
  readonly to: number | null
  readonly nClasses: number
  readonly nRows: number
  /** Share of all rows, 0 to 1. */
  readonly share: number
}

/** How well people hide among others with the same quasi-identifiers. */
export interface KAnonymity {
  /** Size of the smallest class, ≥ 1; 1 = somebody is alone. */
  readonly k: number
  readonly nRows: number
  readonly nClasses: number
  readonly bands: readonly ClassSizeBand[]
  /** Rows in classes smaller than k = 5. */
  readonly rowsBelow: { readonly k: number; readonly n: number }
}

const BANDS: readonly { readonly from: number; readonly to: number | null }[] = [
  { from: 1, to: 1 },
  { from: 2, to: 4 },
  { from: 5, to: 9 },
  { from: 10, to: null },
]
const REPORTED_K = 5

/**
 * k-anonymity of a dataset: rows that agree in all quasi-identifiers (age, sex, postal code, …) form a class, and k is the
 * size of the smallest.
 *
 * Missing is a value of its own. k says how many rows an attacker who knows the quasi-identifiers cannot tell apart; rows
 * are taken for people, and nothing is said about what the rows of a class share ({@link lDiversity}).
 *
 * @param frame - shape (nRows,)
 * @param quasiIdentifiers - columns an outsider may know, one at least
 * @throws StatisticError `invalidInput` if no column is named or the frame has no such column
 * @throws StatisticError `undefined` if there are no rows
 * @see Sweeney (2002), k-anonymity: a model for protecting privacy, definition 3
 */
export function kAnonymity(frame: Frame, quasiIdentifiers: readonly string[]): KAnonymity {
  requireQuasiIdentifiers('kAnonymity', quasiIdentifiers)
  const { sizes } = equivalenceClasses(frame, quasiIdentifiers)
  requireRows('kAnonymity', frame.nRows)
  const nRowsBelow = sizes.reduce((rows, size) => (size < REPORTED_K ? rows + size : rows), 0)
  return {
    k: sizes.reduce((smallest, size) => Math.min(smallest, size), frame.nRows),
    nRows: frame.nRows,
    nClasses: sizes.length,
    bands: BANDS.map(({ from, to }) => {
      const inBand = sizes.filter((size) => size >= from && (to === null || size <= to))
      const nRows = inBand.reduce((sum, size) => sum + size, 0)
      return { from, to, nClasses: inBand.length, nRows, share: nRows / frame.nRows }
    }),
    rowsBelow: { k: REPORTED_K, n: nRowsBelow },
  }
}

/**
 * Checks the columns that form the classes.
 *
 * @throws StatisticError `invalidInput` if there is none
 */
export function requireQuasiIdentifiers(name: string, quasiIdentifiers: readonly string[]): void {
  if (quasiIdentifiers.length === 0) {
    throw new StatisticError('invalidInput', `${name} needs at least one quasi-identifier, got none`)
  }
}
