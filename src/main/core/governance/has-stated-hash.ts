import { contentHash } from './content-hash.ts'

/** What a fit report did not have in the first releases, with what stands there when an older one is read. */
const ADDED_TO_FIT_REPORT: Readonly<Record<string, unknown>> = {
  holdoutAuc: null,
  correlations: null,
  rounding: null,
  selectionPath: [],
  selectionMethod: null,
  rejectInference: null,
  weighting: null,
}

/**
 * Whether a report is the one that was hashed. A fit report of an older release is read with the fields it did not know of yet, all
 * at rest; without them it must have its hash.
 *
 * @param payload - report as plain data
 * @param stated - the hash in its envelope
 */
export function hasStatedHash(payload: { readonly kind: string }, stated: string): boolean {
  if (contentHash(payload) === stated) return true
  return payload.kind === 'fitReport' && contentHash(withoutAddedFields({ ...payload })) === stated
}

function withoutAddedFields(report: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(report).filter(
    ([name, value]) =>
      !(name in ADDED_TO_FIT_REPORT && JSON.stringify(value) === JSON.stringify(ADDED_TO_FIT_REPORT[name])),
  )
  const { coefficients, ...rest } = Object.fromEntries(kept)
  if (!Array.isArray(coefficients)) return rest
  return { ...rest, coefficients: coefficients.map(withoutEmptyTest) }
}

function withoutEmptyTest(coefficient: Record<string, unknown>): Record<string, unknown> {
  const { likelihoodRatioP, ...rest } = coefficient
  return likelihoodRatioP === null ? rest : coefficient
}
