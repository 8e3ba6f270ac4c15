import { constantOf } from '../../expression/check-call.ts'
import type { Expression } from '../../expression/expression.ts'
import { printNumber } from '../../frame/parse-number.ts'
import { dateCall } from './date-sql.ts'
import { caseOf, type When } from './sql-pieces.ts'
import { isTwoValued, LAST_DIGIT_NOTE, type Translation, unknown } from './translation.ts'

type Call = Extract<Expression, { readonly kind: 'call' }>

const LETTERS_NOTE: Readonly<Record<string, string>> = {
  sqlite: 'lower and upper change the letters A to Z only; Assay changes all letters.',
  postgresql: 'lower and upper follow ICU as Assay does; PostgreSQL has to be built with it.',
}
const LETTERS = 'lower and upper treat letters beyond A to Z by the rules of the database; some special letters differ.'

/**
 * A function that gives a number or a text, as SQL.
 *
 * @throws StatisticError `undefined` if the dialect has no exact equal of it
 */
export function translateCall(part: Call, to: Translation): string {
  const list = part.arguments
  const one = (): string => to.parts.number(list[0]!, to)
  switch (part.name) {
    case 'if':
      return choice(part, to)
    case 'switch':
      return cases(part, to)
    case 'coalesce':
      return list.length === 1 ? to.parts.value(list[0]!, to) : `COALESCE(${alike(part, to).join(', ')})`
    case 'min':
      return extreme('least', part, to)
    case 'max':
      return extreme('greatest', part, to)
    case 'clip': {
      const [x, low, high] = list.map((item) => to.parts.number(item, to))
      return leastOf('least', [leastOf('greatest', [x!, low!], to), high!], to)
    }
    case 'sum':
    case 'mean': {
      const sum = `(${list.map((item) => to.parts.number(item, to)).join(' + ')})`
      return to.dialect.finite(part.name === 'sum' ? sum : `${sum} / ${to.dialect.number(list.length)}`)
    }
    case 'log':
    case 'log10':
    case 'log1p':
    case 'exp':
    case 'pow':
      to.notes.add(LAST_DIGIT_NOTE)
      return to.dialect.finite(known(part, to)(...list.map((item) => to.parts.number(item, to))))
    case 'abs':
    case 'sqrt':
    case 'floor':
    case 'ceil':
    case 'sign':
      return known(part, to)(one())
    case 'round':
      return rounded(one(), list[1] === undefined ? 0 : constantOf(list[1]), to)
    case 'bin':
      return binLabels(one(), list.slice(1).map(constantOf), to)
    default:
      return dateCall(part, to) ?? textCall(part, to)
  }
}

/**
 * A function that gives true or false, as a condition.
 *
 * @throws StatisticError `undefined` if the dialect has no exact equal of it
 */
export function translateTest(part: Call, to: Translation): string {
  switch (part.name) {
    case 'contains':
    case 'startsWith':
    case 'endsWith': {
      const [of, sought] = part.arguments as [Expression, Expression]
      if (sought.kind !== 'text' || sought.value === '') throw unknown(`${part.name} of a text not written out`, to)
      return known(part, to)(to.parts.text(of, to), to.parts.text(sought, to))
    }
    case 'if':
    case 'switch':
    case 'coalesce':
      return `${translateCall(part, to)} = ${to.dialect.number(1)}`
    default:
      throw unknown(`the function ${part.name}`, to)
  }
}

function known(part: Call, to: Translation): (...parts: string[]) => string {
  const found = to.dialect.functions[part.name]
  if (found === undefined) throw unknown(`the function ${part.name}`, to)
  return found
}

/** Values of arguments of one type; what is always missing takes that of the others. */
function alike(part: Call, to: Translation, list: readonly Expression[] = part.arguments): string[] {
  const isText = list.some((item) => to.types.get(item) === 'text')
  return list.map((item) => (isText ? to.parts.text(item, to) : to.parts.number(item, to)))
}

function choice(part: Call, to: Translation): string {
  const condition = to.parts.condition(part.arguments[0]!, to)
  const [then, otherwise] = alike(part, to, part.arguments.slice(1))
  if (isTwoValued(part.arguments[0]!)) return caseOf([[condition, then!]], otherwise!)
  return caseOf(
    [
      [condition, then!],
      [`NOT (${condition})`, otherwise!],
    ],
    'NULL',
  )
}

