import type { Frame } from '../frame/frame.ts'
import { StatisticError } from '../statistic-error.ts'
import { requireRows } from '../stats/requirements.ts'
import { equivalenceClasses } from './equivalence-classes.ts'
import { requireQuasiIdentifiers } from './k-anonymity.ts'

/** How much a class of look-alikes gives away about a sensitive column. */
export interface LDiversity {
  /** Smallest number of distinct sensitive values in a class, ≥ 1; 1 = some class gives its value away. */
  readonly l: number
  readonly nClasses: number
  /** Classes, and rows in them, whose rows all share one sensitive value. */
  readonly homogeneous: { readonly nClasses: number; readonly nRows: number; readonly share: number }
}

/**
 * Distinct l-diversity: in every class of rows that agree in all quasi-identifiers, the number of distinct values of a
 * sensitive column; l is the smallest. Missing is a value of its own.
 *
 * @param frame - shape (nRows,)
 * @param quasiIdentifiers - columns an outsider may know, one at least
 * @param sensitive - column that must not be learnt, none of the quasi-identifiers
 * @throws StatisticError `invalidInput` if no quasi-identifier is named, the sensitive column is one, or a column does not
 * exist
 * @throws StatisticError `undefined` if there are no rows
 * @see Machanavajjhala et al. (2007), l-diversity: privacy beyond k-anonymity, section 4
 */
export function lDiversity(frame: Frame, quasiIdentifiers: readonly string[], sensitive: string): LDiversity {
  requireQuasiIdentifiers('lDiversity', quasiIdentifiers)
  if (quasiIdentifiers.includes(sensitive)) {
    throw new StatisticError(
      'invalidInput',
      `lDiversity needs a sensitive column other than the quasi-identifiers, got "${sensitive}" in both`,
    )
  }
  const outer = equivalenceClasses(frame, quasiIdentifiers)
  const inner = equivalenceClasses(frame, [...quasiIdentifiers, sensitive])
  requireRows('lDiversity', frame.nRows)
  const nValues = new Int32Array(outer.sizes.length)
  const isCounted = new Uint8Array(inner.sizes.length)
  inner.classOf.forEach((innerClass, row) => {
    if (isCounted[innerClass] === 1) return
    isCounted[innerClass] = 1
    nValues[outer.classOf[row]!]!++
  })
  const nHomogeneous = nValues.filter((count) => count === 1).length
  const nRows = outer.sizes.reduce((rows, size, index) => (nValues[index] === 1 ? rows + size : rows), 0)
  return {
    l: nValues.reduce((smallest, count) => Math.min(smallest, count), frame.nRows),
    nClasses: outer.sizes.length,
    homogeneous: { nClasses: nHomogeneous, nRows, share: nRows / frame.nRows },
  }
}
