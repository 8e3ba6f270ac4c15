import type { ArithmeticOperator, Expression, ExpressionType } from '../../expression/expression.ts'
import type { PartTypes } from '../../expression/part-types.ts'
import { StatisticError } from '../../statistic-error.ts'
import {
  apply,
  fieldOperand,
  guarded,
  kleene,
  missingOperand,
  numberConstant,
  numberOperand,
  type Operand,
  oneIf,
  powerOf,
  textOperand,
} from './pmml-apply.ts'
import { type CallContext, pmmlCall } from './pmml-call.ts'
import { type XmlElement, xmlElement } from './xml-element.ts'

/** Where derived fields are collected, and which names are taken. */
export interface DerivedFields {
  readonly fields: XmlElement[]
  readonly taken: Set<string>
}

const COMPARISONS = {
  '=': 'equal',
  '!=': 'notEqual',
  '<': 'lessThan',
  '<=': 'lessOrEqual',
  '>': 'greaterThan',
  '>=': 'greaterOrEqual',
} as const

/**
 * Writes an expression as derived fields of PMML: one for the column, and one before it for each part that is used more than once.
 * True and false are 1 and 0. A result that is missing here is missing there: missing operands, division by zero, logarithms of what
 * is not positive and overflow are caught by conditions, not left to the reader.
 *
 * @param name - name of the column
 * @param expression - as read by `parseExpression`
 * @param types - type of every part, from `checkParts`
 * @param into - receives the fields; names made up on the way are added to `taken`
 * @throws StatisticError `invalidInput` for a function, an order of texts or a date, none of which PMML expresses as Assay means them
 */
export function writeDerivedField(name: string, expression: Expression, types: PartTypes, into: DerivedFields): void {
  const writer = createWriter(name, types, into)
  const body = bodyOf(expression, writer)
  const type = types.get(expression)!
  into.fields.push(derivedField(name, type === 'missing' ? 'number' : type, body))
}

function createWriter(name: string, types: PartTypes, into: DerivedFields): CallContext {
  let nHelpers = 0
  const push = (body: XmlElement, type: ExpressionType): Operand => {
    let helper = ''
    do helper = `${name}#${++nHelpers}`
    while (into.taken.has(helper))
    into.taken.add(helper)
    into.fields.push(derivedField(helper, type, body))
    return fieldOperand(helper)
  }
  const writer: CallContext = {
    types,
    push,
    lower: (part, isText = types.get(part) === 'text') => lower(part, isText, writer),
    finite(body) {
      const result = push(body, 'number')
      const inRange = apply('lessOrEqual', apply('abs', result.xml), numberConstant(Number.MAX_VALUE))
      return apply('if', apply('isNotMissing', result.xml), apply('if', inRange, result.xml))
    },
    refuse: (what) =>
      new StatisticError(
        'invalidInput',
        `PMML has nothing that means the same as ${what}, which column "${name}" needs: derive it before scoring, or export as JSON or SQL`,
      ),
  }
  return writer
}

function lower(part: Expression, isText: boolean, writer: CallContext): Operand {
  switch (part.kind) {
    case 'number':
      return numberOperand(part.value)
    case 'boolean':
      return numberOperand(Number(part.value))
    case 'text':
      return textOperand(part.value)
    case 'missing':
      return missingOperand(isText)
    case 'column':
      if (writer.types.get(part) === 'date') throw writer.refuse('dates')
      return fieldOperand(part.name)
    default: {
      const type = writer.types.get(part)!
      return type === 'missing' ? missingOperand(isText) : writer.push(bodyOf(part, writer), type)
    }
  }
}

function bodyOf(part: Expression, writer: CallContext): XmlElement {
  if (writer.types.get(part) === 'date') throw writer.refuse('dates')
  switch (part.kind) {
    case 'negate':
    case 'not': {
      const operand = writer.lower(part.of)
      return guarded([operand], apply('-', numberConstant(part.kind === 'not' ? 1 : 0), operand.xml))
    }
    case 'isMissing':
      return oneIf(apply('isMissing', writer.lower(part.of).xml))
    case 'arithmetic': {
      const left = writer.lower(part.left)
      const right = writer.lower(part.right)
      return writer.finite(guarded([left, right], operated(part.operator, left.xml, right.xml)))
    }
    case 'compare':
      return comparison(COMPARISONS[part.operator], part.left, part.right, writer)
    case 'logic':
      return kleene(
        part.operator,
        part.operands.map((one) => writer.lower(one)),
      )
    case 'in':
      return membership(part.of, part.list, writer)
    case 'between':
      return kleene('and', [
        writer.push(comparison('greaterOrEqual', part.of, part.low, writer), 'boolean'),
        writer.push(comparison('lessOrEqual', part.of, part.high, writer), 'boolean'),
      ])
    case 'call':
      return pmmlCall(part, writer)
    default:
      return writer.lower(part).xml
  }
}

function comparison(operator: string, left: Expression, right: Expression, writer: CallContext): XmlElement {
  const isText = writer.types.get(left) === 'text' || writer.types.get(right) === 'text'
  if (isText && operator !== 'equal' && operator !== 'notEqual') throw writer.refuse('an order of texts')
  const a = writer.lower(left, isText)
  const b = writer.lower(right, isText)
  return guarded([a, b], oneIf(apply(operator, a.xml, b.xml)))
}

function membership(of: Expression, list: readonly Expression[], writer: CallContext): XmlElement {
  const isText = writer.types.get(of) === 'text'
  const value = writer.lower(of)
  const equalities = list.map((item): Operand => {
    const candidate = writer.lower(item, isText)
    return writer.push(guarded([value, candidate], oneIf(apply('equal', value.xml, candidate.xml))), 'boolean')
  })
  return kleene('or', equalities)
}

function operated(operator: ArithmeticOperator, left: XmlElement, right: XmlElement): XmlElement {
  if (operator === '^') return powerOf(left, right)
  const result = apply(operator, left, right)
  return operator === '/' ? apply('if', apply('notEqual', right, numberConstant(0)), result) : result
}

function derivedField(name: string, type: ExpressionType, body: XmlElement): XmlElement {
  const kind =
    type === 'text' ? { optype: 'categorical', dataType: 'string' } : { optype: 'continuous', dataType: 'double' }
  return xmlElement('DerivedField', { name, ...kind }, [body])
}
