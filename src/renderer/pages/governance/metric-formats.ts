import type { Metric } from '../../../shared/contract/index.ts'
import type { NumberFormat } from '../../../shared/format.ts'
import type { MetricKey } from '../../metrics/metric-texts.ts'

/** How a policy metric is printed, and which "about this number" explains it. */
export const METRIC_FORMATS: Readonly<
  Record<Metric, { readonly format: NumberFormat; readonly text: MetricKey | null }>
> = {
  rocAuc: { format: 'auc', text: 'rocAuc' },
  gini: { format: 'percent1', text: 'gini' },
  ksStatistic: { format: 'percent1', text: 'ksStatistic' },
  brierScore: { format: 'index3', text: 'brierScore' },
  logLoss: { format: 'index3', text: 'logLoss' },
  hosmerLemeshowP: { format: 'pValue', text: 'hosmerLemeshow' },
  calibrationInTheLarge: { format: 'pp2', text: 'calibrationInTheLarge' },
  populationStabilityIndex: { format: 'index3', text: 'populationStabilityIndex' },
  lowestAdverseImpactRatio: { format: 'ratio3', text: 'adverseImpactRatio' },
  lowestOutcomeImpactRatio: { format: 'ratio3', text: 'adverseImpactRatio' },
  largestVarianceInflationFactor: { format: 'ratio3', text: 'varianceInflationFactor' },
  largestCoefficientP: { format: 'pValue', text: 'pValue' },
  largestAdditivityResidual: { format: 'number', text: 'contribution' },
}