function cases(part: Call, to: Translation): string {
  const list = part.arguments
  const last = list.length - 1
  const value = list[0]!
  const results = alike(
    part,
    to,
    list.filter((_, i) => i === last || (i > 0 && i % 2 === 0)),
  )
  const whens: When[] = [[`${to.parts.value(value, to)} IS NULL`, 'NULL']]
  for (let i = 1; i < last; i += 2) {
    const one = list[i]!
    if (one.kind !== 'number' && one.kind !== 'text') whens.push([`${to.parts.value(one, to)} IS NULL`, 'NULL'])
    whens.push([to.parts.comparison(value, '=', one, to), results[(i - 1) / 2]!])
  }
  return caseOf(whens, results.at(-1)!)
}

function extreme(which: 'least' | 'greatest', part: Call, to: Translation): string {
  if (part.arguments.some((item) => to.types.get(item) === 'text')) throw unknown(`${part.name} of texts`, to)
  return leastOf(
    which,
    part.arguments.map((item) => to.parts.number(item, to)),
    to,
  )
}

/** Databases differ in whether LEAST passes over NULL: here it never meets one. */
function leastOf(which: 'least' | 'greatest', list: readonly string[], to: Translation): string {
  if (list.length === 1) return list[0]!
  const isMissing = list.map((x) => `${x} IS NULL`).join(' OR ')
  return caseOf([[isMissing, 'NULL']], to.dialect.functions[which]!(...list))
}

/** Halves away from zero; from 2^52 on doubles are whole numbers. */
function rounded(x: string, digits: number, to: Translation): string {
  const { number, functions } = to.dialect
  const power = number(10 ** Math.abs(digits))
  const scaled = digits < 0 ? `ABS(${x}) / ${power}` : `ABS(${x}) * ${power}`
  const whole = functions.floor!(scaled)
  const up = `CASE WHEN ${scaled} - ${whole} >= ${number(0.5)} THEN ${number(1)} ELSE ${number(0)} END`
  const size = `(${whole} + ${up}) ${digits < 0 ? '*' : '/'} ${power}`
  const sign = `CASE WHEN ${x} < 0 THEN ${number(-1)} ELSE ${number(1)} END`
  return caseOf(
    [
      [`${x} IS NULL`, 'NULL'],
      [`${scaled} >= ${number(2 ** 52)}`, x],
    ],
    `${sign} * ${size}`,
  )
}

function binLabels(x: string, edges: readonly number[], to: Translation): string {
  const { number, text } = to.dialect
  const ends = ['-∞', ...edges.map((edge) => printNumber(edge + 0)), '∞']
  const labels = [...edges, 0].map((_, i) => text(`${i === 0 ? '(' : '['}${ends[i]}, ${ends[i + 1]})`))
  const whens = edges.map((edge, i): When => [`${x} < ${number(edge + 0)}`, labels[i]!])
  return caseOf([[`${x} IS NULL`, 'NULL'], ...whens], labels.at(-1)!)
}

function textCall(part: Call, to: Translation): string {
  const list = part.arguments
  const text = (): string => to.parts.text(list[0]!, to)
  switch (part.name) {
    case 'lower':
    case 'upper':
      to.notes.add(LETTERS_NOTE[to.dialect.key] ?? LETTERS)
      return known(part, to)(text())
    case 'trim':
    case 'length':
      return known(part, to)(text())
    case 'concat':
      return known(part, to)(...list.map((item) => to.parts.text(item, to)))
    case 'replace':
      if (list[1]!.kind !== 'text' || list[1]!.value === '') throw unknown('replace of a text not written out', to)
      return known(part, to)(...list.map((item) => to.parts.text(item, to)))
    case 'substring':
      return substring(part, to)
    case 'text':
      if (to.types.get(list[0]!) !== 'boolean') throw unknown('the function text of a number', to)
      return booleanText(list[0]!, to)
    default:
      throw unknown(`the function ${part.name}`, to)
  }
}

function substring(part: Call, to: Translation): string {
  const [start, length] = [part.arguments[1], part.arguments[2]].map(constantOf)
  if (Number.isNaN(start!) || (part.arguments[2] !== undefined && Number.isNaN(length!)))
    throw unknown('substring with places not written out', to)
  const from = Math.trunc(start!) - 1
  const to0 = part.arguments[2] === undefined ? 1_000_000 : from + Math.max(0, Math.trunc(length!))
  const first = Math.max(0, from)
  const count = Math.max(0, Math.max(0, to0) - first)
  return known(part, to)(to.parts.text(part.arguments[0]!, to), String(first + 1), String(count))
}

function booleanText(part: Expression, to: Translation): string {
  const condition = to.parts.condition(part, to)
  return caseOf(
    [
      [condition, to.dialect.text('true')],
      [`NOT (${condition})`, to.dialect.text('false')],
    ],
    'NULL',
  )
}
