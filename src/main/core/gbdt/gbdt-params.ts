import type { RejectInference, Scaling } from '../scorecard/scorecard-model.ts'
import type { MonotoneDirection } from '../trees/tree-model.ts'

/** On which rows boosting is watched, and when it stops. */
export interface EarlyStopping {
  readonly sample: 'none' | 'validation' | 'holdout'
  readonly share: number
  readonly patience: number
  readonly metric: 'logLoss' | 'rocAuc'
}

/** How columns of levels are split. */
export interface CategoricalParams {
  readonly minLevelCount: number
  readonly smoothing: number
  readonly l2: number
}

/** What is asked of gradient-boosted trees, all defaults applied; meanings stand in the contract. */
export interface GbdtParams {
  readonly developmentShare: number
  readonly maxTrees: number
  readonly learningRate: number
  readonly maxLeaves: number
  readonly maxDepth: number | null
  readonly minChildWeight: number
  readonly minChildCount: number
  readonly minSplitGain: number
  readonly l1: number
  readonly l2: number
  readonly maxBins: number
  readonly rowShare: number
  readonly columnShare: number
  readonly classBalance: 'none' | 'balanced'
  readonly categorical: CategoricalParams
  readonly monotone: readonly { readonly column: string; readonly direction: MonotoneDirection }[]
  readonly interactions: readonly (readonly string[])[]
  readonly specialCodes: readonly { readonly column: string; readonly codes: readonly number[] }[]
  readonly earlyStopping: EarlyStopping
  readonly permutations: number
  readonly weights: 'role' | 'none'
  readonly offsetColumn: string | null
  readonly rejectInference: RejectInference & { readonly method: 'none' | 'knownOnly' }
  readonly scaling: Scaling
  readonly riskBands: number
}
