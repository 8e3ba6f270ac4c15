import {
  type ArithmeticOperator,
  type ComparisonOperator,
  type Expression,
  MAX_EXPRESSION_DEPTH,
  MAX_EXPRESSION_LENGTH,
  partsOf,
} from './expression.ts'
import { expressionError } from './expression-error.ts'
import { EXPRESSION_FUNCTIONS, findFunction } from './functions.ts'
import { nearestNames } from './nearest-names.ts'
import { readTokens, type Token } from './read-tokens.ts'

const COMPARISONS: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>='])

interface Reader {
  readonly tokens: readonly Token[]
  readonly depths: Map<Expression, number>
  next: number
  nesting: number
}

/**
 * Reads the text of an expression. The grammar, from loosest to tightest:
 *
 *     or       = and { ("or" | "||") and }
 *     and      = not { ("and" | "&&") not }
 *     not      = ("not" | "!") not | comparison
 *     comparison = sum [ ("=" | "==" | "!=" | "<>" | "<" | "<=" | ">" | ">=") sum
 *                      | ["not"] "in" "(" or { "," or } ")"
 *                      | ["not"] "between" sum "and" sum
 *                      | "is" ["not"] "missing" ]
 *     sum      = product { ("+" | "-") product }
 *     product  = sign { ("*" | "/") sign }
 *     sign     = "-" sign | power
 *     power    = atom [ "^" sign ]
 *     atom     = number | text | "true" | "false" | "missing" | column | function "(" [ or { "," or } ] ")" | "(" or ")"
 *     column   = letter or _ { letter or digit or _ } | "[" any signs, "]" doubled "]"
 *     text     = "'" any signs, "'" doubled "'" | '"' any signs, '"' doubled '"'
 *
 * @param text - at most 10,000 UTF-16 units, nested at most 100 deep
 * @returns the expression as plain data
 * @throws StatisticError `invalidInput` (an ExpressionError with position and hint) if the text does not follow the grammar
 */
export function parseExpression(text: string): Expression {
  if (text.length > MAX_EXPRESSION_LENGTH) {
    const message = `expression has at most ${MAX_EXPRESSION_LENGTH} characters, got ${text.length}`
    throw expressionError(message, MAX_EXPRESSION_LENGTH)
  }
  const reader: Reader = { tokens: readTokens(text), depths: new Map(), next: 0, nesting: 0 }
  const expression = readOr(reader)
  const rest = peek(reader)
  if (rest.kind !== 'end') {
    throw expressionError(`expression needs an operator or its end here, got ${shown(rest)}`, rest.at, restHint(rest))
  }
  return expression
}

function restHint(token: Token): string | null {
  if (COMPARISONS.has(String(token.value))) return 'Join comparisons: a < b and b < c'
  return token.kind === 'word' ? 'A column name with blanks or signs is written in brackets: [loan amount]' : null
}

function peek(reader: Reader): Token {
  return reader.tokens[reader.next]!
}

/** Whether the next token is that sign or keyword; if so it is consumed. */
function take(reader: Reader, ...values: readonly string[]): Token | null {
  const token = peek(reader)
  if ((token.kind !== 'sign' && token.kind !== 'keyword') || !values.includes(token.value)) return null
  reader.next++
  return token
}

function expectSign(reader: Reader, value: string, what: string): void {
  if (take(reader, value) !== null) return
  const token = peek(reader)
  throw expressionError(`${what} needs "${value}" here, got ${shown(token)}`, token.at)
}

function shown(token: Token): string {
  return token.kind === 'end' ? 'the end' : JSON.stringify(String(token.value).slice(0, 40))
}

/** Notes how deep a new part is. */
function made(reader: Reader, expression: Expression): Expression {
  let depth = 0
  for (const part of partsOf(expression)) depth = Math.max(depth, reader.depths.get(part)!)
  if (depth + 1 > MAX_EXPRESSION_DEPTH) throw tooDeep(expression.at)
  reader.depths.set(expression, depth + 1)
  return expression
}

function tooDeep(at: number): Error {
  const hint = 'Derive a column from one part, or add many numbers with sum(a, b, …).'
  return expressionError(`expression needs a nesting of at most ${MAX_EXPRESSION_DEPTH}`, at, hint)
}

/** Reads one level deeper, so that no text can exhaust the stack. One part may need two levels: a minus and a parenthesis. */
function nested<T>(reader: Reader, read: (reader: Reader) => T): T {
  if (++reader.nesting > 2 * MAX_EXPRESSION_DEPTH) throw tooDeep(peek(reader).at)
  const result = read(reader)
  reader.nesting--
  return result
}

function readOr(reader: Reader): Expression {
  return readLogic(reader, 'or', '||', readAnd)
}

function readAnd(reader: Reader): Expression {
  return readLogic(reader, 'and', '&&', readNot)
}

function readLogic(
  reader: Reader,
  operator: 'and' | 'or',
  sign: string,
  readOperand: (reader: Reader) => Expression,
): Expression {
  const first = readOperand(reader)
  const operands = [first]
  while (take(reader, operator, sign) !== null) operands.push(readOperand(reader))
  return operands.length === 1 ? first : made(reader, { kind: 'logic', operator, operands, at: first.at })
}

