/** Costs and gains of one case. */
export interface StrategyCosts {
  /** An event approved. */
  readonly costFalseNegative: number
  /** A non-event refused. */
  readonly costFalsePositive: number
  readonly profitPerGood: number
  readonly lossPerBad: number
}

/** What a strategy report is made from; arrays of shape (nRows,). */
export interface StrategyInput extends StrategyCosts {
  /** Which rows these are, in words. */
  readonly sample: string
  /** 0 or 1, 1 = event. */
  readonly yTrue: ArrayLike<number>
  /** Higher = safer. */
  readonly points: ArrayLike<number>
  readonly yProb: ArrayLike<number>
  /** Share of all that may be approved at most. */
  readonly approvalRate?: number | null | undefined
  /** Share of events among the approved at most. */
  readonly badRate?: number | null | undefined
}

/** Approve at or above `points`. */
export interface StrategyPoint {
  readonly points: number
  readonly nApproved: number
  readonly nApprovedEvents: number
  readonly approvalRate: number
  readonly badRate: number | null
  readonly truePositiveRate: number
  readonly falsePositiveRate: number
  readonly cost: number
  readonly profit: number
  readonly expectedBadRate: number | null
}

export type CutOffRule = 'cost' | 'profit' | 'approvalRate' | 'badRate' | 'ks' | 'youden'

/** A cut-off chosen by a rule, or why there is none. */
export interface StrategyChoice {
  readonly rule: CutOffRule
  readonly label: string
  readonly choice: StrategyPoint | null
  readonly probability: number | null
  readonly note: string | null
}

/** Arrays are typed as plain ones, so that a report is assignable to what crosses the door. */
export interface StrategyReport extends StrategyCosts {
  readonly kind: 'strategyReport'
  readonly sample: string
  readonly nRows: number
  readonly nEvents: number
  readonly curve: StrategyPoint[]
  readonly choices: StrategyChoice[]
}
