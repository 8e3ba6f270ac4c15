import { StatisticError } from '../statistic-error.ts'

/** Two bounds of a confidence interval. */
export interface Interval {
  readonly lower: number
  readonly upper: number
}

/** An estimate with its confidence interval; `value` null means undefined, and `reason` says why. */
export interface Estimate {
  readonly value: number | null
  readonly lower: number | null
  readonly upper: number | null
  /** Confidence level of the interval, 0.95 say; null without an interval. */
  readonly level: number | null
  readonly method: string
  readonly reason: string | null
}

/** What a statistic yields before it is written down as an `Estimate`; bounds may not exist. */
export interface EstimateParts {
  readonly value: number
  readonly lower?: number | null
  readonly upper?: number | null
  readonly level?: number | null
}

/**
 * Writes a statistic down as plain data, with the reason in place of the value when it does not exist.
 *
 * A bound that is not finite is written as null; the level is kept only if a bound remains.
 *
 * @param method - how value and interval are computed, in words
 * @param compute - the computation; may throw StatisticError
 * @returns the estimate; `value` null with `reason` if `compute` threw `undefined` or gave a number that is not finite
 * @throws StatisticError `invalidInput`, as thrown by `compute`
 */
export function attemptEstimate(method: string, compute: () => EstimateParts): Estimate {
  let parts: EstimateParts
  try {
    parts = compute()
  } catch (error) {
    return undefinedEstimate(method, undefinedReason(error))
  }
  if (!Number.isFinite(parts.value)) return undefinedEstimate(method, `the value is not finite, got ${parts.value}`)
  const lower = finiteOrNull(parts.lower)
  const upper = finiteOrNull(parts.upper)
  const level = lower === null && upper === null ? null : (parts.level ?? null)
  return { value: parts.value, lower, upper, level, method, reason: null }
}

/** An estimate that does not exist, with the reason. */
export function undefinedEstimate(method: string, reason: string): Estimate {
  return { value: null, lower: null, upper: null, level: null, method, reason }
}

/**
 * The message of a StatisticError of kind `undefined`.
 *
 * @throws whatever else was caught, unchanged: only undefined statistics are data
 */
export function undefinedReason(error: unknown): string {
  if (error instanceof StatisticError && error.kind === 'undefined') return error.message
  throw error
}

/** The number, or null if it is missing or not finite. */
export function finiteOrNull(value: number | null | undefined): number | null {
  return value !== null && value !== undefined && Number.isFinite(value) ? value : null
}
