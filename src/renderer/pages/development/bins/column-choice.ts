import type { ManualBins, Trend } from '../../../../shared/contract/index.ts'
import type { RegressionPlan } from '../draft-methods.ts'

/** What a person has decided about the bins of one column; null leaves it to the optimiser. */
export interface ColumnChoice {
  readonly manual: ManualBins | null
  /** Trend forced on the optimiser; null: as for every column. */
  readonly trend: Trend | null
  /** Codes with bins of their own; null: those declared with the data set. */
  readonly specialCodes: readonly string[] | null
}

export const NO_CHOICE: ColumnChoice = { manual: null, trend: null, specialCodes: null }

/** What the specification says about one column. */
export function choiceOf(spec: RegressionPlan, column: string): ColumnChoice {
  const { binning } = spec.params
  return {
    manual: binning.manual.find((one) => one.column === column) ?? null,
    trend: binning.trends.find((one) => one.column === column)?.trend ?? null,
    specialCodes: binning.specialCodes.find((one) => one.column === column)?.codes ?? null,
  }
}

/** The specification with another choice for one column; the other columns keep their places. */
export function withChoice(spec: RegressionPlan, column: string, choice: ColumnChoice): RegressionPlan {
  const { binning } = spec.params
  const { manual, trend, specialCodes } = choice
  return {
    ...spec,
    params: {
      ...spec.params,
      binning: {
        ...binning,
        manual: replaced(binning.manual, column, manual === null ? null : { ...manual, column }),
        trends: replaced(binning.trends, column, trend === null ? null : { column, trend }),
        specialCodes: replaced(
          binning.specialCodes,
          column,
          specialCodes === null ? null : { column, codes: [...specialCodes] },
        ),
      },
    },
  }
}

/** True when a person has decided anything about the column. */
export function isEdited(spec: RegressionPlan, column: string): boolean {
  const choice = choiceOf(spec, column)
  return choice.manual !== null || choice.trend !== null || choice.specialCodes !== null
}

/** Every column a person has decided something about, by name. */
export function editedColumns(spec: RegressionPlan): string[] {
  const { manual, trends, specialCodes } = spec.params.binning
  return [...new Set([...manual, ...trends, ...specialCodes].map((one) => one.column))].sort()
}

/** The specification without anything a person has decided about bins. */
export function withoutEdits(spec: RegressionPlan): RegressionPlan {
  const binning = { ...spec.params.binning, manual: [], trends: [], specialCodes: [] }
  return { ...spec, params: { ...spec.params, binning } }
}

function replaced<T extends { readonly column: string }>(items: readonly T[], column: string, item: T | null): T[] {
  const at = items.findIndex((one) => one.column === column)
  if (item === null) return items.filter((one) => one.column !== column)
  return at < 0 ? [...items, item] : items.with(at, item)
}
