import { finiteOrNull, undefinedReason } from './estimate.ts'

/** What identifies a hypothesis test wherever its result is stored. */
export interface TestDescription {
  readonly id: string
  readonly formula: string
  readonly source: string
  readonly nullHypothesis: string
}

/** A hypothesis test with its outcome; an undefined one carries null numbers and the reason. */
export interface TestResult extends TestDescription {
  readonly statistic: number | null
  readonly degreesOfFreedom: number | null
  readonly pValue: number | null
  readonly reason: string | null
}

/** The numbers a test yields; statistic and degrees of freedom may not exist (exact tests). */
export interface TestNumbers {
  readonly statistic?: number | null
  readonly degreesOfFreedom?: number | null
  readonly pValue: number
}

/**
 * Writes a test down as plain data, with the reason in place of the numbers when it does not exist.
 *
 * @param description - id, formula, source and null hypothesis of the test
 * @param compute - the computation; may throw StatisticError
 * @returns the result; null numbers with `reason` if `compute` threw `undefined`
 * @throws StatisticError `invalidInput`, as thrown by `compute`
 */
export function attemptTest(description: TestDescription, compute: () => TestNumbers): TestResult {
  try {
    const numbers = compute()
    return {
      ...description,
      statistic: finiteOrNull(numbers.statistic),
      degreesOfFreedom: finiteOrNull(numbers.degreesOfFreedom),
      pValue: finiteOrNull(numbers.pValue),
      reason: null,
    }
  } catch (error) {
    return undefinedTest(description, undefinedReason(error))
  }
}

/** A test that does not exist, with the reason. */
export function undefinedTest(description: TestDescription, reason: string): TestResult {
  return { ...description, statistic: null, degreesOfFreedom: null, pValue: null, reason }
}
