/** Importance of one characteristic in a sample, in points. */
export interface Importance {
  readonly name: string
  /** Mean points over the development sample; for trees mean contribution over the sample. */
  readonly meanPoints: number
  /** Mean absolute contribution over the sample: the distance of a case's points from the baseline. */
  readonly meanAbsoluteDeviation: number
  /** Highest minus lowest points of its attributes; for trees highest minus lowest contribution in the sample. */
  readonly pointsRange: number
  /** Share of the sum of all mean absolute deviations, in [0, 1]. */
  readonly share: number
}

/** Importance of every characteristic of a model, most important first; arrays plain, as in the contract. */
export interface ExplanationReport {
  readonly kind: 'explanationReport'
  readonly sample: 'development' | 'holdout' | 'all'
  /** Rows explained; `baseline` says so if they are a draw from more. */
  readonly nRows: number
  readonly baseline: string
  readonly baselinePoints: number
  readonly importance: Importance[]
  /** Largest |score − (baseline + Σ contributions)| over all rows, in points. */
  readonly largestAdditivityResidual: number
}

/** One line of a case's waterfall. */
export interface CaseContribution {
  readonly name: string
  readonly value: number | string | null
  /** Label of the bin the value falls into. */
  readonly attribute: string
  /** Null for trees, where a characteristic has no points of its own. */
  readonly points: number | null
  readonly baselinePoints: number | null
  /** points − baselinePoints; for trees the Shapley value of the score. */
  readonly contribution: number
}

/** One reason why a case scores below the baseline. */
export interface Reason {
  readonly rank: number
  readonly code: string
  readonly name: string
  readonly text: string
  readonly pointsBelowBaseline: number
}

/** One case explained: baseline + Σ contributions = score, and for scorecards Σ points = score. */
export interface CaseExplanation {
  /** Row number counted from 1; 0 for a case from outside a data set. */
  readonly row: number
  readonly points: number
  readonly probability: number
  readonly baseline: string
  readonly baselinePoints: number
  readonly contributions: CaseContribution[]
  readonly reasons: Reason[]
  readonly tieRule: string
  readonly outcome: 'event' | 'nonEvent' | null
}
