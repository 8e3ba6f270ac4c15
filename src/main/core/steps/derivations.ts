import type { ColumnTypes } from '../expression/expression.ts'
import { columnsOf } from '../expression/expression.ts'
import { type DateFormats, dateFormatsOfFrame, typesOfFrame } from '../expression/operands.ts'
import { parseExpression } from '../expression/parse-expression.ts'
import { createFrame, type Frame } from '../frame/frame.ts'
import { type PlannedStep, planSteps } from './plan-steps.ts'
import { columnAddedBy, type DeriveStep, type Step } from './step.ts'
import { atStep, stepError } from './step-error.ts'

/** A value of one row; null is missing. */
export type RowValue = number | string | null

/** The derive steps that some columns need, in order, and the columns of the dataset they are computed from. */
export interface NeededDerivations {
  readonly steps: readonly DeriveStep[]
  readonly inputColumns: readonly string[]
}

/**
 * The derive steps needed for some columns, also by way of other derived columns; scoring applies these and no others.
 *
 * @param steps - all steps of the dataset
 * @param wantedColumns - names of columns, derived or not
 * @returns the steps in their order, and the columns that are not derived: those wanted, and those the steps read
 * @throws StatisticError `invalidInput` (a StepError) if an expression cannot be read, or a wanted column is made by a split,
 * folds or a weight: such columns do not exist when scoring
 */
export function neededDerivations(steps: readonly Step[], wantedColumns: Iterable<string>): NeededDerivations {
  const wanted = new Set(wantedColumns)
  const needed: DeriveStep[] = []
  for (let index = steps.length - 1; index >= 0; index--) {
    const step = steps[index]!
    const added = columnAddedBy(step)
    if (added === null || !wanted.has(added)) continue
    if (step.kind !== 'derive') {
      throw stepError(index, `scoring needs columns that a single case has, got "${added}" of a ${step.kind} step`)
    }
    wanted.delete(added)
    for (const name of atStep(index, () => columnsOf(parseExpression(step.expression)))) wanted.add(name)
    needed.unshift(step)
  }
  return { steps: needed, inputColumns: [...wanted] }
}

/**
 * Adds the derived columns that are wanted to a frame, computed as `applySteps` computes them; no row is left out.
 *
 * @throws StatisticError `invalidInput` (a StepError) as {@link neededDerivations}, or if a column is not there or not of its type
 */
export function applyDerivations(frame: Frame, steps: readonly Step[], wantedColumns: Iterable<string>): Frame {
  const { steps: needed } = neededDerivations(steps, wantedColumns)
  const { planned } = planSteps(typesOfFrame(frame), needed, dateFormatsOfFrame(frame))
  let current = frame
  planned.forEach(({ step, compiled }, index) => {
    if (step.kind !== 'derive' || compiled === null) return
    const column = atStep(index, () => compiled.evaluateFrame(current, step.name))
    current = createFrame([...current.columns.values(), column])
  })
  return current
}

/**
 * Prepares derive steps for single rows: each derived value is computed when it is first asked for, by the program that
 * computes it for frames, and kept for the row.
 *
 * @param steps - steps; those that are not derivations are passed over
 * @param schema - name and type of the columns of the dataset
 * @param formats - formats of its date columns; one that is not named is read as ISO 8601
 * @returns for the values of one row a function that gives any column, derived or not; true/false as 1/0, dates as text
 * @throws StatisticError `invalidInput` (a StepError) if the derive steps do not fit the columns
 */
export function compileRowDerivations(
  steps: readonly Step[],
  schema: ColumnTypes,
  formats: DateFormats = new Map(),
): (get: (name: string) => RowValue) => (name: string) => RowValue {
  const derivations = steps.filter((step) => step.kind === 'derive')
  return rowReader(planSteps(schema, derivations, formats).planned)
}

/** A reader of rows over planned derive steps. */
export function rowReader(
  planned: readonly PlannedStep[],
): (get: (name: string) => RowValue) => (name: string) => RowValue {
  const byName = new Map(
    planned.flatMap(({ step, compiled }) =>
      step.kind === 'derive' && compiled !== null ? [[step.name, compiled] as const] : [],
    ),
  )
  return (get) => {
    const known = new Map<string, RowValue>()
    const read = (name: string): RowValue => {
      const compiled = byName.get(name)
      if (compiled === undefined) return get(name)
      const kept = known.get(name)
      if (kept !== undefined) return kept
      const result = compiled.evaluateRow(read)
      const value = typeof result === 'boolean' ? Number(result) : result
      known.set(name, value)
      return value
    }
    return read
  }
}
