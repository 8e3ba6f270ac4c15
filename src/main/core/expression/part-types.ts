import type { Expression, ExpressionType } from './expression.ts'
import { expressionError } from './expression-error.ts'

/** Type of a part: `missing` is the type of what is always missing and fits everywhere. */
export type PartType = ExpressionType | 'missing'

/** Type of every part of an expression. */
export type PartTypes = ReadonlyMap<Expression, PartType>

const TYPE_WORDS: Readonly<Record<PartType, string>> = {
  number: 'a number',
  text: 'a text',
  boolean: 'true or false',
  date: 'a date',
  missing: 'nothing but missing',
}

/**
 * Makes sure that a part has a type.
 *
 * @param what - the operator or function that asks for it
 * @throws StatisticError `invalidInput` (an ExpressionError) if it has another
 */
export function requireType(part: Expression, type: ExpressionType, parts: PartTypes, what: string): void {
  const got = parts.get(part)!
  if (got === type || got === 'missing') return
  throw expressionError(`${what} needs ${TYPE_WORDS[type]}, got ${TYPE_WORDS[got]}`, part.at, conversionHint(got, type))
}

/**
 * The one type of several parts.
 *
 * @returns `missing` if all of them are
 * @throws StatisticError `invalidInput` (an ExpressionError) if two differ
 */
export function commonType(list: readonly Expression[], parts: PartTypes, what: string): PartType {
  let common: PartType = 'missing'
  for (const part of list) {
    const type = parts.get(part)!
    if (common === 'missing') common = type
    if (type === common || type === 'missing') continue
    const message = `${what} needs values of one type, got ${TYPE_WORDS[common]} and ${TYPE_WORDS[type]}`
    throw expressionError(message, part.at, conversionHint(type, common))
  }
  return common
}

/**
 * Makes sure that values of a type have an order.
 *
 * @throws StatisticError `invalidInput` (an ExpressionError) for true and false
 */
export function requireOrder(type: PartType, part: Expression, what: string): void {
  if (type === 'boolean') {
    throw expressionError(`${what} needs numbers, texts or dates, got ${TYPE_WORDS.boolean}`, part.at)
  }
}

function conversionHint(got: PartType, wanted: PartType): string | null {
  if (got === 'date' && wanted === 'number') return 'Use daysBetween(from, to), addDays(date, days) or year(date).'
  if (got === 'text' && wanted === 'date') return "Read a text as a date: date('2021-01-31')"
  if (got === 'date' && wanted === 'text')
    return "Read the text as a date: date('2021-01-31'), or use dateText(date, 'YYYY-MM')."
  if (got === 'text' && wanted === 'number') return 'Read a text as a number with number(t).'
  if (got === 'number' && wanted === 'text')
    return "A text is written in quotes: '1'; a number becomes one with text(x)."
  if (got === 'number' && wanted === 'boolean') return 'Compare the number: x = 1'
  return null
}
