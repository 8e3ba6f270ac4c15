import type { ComparisonOperator, Expression } from '../../expression/expression.ts'
import type { PartTypes } from '../../expression/part-types.ts'
import { notExportable } from './column-names.ts'
import type { Dialect } from './sql-dialect.ts'

/** What the translation of an expression knows. */
export interface Translation {
  readonly dialect: Dialect
  readonly types: PartTypes
  /** SQL of a column: a number or NULL, or a text or NULL. */
  readonly column: (name: string) => string
  /** Name of the derived column, for messages. */
  readonly where: string
  /** What the reader has to know about the functions met. */
  readonly notes: Set<string>
  readonly parts: PartWriter
}

/** Writes parts of an expression, each in the form its place asks for. */
export interface PartWriter {
  /** A number, or a date as days since 1970-01-01; true and false as 1 and 0. */
  readonly number: (part: Expression, to: Translation) => string
  /** A condition that is true, false or unknown. */
  readonly condition: (part: Expression, to: Translation) => string
  readonly text: (part: Expression, to: Translation) => string
  /** A value of the part's own type. */
  readonly value: (part: Expression, to: Translation) => string
  /** Two parts compared; unknown if one is missing. */
  readonly comparison: (left: Expression, operator: ComparisonOperator, right: Expression, to: Translation) => string
}

/** The error for what the dialect has no exact equal of. */
export function unknown(what: string, { dialect, where }: Pick<Translation, 'dialect' | 'where'>): Error {
  return notExportable(dialect, `has no exact translation of ${what}`, `"${where}"`)
}

/** Whether a condition is never unknown, so that its negation need not be written. */
export function isTwoValued(part: Expression): boolean {
  switch (part.kind) {
    case 'boolean':
    case 'isMissing':
      return true
    case 'not':
      return isTwoValued(part.of)
    case 'logic':
      return part.operands.every(isTwoValued)
    default:
      return false
  }
}

/** What is said of functions that libraries compute with a last digit of their own. */
export const LAST_DIGIT_NOTE =
  'log, log10, exp and powers come from the library of the database and may differ from Assay in the last binary digit; a value that falls exactly on an edge of a bin may then fall on its other side.'
