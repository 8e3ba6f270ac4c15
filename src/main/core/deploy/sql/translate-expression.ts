import type { ComparisonOperator, Expression, ExpressionType } from '../../expression/expression.ts'
import { notExportable, requireText } from './column-names.ts'
import { caseOf } from './sql-pieces.ts'
import { translateCall, translateTest } from './translate-call.ts'
import { isTwoValued, LAST_DIGIT_NOTE, type PartWriter, type Translation, unknown } from './translation.ts'

/** Longest SQL of a part of an expression. */
const LONGEST = 200_000

/** The writer of parts that a translation is given. */
export const PARTS: PartWriter = {
  number: numberSql,
  condition: conditionSql,
  text: textSql,
  value: valueSql,
  comparison,
}

/**
 * An expression as SQL with the meaning it has in Assay: what is computed from a missing value is missing (NULL), what is not
 * finite becomes missing, `and` and `or` follow Kleene, texts are compared exactly and by code point.
 *
 * @param type - type of the whole expression; true and false become 1 and 0
 * @throws StatisticError `undefined` if a function or a type has no exact equal in the dialect
 */
export function translateExpression(expression: Expression, type: ExpressionType, to: Translation): string {
  if (type === 'text') return textSql(expression, to)
  return numberSql(expression, to)
}

/** A part as a number; true and false as 1 and 0. */
function numberSql(part: Expression, to: Translation): string {
  return limited(writeNumber(part, to), to)
}

function writeNumber(part: Expression, to: Translation): string {
  const { dialect } = to
  if (to.types.get(part) === 'date' && dialect.dates === null) throw unknown('dates', to)
  if (to.types.get(part) === 'missing') return `CAST(NULL AS ${dialect.doubleType})`
  if (to.types.get(part) === 'boolean') return booleanNumber(part, to)
  switch (part.kind) {
    case 'number':
      return dialect.number(part.value)
    case 'column':
      return to.column(part.name)
    case 'negate':
      return `(${dialect.number(0)} - ${numberSql(part.of, to)})`
    case 'arithmetic':
      return arithmetic(part, to)
    case 'call':
      return translateCall(part, to)
    default:
      throw unknown(part.kind, to)
  }
}

/** A part as a condition that is true, false or unknown. */
export function conditionSql(part: Expression, to: Translation): string {
  return limited(writeCondition(part, to), to)
}

function writeCondition(part: Expression, to: Translation): string {
  const { dialect } = to
  switch (part.kind) {
    case 'boolean':
      return part.value ? '1 = 1' : '1 = 0'
    case 'not':
      return `NOT (${conditionSql(part.of, to)})`
    case 'isMissing':
      return `${valueSql(part.of, to)} IS NULL`
    case 'logic':
      return part.operands.map((one) => `(${conditionSql(one, to)})`).join(part.operator === 'and' ? ' AND ' : ' OR ')
    case 'compare':
      return comparison(part.left, part.operator, part.right, to)
    case 'between':
      return `(${comparison(part.of, '>=', part.low, to)}) AND (${comparison(part.of, '<=', part.high, to)})`
    case 'in':
      return part.list.map((item) => `(${comparison(part.of, '=', item, to)})`).join(' OR ')
    case 'call':
      return translateTest(part, to)
    default:
      return `CAST(NULL AS ${dialect.doubleType}) = ${dialect.number(1)}`
  }
}

/** A part as a text. */
function textSql(part: Expression, to: Translation): string {
  return limited(writeText(part, to), to)
}

function writeText(part: Expression, to: Translation): string {
  if (part.kind === 'text') {
    requireText(part.value, to.dialect, to.where)
    return to.dialect.text(part.value)
  }
  if (part.kind === 'column') return to.column(part.name)
  if (part.kind === 'call') return translateCall(part, to)
  return `CAST(NULL AS ${to.dialect.textType})`
}

/** A part as a value of its own type. */
function valueSql(part: Expression, to: Translation): string {
  return to.types.get(part) === 'text' ? textSql(part, to) : numberSql(part, to)
}

/** Two parts compared; unknown if one is missing. */
function comparison(left: Expression, operator: ComparisonOperator, right: Expression, to: Translation): string {
  const { dialect } = to
  const sign = operator === '!=' ? '<>' : operator
  if (to.types.get(left) !== 'text' && to.types.get(right) !== 'text')
    return `${numberSql(left, to)} ${sign} ${numberSql(right, to)}`
  if (operator !== '=' && operator !== '!=' && !dialect.hasTextOrder) throw unknown(`texts compared by ${operator}`, to)
  return `${exactSql(left, to)} ${sign} ${exactSql(right, to)}`
}

function exactSql(part: Expression, to: Translation): string {
  if (part.kind !== 'text') return to.dialect.exactText(textSql(part, to))
  requireText(part.value, to.dialect, to.where)
  return to.dialect.exactLiteral(part.value)
}

function booleanNumber(part: Expression, to: Translation): string {
  if (part.kind === 'call' && (part.name === 'if' || part.name === 'switch' || part.name === 'coalesce'))
    return translateCall(part, to)
  const condition = conditionSql(part, to)
  const [one, zero] = [to.dialect.number(1), to.dialect.number(0)]
  if (isTwoValued(part)) return caseOf([[condition, one]], zero)
  return caseOf(
    [
      [condition, one],
      [`NOT (${condition})`, zero],
    ],
    'NULL',
  )
}

function arithmetic(part: Extract<Expression, { kind: 'arithmetic' }>, to: Translation): string {
  const { dialect } = to
  const left = numberSql(part.left, to)
  const right = numberSql(part.right, to)
  if (part.operator === '/') return dialect.finite(`(${left} / NULLIF(${right}, ${dialect.number(0)}))`)
  if (part.operator !== '^') return dialect.finite(`(${left} ${part.operator} ${right})`)
  to.notes.add(LAST_DIGIT_NOTE)
  return dialect.finite(dialect.functions.pow!(left, right))
}

/** Conditions are written twice where they may be unknown; nested ones would grow without bound. */
function limited(sql: string, to: Translation): string {
  if (sql.length <= LONGEST) return sql
  throw notExportable(
    to.dialect,
    `needs derived columns of at most ${LONGEST} characters of SQL`,
    `more in "${to.where}"`,
  )
}
