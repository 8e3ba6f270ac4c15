import { StatisticError } from '../statistic-error.ts'

/**
 * Checks outcomes and the numbers that belong to them.
 *
 * @param name - figure or calling function, for the message
 * @param yTrue - outcomes, shape (nSamples,), 1 = event
 * @param values - one number per row, shape (nSamples,)
 * @throws StatisticError `invalidInput` if lengths differ, an outcome is neither 0 nor 1, or a number is not finite
 */
export function requireOutcomes(name: string, yTrue: ArrayLike<number>, values: ArrayLike<number>): void {
  if (yTrue.length !== values.length) {
    throw new StatisticError(
      'invalidInput',
      `${name} needs one value per outcome, got ${values.length} values and ${yTrue.length} outcomes`,
    )
  }
  for (let i = 0; i < yTrue.length; i++) {
    if (yTrue[i] !== 0 && yTrue[i] !== 1) {
      throw new StatisticError('invalidInput', `${name} needs outcomes 0 or 1, got ${yTrue[i]} in row ${i + 1}`)
    }
    if (!Number.isFinite(values[i])) {
      throw new StatisticError('invalidInput', `${name} needs finite values, got ${values[i]} in row ${i + 1}`)
    }
  }
}

/**
 * Checks that numbers are probabilities.
 *
 * @throws StatisticError `invalidInput` if a number lies outside [0, 1]
 */
export function requireProbabilities(name: string, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    if (!(values[i]! >= 0 && values[i]! <= 1)) {
      throw new StatisticError('invalidInput', `${name} needs probabilities in [0, 1], got ${values[i]}`)
    }
  }
}

/**
 * Checks that there is at least one event and one non-event.
 *
 * @throws StatisticError `undefined` if a class is empty
 */
export function requireBothClasses(name: string, nEvents: number, nNonEvents: number): void {
  if (nEvents < 1 || nNonEvents < 1) {
    throw new StatisticError(
      'undefined',
      `${name} needs events and non-events, got ${nEvents} events and ${nNonEvents} non-events`,
    )
  }
}

/**
 * Checks that a sample has rows.
 *
 * @throws StatisticError `undefined` if it has none
 */
export function requireRows(name: string, nRows: number): void {
  if (nRows < 1) throw new StatisticError('undefined', `${name} needs at least one row, got 0`)
}

/**
 * Checks a number of occurrences.
 *
 * @throws StatisticError `invalidInput` unless it is a whole number ≥ 0
 */
export function requireCount(name: string, count: number): void {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new StatisticError('invalidInput', `${name} needs counts that are whole numbers ≥ 0, got ${count}`)
  }
}

/**
 * Checks a confidence level.
 *
 * @throws StatisticError `invalidInput` unless it lies strictly between 0 and 1
 */
export function requireLevel(name: string, level: number): void {
  if (!(level > 0 && level < 1)) {
    throw new StatisticError('invalidInput', `${name} needs a level in (0, 1), got ${level}`)
  }
}

/**
 * Checks a number of bands, groups or bins.
 *
 * @throws StatisticError `invalidInput` unless it is a whole number ≥ 1
 */
export function requireBandCount(name: string, nBands: number): void {
  if (!Number.isSafeInteger(nBands) || nBands < 1) {
    throw new StatisticError('invalidInput', `${name} needs a whole number ≥ 1 of bands, got ${nBands}`)
  }
}
