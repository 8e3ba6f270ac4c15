import { assignBin } from '../binning/assign-bin.ts'
import { compileModel } from '../model/compile-model.ts'
import type { TreeModel } from '../trees/tree-model.ts'
import type { CaseContribution, CaseExplanation } from './explanation-types.ts'
import { reasonCodes, TREE_TIE_RULE } from './reason-codes.ts'
import { type ExplainCaseOptions, plainValue, requireReasons } from './scorecard-explainer.ts'
import { treePoints } from './tree-points.ts'
import { treeShap } from './tree-shap.ts'

type Value = number | string | null

/**
 * Prepares a tree model for explaining cases, in points: exact TreeSHAP on the scale of the score.
 *
 *     contribution_j = −factor · φ_j,   baseline + Σ contribution_j = score
 *
 * A characteristic has no points of its own, so `points` and `baselinePoints` of each are null; `attribute` is the bin of the model's
 * variables the value falls into. A calibration of the PD leaves points and contributions as they are.
 *
 * @param model - tree model with covers
 * @returns (values, options) → explanation; it throws StatisticError `invalidInput` if the number of values, a value's type or
 *   `maxReasons` is wrong
 * @throws StatisticError `invalidInput` if the trees have no covers
 */
export function treeExplainer(
  model: TreeModel,
): (values: readonly Value[], options: ExplainCaseOptions) => CaseExplanation {
  const { scoreValues } = compileModel(model)
  const shap = treeShap(model)
  const { baseline, baselinePoints, toPoints } = treePoints(model, shap.baseMargin)
  const labels = model.characteristics.map(({ name }) => labelOf(model, name))
  return (values, { maxReasons, row, outcome }) => {
    requireReasons(maxReasons)
    const phi = shap.explain(values)
    const { points, probability } = scoreValues(values)
    toPoints(phi, points)
    const contributions = model.characteristics.map(({ name }, j): CaseContribution => {
      const value = plainValue(values[j]!)
      const attribute = labels[j]!(value)
      return { name, value, attribute, points: null, baselinePoints: null, contribution: phi[j]! }
    })
    return {
      row,
      points,
      probability,
      baseline,
      baselinePoints,
      contributions,
      reasons: reasonCodes(contributions, maxReasons),
      tieRule: TREE_TIE_RULE,
      outcome,
    }
  }
}

/** (value) → label of its bin; the value itself where the model has no bins of that name. */
function labelOf(model: TreeModel, name: string): (value: Value) => string {
  const variable = model.variables.find((candidate) => candidate.name === name)
  if (variable === undefined) return (value) => (value === null ? 'Missing' : String(value))
  const assign = assignBin(variable)
  return (value) => variable.bins[assign(value)]!.label
}
