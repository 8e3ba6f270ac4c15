import type { BinnedVariable } from '../binning/binned-variable.ts'
import { fitLogisticRegression, type LogisticRegressionModel } from '../learn/logistic-regression.ts'
import { findDependentColumn, standardizeDesign } from '../learn/standardized-design.ts'
import type { Exclusion } from './fit-report.ts'

/** A binned variable with the weight of evidence of each development row. */
export interface WoeColumn {
  readonly variable: BinnedVariable
  /** Shape (nSamples,). */
  readonly woe: Float64Array
}

/** The regression and the characteristics that survived it, in their given order. */
export interface WoeRegression {
  readonly model: LogisticRegressionModel | null
  readonly columns: readonly WoeColumn[]
  readonly exclusions: readonly Exclusion[]
}

/**
 * Logistic regression of the event on weights of evidence, leaving out what cannot stay:
 *
 * 1. characteristics whose weight of evidence is a combination of that of stronger ones (by information value);
 * 2. with `dropWrongSigns`, one by one, the characteristic of least information value among those whose coefficient is not
 *    negative: a higher weight of evidence means safer, so a positive coefficient would pay points for risk.
 *
 * @param columns - candidates in scorecard order
 * @param yTrue - 0 or 1 per row, shape (nSamples,)
 * @param options - ridge penalty; whether to drop wrong signs
 * @returns the regression on those left; model null when none is left
 * @throws StatisticError `undefined` if the columns separate events from non-events
 */
export function fitWoeRegression(
  columns: readonly WoeColumn[],
  yTrue: Uint8Array,
  options: { readonly l2: number; readonly dropWrongSigns: boolean },
): WoeRegression {
  const exclusions: Exclusion[] = []
  let kept = dropDependent(columns, exclusions)
  while (kept.length > 0) {
    const names = kept.map(({ variable }) => variable.name)
    const model = fitLogisticRegression({ design: kept.map(({ woe }) => woe), yTrue, names, l2: options.l2 })
    const wrong = options.dropWrongSigns ? kept.filter((_, j) => model.coefficients[j]!.estimate >= 0) : []
    if (wrong.length === 0) return { model, columns: kept, exclusions }
    const weakest = wrong.reduce((a, b) => (b.variable.informationValue < a.variable.informationValue ? b : a))
    const estimate = model.coefficients[kept.indexOf(weakest)]!.estimate
    const reason = `Coefficient ${estimate.toFixed(4)} of its weight of evidence has the wrong sign beside ${kept.length - 1} others: more points would mean more risk.`
    exclusions.push({ name: weakest.variable.name, reason, informationValue: weakest.variable.informationValue })
    kept = kept.filter((column) => column !== weakest)
  }
  return { model: null, columns: [], exclusions }
}

/** Looks from the strongest to the weakest, so that of two equal columns the weaker (or later) one goes. */
function dropDependent(columns: readonly WoeColumn[], exclusions: Exclusion[]): readonly WoeColumn[] {
  let byStrength = [...columns].sort((a, b) => b.variable.informationValue - a.variable.informationValue)
  for (;;) {
    const names = byStrength.map(({ variable }) => variable.name)
    const { columns: standardized } = standardizeDesign(
      byStrength.map(({ woe }) => woe),
      null,
      names,
    )
    const dependent = byStrength[findDependentColumn(standardized)]
    if (dependent === undefined) return columns.filter((column) => byStrength.includes(column))
    const { name, informationValue } = dependent.variable
    exclusions.push({
      name,
      reason: 'Its weight of evidence is a combination of that of stronger characteristics.',
      informationValue,
    })
    byStrength = byStrength.filter((column) => column !== dependent)
  }
}
