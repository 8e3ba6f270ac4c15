import type { Estimate, SampleName } from '../../shared/contract/index.ts'
import { formatInterval, formatNumber, type NumberFormat } from '../../shared/format.ts'

/** "0.782 [0.741, 0.823]", or "Undefined" where it cannot be computed. */
export function estimateText(estimate: Estimate, format: NumberFormat): string {
  return estimate.value === null ? 'Undefined' : formatInterval(estimate.value, estimate.lower, estimate.upper, format)
}

/** "[0.741, 0.823]", or the reason why there is no number. */
export function intervalText(estimate: Estimate, format: NumberFormat): string {
  if (estimate.value === null) return estimate.reason ?? 'No reason recorded'
  if (estimate.lower === null || estimate.upper === null) return estimate.method
  return formatInterval(estimate.value, estimate.lower, estimate.upper, format).replace(/^[^[]*/, '')
}

export const SAMPLE_WORDS: Readonly<Record<SampleName, string>> = {
  development: 'Development',
  holdout: 'Hold-out',
  all: 'All rows',
}

/** "1 row", "2 rows". */
export function plural(count: number, singular: string, many = `${singular}s`): string {
  return `${formatNumber(count, 'integer')} ${count === 1 ? singular : many}`
}
