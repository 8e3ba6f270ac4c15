import type { ColumnTypes } from '../expression/expression.ts'
import type { DateFormats } from '../expression/operands.ts'
import { type RowValue, rowReader } from './derivations.ts'
import { planSteps } from './plan-steps.ts'
import type { Step } from './step.ts'

/** Why a row would not be in the population the steps leave: index of the step and its reason. */
export interface PopulationObjection {
  readonly step: number
  readonly kind: 'filter' | 'exclude'
  readonly reason: string
}

/**
 * Prepares the filters and exclusions of a dataset as a check of single rows: scoring does not drop a case, but says that
 * the model was not made for it.
 *
 * @param steps - all steps of the dataset; filters may use derived columns, but not samples, folds or weights
 * @param schema - name and type of the columns of the dataset
 * @param formats - formats of its date columns; one that is not named is read as ISO 8601
 * @returns for the values of one row the steps that would have left it out, in order; none if it belongs to the population.
 * A filter or an exclusion that reads a sample, fold or weight column is passed over: a single case has none
 * @throws StatisticError `invalidInput` (a StepError) if the steps do not fit the columns
 */
export function populationChecks(
  steps: readonly Step[],
  schema: ColumnTypes,
  formats: DateFormats = new Map(),
): (get: (name: string) => RowValue) => PopulationObjection[] {
  const { planned } = planSteps(schema, steps, formats)
  const readRow = rowReader(planned)
  const unknown = new Set<string>()
  const checks = planned.flatMap(({ step, compiled, reads }, index) => {
    const isUnknown = reads.some((name) => unknown.has(name))
    if (step.kind === 'filter' || step.kind === 'exclude')
      return isUnknown ? [] : [{ step, compiled: compiled!, index }]
    if (step.kind !== 'derive') unknown.add(step.name ?? 'sample')
    else if (isUnknown) unknown.add(step.name)
    return []
  })
  return (get) => {
    const read = readRow(get)
    return checks.flatMap(({ step, compiled, index }) => {
      const isTrue = compiled.evaluateRow(read) === true
      const isOut = step.kind === 'filter' ? !isTrue : isTrue
      return isOut ? [{ step: index, kind: step.kind, reason: step.reason }] : []
    })
  }
}
