import { attemptEstimate, type Estimate, type Interval, undefinedReason } from './estimate.ts'

/**
 * An estimate whose value can exist without its interval (an AUC of 1 has no DeLong variance, say); the method then says why
 * there is none.
 *
 * @param method - how value and interval are computed, in words
 * @param value - the value; may throw StatisticError
 * @param interval - its bounds; may throw StatisticError
 * @param level - confidence level of the interval
 * @returns the estimate; `value` null with `reason` if `value` threw `undefined`
 * @throws StatisticError `invalidInput`, as thrown by either
 */
export function estimateWithInterval(
  method: string,
  value: () => number,
  interval: () => Interval,
  level = 0.95,
): Estimate {
  const plain = attemptEstimate(method, () => ({ value: value() }))
  if (plain.value === null) return plain
  try {
    const { lower, upper } = interval()
    return { ...plain, lower, upper, level }
  } catch (error) {
    return { ...plain, method: `${method}; no interval: ${undefinedReason(error)}` }
  }
}
