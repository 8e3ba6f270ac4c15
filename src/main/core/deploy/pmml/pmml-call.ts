import { type Call, constantOf } from '../../expression/check-call.ts'
import type { Expression, ExpressionType } from '../../expression/expression.ts'
import type { PartTypes } from '../../expression/part-types.ts'
import { printNumber } from '../../frame/parse-number.ts'
import type { StatisticError } from '../../statistic-error.ts'
import { apply, guarded, numberConstant, type Operand, oneIf, powerOf, textOperand } from './pmml-apply.ts'
import type { XmlElement } from './xml-element.ts'

/** What the writing of a function call needs of the writer of its expression. */
export interface CallContext {
  /** An operand that can be used any number of times. */
  readonly lower: (part: Expression, isText?: boolean) => Operand
  /** Gives a part a field of its own. */
  readonly push: (body: XmlElement, type: ExpressionType) => Operand
  /** The number, or missing if it is infinite or not a number. */
  readonly finite: (body: XmlElement) => XmlElement
  readonly types: PartTypes
  readonly refuse: (what: string) => StatisticError
}

type WriteCall = (list: readonly Operand[], context: CallContext) => XmlElement

/** From here on doubles are whole numbers. */
const WHOLE_FROM = 2 ** 52

const CALLS: ReadonlyMap<string, WriteCall> = new Map<string, WriteCall>([
  ['min', (list) => guarded(list, apply('min', ...xmlOf(list)))],
  ['max', (list) => guarded(list, apply('max', ...xmlOf(list)))],
  ['sum', (list, { finite }) => finite(guarded(list, total(list)))],
  ['mean', (list, { finite }) => finite(guarded(list, apply('/', total(list), numberConstant(list.length))))],
  ['abs', mapped('abs')],
  ['floor', mapped('floor')],
  ['ceil', mapped('ceil')],
  ['lower', mapped('lowercase')],
  ['upper', mapped('uppercase')],
  ['sign', ([x]) => guarded([x!], signOf(x!))],
  ['log', domain('ln', 'greaterThan', 0)],
  ['log10', domain('log10', 'greaterThan', 0)],
  ['log1p', domain('ln1p', 'greaterThan', -1)],
  ['sqrt', domain('sqrt', 'greaterOrEqual', 0)],
  ['exp', (list, { finite }) => finite(guarded(list, apply('exp', ...xmlOf(list))))],
  ['pow', (list, { finite }) => finite(guarded(list, powerOf(list[0]!.xml, list[1]!.xml)))],
  ['clip', (list) => guarded(list, apply('min', apply('max', list[0]!.xml, list[1]!.xml), list[2]!.xml))],
  ['concat', (list) => guarded(list, list.length === 1 ? list[0]!.xml : apply('concat', ...xmlOf(list)))],
  ['if', ([condition, then, otherwise]) => guarded([condition!], choice(condition!, then!, otherwise!))],
  ['coalesce', (list) => firstPresent(list)],
  ['switch', (list) => switched(list)],
  ['isMissing', ([x]) => oneIf(apply('isMissing', x!.xml))],
])

/** Functions that are written for numbers only; of texts and dates they are refused. */
const OF_NUMBERS: ReadonlySet<string> = new Set(['min', 'max', 'clip'])

/**
 * Writes a function call as an expression of PMML.
 *
 * @param call - a call that fits its function, see `checkCall`
 * @param context - the writer of the expression around it
 * @throws StatisticError `invalidInput` for a function that PMML does not have, or has with another meaning
 */
export function pmmlCall(call: Call, context: CallContext): XmlElement {
  const isText = context.types.get(call) === 'text' || call.arguments.some((one) => context.types.get(one) === 'text')
  if (call.arguments.some((one) => context.types.get(one) === 'date')) throw context.refuse('dates')
  if (call.name === 'bin') return binLabels(call, context)
  if (call.name === 'round') return rounded(call, context)
  const write = CALLS.get(call.name)
  if (write === undefined || (isText && OF_NUMBERS.has(call.name))) {
    throw context.refuse(`the function ${call.name}${isText && write !== undefined ? ' of texts' : ''}`)
  }
  return write(
    call.arguments.map((part) => context.lower(part, isTextArgument(call, part, context))),
    context,
  )
}

