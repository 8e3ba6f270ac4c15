import type { Frame } from '../frame/frame.ts'
import type { Tree, TreeCharacteristic } from '../trees/tree-model.ts'
import type { GbdtParams } from './gbdt-params.ts'

/** What trees are grown from. Arrays have one entry per row of the frame; rows are indices, counted from 0. */
export interface GrowInput {
  readonly frame: Frame
  /** Columns that trees may split on, in the order of the model. */
  readonly characteristics: readonly string[]
  /** 1 = event. */
  readonly yTrue: Uint8Array
  /** Rows to learn from. */
  readonly development: Uint32Array
  /** Rows whose loss is watched and which stop the boosting early; null: none. */
  readonly watched: Uint32Array | null
  /** Row weights, > 0; null: 1 each. */
  readonly weights: Float64Array | null
  /** Log odds that boosting starts from; null: 0 each. */
  readonly offset: Float64Array | null
  readonly params: GbdtParams
  /** Integer in [0, 2³²). */
  readonly seed: number
}

/** How the samples stand after one tree more; equal in shape to the contract's. */
export interface BoostingIteration {
  /** Trees so far. */
  readonly iteration: number
  readonly developmentLogLoss: number
  readonly watchedLogLoss: number | null
  readonly watchedAuc: number | null
}

/** How the growing is followed, and ended early. */
export interface GrowHooks {
  readonly onIteration?: ((iteration: BoostingIteration) => void) | undefined
  /** Asked before every tree: true stops and keeps what there is. */
  readonly shouldStop?: (() => boolean) | undefined
}

/** Grown trees, cut to the best iteration. */
export interface GrowResult {
  readonly characteristics: TreeCharacteristic[]
  /** Log odds that the trees are added to. */
  readonly baseMargin: number
  readonly trees: Tree[]
  /** Trees grown, of which the best number is kept. */
  readonly nGrown: number
  readonly stopped: 'allTrees' | 'earlyStopping' | 'person' | 'noGain'
  readonly history: BoostingIteration[]
  readonly warnings: string[]
}
