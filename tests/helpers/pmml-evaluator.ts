import { type PmmlNode, parsePmmlXml } from '../../src/main/io/pmml/parse-pmml-xml.ts'
import { all, attr, find, only, PREDICATES, predicateOf } from './pmml-nodes.ts'
import { treeSum } from './pmml-tree-evaluator.ts'

/** A value of a field; null is missing. */
export type PmmlValue = number | string | boolean | null

type Truth = boolean | null
type Fields = Map<string, PmmlValue>

/** A scorecard or a sum of trees in PMML, ready to be evaluated. */
export interface PmmlEvaluator {
  readonly inputs: readonly string[]
  /** The output fields by name; throws where PMML leaves the result undefined. */
  evaluate(values: ReadonlyMap<string, PmmlValue>): ReadonlyMap<string, PmmlValue>
}

/**
 * A small evaluator of PMML scorecards and sums of trees written from the specification (4.4: Scorecard, MiningModel, TreeModel,
 * Transformations, Built-in functions, Output, Field scope), apart from everything that writes PMML here. What it does not know, it refuses.
 */
export function pmmlEvaluator(text: string): PmmlEvaluator {
  const pmml = parsePmmlXml(text)
  const trees = find(pmml, 'MiningModel')
  const card = trees ?? only(pmml, 'Scorecard')
  const sum = trees === null ? null : treeSum(trees, holds)
  const dictionary = new Map(
    all(only(pmml, 'DataDictionary'), 'DataField').map((field) => [attr(field, 'name'), field]),
  )
  const schema = all(only(card, 'MiningSchema'), 'MiningField')
  const active = schema.filter((field) => (field.attributes.get('usageType') ?? 'active') === 'active')
  const inputs = active.map((field) => attr(field, 'name'))
  return {
    inputs,
    evaluate(values) {
      const fields: Fields = new Map()
      for (const field of active) {
        const name = attr(field, 'name')
        fields.set(name, prepared(dictionary.get(name)!, field, values.get(name) ?? null))
      }
      for (const dictionaryPart of [find(pmml, 'TransformationDictionary'), find(card, 'LocalTransformations')]) {
        for (const derived of dictionaryPart === null ? [] : all(dictionaryPart, 'DerivedField')) {
          const body = expressionOf(derived)
          fields.set(attr(derived, 'name'), converted(evaluate(body, fields), attr(derived, 'dataType')))
        }
      }
      const { score, reasons } = sum === null ? scored(card, fields) : { score: sum(fields), reasons: [] }
      return outputs(card, fields, score, reasons)
    },
  }
}

function prepared(dataField: PmmlNode, miningField: PmmlNode, given: PmmlValue): PmmlValue {
  const replacement = miningField.attributes.get('missingValueReplacement')
  const dataType = attr(dataField, 'dataType')
  if (given === null || Number.isNaN(given)) return replacement === undefined ? null : converted(replacement, dataType)
  const value = converted(given, dataType)
  const listed = all(dataField, 'Value')
  for (const one of listed) {
    if (one.attributes.get('property') === 'missing' && converted(attr(one, 'value'), dataType) === value)
      return replacement === undefined ? null : converted(replacement, dataType)
  }
  const valid = listed.filter((one) => (one.attributes.get('property') ?? 'valid') === 'valid')
  const isInvalid = valid.length > 0 && !valid.some((one) => converted(attr(one, 'value'), dataType) === value)
  if (!isInvalid) return value
  const treatment = miningField.attributes.get('invalidValueTreatment') ?? 'returnInvalid'
  if (treatment === 'asIs') return value
  if (treatment === 'asMissing') return replacement === undefined ? null : converted(replacement, dataType)
  throw new Error(`invalid value of ${attr(dataField, 'name')}`)
}

interface Shortfall {
  readonly code: string
  readonly points: number
}

function scored(card: PmmlNode, fields: Fields): { score: number; reasons: string[] } {
  let score = Number(card.attributes.get('initialScore') ?? 0)
  const isBelow = (card.attributes.get('reasonCodeAlgorithm') ?? 'pointsBelow') === 'pointsBelow'
  const usesReasons = (card.attributes.get('useReasonCodes') ?? 'true') === 'true'
  const shortfalls: Shortfall[] = []
  for (const characteristic of all(only(card, 'Characteristics'), 'Characteristic')) {
    const attribute = all(characteristic, 'Attribute').find((one) => holds(predicateOf(one), fields) === true)
    if (attribute === undefined) throw new Error(`no attribute applies of ${characteristic.attributes.get('name')}`)
    const complex = find(attribute, 'ComplexPartialScore')
    const partial = complex === null ? Number(attr(attribute, 'partialScore')) : evaluate(expressionOf(complex), fields)
    if (typeof partial !== 'number' || !Number.isFinite(partial)) throw new Error('partial score is missing')
    score += partial
    if (!usesReasons) continue
    const baseline = Number(characteristic.attributes.get('baselineScore') ?? attr(card, 'baselineScore'))
    const code = attribute.attributes.get('reasonCode') ?? attr(characteristic, 'reasonCode')
    shortfalls.push({ code, points: isBelow ? baseline - partial : partial - baseline })
  }
  // Array.sort is stable: equal ones stay in the order of the characteristics.
  return { score, reasons: shortfalls.sort((a, b) => b.points - a.points).map(({ code }) => code) }
}

