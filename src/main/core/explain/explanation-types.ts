/** Importance of one characteristic in a sample, in points. */
export interface Importance {
  readonly name: string
  /** Mean points over the development sample. */
  readonly meanPoints: number
  /** Mean absolute distance of a case's points from `meanPoints`, over the sample. */
  readonly meanAbsoluteDeviation: number
  /** Highest minus lowest points of its attributes. */
  readonly pointsRange: number
  /** Share of the sum of all mean absolute deviations, in [0, 1]. */
  readonly share: number
}

/** Importance of every characteristic of a scorecard, most important first; arrays plain, as in the contract. */
export interface ExplanationReport {
  readonly kind: 'explanationReport'
  readonly sample: 'development' | 'holdout' | 'all'
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
  readonly points: number
  readonly baselinePoints: number
  /** points − baselinePoints. */
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

/** One case explained: Σ points = score, and baseline + Σ contributions = score. */
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
