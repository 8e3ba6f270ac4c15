import { StatisticError } from '../statistic-error.ts'
import { logitsOfTally } from './logits-of-tally.ts'
import type { ScoreTally } from './score-tally.ts'

export interface CalibrationRegression {
  /** 1: the spread of predictions is right; below 1: too extreme (overfitted); above 1: too timid. */
  readonly slope: number
  readonly slopeStandardError: number
  /** Intercept of the same regression; to be read as a level only when the slope is 1. */
  readonly intercept: number
  readonly interceptStandardError: number
  readonly iterations: number
}

/** State of the two-parameter log-likelihood at (a, b). */
interface Likelihood {
  readonly value: number
  readonly gradient: readonly [number, number]
  /** Information matrix [aa, ab, bb]. */
  readonly information: readonly [number, number, number]
}

const MAXIMUM_ITERATIONS = 100

/**
 * Calibration regression of Cox: logistic regression of the outcome on the predicted log-odds, by Newton's method.
 *
 *     logit P(y = 1) = a + b · logit(p)
 *
 * a = 0 and b = 1 for a calibrated model. Standard errors come from the inverse information matrix.
 *
 * @param tally - outcomes by predicted probability
 * @returns intercept a, slope b and their standard errors
 * @throws StatisticError `invalidInput` if a value is not a probability
 * @throws StatisticError `undefined` if a class is empty, a probability is 0 or 1, all predictions are equal, or they
 *   separate the classes (no finite maximum)
 * @see Cox (1958), Two further applications of a model for binary regression, Biometrika 45
 */
export function calibrationRegression(tally: ScoreTally): CalibrationRegression {
  const logits = logitsOfTally('calibration slope', tally)
  requireOverlap(tally)
  // From the event rate alone: there the information is regular however extreme the predictions are.
  let a = Math.log(tally.nEvents / tally.nNonEvents)
  let b = 0
  let current = likelihoodAt(tally, logits, a, b)
  for (let iteration = 1; iteration <= MAXIMUM_ITERATIONS; iteration++) {
    const [stepA, stepB] = newtonStep(current)
    let scale = 1
    let next = likelihoodAt(tally, logits, a + stepA, b + stepB)
    // A step beyond the maximum is halved. The tolerance lets steps at rounding level pass.
    while (!(next.value >= current.value - 1e-12 * Math.abs(current.value)) && scale > 1e-10) {
      scale /= 2
      next = likelihoodAt(tally, logits, a + scale * stepA, b + scale * stepB)
    }
    a += scale * stepA
    b += scale * stepB
    current = next
    if (Math.abs(stepA) <= 1e-12 * (1 + Math.abs(a)) && Math.abs(stepB) <= 1e-12 * (1 + Math.abs(b))) {
      return summary(a, b, current, iteration)
    }
  }
  throw new StatisticError(
    'undefined',
    `calibration slope needs a maximum, got none in ${MAXIMUM_ITERATIONS} iterations`,
  )
}

/** With one predictor a finite maximum exists exactly if the classes overlap in it (Albert & Anderson 1984). */
function requireOverlap(tally: ScoreTally): void {
  const [lowestEvent, highestEvent] = range(tally.values, tally.events)
  const [lowestNonEvent, highestNonEvent] = range(tally.values, tally.nonEvents)
  if (highestNonEvent > lowestEvent && highestEvent > lowestNonEvent) return
  throw new StatisticError(
    'undefined',
    `calibration slope needs predictions in which the classes overlap, got events in [${lowestEvent}, ${highestEvent}] and non-events in [${lowestNonEvent}, ${highestNonEvent}]`,
  )
}

function range(values: Float64Array, counts: Uint32Array): readonly [number, number] {
  const first = counts.findIndex((count) => count > 0)
  const last = counts.findLastIndex((count) => count > 0)
  return [values[first]!, values[last]!]
}

function likelihoodAt(tally: ScoreTally, logits: Float64Array, a: number, b: number): Likelihood {
  let value = 0
  let [gradientA, gradientB] = [0, 0]
  let [aa, ab, bb] = [0, 0, 0]
  for (let i = 0; i < logits.length; i++) {
    const x = logits[i]!
    const events = tally.events[i]!
    const count = events + tally.nonEvents[i]!
    const eta = a + b * x
    const p = 1 / (1 + Math.exp(-eta))
    // ln(1 + e^η) without overflow.
    value += events * eta - count * (Math.max(0, eta) + Math.log1p(Math.exp(-Math.abs(eta))))
    const residual = events - count * p
    const weight = count * p * (1 - p)
    gradientA += residual
    gradientB += residual * x
    aa += weight
    ab += weight * x
    bb += weight * x * x
  }
  return { value, gradient: [gradientA, gradientB], information: [aa, ab, bb] }
}

function newtonStep({ gradient, information }: Likelihood): readonly [number, number] {
  const [aa, ab, bb] = information
  const determinant = requireDeterminant(information)
  return [(bb * gradient[0] - ab * gradient[1]) / determinant, (aa * gradient[1] - ab * gradient[0]) / determinant]
}

function requireDeterminant([aa, ab, bb]: Likelihood['information']): number {
  const determinant = aa * bb - ab * ab
  if (!(determinant > 0)) {
    throw new StatisticError(
      'undefined',
      `calibration slope needs a regular information matrix, got determinant ${determinant}`,
    )
  }
  return determinant
}

function summary(a: number, b: number, { information }: Likelihood, iterations: number): CalibrationRegression {
  const [aa, , bb] = information
  const determinant = requireDeterminant(information)
  return {
    slope: b,
    slopeStandardError: Math.sqrt(aa / determinant),
    intercept: a,
    interceptStandardError: Math.sqrt(bb / determinant),
    iterations,
  }
}
