import type { GateEvidence, GatePayload, Metric, SampleName } from './gate-types.ts'

/** A metric found in evidence, or why it is not there. */
export interface MetricReading {
  readonly value: number | null
  readonly reason: string
  /** True for a metric that a model of this kind cannot have. */
  readonly doesNotApply?: true
}

/**
 * Reads one metric out of one piece of evidence.
 *
 * @param sample - the sample a validation metric must come from; null for metrics without a sample
 * @returns the reading, or null when this evidence says nothing about the metric
 */
export function readMetric(evidence: GateEvidence, metric: Metric, sample: SampleName | null): MetricReading | null {
  const { payload } = evidence
  switch (payload.kind) {
    case 'fitReport':
      return readFitMetric(payload, metric)
    case 'validationReport':
      return readValidationMetric(payload, metric, sample)
    case 'fairnessReport':
      return readFairnessMetric(payload, metric)
    case 'explanationReport':
      return metric === 'largestAdditivityResidual' ? { value: payload.largestAdditivityResidual, reason: '' } : null
  }
}

type Payload<K extends GatePayload['kind']> = Extract<GatePayload, { kind: K }>

function readFitMetric(payload: Payload<'fitReport'>, metric: Metric): MetricReading | null {
  if (metric !== 'largestCoefficientP' && metric !== 'largestVarianceInflationFactor') return null
  if (payload.boosting !== undefined && payload.boosting !== null)
    return { value: null, reason: 'Does not apply: trees have no coefficients', doesNotApply: true }
  const slopes = payload.coefficients.filter((coefficient) => coefficient.name !== 'Intercept')
  if (metric === 'largestCoefficientP') return largest(slopes.map((c) => ({ name: c.name, value: c.pValue })))
  if (slopes.length === 1) return { value: 1, reason: 'One characteristic only: nothing to be collinear with' }
  return largest(slopes.map((c) => ({ name: c.name, value: c.varianceInflationFactor })))
}

function readValidationMetric(
  payload: Payload<'validationReport'>,
  metric: Metric,
  sample: SampleName | null,
): MetricReading | null {
  if (metric === 'populationStabilityIndex') {
    const index = payload.scoreStability?.populationStabilityIndex
    return index === undefined ? null : { value: index.value, reason: index.reason ?? '' }
  }
  const report = payload.samples.find((candidate) => candidate.sample === sample)
  if (report === undefined) return null
  switch (metric) {
    case 'rocAuc':
    case 'gini':
    case 'ksStatistic':
    case 'brierScore':
    case 'logLoss':
    case 'calibrationInTheLarge':
      return { value: report[metric].value, reason: report[metric].reason ?? '' }
    case 'hosmerLemeshowP':
      return { value: report.hosmerLemeshow.pValue, reason: report.hosmerLemeshow.reason ?? '' }
    default:
      return null
  }
}

function readFairnessMetric(payload: Payload<'fairnessReport'>, metric: Metric): MetricReading | null {
  if (metric !== 'lowestAdverseImpactRatio' && metric !== 'lowestOutcomeImpactRatio') return null
  const wanted = metric === 'lowestAdverseImpactRatio' ? 'decision' : 'outcome'
  const basis = payload.bases.find((candidate) => candidate.basis === wanted)
  if (basis === undefined) return null
  const compared = basis.groups.filter((group) => !group.isReference)
  const assessed = compared.filter((group) => group.isSufficient)
  if (assessed.length === 0) return { value: null, reason: 'No group besides the reference is large enough' }
  let lowest: { group: string; value: number } | null = null
  for (const group of assessed) {
    const { value, reason } = group.adverseImpactRatio
    if (value === null)
      return { value: null, reason: `${payload.grouping.column} ${group.group}: ${reason ?? 'undefined'}` }
    if (lowest === null || value < lowest.value) lowest = { group: group.group, value }
  }
  const skipped = compared.length - assessed.length
  const note = skipped === 0 ? '' : `; ${skipped} small group${skipped === 1 ? '' : 's'} not assessed`
  return { value: lowest?.value ?? null, reason: `${payload.grouping.column}: ${lowest?.group ?? ''}${note}` }
}

function largest(values: readonly { name: string; value: number | null }[]): MetricReading {
  let worst: { name: string; value: number } | null = null
  for (const { name, value } of values) {
    if (value === null) return { value: null, reason: `${name}: undefined` }
    if (worst === null || value > worst.value) worst = { name, value }
  }
  return worst === null
    ? { value: null, reason: 'The model has no characteristic' }
    : { value: worst.value, reason: worst.name }
}
