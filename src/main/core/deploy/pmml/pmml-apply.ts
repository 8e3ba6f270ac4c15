import { pmmlNumber } from './pmml-number.ts'
import { type XmlElement, xmlElement } from './xml-element.ts'

/** A PMML expression; `canBeMissing` is false for what is written out. */
export interface Operand {
  readonly xml: XmlElement
  readonly canBeMissing: boolean
}

/** A function of PMML applied to arguments. */
export function apply(name: string, ...children: readonly XmlElement[]): XmlElement {
  return xmlElement('Apply', { function: name }, children)
}

/** A field as an operand. */
export function fieldOperand(field: string): Operand {
  return { xml: xmlElement('FieldRef', { field }), canBeMissing: true }
}

/**
 * A number as an operand.
 *
 * @throws StatisticError `invalidInput` if it is not finite
 */
export function numberOperand(value: number): Operand {
  return { xml: numberConstant(value), canBeMissing: false }
}

/** A text as an operand. */
export function textOperand(value: string): Operand {
  return { xml: xmlElement('Constant', { dataType: 'string' }, [value]), canBeMissing: false }
}

/** An operand that is always missing: an `if` whose condition is false and that has no "else". */
export function missingOperand(isText: boolean): Operand {
  const nothing = isText ? textOperand('').xml : numberConstant(0)
  return { xml: apply('if', apply('equal', numberConstant(0), numberConstant(1)), nothing), canBeMissing: true }
}

/**
 * A number as a PMML constant.
 *
 * @throws StatisticError `invalidInput` if it is not finite
 */
export function numberConstant(value: number): XmlElement {
  return xmlElement('Constant', { dataType: 'double' }, [pmmlNumber(value, 'number of an expression')])
}

/**
 * `body` where no operand is missing, else missing. Said in so many words because what a function does with a missing argument is not
 * the same in all programs that read PMML.
 */
export function guarded(operands: readonly Operand[], body: XmlElement): XmlElement {
  const present = operands.filter((one) => one.canBeMissing).map(({ xml }) => apply('isNotMissing', xml))
  if (present.length === 0) return body
  return apply('if', allOf(present), body)
}

/** The conjunction of true/false expressions, of one also. */
export function allOf(conditions: readonly XmlElement[]): XmlElement {
  return conditions.length === 1 ? conditions[0]! : apply('and', ...conditions)
}

/** 1 if the condition holds, else 0. */
export function oneIf(condition: XmlElement): XmlElement {
  return apply('if', condition, numberConstant(1), numberConstant(0))
}

/**
 * Kleene's "and" and "or" of operands that are 1, 0 or missing: one that decides, decides, whatever is missing elsewhere.
 */
export function kleene(operator: 'and' | 'or', operands: readonly Operand[]): XmlElement {
  const decisive = numberConstant(operator === 'and' ? 0 : 1)
  const other = numberConstant(operator === 'and' ? 1 : 0)
  const no = xmlElement('Constant', { dataType: 'boolean' }, ['false'])
  const decides = operands.map(({ xml, canBeMissing }) => {
    const isDecisive = apply('equal', xml, decisive)
    return canBeMissing ? apply('if', apply('isNotMissing', xml), isDecisive, no) : isDecisive
  })
  const oneDecides = decides.length === 1 ? decides[0]! : apply('or', ...decides)
  return apply('if', oneDecides, decisive, guarded(operands, other))
}

/** x to the power of y; missing where that is no real number: of a negative number to a fraction. */
export function powerOf(x: XmlElement, y: XmlElement): XmlElement {
  const isReal = apply('or', apply('greaterOrEqual', x, numberConstant(0)), apply('equal', y, apply('floor', y)))
  return apply('if', isReal, apply('pow', x, y))
}