/** What is always missing takes the type of what it stands beside. */
function isTextArgument(call: Call, part: Expression, { types }: CallContext): boolean {
  const own = types.get(part)
  if (own !== 'missing') return own === 'text'
  return types.get(call) === 'text'
}

function mapped(name: string): WriteCall {
  return ([x]) => guarded([x!], apply(name, x!.xml))
}

function domain(name: string, operator: string, bound: number): WriteCall {
  return ([x]) => guarded([x!], apply('if', apply(operator, x!.xml, numberConstant(bound)), apply(name, x!.xml)))
}

function total(list: readonly Operand[]): XmlElement {
  return xmlOf(list).reduce((sum, one) => apply('+', sum, one))
}

function signOf(x: Operand): XmlElement {
  const negative = apply('if', apply('lessThan', x.xml, numberConstant(0)), numberConstant(-1), numberConstant(0))
  return apply('if', apply('greaterThan', x.xml, numberConstant(0)), numberConstant(1), negative)
}

function choice(condition: Operand, then: Operand, otherwise: Operand): XmlElement {
  return apply('if', apply('equal', condition.xml, numberConstant(1)), then.xml, otherwise.xml)
}

function firstPresent(list: readonly Operand[]): XmlElement {
  return list
    .slice(0, -1)
    .reduceRight((rest, one) => apply('if', apply('isNotMissing', one.xml), one.xml, rest), list.at(-1)!.xml)
}

/** Cases in turn; a missing value or case before the first that is equal makes the result missing. */
function switched(list: readonly Operand[]): XmlElement {
  const value = list[0]!
  let result = list.at(-1)!.xml
  for (let i = list.length - 3; i >= 1; i -= 2) {
    const isCase = apply('equal', value.xml, list[i]!.xml)
    result = guarded([value, list[i]!], apply('if', isCase, list[i + 1]!.xml, result))
  }
  return result
}

/** Halves away from zero: floor(s) plus one if the fraction of s = |x| · 10^digits is at least a half. */
function rounded(call: Call, { lower, push, finite }: CallContext): XmlElement {
  const x = lower(call.arguments[0]!)
  const digits = call.arguments[1] === undefined ? 0 : constantOf(call.arguments[1])
  const power = numberConstant(10 ** Math.abs(digits))
  const scaled = push(guarded([x], apply(digits < 0 ? '/' : '*', apply('abs', x.xml), power)), 'number')
  const fraction = apply('-', scaled.xml, apply('floor', scaled.xml))
  const up = oneIf(apply('greaterOrEqual', fraction, numberConstant(0.5)))
  const size = apply(digits < 0 ? '*' : '/', apply('+', apply('floor', scaled.xml), up), power)
  const signed = apply('*', signOf(x), size)
  const isWhole = apply('greaterOrEqual', scaled.xml, numberConstant(WHOLE_FROM))
  return finite(guarded([x], apply('if', isWhole, x.xml, signed)))
}

function binLabels(call: Call, { lower }: CallContext): XmlElement {
  const x = lower(call.arguments[0]!)
  const edges = call.arguments.slice(1).map((edge) => constantOf(edge) + 0)
  const ends = ['-∞', ...edges.map((edge) => printNumber(edge)), '∞']
  const label = (i: number): XmlElement => textOperand(`${i === 0 ? '(' : '['}${ends[i]}, ${ends[i + 1]})`).xml
  const labels = edges.reduceRight(
    (rest, edge, i) => apply('if', apply('lessThan', x.xml, numberConstant(edge)), label(i), rest),
    label(edges.length),
  )
  return guarded([x], labels)
}

function xmlOf(list: readonly Operand[]): XmlElement[] {
  return list.map(({ xml }) => xml)
}
