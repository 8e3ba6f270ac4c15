import { contentHash } from './content-hash.ts'

/**
 * Fields that fit reports came to have, newest first, with what stands there when a report without them is read. Each release wrote
 * its own and all older ones, at rest or not.
 */
const ADDED_TO_FIT_REPORT: readonly Readonly<Record<string, unknown>>[] = [
  { boosting: null, equality: null },
  {
    holdoutAuc: null,
    correlations: null,
    rounding: null,
    selectionPath: [],
    selectionMethod: null,
    rejectInference: null,
    weighting: null,
  },
]

/**
 * Whether a report is the one that was hashed. A fit report of an older release is read with the fields it did not know of yet, all
 * at rest; without them it must have its hash.
 *
 * @param payload - report as plain data
 * @param stated - the hash in its envelope
 */
export function hasStatedHash(payload: { readonly kind: string }, stated: string): boolean {
  if (contentHash(payload) === stated) return true
  if (payload.kind !== 'fitReport') return false
  let report: Record<string, unknown> = { ...payload }
  return ADDED_TO_FIT_REPORT.some((added, i) => {
    report = withoutFields(report, added)
    if (i === ADDED_TO_FIT_REPORT.length - 1) report = withoutEmptyTests(report)
    return contentHash(report) === stated
  })
}

function withoutFields(
  report: Record<string, unknown>,
  added: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(report).filter(
      ([name, value]) => !(name in added && JSON.stringify(value) === JSON.stringify(added[name])),
    ),
  )
}

function withoutEmptyTests({ coefficients, ...rest }: Record<string, unknown>): Record<string, unknown> {
  if (!Array.isArray(coefficients)) return rest
  return { ...rest, coefficients: coefficients.map(withoutEmptyTest) }
}

function withoutEmptyTest(coefficient: Record<string, unknown>): Record<string, unknown> {
  const { likelihoodRatioP, ...rest } = coefficient
  return likelihoodRatioP === null ? rest : coefficient
}
