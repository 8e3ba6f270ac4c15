import { assignBin } from '../binning/assign-bin.ts'
import { getColumn } from '../frame/frame.ts'
import { caseColumns } from '../model/case-columns.ts'
import { compileModel } from '../model/compile-model.ts'
import type { TreeModel } from '../trees/tree-model.ts'
import { treeReader } from '../trees/tree-reader.ts'
import type { CaseContribution, CaseExplanation, Reason } from './explanation-types.ts'
import { reasonCodes, TREE_TIE_RULE } from './reason-codes.ts'
import { type ExplainCaseOptions, plainValue, requireReasons } from './scorecard-explainer.ts'
import { treePoints } from './tree-points.ts'
import { treeShap } from './tree-shap.ts'
import { compileShapRows } from './tree-shap-rows.ts'

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
      reasons: reasonCodes(contributions.map(onGrid), maxReasons),
      tieRule: TREE_TIE_RULE,
      outcome,
    }
  }
}

/** Reasons of many cases at once, with their scores. */
export interface ManyReasons {
  /** Shape (nCases,). */
  readonly points: Float64Array
  readonly probability: Float64Array
  readonly reasons: readonly (readonly Reason[])[]
}

/**
 * Prepares a tree model for giving reasons for many cases at once: those of {@link treeExplainer}, whose contributions agree to rounding.
 *
 * @param model - tree model with covers
 * @param maxReasons - most reasons of a case, a whole number ≥ 0
 * @returns cases, one value per characteristic each → scores and reasons; it throws StatisticError `invalidInput` for a text where the
 *   model needs a number, or the reverse
 * @throws StatisticError `invalidInput` if the trees have no covers, or `maxReasons` is wrong
 */
export function treeReasons(
  model: TreeModel,
  maxReasons: number,
): (cases: readonly (readonly Value[])[]) => ManyReasons {
  requireReasons(maxReasons)
  const { scoreFrame } = compileModel({ ...model, preprocessing: undefined })
  const frameOf = caseColumns(model)
  const readers = model.characteristics.map(treeReader)
  const shapRows = compileShapRows(model)
  const labels = model.characteristics.map(({ name }) => labelOf(model, name))
  return (cases) => {
    const frame = frameOf(cases)
    const { points, probability } = scoreFrame(frame)
    const seen = model.characteristics.map(({ name }, j) => {
      const values = new Float64Array(cases.length)
      readers[j]!.ofRows(getColumn(frame, name), 0, values)
      return values
    })
    const { baseMargin, phi } = shapRows(seen)
    const { toPoints } = treePoints(model, baseMargin)
    const reasons = cases.map((values, row) => {
      const own = phi.subarray(row * seen.length, (row + 1) * seen.length)
      toPoints(own, points[row]!)
      const contributions = model.characteristics.map(({ name }, j): CaseContribution => {
        const value = plainValue(values[j]!)
        const attribute = own[j]! < 0 ? labels[j]!(value) : ''
        return { name, value, attribute, points: null, baselinePoints: null, contribution: own[j]! }
      })
      return reasonCodes(contributions.map(onGrid), maxReasons)
    })
    return { points, probability, reasons }
  }
}

/** 2²⁰ steps per point: so fine that nobody sees it, so coarse that two ways of adding give the same order of reasons. */
const STEPS_PER_POINT = 1_048_576

function onGrid(one: CaseContribution): CaseContribution {
  return { ...one, contribution: Math.round(one.contribution * STEPS_PER_POINT) / STEPS_PER_POINT }
}

/** (value) → label of its bin; the value itself where the model has no bins of that name. */
function labelOf(model: TreeModel, name: string): (value: Value) => string {
  const variable = model.variables.find((candidate) => candidate.name === name)
  if (variable === undefined) return (value) => (value === null ? 'Missing' : String(value))
  const assign = assignBin(variable)
  return (value) => variable.bins[assign(value)]!.label
}
