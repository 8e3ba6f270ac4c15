import { badPmml } from './bad-pmml.ts'
import type { PmmlNode } from './parse-pmml-xml.ts'
import { balanced, pmmlNumberOf, type ValueAlgebra } from './value-algebra.ts'

/** A field that a characteristic reads, and how its values are treated before predicates see them. */
export interface PmmlField {
  readonly name: string
  readonly type: 'numeric' | 'text'
  /** Null for a derived field. */
  readonly data: PmmlNode | null
  readonly mining: PmmlNode | null
}

const TYPES: Readonly<Record<string, PmmlField['type']>> = {
  string: 'text',
  integer: 'numeric',
  float: 'numeric',
  double: 'numeric',
}
const HINT = 'Let the characteristic read a column of the data as it stands: a number or a text.'

/**
 * The field of a characteristic.
 *
 * @param pmml - the whole file
 * @param card - its scorecard
 * @param derived - names of derived fields that are understood, with their types
 * @param place - the characteristic in words, for messages
 * @throws AppError `badData` if there is no such field, it is derived, of a type that is no number or text, or treated in a way that
 *   changes values
 */
export function readField(
  name: string,
  pmml: PmmlNode,
  card: PmmlNode,
  derived: ReadonlyMap<string, PmmlField['type']>,
  place: string,
  line: number,
): PmmlField {
  const derivedType = derived.get(name)
  if (derivedType !== undefined) return { name, type: derivedType, data: null, mining: null }
  const data = childrenOf(pmml, 'DataDictionary', 'DataField').find((one) => one.attributes.get('name') === name)
  const mining = childrenOf(card, 'MiningSchema', 'MiningField').find((one) => one.attributes.get('name') === name)
  if (data === undefined || mining === undefined) {
    throw badPmml(`needs ${place} to read a field of the data and of the mining schema, got "${name}"`, line, HINT)
  }
  const dataType = data.attributes.get('dataType') ?? ''
  const type = Object.hasOwn(TYPES, dataType) ? TYPES[dataType]! : undefined
  if (type === undefined) {
    throw badPmml(`needs ${place} to read a number or a text, got "${name}" of type "${dataType}"`, data.line, HINT)
  }
  const outliers = mining.attributes.get('outliers') ?? 'asIs'
  const invalid = mining.attributes.get('invalidValueTreatment') ?? 'returnInvalid'
  if (
    outliers !== 'asIs' ||
    invalid === 'asValue' ||
    mining.attributes.get('missingValueTreatment') === 'returnInvalid'
  ) {
    throw badPmml(
      `needs values that predicates see as they are in ${place}, got a treatment of outliers, invalid or missing values of "${name}"`,
      mining.line,
    )
  }
  return { name, type, data, mining }
}

/** What is to be known of a field besides its predicates. */
export interface Treatment<S> {
  /** Values that count as missing. */
  readonly missing: S
  /** What a missing value is replaced by; null: nothing. */
  readonly replacement: S | null
  /** Values that the maker of the file leaves without a score. */
  readonly unscored: S
}

/**
 * Which values of a field count as missing, and what stands in for a missing one.
 *
 * @throws AppError `badData` for a value that does not fit the type of the field
 */
export function treatmentOf<S>({ name, data, mining }: PmmlField, algebra: ValueAlgebra<S>): Treatment<S> {
  const none = algebra.complement(algebra.all)
  if (data === null || mining === null) return { missing: none, replacement: null, unscored: none }
  const values = (property: string): S => {
    const list = data.children.filter(
      (child) => child.name === 'Value' && (child.attributes.get('property') ?? 'valid') === property,
    )
    const set = algebra.listed(list.map((child) => child.attributes.get('value') ?? ''))
    if (set !== null) return set
    throw badPmml(`needs values that fit the type of field "${name}", got others`, data.line)
  }
  const declaredMissing = values('missing')
  const valid = algebra.unite(values('valid'), intervalsOf(data, algebra))
  const outside = algebra.isEmpty(valid) ? none : algebra.complement(algebra.unite(valid, declaredMissing))
  const invalid = algebra.unite(values('invalid'), outside)
  const treatment = mining.attributes.get('invalidValueTreatment') ?? 'returnInvalid'
  const replacement = mining.attributes.get('missingValueReplacement')
  const replaced = replacement === undefined ? null : algebra.listed([replacement])
  if (replacement !== undefined && replaced === null) {
    throw badPmml(
      `needs a replacement of missing values that fits the type of field "${name}", got another`,
      mining.line,
    )
  }
  return {
    missing: treatment === 'asMissing' ? algebra.unite(declaredMissing, invalid) : declaredMissing,
    replacement: replaced,
    unscored: treatment === 'returnInvalid' ? invalid : none,
  }
}

function intervalsOf<S>(data: PmmlNode, algebra: ValueAlgebra<S>): S {
  const intervals = data.children.filter(({ name }) => name === 'Interval')
  const sets = intervals.map((interval) => {
    const closure = /^(open|closed)(Open|Closed)$/.exec(interval.attributes.get('closure') ?? '')
    const bounds = [
      boundOf(interval, 'leftMargin', closure?.[1] === 'open' ? 'greaterThan' : 'greaterOrEqual', algebra),
      boundOf(interval, 'rightMargin', closure?.[2] === 'Open' ? 'lessThan' : 'lessOrEqual', algebra),
    ]
    if (closure === null) throw badPmml('needs a closure of each interval, got none', interval.line)
    return bounds.reduce(algebra.intersect)
  })
  return balanced(sets, algebra.unite, algebra.complement(algebra.all))
}

function boundOf<S>(interval: PmmlNode, side: string, operator: string, algebra: ValueAlgebra<S>): S {
  const margin = interval.attributes.get(side)
  if (margin === undefined) return algebra.all
  const set = Number.isNaN(pmmlNumberOf(margin)) ? null : algebra.compared(operator, margin)
  if (set === null) throw badPmml('needs intervals between numbers, got other margins', interval.line)
  return set
}

/** The elements of a name inside the elements of another name. */
export function childrenOf(parent: PmmlNode, outer: string, inner: string): PmmlNode[] {
  return parent.children
    .filter(({ name }) => name === outer)
    .flatMap(({ children }) => children.filter(({ name }) => name === inner))
}
