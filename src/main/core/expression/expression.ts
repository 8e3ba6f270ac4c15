/** Static type of an expression or a column. Dates are days since 1970-01-01, the time of day as fraction. */
export type ExpressionType = 'number' | 'text' | 'boolean' | 'date'

/** Name and type of the columns an expression may refer to. */
export type ColumnTypes = ReadonlyMap<string, ExpressionType>

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '^'
export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>='

/** Where a part of an expression starts in the text it was read from, counted from 0 in UTF-16 units. */
interface Positioned {
  readonly at: number
}

/**
 * An expression as plain data, ready for JSON. `number` is finite and not negative (a sign is a `negate`); `logic` has two or
 * more operands; `not in`, `not between` and `is not missing` are a `not` around the positive form.
 */
export type Expression =
  | (Positioned & { readonly kind: 'number'; readonly value: number })
  | (Positioned & { readonly kind: 'text'; readonly value: string })
  | (Positioned & { readonly kind: 'boolean'; readonly value: boolean })
  | (Positioned & { readonly kind: 'missing' })
  | (Positioned & { readonly kind: 'column'; readonly name: string })
  | (Positioned & { readonly kind: 'negate' | 'not' | 'isMissing'; readonly of: Expression })
  | (Positioned & {
      readonly kind: 'arithmetic'
      readonly operator: ArithmeticOperator
      readonly left: Expression
      readonly right: Expression
    })
  | (Positioned & {
      readonly kind: 'compare'
      readonly operator: ComparisonOperator
      readonly left: Expression
      readonly right: Expression
    })
  | (Positioned & {
      readonly kind: 'logic'
      readonly operator: 'and' | 'or'
      readonly operands: readonly Expression[]
    })
  | (Positioned & { readonly kind: 'in'; readonly of: Expression; readonly list: readonly Expression[] })
  | (Positioned & {
      readonly kind: 'between'
      readonly of: Expression
      readonly low: Expression
      readonly high: Expression
    })
  | (Positioned & { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] })

/** Longest expression in UTF-16 units. */
export const MAX_EXPRESSION_LENGTH = 10_000

/** Deepest nesting of an expression. */
export const MAX_EXPRESSION_DEPTH = 100

/** The parts an expression is directly made of, in the order they are written. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'number':
    case 'text':
    case 'boolean':
    case 'missing':
    case 'column':
      return []
    case 'negate':
    case 'not':
    case 'isMissing':
      return [expression.of]
    case 'arithmetic':
    case 'compare':
      return [expression.left, expression.right]
    case 'logic':
      return expression.operands
    case 'in':
      return [expression.of, ...expression.list]
    case 'between':
      return [expression.of, expression.low, expression.high]
    case 'call':
      return expression.arguments
  }
}

/** Names of the columns an expression refers to, each once, in the order they are first met. */
export function columnsOf(expression: Expression): string[] {
  const names = new Set<string>()
  const open: Expression[] = [expression]
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (part.kind === 'column') names.add(part.name)
    const parts = partsOf(part)
    for (let i = parts.length - 1; i >= 0; i--) open.push(parts[i]!)
  }
  return [...names]
}
