import { badPmml } from './bad-pmml.ts'
import type { PmmlNode } from './parse-pmml-xml.ts'
import { readArray } from './read-array.ts'
import { balanced, type ValueAlgebra } from './value-algebra.ts'

/** What a predicate says: for which values that are not missing it is true, and of a missing one (null: unknown). */
export interface PredicateMeaning<S> {
  readonly where: S
  readonly ofMissing: boolean | null
}

const PREDICATES: ReadonlySet<string> = new Set([
  'SimplePredicate',
  'SimpleSetPredicate',
  'CompoundPredicate',
  'True',
  'False',
])

/**
 * The predicate of an attribute.
 *
 * @param place - the attribute in words, for messages
 * @throws AppError `badData` if there is none, or more than one
 */
export function predicateOf(attribute: PmmlNode, place: string): PmmlNode {
  const found = attribute.children.filter(({ name }) => PREDICATES.has(name))
  if (found.length === 1) return found[0]!
  throw badPmml(`needs one predicate in ${place}, got ${found.length}`, attribute.line)
}

/** Names of the fields that a predicate reads. */
export function fieldsOf(predicate: PmmlNode): Set<string> {
  const fields = new Set(predicate.children.flatMap((child) => [...fieldsOf(child)]))
  const own = predicate.attributes.get('field')
  if (own !== undefined) fields.add(own)
  return fields
}

/**
 * What a predicate says of the values of its field, in the three-valued logic of PMML.
 *
 * @param algebra - sets of the values of the field
 * @param place - the attribute in words, for messages
 * @throws AppError `badData` for an operator, value or array that does not fit the field
 * @see PMML 4.4, Tree model, predicates
 */
export function readPredicate<S>(predicate: PmmlNode, algebra: ValueAlgebra<S>, place: string): PredicateMeaning<S> {
  const none = algebra.complement(algebra.all)
  switch (predicate.name) {
    case 'True':
      return { where: algebra.all, ofMissing: true }
    case 'False':
      return { where: none, ofMissing: false }
    case 'SimplePredicate':
      return simpleMeaning(predicate, algebra, place)
    case 'SimpleSetPredicate':
      return setMeaning(predicate, algebra, place)
    case 'CompoundPredicate':
      return compoundMeaning(predicate, algebra, place)
    default:
      throw badPmml(`needs predicates that PMML knows in ${place}, got ${predicate.name}`, predicate.line)
  }
}

function simpleMeaning<S>(predicate: PmmlNode, algebra: ValueAlgebra<S>, place: string): PredicateMeaning<S> {
  const operator = predicate.attributes.get('operator') ?? ''
  if (operator === 'isMissing') return { where: algebra.complement(algebra.all), ofMissing: true }
  if (operator === 'isNotMissing') return { where: algebra.all, ofMissing: false }
  const value = predicate.attributes.get('value')
  const where = value === undefined ? null : algebra.compared(operator, value)
  if (where !== null) return { where, ofMissing: null }
  throw badPmml(
    `needs comparisons that fit the type of the field in ${place}, got operator "${operator}" with ${value === undefined ? 'no value' : 'a value that does not fit'}`,
    predicate.line,
  )
}

function setMeaning<S>(predicate: PmmlNode, algebra: ValueAlgebra<S>, place: string): PredicateMeaning<S> {
  const array = predicate.children.find(({ name }) => name === 'Array')
  const operator = predicate.attributes.get('booleanOperator') ?? ''
  const listed = array === undefined ? null : algebra.listed(readArray(array, place))
  if (listed === null || (operator !== 'isIn' && operator !== 'isNotIn')) {
    throw badPmml(`needs "isIn" or "isNotIn" with an array of values in ${place}, got "${operator}"`, predicate.line)
  }
  return { where: operator === 'isIn' ? listed : algebra.complement(listed), ofMissing: null }
}

function compoundMeaning<S>(predicate: PmmlNode, algebra: ValueAlgebra<S>, place: string): PredicateMeaning<S> {
  const parts = predicate.children
    .filter(({ name }) => PREDICATES.has(name))
    .map((child) => readPredicate(child, algebra, place))
  const missing = parts.map(({ ofMissing }) => ofMissing)
  const sets = parts.map(({ where }) => where)
  const operator = predicate.attributes.get('booleanOperator') ?? ''
  if (parts.length === 0) throw badPmml(`needs predicates inside "${operator}" in ${place}, got none`, predicate.line)
  switch (operator) {
    case 'and':
      return {
        where: balanced(sets, algebra.intersect, algebra.all),
        ofMissing: missing.includes(false) ? false : missing.includes(null) ? null : true,
      }
    case 'or':
      return {
        where: balanced(sets, algebra.unite, algebra.all),
        ofMissing: missing.includes(true) ? true : missing.includes(null) ? null : false,
      }
    case 'xor':
      return {
        where: sets.reduce((a, b) => difference(a, b, algebra)),
        ofMissing: missing.includes(null) ? null : missing.filter(Boolean).length % 2 === 1,
      }
    case 'surrogate':
      // A value that is there decides the first predicate; only a missing one leaves it to the others.
      return { where: sets[0]!, ofMissing: missing.find((one) => one !== null) ?? null }
    default:
      throw badPmml(`needs "and", "or", "xor" or "surrogate" in ${place}, got "${operator}"`, predicate.line)
  }
}

function difference<S>(a: S, b: S, { unite, intersect, complement }: ValueAlgebra<S>): S {
  return unite(intersect(a, complement(b)), intersect(complement(a), b))
}
