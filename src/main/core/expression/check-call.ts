import { DATE_FORMATS, isDateFormat } from '../calendar/date-format.ts'
import { compilePattern } from './compile-pattern.ts'
import type { Expression } from './expression.ts'
import { expressionError } from './expression-error.ts'
import { type ExpressionFunction, findFunction, type ParameterKind } from './functions.ts'
import { commonType, type PartType, type PartTypes, requireOrder, requireType } from './part-types.ts'

/** A function applied to arguments. */
export type Call = Extract<Expression, { readonly kind: 'call' }>

/**
 * The type of a function call.
 *
 * @param parts - types of its arguments
 * @throws StatisticError `invalidInput` (an ExpressionError) if the function is unknown or the arguments do not fit it
 */
export function checkCall(call: Call, parts: PartTypes): PartType {
  const known = findFunction(call.name)
  if (known === undefined) throw expressionError(`expression needs a known function, got "${call.name}"`, call.at)
  checkCount(call, known)
  if (known.name === 'switch') return checkSwitch(call, parts)
  call.arguments.forEach((part, i) => {
    checkArgument(part, known.parameters[Math.min(i, known.parameters.length - 1)]!, parts, known.name)
  })
  if (known.name === 'bin') checkEdges(call)
  if (known.name === 'round') checkDigits(call)
  const alike = call.arguments.filter((_, i) => isAlike(known.parameters[Math.min(i, known.parameters.length - 1)]!))
  const type = commonType(alike, parts, known.name)
  if (known.parameters.includes('ordered')) requireOrder(type, call.arguments[0]!, known.name)
  return known.result === 'same' ? type : known.result
}

/** The number behind a number written out, with or without a minus; NaN for anything else. */
export function constantOf(part: Expression | undefined): number {
  if (part?.kind === 'number') return part.value
  return part?.kind === 'negate' && part.of.kind === 'number' ? -part.of.value : Number.NaN
}

function isAlike(kind: ParameterKind): boolean {
  return kind === 'same' || kind === 'ordered'
}

function checkCount(call: Call, known: ExpressionFunction): void {
  const least = known.name === 'switch' ? 4 : known.parameters.length - known.nOptional
  const most = known.repeats ? Number.POSITIVE_INFINITY : known.parameters.length
  const got = call.arguments.length
  const isPaired = known.name !== 'switch' || got % 2 === 0
  if (got >= least && got <= most && isPaired) return
  const range =
    most === Number.POSITIVE_INFINITY ? `${least} or more` : least === most ? `${least}` : `${least} to ${most}`
  const count = known.name === 'switch' ? 'pairs of cases and results with a value before and one behind' : range
  throw expressionError(
    `${known.name} needs ${count} arguments, got ${got}`,
    call.at,
    `${known.usage}: ${known.summary}`,
  )
}

function checkSwitch(call: Call, parts: PartTypes): PartType {
  const last = call.arguments.length - 1
  const isResult = (i: number): boolean => i === last || (i > 0 && i % 2 === 0)
  const cases = call.arguments.filter((_, i) => !isResult(i))
  const results = call.arguments.filter((_, i) => isResult(i))
  commonType(cases, parts, 'switch')
  return commonType(results, parts, 'switch')
}

function checkArgument(part: Expression, kind: ParameterKind, parts: PartTypes, name: string): void {
  const type = parts.get(part)!
  switch (kind) {
    case 'any':
    case 'same':
    case 'ordered':
      return
    case 'constant':
      if (!Number.isFinite(constantOf(part))) throw expressionError(`${name} needs a number written out here`, part.at)
      return
    case 'pattern':
      if (part.kind !== 'text') throw expressionError(`${name} needs a pattern written out as text here`, part.at)
      compilePattern(part.value, part.at)
      return
    case 'format':
      if (part.kind === 'text' && isDateFormat(part.value)) return
      throw expressionError(
        `${name} needs one of the date formats, written out as text`,
        part.at,
        `The formats are ${DATE_FORMATS.join(', ')}.`,
      )
    case 'textOrDate':
      if (type === 'date') return
      requireType(part, 'text', parts, name)
      return
    case 'numberOrBoolean':
      if (type === 'boolean') return
      requireType(part, 'number', parts, name)
      return
    default:
      requireType(part, kind, parts, name)
  }
}

function checkEdges(call: Call): void {
  const edges = call.arguments.slice(1)
  for (let i = 1; i < edges.length; i++) {
    if (constantOf(edges[i]) > constantOf(edges[i - 1])) continue
    throw expressionError('bin needs ascending edges', edges[i]!.at)
  }
}

function checkDigits(call: Call): void {
  const digits = call.arguments[1]
  if (digits === undefined) return
  const value = constantOf(digits)
  if (Number.isInteger(value) && Math.abs(value) <= 15) return
  throw expressionError('round needs a whole number of digits from -15 to 15', digits.at)
}
