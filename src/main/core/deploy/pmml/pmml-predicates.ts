import type { BinDefinition } from '../../binning/binned-variable.ts'
import { StatisticError } from '../../statistic-error.ts'
import { pmmlNumber } from './pmml-number.ts'
import { unwritableCharacter, type XmlElement, xmlElement } from './xml-element.ts'

/** Levels that stand in an array as they are: no quotes, backslashes, line breaks or blanks that a reader may take differently. */
const PLAIN_LEVEL = /^[^\s"\\]+( [^\s"\\]+)*$/u

/**
 * The predicate that is true for the values of a bin, and for no missing value unless the bin is that of missing values.
 *
 *     interval  field ≥ lower and field < upper     missing  field isMissing     unseen  True
 *     levels, special  field = code, or field isIn codes
 *
 * A level with a quote, a backslash, a line break or blanks other than single inner ones is compared by itself: how they stand in a
 * PMML array is read differently by different programs.
 *
 * @param field - name of the field
 * @param type - type of the variable
 * @returns null if the bin can hold no value: a list without levels or codes
 * @throws StatisticError `invalidInput` for a bin that the type cannot have, a code that is no finite number, or a level with a
 *   character that XML cannot hold
 */
export function binPredicate(field: string, type: 'numeric' | 'text', definition: BinDefinition): XmlElement | null {
  switch (definition.kind) {
    case 'missing':
      return simple(field, 'isMissing')
    case 'interval':
      if (type === 'text') throw unfit(field, type, definition.kind)
      return intervalPredicate(field, definition.lower, definition.upper)
    case 'levels':
      if (type === 'numeric') throw unfit(field, type, definition.kind)
      return levelsPredicate(field, definition.levels)
    case 'special':
      return type === 'text' ? levelsPredicate(field, definition.codes) : numbersPredicate(field, definition.codes)
    case 'unseen':
      if (type === 'numeric') throw unfit(field, type, definition.kind)
      return xmlElement('True')
  }
}

function intervalPredicate(field: string, lower: number | null, upper: number | null): XmlElement {
  const from = lower === null ? [] : [simple(field, 'greaterOrEqual', pmmlNumber(lower, `edge of "${field}"`))]
  const to = upper === null ? [] : [simple(field, 'lessThan', pmmlNumber(upper, `edge of "${field}"`))]
  const bounds = [...from, ...to]
  if (bounds.length === 0) return simple(field, 'isNotMissing')
  return bounds.length === 1 ? bounds[0]! : xmlElement('CompoundPredicate', { booleanOperator: 'and' }, bounds)
}

function numbersPredicate(field: string, codes: readonly string[]): XmlElement | null {
  const numbers = [...new Set(codes.map((code) => pmmlNumber(Number(code), `special code of "${field}"`)))]
  if (numbers.length === 0) return null
  return numbers.length === 1 ? simple(field, 'equal', numbers[0]!) : isIn(field, 'real', numbers, numbers.join(' '))
}

function levelsPredicate(field: string, levels: readonly string[]): XmlElement | null {
  for (const level of levels) refuseUnwritable(field, level)
  const distinct = [...new Set(levels)]
  const plain = distinct.filter((level) => PLAIN_LEVEL.test(level))
  const single = distinct.filter((level) => plain.length < 2 || !PLAIN_LEVEL.test(level))
  const alternatives = [
    ...(plain.length < 2 ? [] : [isIn(field, 'string', plain, plain.map((level) => `"${level}"`).join(' '))]),
    ...single.map((level) => simple(field, 'equal', level)),
  ]
  if (alternatives.length < 2) return alternatives[0] ?? null
  return xmlElement('CompoundPredicate', { booleanOperator: 'or' }, alternatives)
}

function refuseUnwritable(field: string, level: string): void {
  const character = unwritableCharacter(level)
  if (character === null) return
  throw new StatisticError(
    'invalidInput',
    `characteristic "${field}" needs levels of characters that XML 1.0 can hold, got ${character} in one: export as JSON instead`,
  )
}

function isIn(field: string, type: string, items: readonly string[], text: string): XmlElement {
  const array = xmlElement('Array', { n: items.length, type }, [text])
  return xmlElement('SimpleSetPredicate', { field, booleanOperator: 'isIn' }, [array])
}

function simple(field: string, operator: string, value?: string): XmlElement {
  return xmlElement('SimplePredicate', { field, operator, value })
}

function unfit(field: string, type: string, kind: string): StatisticError {
  return new StatisticError(
    'invalidInput',
    `${type} characteristic "${field}" has bins of its type, got one of ${kind}`,
  )
}
