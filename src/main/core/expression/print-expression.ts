import { printNumber } from '../frame/parse-number.ts'
import type { Expression } from './expression.ts'
import { KEYWORDS } from './read-tokens.ts'

/** How tightly a form binds: a part that binds looser than its place asks for is put in parentheses. */
const BINDING = { or: 1, and: 2, not: 3, comparison: 4, sum: 5, product: 6, sign: 7, power: 8, atom: 9 } as const

/**
 * The canonical text of an expression: one spelling for every operator, single blanks, no parentheses that change nothing.
 * Reading it gives the same expression, apart from the positions.
 */
export function printExpression(expression: Expression): string {
  return print(expression, BINDING.or)
}

/** A column as it is written in an expression: bare if possible, else in brackets. */
export function printColumnName(name: string): string {
  const isBare = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(name) && !KEYWORDS.has(name.toLowerCase())
  return isBare ? name : `[${name.replaceAll(']', ']]')}]`
}

function print(expression: Expression, place: number): string {
  const { text, binding } = printed(expression)
  return binding < place ? `(${text})` : text
}

interface Printed {
  readonly text: string
  readonly binding: number
}

function printed(expression: Expression): Printed {
  switch (expression.kind) {
    case 'number':
      return { text: printNumber(expression.value), binding: expression.value < 0 ? BINDING.sign : BINDING.atom }
    case 'text':
      return { text: `'${expression.value.replaceAll("'", "''")}'`, binding: BINDING.atom }
    case 'boolean':
      return { text: String(expression.value), binding: BINDING.atom }
    case 'missing':
      return { text: 'missing', binding: BINDING.atom }
    case 'column':
      return { text: printColumnName(expression.name), binding: BINDING.atom }
    case 'negate':
      return { text: `-${print(expression.of, BINDING.sign)}`, binding: BINDING.sign }
    case 'not':
      return { text: `not ${print(expression.of, BINDING.not)}`, binding: BINDING.not }
    case 'isMissing':
      return { text: `${print(expression.of, BINDING.sum)} is missing`, binding: BINDING.comparison }
    case 'arithmetic':
      return printArithmetic(expression.operator, expression.left, expression.right)
    case 'compare':
      return comparison(
        `${print(expression.left, BINDING.sum)} ${expression.operator} ${print(expression.right, BINDING.sum)}`,
      )
    case 'logic':
      return printLogic(expression.operator, expression.operands)
    case 'in':
      return comparison(`${print(expression.of, BINDING.sum)} in (${printList(expression.list)})`)
    case 'between': {
      const bounds = `${print(expression.low, BINDING.sum)} and ${print(expression.high, BINDING.sum)}`
      return comparison(`${print(expression.of, BINDING.sum)} between ${bounds}`)
    }
    case 'call':
      return { text: `${expression.name}(${printList(expression.arguments)})`, binding: BINDING.atom }
  }
}

function comparison(text: string): Printed {
  return { text, binding: BINDING.comparison }
}

function printList(list: readonly Expression[]): string {
  return list.map((item) => print(item, BINDING.or)).join(', ')
}

function printArithmetic(operator: string, left: Expression, right: Expression): Printed {
  if (operator === '^') {
    return { text: `${print(left, BINDING.atom)} ^ ${print(right, BINDING.sign)}`, binding: BINDING.power }
  }
  const binding = operator === '+' || operator === '-' ? BINDING.sum : BINDING.product
  return { text: `${print(left, binding)} ${operator} ${print(right, binding + 1)}`, binding }
}

/** Operands of the same operator keep their parentheses: the list is flat only where it was written flat. */
function printLogic(operator: 'and' | 'or', operands: readonly Expression[]): Printed {
  const binding = BINDING[operator]
  return { text: operands.map((operand) => print(operand, binding + 1)).join(` ${operator} `), binding }
}
