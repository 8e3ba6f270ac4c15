import type { BinnedVariable } from '../binning/binned-variable.ts'
import type { BoostingReport, EqualityReport } from '../gbdt/gbdt-report.ts'
import type { Estimate } from '../stats/estimate.ts'
import type { TestResult } from '../stats/test-result.ts'

/** One coefficient of the regression on weights of evidence, with its 95% Wald interval. */
export interface Coefficient {
  readonly name: string
  readonly estimate: number
  readonly standardError: number | null
  readonly zValue: number | null
  readonly pValue: number | null
  readonly lower: number | null
  readonly upper: number | null
  readonly varianceInflationFactor: number | null
  /** Likelihood-ratio test of leaving the characteristic out. */
  readonly likelihoodRatioP: number | null
}

/** One step of a selection. */
export interface SelectionStep {
  readonly action: 'start' | 'add' | 'remove' | 'choose' | 'stop'
  readonly name: string | null
  readonly nCharacteristics: number
  readonly criterion: number | null
  readonly reason: string
}

/** What rounding the points does, over all possible cases and in the development sample. */
export interface RoundingEffect {
  readonly aucExact: number | null
  readonly aucRounded: number | null
  readonly largestDifference: number
  readonly minimumExact: number
  readonly minimumRounded: number
  readonly maximumExact: number
  readonly maximumRounded: number
}

/** What the choice of a reject inference does to the result; one row per method tried. */
export interface RejectReport {
  readonly method: string
  readonly nAccepted: number
  readonly nRejected: number
  readonly acceptedEventRate: number
  readonly rejectedEventRate: number | null
  readonly statement: string
  readonly sensitivity: {
    readonly method: string
    readonly oddsMultiplier: number | null
    readonly rejectedEventRate: number | null
    readonly rocAuc: Estimate
    readonly intercept: number | null
    readonly largestCoefficientChange: number | null
    readonly changedMost: string | null
    readonly approvalRate: number | null
    readonly problem: string | null
  }[]
}

/** A characteristic left out, and why. */
export interface Exclusion {
  readonly name: string
  readonly reason: string
  readonly informationValue: number | null
}

/** What was seen and decided while a model was fitted. */
export interface FitReport {
  readonly kind: 'fitReport'
  readonly nDevelopment: number
  readonly nHoldout: number
  readonly nEventsDevelopment: number
  readonly nEventsHoldout: number
  readonly nIterations: number
  readonly converged: boolean
  readonly logLikelihood: number
  readonly logLikelihoodNull: number
  readonly likelihoodRatio: TestResult
  /** Null for trees. */
  readonly aic: number | null
  readonly bic: number | null
  /** The intercept, then one per characteristic in scorecard order; none for trees. */
  readonly coefficients: Coefficient[]
  /** Every characteristic looked at, kept or not, with its full bins. */
  readonly characteristicReport: BinnedVariable[]
  readonly exclusions: Exclusion[]
  /** AUC of the points in the development sample. */
  readonly developmentAuc: Estimate
  readonly holdoutAuc: Estimate | null
  readonly correlations: { readonly names: string[]; readonly values: (number | null)[][] } | null
  readonly rounding: RoundingEffect | null
  readonly selectionPath: SelectionStep[]
  readonly selectionMethod: string | null
  readonly rejectInference: RejectReport | null
  readonly weighting: { readonly column: string; readonly total: number } | null
  /** What growing the trees did; null for regressions. */
  readonly boosting: BoostingReport | null
  /** Of a model read from a file with scores of its maker: how they agree. */
  readonly equality: EqualityReport | null
  readonly warnings: string[]
}
