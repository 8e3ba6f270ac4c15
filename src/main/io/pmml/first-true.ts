import { AppError } from '../../../shared/errors.ts'
import { badPmml } from './bad-pmml.ts'
import type { PmmlNode } from './parse-pmml-xml.ts'
import { type PmmlField, treatmentOf } from './read-field.ts'
import { predicateOf, readPredicate } from './read-predicate.ts'
import type { ValueAlgebra } from './value-algebra.ts'

/** Most attributes of a characteristic times the values and edges that they name. */
const MAX_WORK = 1e7

/** What falls to each attribute of a characteristic, in their order, and to which one missing values fall. */
export interface Regions<S> {
  readonly ofAttribute: readonly S[]
  readonly missing: number
  /** Values the maker of the file leaves without a score, but a model here scores. */
  readonly unscored: S
}

/**
 * Which values fall to which attribute: the first one whose predicate is true, as PMML has it, after values that count as missing and
 * the replacement of missing ones. Overlaps are thereby resolved without a loss.
 *
 * @param place - the characteristic in words, for messages
 * @throws AppError `tooLarge` for more attributes times values than can be gone through; `badData` if no attribute is true for a missing value, or for some values that are there
 * @see PMML 4.4, Scorecard, scoring procedure
 */
export function firstTrueRegions<S>(
  field: PmmlField,
  attributes: readonly PmmlNode[],
  algebra: ValueAlgebra<S>,
  place: string,
  line: number,
): Regions<S> {
  const meanings = attributes.map((attribute, i) => {
    const where = `attribute ${i + 1} of ${place}`
    return readPredicate(predicateOf(attribute, where), algebra, where)
  })
  checkWork(
    meanings.length,
    meanings.reduce((sum, { where }) => sum + algebra.sizeOf(where), 0),
    place,
  )
  const treatment = treatmentOf(field, algebra)
  const missing = meanings.findIndex((meaning) =>
    treatment.replacement === null
      ? meaning.ofMissing === true
      : !algebra.isEmpty(algebra.intersect(treatment.replacement, meaning.where)),
  )
  if (missing < 0) {
    throw badPmml(
      `needs an attribute for missing values in ${place}, got none`,
      line,
      'Add an attribute whose predicate is isMissing, or a last one that is True.',
    )
  }
  let left = algebra.complement(treatment.missing)
  const ofAttribute = meanings.map(({ where }, i) => {
    const own = algebra.intersect(left, where)
    left = algebra.intersect(left, algebra.complement(where))
    return i === missing ? algebra.unite(own, treatment.missing) : own
  })
  if (!algebra.isEmpty(left)) {
    throw badPmml(
      `needs an attribute for every value in ${place}, got none for some`,
      line,
      'Close the gap between the intervals, or add a last attribute that is True.',
    )
  }
  return { ofAttribute, missing, unscored: treatment.unscored }
}

/** What is left is looked through once per attribute. */
function checkWork(nAttributes: number, nValues: number, place: string): void {
  if (nAttributes * nValues <= MAX_WORK) return
  throw new AppError(
    'tooLarge',
    `PMML file needs at most ${MAX_WORK} attributes times values in ${place}, got ${nAttributes} times ${nValues}`,
  )
}
