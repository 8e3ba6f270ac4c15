import type { CreditModel } from '../model/credit-model.ts'
import type { CaseExplanation } from './explanation-types.ts'
import { type ExplainCaseOptions, scorecardExplainer } from './scorecard-explainer.ts'
import { treeExplainer } from './tree-explainer.ts'

export type { ExplainCaseOptions } from './scorecard-explainer.ts'

/**
 * Explains the score of one case, in points.
 *
 *     baseline + Σ contribution_j = score
 *
 * The contributions are Shapley values of the score: for a scorecard the points of the attribute minus their mean over the development
 * sample, for trees exact TreeSHAP. See `scorecardExplainer` and `treeExplainer`.
 *
 * @param model - scorecard or tree model
 * @param values - one per characteristic, in the order of the model; null = missing
 * @param options - number of reasons, row, outcome
 * @throws StatisticError `invalidInput` if the number of values, a value's type or `maxReasons` is wrong, or trees have no covers
 */
export function explainCase(
  model: CreditModel,
  values: readonly (number | string | null)[],
  options: ExplainCaseOptions,
): CaseExplanation {
  return compileExplainer(model)(values, options)
}

/**
 * Prepares a model for explaining many cases; `explainCase` is this for one.
 *
 * @param model - scorecard or tree model
 * @returns (values, options) → explanation, with the errors of `explainCase`
 * @throws StatisticError `invalidInput` if the model is not sound
 */
export function compileExplainer(
  model: CreditModel,
): (values: readonly (number | string | null)[], options: ExplainCaseOptions) => CaseExplanation {
  return model.kind === 'treeModel' ? treeExplainer(model) : scorecardExplainer(model)
}
