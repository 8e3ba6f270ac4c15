import type { Estimate } from '../stats/estimate.ts'

/** How one fit did on rows it did not see. */
export interface FoldResult {
  readonly fold: number
  readonly repeat: number
  readonly nTraining: number
  readonly nTest: number
  readonly nEventsTest: number
  readonly trainingAuc: Estimate
  readonly testAuc: Estimate
  readonly testKs: Estimate
  readonly testLogLoss: Estimate
  readonly testBrier: Estimate
  readonly nCharacteristics: number
  readonly characteristics: string[]
  /** Why the fold has no result. */
  readonly problem: string | null
}

/** Result of a cross-validation; equal in shape to the contract's. */
export interface CrossValidationReport {
  readonly kind: 'crossValidation'
  readonly folds: number
  readonly repeats: number
  readonly nRows: number
  readonly nEvents: number
  readonly sample: string
  readonly results: FoldResult[]
  readonly meanAuc: Estimate
  readonly meanKs: Estimate
  readonly meanLogLoss: Estimate
  readonly meanBrier: Estimate
  readonly pooledAuc: Estimate
  readonly stability: { readonly name: string; readonly nKept: number }[]
}

/** AUC by number of development rows; equal in shape to the contract's. */
export interface LearningCurveReport {
  readonly kind: 'learningCurve'
  readonly points: {
    readonly share: number
    readonly nRows: number
    readonly nEvents: number
    readonly trainingAuc: Estimate
    readonly testAuc: Estimate
    readonly problem: string | null
  }[]
  readonly nTest: number
  readonly statement: string
}

/** A value a parameter is set to. */
export type SettingValue = number | string | boolean | null

/** One parameter by its path, `binning.maxBins` say, and its value. */
export interface Setting {
  readonly path: string
  readonly value: SettingValue
}

/** One dimension of a search: values, or a range. */
export interface SearchDimension {
  readonly path: string
  readonly values?: readonly SettingValue[] | undefined
  readonly range?:
    | { readonly minimum: number; readonly maximum: number; readonly scale: 'linear' | 'log' | 'integer' }
    | undefined
}

export type SearchStrategy = 'grid' | 'random' | 'successiveHalving'

/** One set of parameters tried; equal in shape to the contract's. */
export interface SearchTrial {
  readonly trial: number
  readonly round: number
  readonly rowShare: number
  readonly settings: Setting[]
  readonly meanAuc: Estimate
  readonly meanLogLoss: Estimate
  readonly nCharacteristics: number | null
  readonly problem: string | null
}

/** All trials of a search and the best; equal in shape to the contract's. */
export interface SearchReport {
  readonly kind: 'search'
  readonly strategy: SearchStrategy
  readonly folds: number
  readonly trials: SearchTrial[]
  readonly best: number | null
  readonly bestParams: Record<string, unknown> | null
  readonly statement: string
}
