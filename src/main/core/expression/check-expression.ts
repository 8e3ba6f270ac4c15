import { checkCall } from './check-call.ts'
import { type ColumnTypes, type Expression, type ExpressionType, MAX_EXPRESSION_DEPTH, partsOf } from './expression.ts'
import { expressionError } from './expression-error.ts'
import { nearestNames } from './nearest-names.ts'
import { commonType, type PartType, type PartTypes, requireOrder, requireType } from './part-types.ts'

/**
 * The type of an expression over columns of given types.
 *
 * @param expression - as read by `parseExpression`
 * @param schema - name and type of the columns there are
 * @returns the type of its values
 * @throws StatisticError `invalidInput` (an ExpressionError with position and hint) at an unknown column, an operator or
 * function applied to the wrong type, a wrong number of arguments, an unsupported pattern or format, or nesting beyond 100
 */
export function checkExpression(expression: Expression, schema: ColumnTypes): ExpressionType {
  return checkParts(expression, schema).type
}

/**
 * Like {@link checkExpression}, with the type of every part for the compiler.
 *
 * @throws StatisticError `invalidInput` (an ExpressionError) as {@link checkExpression}
 */
export function checkParts(expression: Expression, schema: ColumnTypes): { type: ExpressionType; parts: PartTypes } {
  const parts = new Map<Expression, PartType>()
  const type = checkPart(expression, schema, parts, 1)
  if (type !== 'missing') return { type, parts }
  throw expressionError('expression needs a value that is not always missing', expression.at)
}

function checkPart(
  expression: Expression,
  schema: ColumnTypes,
  parts: Map<Expression, PartType>,
  depth: number,
): PartType {
  if (depth > MAX_EXPRESSION_DEPTH) {
    throw expressionError(`expression needs a nesting of at most ${MAX_EXPRESSION_DEPTH}`, expression.at)
  }
  for (const part of partsOf(expression)) checkPart(part, schema, parts, depth + 1)
  const type = typeOfPart(expression, schema, parts)
  parts.set(expression, type)
  return type
}

function typeOfPart(expression: Expression, schema: ColumnTypes, parts: PartTypes): PartType {
  switch (expression.kind) {
    case 'number':
    case 'text':
    case 'boolean':
    case 'missing':
      return expression.kind
    case 'column':
      return columnType(expression.name, expression.at, schema)
    case 'isMissing':
      return 'boolean'
    case 'negate':
      requireType(expression.of, 'number', parts, '"-"')
      return 'number'
    case 'not':
      requireType(expression.of, 'boolean', parts, '"not"')
      return 'boolean'
    case 'arithmetic':
      requireType(expression.left, 'number', parts, `"${expression.operator}"`)
      requireType(expression.right, 'number', parts, `"${expression.operator}"`)
      return 'number'
    case 'logic':
      for (const operand of expression.operands) requireType(operand, 'boolean', parts, `"${expression.operator}"`)
      return 'boolean'
    case 'compare': {
      const what = `"${expression.operator}"`
      const type = commonType([expression.left, expression.right], parts, what)
      if (expression.operator !== '=' && expression.operator !== '!=') requireOrder(type, expression.left, what)
      return 'boolean'
    }
    case 'in':
      commonType([expression.of, ...expression.list], parts, '"in"')
      return 'boolean'
    case 'between': {
      const { of, low, high } = expression
      requireOrder(commonType([of, low, high], parts, '"between"'), of, '"between"')
      return 'boolean'
    }
    case 'call':
      return checkCall(expression, parts)
  }
}

function columnType(name: string, at: number, schema: ColumnTypes): ExpressionType {
  const type = schema.get(name)
  if (type !== undefined) return type
  const near = nearestNames(name, schema.keys())
  const hint = near.length === 0 ? null : `Did you mean ${near.map((one) => `[${one}]`).join(' or ')}?`
  throw expressionError(`expression needs a column "${name}", got none of that name`, at, hint)
}
