import type { TreeCharacteristic, TreeModel } from '../../trees/tree-model.ts'
import { ZERO_RANGE } from '../../trees/walk-trees.ts'
import { pmmlNumber } from './pmml-number.ts'
import { type XmlElement, xmlElement } from './xml-element.ts'

/** Fields that trees compare, where these are not the characteristics as they stand. */
export interface TreeFields {
  /** Field per characteristic. */
  readonly names: readonly string[]
  readonly derived: readonly XmlElement[]
}

/**
 * The fields that the trees of a model compare. Numbers with missing codes, or of which zero is missing, become a field that is missing
 * for those; numbers with levels become their whole part, −1 for those that have none.
 *
 * @param free - gives names that no field has yet
 * @throws StatisticError `invalidInput` for a missing code that is not finite
 */
export function pmmlTreeFields({ characteristics }: TreeModel, free: (wanted: string) => string): TreeFields {
  const derived: XmlElement[] = []
  const names = characteristics.map((characteristic) => {
    const expression = prepared(characteristic)
    if (expression === null) return characteristic.name
    const name = free(`${characteristic.name}#value`)
    derived.push(xmlElement('DerivedField', { name, optype: 'continuous', dataType: 'double' }, [expression]))
    return name
  })
  return { names, derived }
}

function prepared(characteristic: TreeCharacteristic): XmlElement | null {
  const { name, type, levels, missingCodes = [], zeroIsMissing } = characteristic
  const field = xmlElement('FieldRef', { field: name })
  if (levels !== null) return type === 'text' ? null : whereKnown(field, wholePart(field))
  const apart = missingCodes.map((code) => apply('notEqual', field, number(code, `missing code of "${name}"`)))
  const size = number(ZERO_RANGE, 'zero')
  const negative = number(-ZERO_RANGE, 'zero')
  const isLarge = apply('or', apply('lessThan', field, negative), apply('greaterThan', field, size))
  const conditions = zeroIsMissing === true ? [...apart, isLarge] : apart
  if (conditions.length === 0) return null
  const condition = conditions.length === 1 ? conditions[0]! : apply('and', ...conditions)
  return whereKnown(field, apply('if', condition, field))
}

/** Missing where the field is: functions are not asked of missing values. */
function whereKnown(field: XmlElement, value: XmlElement): XmlElement {
  return apply('if', apply('isNotMissing', field), value)
}

function wholePart(field: XmlElement): XmlElement {
  const least = number(-1, 'level')
  const whole = apply('floor', apply('max', field, number(0, 'level')))
  return apply('if', apply('greaterThan', field, least), whole, least)
}

function apply(name: string, ...children: XmlElement[]): XmlElement {
  return xmlElement('Apply', { function: name }, children)
}

function number(value: number, what: string): XmlElement {
  return xmlElement('Constant', { dataType: 'double' }, [pmmlNumber(value, what)])
}
