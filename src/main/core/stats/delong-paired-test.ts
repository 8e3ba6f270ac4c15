import { StatisticError } from '../statistic-error.ts'
import { normalCriticalValue } from './normal-critical-value.ts'
import { normalPValue } from './normal-p-value.ts'
import { requireBothClasses, requireOutcomes } from './requirements.ts'

export interface DelongComparison {
  readonly rocAucA: number
  readonly rocAucB: number
  /** AUC of A minus AUC of B. */
  readonly difference: number
  readonly standardError: number
  readonly lower: number
  readonly upper: number
  readonly level: number
  readonly statistic: number
  /** Null for the normal distribution, else those of Student's t. */
  readonly degreesOfFreedom: number | null
  /** Two-sided. */
  readonly pValue: number
}

/**
 * DeLong test of two AUCs on the same rows (paired).
 *
 *     z = (AUC_A − AUC_B) / √(S₁₀ / n₁ + S₀₁ / n₀)
 *
 * where S₁₀ and S₀₁ are the sample variances of the rows' differences in V₁₀ and V₀₁ between the two scores.
 *
 * @param yTrue - outcomes, shape (nSamples,), 1 = event
 * @param yScoreA - first score, shape (nSamples,), higher = riskier
 * @param yScoreB - second score of the same rows, shape (nSamples,), higher = riskier
 * @param level - confidence level of the interval of the difference
 * @returns both AUCs, their difference with interval, z and the two-sided p-value
 * @throws StatisticError `invalidInput` if lengths differ, an outcome is neither 0 nor 1, or a score is not finite
 * @throws StatisticError `undefined` if a class has fewer than two rows, or the scores rank all rows alike
 * @see DeLong, DeLong & Clarke-Pearson (1988), Biometrics 44
 */
export function delongPairedTest(
  yTrue: ArrayLike<number>,
  yScoreA: ArrayLike<number>,
  yScoreB: ArrayLike<number>,
  level = 0.95,
): DelongComparison {
  const critical = normalCriticalValue(level)
  const a = placements(yTrue, yScoreA)
  const b = placements(yTrue, yScoreB)
  const rocAucA = average(a.ofEvents)
  const rocAucB = average(b.ofEvents)
  const variance =
    varianceOfMeanDifference(a.ofEvents, b.ofEvents) + varianceOfMeanDifference(a.ofNonEvents, b.ofNonEvents)
  if (variance === 0) {
    throw new StatisticError('undefined', 'paired DeLong test needs scores that rank rows differently, got variance 0')
  }
  const difference = rocAucA - rocAucB
  const standardError = Math.sqrt(variance)
  const statistic = difference / standardError
  return {
    rocAucA,
    rocAucB,
    difference,
    standardError,
    lower: difference - critical * standardError,
    upper: difference + critical * standardError,
    level,
    statistic,
    degreesOfFreedom: null,
    pValue: normalPValue(statistic),
  }
}

interface Placements {
  /** Per event, share of non-events scoring lower, ties half. */
  readonly ofEvents: Float64Array
  /** Per non-event, share of events scoring higher, ties half. */
  readonly ofNonEvents: Float64Array
}

function placements(yTrue: ArrayLike<number>, yScore: ArrayLike<number>): Placements {
  requireOutcomes('paired DeLong test', yTrue, yScore)
  const eventScores = Float64Array.from(yScore).filter((_, i) => yTrue[i] === 1)
  const nonEventScores = Float64Array.from(yScore).filter((_, i) => yTrue[i] === 0)
  requireBothClasses('paired DeLong test', eventScores.length, nonEventScores.length)
  const sortedEvents = eventScores.slice().sort()
  const sortedNonEvents = nonEventScores.slice().sort()
  return {
    ofEvents: eventScores.map((score) => midRankShare(sortedNonEvents, score)),
    ofNonEvents: nonEventScores.map((score) => 1 - midRankShare(sortedEvents, score)),
  }
}

/** Share of sorted values below `score`, ties half. */
function midRankShare(sorted: Float64Array, score: number): number {
  return (
    (countWhile(sorted, (value) => value < score) + countWhile(sorted, (value) => value <= score)) / 2 / sorted.length
  )
}

/** How many leading values satisfy a condition that holds for a leading part only. */
function countWhile(sorted: Float64Array, holds: (value: number) => boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(sorted[middle]!)) low = middle + 1
    else high = middle
  }
  return low
}

function varianceOfMeanDifference(a: Float64Array, b: Float64Array): number {
  const n = a.length
  if (n < 2) throw new StatisticError('undefined', `paired DeLong test needs two rows of each class at least, got ${n}`)
  const differences = a.map((value, i) => value - b[i]!)
  const center = average(differences)
  let squares = 0
  for (const difference of differences) squares += (difference - center) ** 2
  return squares / (n - 1) / n
}

function average(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}
