import type { TestDescription } from '../stats/test-result.ts'

/** How each figure of the validation report and its interval are computed, in words that go with the figure. */
export const FIGURE_METHODS = {
  rocAuc: 'AUC by ranks, ties half; DeLong (1988) variance, normal interval clipped to [0, 1]',
  gini: '2 · AUC − 1; bounds from the DeLong (1988) interval of the AUC',
  ksStatistic:
    'two-sample Kolmogorov–Smirnov distance; square-and-add Wilson interval at the KS point (Shan 2015), choice of the point not accounted for',
  brierScore: 'mean squared error of the PD; normal interval of the mean over rows',
  logLoss: 'mean negative log-likelihood in nats, PD not clipped; normal interval of the mean over rows',
  calibrationSlope: 'logistic regression of the outcome on logit(PD), Newton; Wald interval',
  calibrationIntercept:
    'logistic regression of the outcome with logit(PD) as offset (slope fixed at 1), Newton; Wald interval',
  calibrationInTheLarge: 'mean PD minus observed event rate; normal interval of the mean over rows',
  expectedCalibrationError:
    'mean |observed rate − mean PD| over ten bands of equal counts, weighted by rows; no interval: biased upwards in small samples',
} as const

/** Identity of the Hosmer–Lemeshow test in stored results. */
export const HOSMER_LEMESHOW: TestDescription = {
  id: 'hosmerLemeshow',
  formula:
    'Σ (O − E)² / (n · p̄ · (1 − p̄)) over ten groups of equal counts, ties not split; df = groups − 2 in sample, groups out of sample',
  source: 'Hosmer, Lemeshow & Sturdivant (2013), Applied Logistic Regression, section 5.2.2',
  nullHypothesis: 'The predicted probabilities are the true ones.',
}