function outputs(card: PmmlNode, fields: Fields, score: number, reasons: readonly string[]): Fields {
  const scope: Fields = new Map(fields)
  const out: Fields = new Map()
  const output = find(card, 'Output')
  for (const field of output === null ? [] : all(output, 'OutputField')) {
    const feature = field.attributes.get('feature') ?? 'predictedValue'
    const rank = Number(field.attributes.get('rank') ?? 1)
    let value: PmmlValue
    if (feature === 'predictedValue') value = score
    else if (feature === 'reasonCode') value = reasons[rank - 1] ?? null
    else if (feature === 'transformedValue') value = evaluate(expressionOf(field), scope)
    else throw new Error(`output feature ${feature} is not known`)
    const name = attr(field, 'name')
    if (scope.has(name)) throw new Error(`output field "${name}" is the name of another field`)
    scope.set(name, value)
    out.set(name, value)
  }
  return out
}

/** Three-valued: null is UNKNOWN. */
function holds(predicate: PmmlNode, fields: Fields): Truth {
  if (predicate.name === 'True') return true
  if (predicate.name === 'False') return false
  if (predicate.name === 'CompoundPredicate') return compound(predicate, fields)
  const name = attr(predicate, 'field')
  if (!fields.has(name)) throw new Error(`predicate names unknown field "${name}"`)
  const value = fields.get(name)!
  if (predicate.name === 'SimpleSetPredicate') {
    if (value === null) return null
    const isIn = arrayOf(only(predicate, 'Array')).some((item) => item === value)
    return attr(predicate, 'booleanOperator') === 'isIn' ? isIn : !isIn
  }
  const operator = attr(predicate, 'operator')
  if (operator === 'isMissing') return value === null
  if (operator === 'isNotMissing') return value !== null
  if (value === null) return null
  const text = attr(predicate, 'value')
  return compared(operator, value, typeof value === 'number' ? Number(text) : text)
}

function compound(predicate: PmmlNode, fields: Fields): Truth {
  const truths = predicate.children.filter(({ name }) => PREDICATES.has(name)).map((child) => holds(child, fields))
  switch (attr(predicate, 'booleanOperator')) {
    case 'and':
      return truths.includes(false) ? false : truths.includes(null) ? null : true
    case 'or':
      return truths.includes(true) ? true : truths.includes(null) ? null : false
    case 'xor':
      return truths.includes(null) ? null : truths.filter(Boolean).length % 2 === 1
    default:
      throw new Error('compound predicate is not known')
  }
}

function compared(operator: string, a: PmmlValue, b: PmmlValue): boolean {
  if (typeof a !== typeof b || a === null || b === null) throw new Error(`cannot compare ${typeof a} and ${typeof b}`)
  switch (operator) {
    case 'equal':
      return a === b
    case 'notEqual':
      return a !== b
    case 'lessThan':
      return a < b
    case 'lessOrEqual':
      return a <= b
    case 'greaterThan':
      return a > b
    case 'greaterOrEqual':
      return a >= b
    default:
      throw new Error(`operator ${operator} is not known`)
  }
}

/** Blank-separated items; of strings those with blanks in double quotes, a quote inside after a backslash. */
function arrayOf(array: PmmlNode): PmmlValue[] {
  const isText = attr(array, 'type') === 'string'
  const items: PmmlValue[] = []
  for (const match of array.text.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/gs)) {
    const item = match[1] === undefined ? match[2]! : match[1].replaceAll('\\"', '"')
    items.push(isText ? item : Number(item))
  }
  const n = array.attributes.get('n')
  if (n !== undefined && Number(n) !== items.length) throw new Error(`array says ${n} items, has ${items.length}`)
  return items
}

function expressionOf(parent: PmmlNode): PmmlNode {
  const found = parent.children.filter(({ name }) => name !== 'Extension')
  if (found.length !== 1) throw new Error(`${parent.name} needs one expression, got ${found.length}`)
  return found[0]!
}

