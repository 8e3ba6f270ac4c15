import { StatisticError } from '../statistic-error.ts'

/** An expression that cannot be read or does not fit its columns: where, and what to write instead. */
export class ExpressionError extends StatisticError {
  /** Offset into the text of the expression, counted from 0 in UTF-16 units. */
  readonly position: number
  /** What to do about it, null if the message says it all. */
  readonly hint: string | null

  constructor(message: string, position: number, hint: string | null) {
    super('invalidInput', message)
    this.name = 'ExpressionError'
    this.position = position
    this.hint = hint
  }
}

/** The error to throw at a place of an expression. @param position - offset counted from 0 */
export function expressionError(message: string, position: number, hint: string | null = null): ExpressionError {
  return new ExpressionError(message, position, hint)
}
