import { ExpressionError } from '../expression/expression-error.ts'
import { StatisticError } from '../statistic-error.ts'

/** A step that does not fit the columns before it, or cannot be applied to the rows. */
export class StepError extends StatisticError {
  /** Index of the step in its list, counted from 0. */
  readonly step: number
  /** Offset into its expression, counted from 0; null if the fault is not in the expression. */
  readonly position: number | null
  readonly hint: string | null

  constructor(step: number, message: string, position: number | null, hint: string | null) {
    super('invalidInput', message)
    this.name = 'StepError'
    this.step = step
    this.position = position
    this.hint = hint
  }
}

/** The error to throw at a step. @param step - index counted from 0 */
export function stepError(step: number, message: string): StepError {
  return new StepError(step, `step ${step + 1}: ${message}`, null, null)
}

/**
 * Runs something for a step, so that whatever it throws on purpose names the step.
 *
 * @throws StatisticError of the same kind; a StepError if it is about invalid input
 */
export function atStep<T>(step: number, run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (error instanceof StepError || !(error instanceof StatisticError)) throw error
    const message = `step ${step + 1}: ${error.message}`
    const isPlaced = error instanceof ExpressionError
    throw asStepError(step, message, isPlaced ? error.position : null, isPlaced ? error.hint : null)
  }
}

function asStepError(step: number, message: string, position: number | null, hint: string | null): StepError {
  return new StepError(step, message, position, hint)
}
