import type { DateFormat } from '../calendar/date-format.ts'
import { parseDate } from '../calendar/parse-date.ts'
import { type CompiledExpression, compileExpression } from '../expression/compile-expression.ts'
import type { ColumnTypes, ExpressionType } from '../expression/expression.ts'
import { expressionError } from '../expression/expression-error.ts'
import type { DateFormats } from '../expression/operands.ts'
import { parseExpression } from '../expression/parse-expression.ts'
import { columnAddedBy, expressionOfStep, type Step } from './step.ts'
import { atStep, stepError } from './step-error.ts'

/** A step that fits the columns before it, its expression compiled. */
export interface PlannedStep {
  readonly step: Step
  readonly compiled: CompiledExpression | null
  /** Columns it reads. */
  readonly reads: readonly string[]
}

/** Steps that fit together, and the columns there are after the last one. */
export interface StepPlan {
  readonly planned: readonly PlannedStep[]
  readonly types: ReadonlyMap<string, ExpressionType>
  readonly formats: DateFormats
}

const TWO_32 = 4_294_967_296

/** Most steps of a dataset. */
export const MAX_STEPS = 1000

/**
 * The columns there are after a list of steps, each step checked against those before it.
 *
 * @param schema - name and type of the columns before the first step
 * @param steps - in the order they are applied
 * @returns name and type of the columns after the last step; a true/false expression makes a number column of 1 and 0
 * @throws StatisticError `invalidInput` (a StepError with the index of the step, position and hint) as {@link planSteps}
 */
export function checkSteps(schema: ColumnTypes, steps: readonly Step[]): Map<string, ExpressionType> {
  return new Map(planSteps(schema, steps).types)
}

/**
 * Compiles a list of steps.
 *
 * @param formats - formats of the date columns, needed for single rows only
 * @throws StatisticError `invalidInput` (a StepError) if an expression is wrong or of the wrong type, a column is missing, a
 * new name is empty or exists already, a share, seed, date or number of folds is out of
 * range, or there are more than 1,000 steps
 */
export function planSteps(schema: ColumnTypes, steps: readonly Step[], formats: DateFormats = new Map()): StepPlan {
  if (steps.length > MAX_STEPS)
    throw stepError(MAX_STEPS, `a dataset has at most ${MAX_STEPS} steps, got ${steps.length}`)
  const types = new Map(schema)
  const known = new Map<string, DateFormat>(formats)
  const planned = steps.map((step, index) =>
    atStep(index, () => {
      const compiled = compileStep(step, types, known)
      const reads = compiled?.columns ?? checkDraw(step, types, index)
      const added = columnAddedBy(step)
      if (added === null) return { step, compiled, reads }
      if (added === '') throw stepError(index, 'the new column needs a name')
      if (types.has(added)) throw stepError(index, `the new column needs a name of its own, got "${added}"`)
      types.set(added, storedType(compiled))
      if (compiled?.type === 'date') known.set(added, compiled.dateFormatOf(known))
      return { step, compiled, reads }
    }),
  )
  return { planned, types, formats: known }
}

/** Type of the column that holds the results: true and false are stored as 1 and 0. */
function storedType(compiled: CompiledExpression | null): ExpressionType {
  if (compiled === null) return 'text'
  return compiled.type === 'boolean' ? 'number' : compiled.type
}

function compileStep(step: Step, types: ColumnTypes, formats: DateFormats): CompiledExpression | null {
  const text = expressionOfStep(step)
  if (text === null) return null
  // A copy, because later steps add columns that this one must not see.
  const compiled = compileExpression(parseExpression(text), new Map(types), new Map(formats))
  const wanted = { derive: null, weight: 'number', filter: 'boolean', exclude: 'boolean' } as const
  const type = wanted[step.kind as keyof typeof wanted]
  if (type === null || type === compiled.type) return compiled
  throw expressionError(
    `${step.kind} needs ${type === 'number' ? 'a number' : 'true or false'}, got ${compiled.type}`,
    0,
  )
}

/** Checks a step that draws samples. @returns the columns it reads */
function checkDraw(step: Step, types: ColumnTypes, index: number): string[] {
  const reads: string[] = []
  if (step.kind === 'outOfTime') {
    if (types.get(step.dateColumn) !== 'date') {
      throw stepError(index, `out-of-time sample needs a date column, got "${step.dateColumn}"`)
    }
    if (parseDate(step.from, 'YYYY-MM-DD') === null) {
      throw stepError(index, `out-of-time sample needs a first day as YYYY-MM-DD, got "${step.from.slice(0, 40)}"`)
    }
    reads.push(step.dateColumn)
  }
  if (step.kind === 'folds' && !(Number.isInteger(step.k) && step.k >= 2 && step.k <= 1000)) {
    throw stepError(index, `folds need a whole number from 2 to 1000, got ${step.k}`)
  }
  if (step.kind !== 'split' && step.kind !== 'folds' && step.kind !== 'outOfTime') return reads
  const share = step.kind === 'folds' ? undefined : (step.developmentShare ?? undefined)
  if (share !== undefined && !(share > 0 && share < 1)) {
    throw stepError(index, `development sample needs a share between 0 and 1, got ${share}`)
  }
  const seed = step.seed
  const isDrawn = step.kind !== 'outOfTime' || share !== undefined
  if (isDrawn && !(seed !== undefined && Number.isInteger(seed) && seed >= 0 && seed < TWO_32)) {
    throw stepError(index, `random draw needs a whole seed from 0 to 4294967295, got ${seed}`)
  }
  const by = step.stratifyBy ?? null
  if (by === null) return reads
  if (!types.has(by)) throw stepError(index, `stratified draw needs a column "${by}", got none of that name`)
  return [...reads, by]
}
