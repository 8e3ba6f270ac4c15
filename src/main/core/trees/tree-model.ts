import type { BinnedVariable } from '../binning/binned-variable.ts'
import type { Preprocessing } from '../scorecard/model-inputs.ts'
import type { Calibration, RiskBand, Scaling, Target } from '../scorecard/scorecard-model.ts'

/** Direction of the PD as a value rises. */
export type MonotoneDirection = 'increasing' | 'decreasing'

/** A characteristic of a tree model, in the order that trees count them by. */
export interface TreeCharacteristic {
  readonly name: string
  readonly description: string | null
  readonly type: 'numeric' | 'text'
  /**
   * Null: a number compared with thresholds. Else its levels: a text is one of them as it stands, a number by its whole part
   * (3.7 is the level "3"); everything else is unseen.
   */
  readonly levels: string[] | null
  /** Numbers that count as missing. */
  readonly missingCodes?: number[] | undefined
  /** Numbers in [−1e-35, 1e-35] count as missing. */
  readonly zeroIsMissing?: boolean | undefined
  readonly monotone: MonotoneDirection | null
}

/**
 * One tree as columns. Inner nodes are numbered from 0, the root first; a child c ≥ 0 is an inner node, a child c < 0 is leaf −c − 1.
 * A tree without inner nodes is its leaf 0. Arrays are typed as plain ones, so that a model is assignable to the contract's shape.
 */
export interface Tree {
  /** Per inner node: place of its characteristic. */
  readonly features: number[]
  /** Per inner node: a number ≤ the threshold goes left; for levels the place in `sets`. */
  readonly thresholds: number[]
  readonly left: number[]
  readonly right: number[]
  /** Per inner node: 1 where missing values go left, else 0. */
  readonly missingLeft: number[]
  /** Places of the levels that go left, ascending. */
  readonly sets: number[][]
  /** Per inner node on levels: 1 where unseen levels go left; absent: they go the way of missing values. */
  readonly unseenLeft?: number[] | undefined
  /** Per leaf, in log odds of the event, the learning rate included. */
  readonly values: number[]
  /** Weight of the development rows per inner node, then per leaf; empty: not known. */
  readonly covers: number[]
  /** Per inner node; empty: not known. */
  readonly gains: number[]
}

/**
 * The whole tree model as plain data; equal in shape to the contract's.
 *
 *     η = baseMargin + Σ over trees, in order, of the value of the leaf a case falls into
 *     PD = 1 / (1 + e^−η), or the calibration of η;   points = offset − factor · η
 */
export interface TreeModel {
  readonly kind: 'treeModel'
  readonly formatVersion: 1
  readonly preprocessing?: Preprocessing | undefined
  readonly target: Target
  readonly factor: number
  readonly offset: number
  readonly scaling: Scaling
  /** Bins in which the characteristics are watched and named in explanations; scoring does not use them. */
  readonly variables: BinnedVariable[]
  readonly characteristics: TreeCharacteristic[]
  readonly baseMargin: number
  /** `single`: margins are added as 32-bit numbers, as XGBoost and ONNX do. */
  readonly arithmetic: 'double' | 'single'
  readonly trees: Tree[]
  readonly developmentEventRate: number
  readonly calibration?: Calibration | undefined
  /** Riskiest first. */
  readonly riskBands?: RiskBand[] | undefined
}
