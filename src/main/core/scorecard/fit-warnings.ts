import type { Column } from '../frame/frame.ts'
import type { LogisticRegressionModel } from '../learn/logistic-regression.ts'
import type { SampleSplit } from '../random/stratified-split.ts'
import type { WoeColumn } from './fit-woe-regression.ts'
import type { ScorecardParams, Target } from './scorecard-model.ts'
import { countDistinct } from './target-vector.ts'

/** What a reader of the fit should know, in plain sentences; facts only, limits are policy. */
export function fitWarnings(
  targetColumn: Column,
  target: Target,
  characteristics: readonly string[],
  params: ScorecardParams,
  split: SampleSplit,
  regression: LogisticRegressionModel,
  columns: readonly WoeColumn[],
): string[] {
  const warnings: string[] = []
  const nTargets = countDistinct(targetColumn)
  if (nTargets > 2)
    warnings.push(`The target has ${nTargets} values; every value but "${target.eventValue}" counts as non-event.`)
  if (split.holdout.length === 0) warnings.push('There is no hold-out sample: every row was used for development.')
  if (!regression.converged)
    warnings.push(`The regression stopped after ${regression.nIterations} iterations without converging.`)
  const named = [...params.binning.trends, ...params.binning.specialCodes].map(({ column }) => column)
  for (const column of new Set(named)) {
    if (!characteristics.includes(column))
      warnings.push(`Binning parameters name "${column}", which is not a candidate characteristic.`)
  }
  const wrong = regression.coefficients.filter(({ estimate }) => estimate >= 0).map(({ name }) => name)
  if (wrong.length > 0) warnings.push(`Coefficients of the wrong sign were kept: ${wrong.join(', ')}.`)
  const adjusted = columns
    .filter(({ variable }) => variable.bins.some((bin) => bin.isAdjusted && bin.count > 0))
    .map(({ variable }) => variable.name)
  if (adjusted.length > 0) warnings.push(`The zero-cell rule was used in bins of: ${adjusted.join(', ')}.`)
  return warnings
}
