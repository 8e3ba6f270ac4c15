import type { BinnedVariable } from '../binning/binned-variable.ts'
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
}

/** A characteristic left out, and why. */
export interface Exclusion {
  readonly name: string
  readonly reason: string
  readonly informationValue: number | null
}

/** What was seen and decided while a scorecard was fitted. */
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
  readonly aic: number
  readonly bic: number
  /** The intercept, then one per characteristic in scorecard order. */
  readonly coefficients: Coefficient[]
  /** Every characteristic looked at, kept or not, with its full bins. */
  readonly characteristicReport: BinnedVariable[]
  readonly exclusions: Exclusion[]
  /** AUC of the printed points in the development sample. */
  readonly developmentAuc: Estimate
  readonly warnings: string[]
}
