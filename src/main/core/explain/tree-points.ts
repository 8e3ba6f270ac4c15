import type { TreeModel } from '../trees/tree-model.ts'

/** What contributions of a tree model are measured from, in words, and how log odds become points. */
export interface TreePoints {
  /** In words, with what is special about the model. */
  readonly baseline: string
  readonly baselinePoints: number
  /**
   * Turns Shapley values of one case from log odds into points, in place.
   *
   * @param phi - shape (nCharacteristics,)
   * @param points - score of the case
   */
  toPoints(phi: Float64Array, points: number): void
}

const BASELINE = 'average of the rows the trees were grown on, by the counts at their nodes (path-dependent TreeSHAP)'
const CALIBRATED = 'the points are those before the PD is calibrated'
const SINGLE = 'what 32-bit addition rounds off the score is spread evenly over the characteristics used'

/**
 * Contributions of a tree model in points.
 *
 *     contribution_j = −factor · φ_j,   baselinePoints = offset − factor · baseMargin
 *
 * Where the margins are added as 32-bit numbers, the score differs a little from baseline and contributions. The difference belongs to
 * all characteristics together, and is the Shapley value of that game: an equal part for each characteristic that a tree asks for.
 *
 * @param model - tree model
 * @param baseMargin - mean margin by the covers, from `treeShap`
 */
export function treePoints(model: TreeModel, baseMargin: number): TreePoints {
  const { factor, offset, arithmetic, calibration } = model
  const isSingle = arithmetic === 'single'
  const used = [...new Set(model.trees.flatMap(({ features }) => features))]
  const baselinePoints = offset - factor * baseMargin
  const notes = [...(calibration === undefined ? [] : [CALIBRATED]), ...(isSingle ? [SINGLE] : [])]
  return {
    baseline: [BASELINE, ...notes].join('; '),
    baselinePoints,
    toPoints(phi, points) {
      let sum = baselinePoints
      for (let j = 0; j < phi.length; j++) {
        phi[j] = phi[j] === 0 ? 0 : -factor * phi[j]!
        sum += phi[j]!
      }
      if (!isSingle || used.length === 0) return
      const part = (points - sum) / used.length
      for (const j of used) phi[j]! += part
    },
  }
}