function readNot(reader: Reader): Expression {
  const token = take(reader, 'not', '!')
  if (token === null) return readComparison(reader)
  return made(reader, { kind: 'not', of: nested(reader, readNot), at: token.at })
}

function readComparison(reader: Reader): Expression {
  const left = readSum(reader)
  const at = left.at
  const sign = take(reader, ...COMPARISONS)
  if (sign !== null) {
    const operator = sign.value as ComparisonOperator
    return made(reader, { kind: 'compare', operator, left, right: readSum(reader), at })
  }
  if (take(reader, 'is') !== null) {
    const isNegated = take(reader, 'not') !== null
    expectSign(reader, 'missing', isNegated ? '"is not"' : '"is"')
    return negated(reader, isNegated, made(reader, { kind: 'isMissing', of: left, at }))
  }
  const isNegated = take(reader, 'not') !== null
  if (take(reader, 'in') !== null) {
    expectSign(reader, '(', '"in"')
    return negated(reader, isNegated, made(reader, { kind: 'in', of: left, list: readList(reader, '"in"'), at }))
  }
  if (take(reader, 'between') !== null) {
    const low = readSum(reader)
    expectSign(reader, 'and', '"between"')
    return negated(reader, isNegated, made(reader, { kind: 'between', of: left, low, high: readSum(reader), at }))
  }
  if (!isNegated) return left
  throw expressionError(`"not" needs "in" or "between" here, got ${shown(peek(reader))}`, peek(reader).at)
}

function negated(reader: Reader, isNegated: boolean, expression: Expression): Expression {
  return isNegated ? made(reader, { kind: 'not', of: expression, at: expression.at }) : expression
}

/** Expressions up to the closing parenthesis, at least one. */
function readList(reader: Reader, what: string): Expression[] {
  const list = [nested(reader, readOr)]
  while (take(reader, ',') !== null) list.push(nested(reader, readOr))
  expectSign(reader, ')', what)
  return list
}

function readSum(reader: Reader): Expression {
  return readChain(reader, ['+', '-'], readProduct)
}

function readProduct(reader: Reader): Expression {
  return readChain(reader, ['*', '/'], readSigned)
}

function readChain(
  reader: Reader,
  signs: readonly ArithmeticOperator[],
  readOperand: (reader: Reader) => Expression,
): Expression {
  let left = readOperand(reader)
  for (let sign = take(reader, ...signs); sign !== null; sign = take(reader, ...signs)) {
    const operator = sign.value as ArithmeticOperator
    left = made(reader, { kind: 'arithmetic', operator, left, right: readOperand(reader), at: left.at })
  }
  return left
}

function readSigned(reader: Reader): Expression {
  const token = take(reader, '-')
  if (token !== null) return made(reader, { kind: 'negate', of: nested(reader, readSigned), at: token.at })
  const left = readAtom(reader)
  if (take(reader, '^') === null) return left
  return made(reader, { kind: 'arithmetic', operator: '^', left, right: nested(reader, readSigned), at: left.at })
}

function readAtom(reader: Reader): Expression {
  const token = peek(reader)
  const { at } = token
  reader.next++
  if (token.kind === 'number') return made(reader, { kind: 'number', value: token.value, at })
  if (token.kind === 'text') return made(reader, { kind: 'text', value: token.value, at })
  if (token.kind === 'bracket') return made(reader, { kind: 'column', name: token.value, at })
  if (token.kind === 'word') {
    if (take(reader, '(') !== null) return readCall(reader, token.value, at)
    return made(reader, { kind: 'column', name: token.value, at })
  }
  if (token.kind === 'keyword' && (token.value === 'true' || token.value === 'false')) {
    return made(reader, { kind: 'boolean', value: token.value === 'true', at })
  }
  if (token.kind === 'keyword' && token.value === 'missing') return made(reader, { kind: 'missing', at })
  if (token.kind === 'sign' && token.value === '(') {
    const inner = nested(reader, readOr)
    expectSign(reader, ')', 'parenthesis')
    return inner
  }
  const hint = token.kind === 'keyword' ? `A column of that name is written [${token.value}]` : null
  throw expressionError(`expression needs a value here, got ${shown(token)}`, at, hint)
}

function readCall(reader: Reader, name: string, at: number): Expression {
  const found = findFunction(name)
  if (found === undefined) {
    const near = nearestNames(
      name,
      EXPRESSION_FUNCTIONS.map((known) => known.name),
    )
    const hint = near.length === 0 ? null : `Did you mean ${near.join(' or ')}?`
    throw expressionError(`expression needs a known function, got "${name.slice(0, 40)}"`, at, hint)
  }
  const list = take(reader, ')') === null ? readList(reader, found.name) : []
  if (found.name === 'isMissing' && list.length === 1) return made(reader, { kind: 'isMissing', of: list[0]!, at })
  return made(reader, { kind: 'call', name: found.name, arguments: list, at })
}
