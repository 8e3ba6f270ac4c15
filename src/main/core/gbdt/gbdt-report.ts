import type { Estimate } from '../stats/estimate.ts'
import type { MonotoneDirection } from '../trees/tree-model.ts'
import type { BoostingIteration } from './grow-input.ts'

export type { BoostingIteration }

/** What a characteristic does in the trees. */
export interface TreeImportance {
  readonly name: string
  /** Sum of the gains of its splits; null where the trees do not know their gains. */
  readonly gain: number | null
  readonly gainShare: number | null
  readonly nSplits: number
  /** Fall of the AUC when the column is shuffled: mean over shuffles, with interval; null where not asked. */
  readonly permutation: Estimate | null
}

/** Whether a constrained characteristic keeps its direction. */
export interface MonotoneCheck {
  readonly name: string
  readonly direction: MonotoneDirection
  /** Steps compared: rows times neighbouring values. */
  readonly nChecked: number
  /** Largest step against the direction in log odds of the event; 0: none. */
  readonly largestViolation: number
}

/** What boosting did; part of the fit report and equal in shape to the contract's. */
export interface BoostingReport {
  readonly nTrees: number
  readonly nLeaves: number
  readonly largestDepth: number
  /** Trees grown, of which the best number is kept. */
  readonly nGrown: number
  readonly stopped: 'allTrees' | 'earlyStopping' | 'person' | 'noGain' | 'imported'
  /** The sample that was watched, in words; null: none. */
  readonly watched: string | null
  readonly metric: 'logLoss' | 'rocAuc'
  /** Thinned to at most 2,000 iterations. */
  readonly history: BoostingIteration[]
  /** Largest gain first, or most splits where gains are not known. */
  readonly importance: TreeImportance[]
  readonly permutationSample: string | null
  readonly monotone: MonotoneCheck[]
}

/** How a model read from a file agrees with scores of its maker's program. */
export interface EqualityReport {
  readonly nRows: number
  readonly column: string
  readonly meaning: 'probability' | 'margin'
  readonly nEqual: number
  readonly largestDifference: number | null
  /** Row of the largest difference, counted from 1. */
  readonly worstRow: number | null
  readonly statement: string
}
