import type { Cell, ExpressionProblem, Step } from '../../../shared/contract/index.ts'
import { compileExpression } from '../../core/expression/compile-expression.ts'
import { ExpressionError } from '../../core/expression/expression-error.ts'
import { dateFormatsOfFrame, typesOfFrame } from '../../core/expression/operands.ts'
import { parseExpression } from '../../core/expression/parse-expression.ts'
import { type Column, cellAt, createFrame, type Frame, getColumn } from '../../core/frame/frame.ts'
import { StatisticError } from '../../core/statistic-error.ts'
import { applySteps } from '../../core/steps/apply-steps.ts'
import { StepError } from '../../core/steps/step-error.ts'

export interface CheckExpressionInput {
  /** The first rows of every column. */
  readonly columns: readonly Column[]
  readonly steps: readonly Step[]
  readonly expression: string
}

export interface CheckedExpression {
  problem: ExpressionProblem | null
  type: 'number' | 'text' | 'boolean' | 'date' | null
  columns: string[]
  rows: { cells: Cell[]; value: Cell | boolean }[]
}

/** Checks an expression and shows it on the rows at hand; what is wrong with it is an answer, not an error. */
export function checkExpression(input: CheckExpressionInput): CheckedExpression {
  try {
    // Rows that steps leave out are not what a person wants to see an example of, so only columns are added.
    const adding = input.steps.filter((step) => step.kind !== 'filter' && step.kind !== 'exclude')
    return evaluate(applySteps(createFrame(input.columns), adding).frame, input.expression)
  } catch (error) {
    if (!(error instanceof StatisticError)) throw error
    return { problem: problemOf(error), type: null, columns: [], rows: [] }
  }
}

function evaluate(frame: Frame, text: string): CheckedExpression {
  const compiled = compileExpression(parseExpression(text), typesOfFrame(frame), dateFormatsOfFrame(frame))
  const columns = [...compiled.columns]
  const value = compiled.evaluateFrame(frame, 'value')
  const rows = Array.from({ length: frame.nRows }, (_, row) => {
    const cell = cellAt(value, row)
    return {
      cells: columns.map((name) => cellAt(getColumn(frame, name), row)),
      value: compiled.type === 'boolean' && cell !== null ? cell === 1 : cell,
    }
  })
  return { problem: null, type: compiled.type, columns, rows }
}

function problemOf(error: StatisticError): ExpressionProblem {
  const isPlaced = error instanceof ExpressionError || error instanceof StepError
  return { message: error.message, position: isPlaced ? error.position : null, hint: isPlaced ? error.hint : null }
}
