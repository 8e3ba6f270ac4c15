import { badPmml } from './bad-pmml.ts'
import type { PmmlNode } from './parse-pmml-xml.ts'
import { pmmlNumberOf } from './value-algebra.ts'

/** Points of an attribute: `points`, or `points + perUnit · value`, the value capped to the range. */
export interface AttributePoints {
  readonly points: number
  readonly perUnit: number | null
  /** Null: not capped. */
  readonly range: { readonly minimum: number; readonly maximum: number } | null
}

/** A term of a straight line: the field itself, capped or not. */
interface Term {
  readonly perUnit: number
  readonly range: AttributePoints['range']
}

/**
 * The points of an attribute: its `partialScore`, or the straight line of its `ComplexPartialScore`, which comes first.
 *
 * @param field - the field of the characteristic
 * @param place - the attribute in words, for messages
 * @throws AppError `badData` if there are no points, or they are computed in another way than as a straight line of the field
 */
export function readPoints(attribute: PmmlNode, field: string, place: string): AttributePoints {
  const complex = attribute.children.find(({ name }) => name === 'ComplexPartialScore')
  if (complex !== undefined) {
    const expression = complex.children.find(({ name }) => name !== 'Extension')
    const line = expression === undefined ? null : lineOf(expression, field)
    if (line !== null) return line
    throw badPmml(
      `needs points that are a number or a straight line of "${field}" in ${place}, got others`,
      complex.line,
    )
  }
  const points = pmmlNumberOf(attribute.attributes.get('partialScore') ?? '')
  if (!Number.isNaN(points)) return { points, perUnit: null, range: null }
  throw badPmml(`needs a number of points in ${place}, got none`, attribute.line)
}

/** a, t, a + t, t + a, t − a or a − t for a constant a and a term t: the forms that lose no digit as points + perUnit · value. */
function lineOf(node: PmmlNode, field: string): AttributePoints | null {
  const constant = constantOf(node)
  if (constant !== null) return { points: constant, perUnit: null, range: null }
  const whole = termOf(node, field)
  if (whole !== null) return { points: 0, ...whole }
  const operator = node.attributes.get('function')
  const [left, right] = argumentsOf(node)
  if (node.name !== 'Apply' || left === undefined || right === undefined) return null
  if (operator !== '+' && operator !== '-') return null
  const sign = operator === '-' ? -1 : 1
  const a = constantOf(left)
  const behind = a === null ? null : termOf(right, field)
  if (a !== null && behind !== null) return { points: a, perUnit: sign * behind.perUnit + 0, range: behind.range }
  const b = constantOf(right)
  const before = b === null ? null : termOf(left, field)
  return b !== null && before !== null ? { points: sign * b + 0, ...before } : null
}

/** x, c · x or x · c. */
function termOf(node: PmmlNode, field: string): Term | null {
  const alone = cappedField(node, field)
  if (alone !== undefined) return { perUnit: 1, range: alone }
  const [left, right] = argumentsOf(node)
  if (node.attributes.get('function') !== '*' || left === undefined || right === undefined) return null
  for (const [factor, value] of [
    [left, right],
    [right, left],
  ] as const) {
    const perUnit = constantOf(factor)
    const range = cappedField(value, field)
    if (perUnit !== null && range !== undefined) return { perUnit, range }
  }
  return null
}

/** The range of a field inside `min` and `max`, null for the bare field, undefined for anything else. */
function cappedField(node: PmmlNode, field: string): AttributePoints['range'] | undefined {
  if (node.name === 'FieldRef') return node.attributes.get('field') === field ? null : undefined
  const outer = capOf(node)
  const inner = outer === null ? null : capOf(outer.of)
  if (outer === null || inner === null || outer.kind === inner.kind) return undefined
  if (inner.of.name !== 'FieldRef' || inner.of.attributes.get('field') !== field) return undefined
  const minimum = outer.kind === 'max' ? outer.limit : inner.limit
  const maximum = outer.kind === 'min' ? outer.limit : inner.limit
  return minimum <= maximum ? { minimum, maximum } : undefined
}

function capOf(node: PmmlNode): { kind: 'min' | 'max'; limit: number; of: PmmlNode } | null {
  const kind = node.attributes.get('function')
  const list = argumentsOf(node)
  if ((kind !== 'min' && kind !== 'max') || list.length !== 2) return null
  const first = constantOf(list[0]!)
  const second = constantOf(list[1]!)
  if ((first === null) === (second === null)) return null
  return first === null ? { kind, limit: second!, of: list[0]! } : { kind, limit: first, of: list[1]! }
}

function constantOf(node: PmmlNode): number | null {
  if (node.name !== 'Constant') return null
  const value = pmmlNumberOf(node.text)
  return Number.isNaN(value) ? null : value
}

function argumentsOf(node: PmmlNode): PmmlNode[] {
  return node.children.filter(({ name }) => name !== 'Extension')
}