function evaluate(node: PmmlNode, fields: Fields): PmmlValue {
  switch (node.name) {
    case 'Constant':
      return converted(
        node.text,
        node.attributes.get('dataType') ?? (Number.isNaN(Number(node.text)) ? 'string' : 'double'),
      )
    case 'FieldRef': {
      const name = attr(node, 'field')
      if (!fields.has(name)) throw new Error(`expression names unknown field "${name}"`)
      return fields.get(name)!
    }
    case 'NormContinuous':
      return normContinuous(node, fields)
    case 'Apply':
      return applied(node, fields)
    default:
      throw new Error(`expression ${node.name} is not known`)
  }
}

function normContinuous(node: PmmlNode, fields: Fields): PmmlValue {
  const x = fields.get(attr(node, 'field'))
  if (typeof x !== 'number') return null
  const norms = all(node, 'LinearNorm').map((norm) => [Number(attr(norm, 'orig')), Number(attr(norm, 'norm'))] as const)
  if (norms.length < 2) throw new Error('NormContinuous needs two points')
  const [first, last] = [norms[0]!, norms.at(-1)!]
  const isOut = x < first[0] || x > last[0]
  if (isOut && node.attributes.get('outliers') !== 'asExtremeValues') throw new Error('outliers are not known')
  if (x <= first[0]) return first[1]
  if (x >= last[0]) return last[1]
  const i = norms.findIndex(([orig]) => x < orig)
  const [[a1, b1], [a2, b2]] = [norms[i - 1]!, norms[i]!]
  return b1 + ((x - a1) / (a2 - a1)) * (b2 - b1)
}

/** Functions that take missing arguments; all others are strict: an engine may refuse, so the evaluator does. */
function applied(node: PmmlNode, fields: Fields): PmmlValue {
  const name = attr(node, 'function')
  const list = node.children.filter(({ name: child }) => child !== 'Extension')
  if (name === 'if') {
    const condition = evaluate(list[0]!, fields)
    if (typeof condition !== 'boolean') throw new Error('the condition of "if" is missing or no boolean')
    const branch = condition ? list[1]! : list[2]
    return branch === undefined ? null : evaluate(branch, fields)
  }
  const values = list.map((one) => evaluate(one, fields))
  if (name === 'isMissing') return values[0] === null
  if (name === 'isNotMissing') return values[0] !== null
  if (values.includes(null)) throw new Error(`function ${name} got a missing argument`)
  if (['equal', 'notEqual', 'lessThan', 'lessOrEqual', 'greaterThan', 'greaterOrEqual'].includes(name)) {
    return compared(name, values[0]!, values[1]!)
  }
  if (name === 'and' || name === 'or') {
    if (values.length < 2 || values.some((one) => typeof one !== 'boolean')) throw new Error(`${name} needs booleans`)
    return name === 'and' ? values.every(Boolean) : values.some(Boolean)
  }
  if (name === 'lowercase') return String(values[0]).toLowerCase()
  if (name === 'uppercase') return String(values[0]).toUpperCase()
  if (name === 'concat') return values.join('')
  const numeric = NUMERIC[name]
  if (numeric === undefined) throw new Error(`function ${name} is not known`)
  if (values.some((one) => typeof one !== 'number')) throw new Error(`function ${name} needs numbers`)
  return numeric(...(values as number[]))
}

const NUMERIC: Readonly<Record<string, (...x: number[]) => number>> = {
  '+': (a, b) => a! + b!,
  '-': (a, b) => a! - b!,
  '*': (a, b) => a! * b!,
  '/': (a, b) => {
    if (b === 0) throw new Error('division by zero')
    return a! / b!
  },
  min: Math.min,
  max: Math.max,
  pow: (a, b) => a! ** b!,
  abs: (x) => Math.abs(x!),
  floor: (x) => Math.floor(x!),
  ceil: (x) => Math.ceil(x!),
  exp: (x) => Math.exp(x!),
  ln: (x) => Math.log(x!),
  log10: (x) => Math.log10(x!),
  ln1p: (x) => Math.log1p(x!),
  sqrt: (x) => Math.sqrt(x!),
}

function converted(value: PmmlValue, dataType: string): PmmlValue {
  if (value === null) return null
  if (dataType === 'string') {
    if (typeof value !== 'string') throw new Error(`a string field got a ${typeof value}`)
    return value
  }
  if (dataType === 'boolean') return value === true || value === 'true'
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value)
  if (Number.isNaN(number)) throw new Error('a number field got something else')
  return number
}
