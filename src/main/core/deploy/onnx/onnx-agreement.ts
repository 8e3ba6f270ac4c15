import { StatisticError } from '../../statistic-error.ts'
import type { TreeModel } from '../../trees/tree-model.ts'

/** Margins and probabilities of the same cases; arrays of shape (nCases,). */
export interface MarginScores {
  readonly margins: Float64Array
  readonly probability: Float64Array
}

/** How a file agrees with the engine. */
export interface OnnxAgreement {
  readonly nCases: number
  /** Cases whose margin is the same to the last bit. */
  readonly nEqual: number
  readonly largestMarginDifference: number
  readonly largestProbabilityDifference: number
  /** Case of the largest difference of the margin (of the probability where margins are equal), counted from 1; null: none. */
  readonly worstCase: number | null
}

/** How far a file may be off before it is refused. */
export interface OnnxTolerance {
  readonly margin: number
  readonly probability: number
  /** Share of cases that may be beyond the tolerance of the probability: where a calibration has steps, a last digit decides. */
  readonly share: number
}

/** Rounding unit of 64-bit and of 32-bit numbers. */
const UNITS = { double: 2 ** -53, float: 2 ** -24 } as const
const LEAST_PROBABILITY = 1e-12
const STEP_SHARE = 0.01

/**
 * What rounding explains: the bound of a sum of n numbers in any order.
 *
 *     |Δη| ≤ 2 · n · u · (|baseMargin| + Σ over trees of the largest |leaf|),   u = 2^−53, or 2^−24 where 32-bit numbers are added
 *
 * @param model - a sound model
 * @param precision - in which the file adds
 * @see Higham (2002), Accuracy and Stability of Numerical Algorithms, 4.2
 */
export function onnxTolerance(model: TreeModel, precision: 'double' | 'float'): OnnxTolerance {
  const unit = model.arithmetic === 'single' ? UNITS.float : UNITS[precision]
  const size = model.trees.reduce(
    (sum, { values }) => sum + values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0),
    Math.abs(model.baseMargin),
  )
  const margin = 2 * (model.trees.length + 1) * unit * size
  const { calibration } = model
  const steepness =
    calibration?.method === 'platt'
      ? Math.abs(calibration.slope)
      : calibration?.method === 'beta'
        ? Math.abs(calibration.a) + Math.abs(calibration.b)
        : 1
  return {
    margin,
    probability: LEAST_PROBABILITY + steepness * margin,
    share: calibration?.method === 'isotonic' ? STEP_SHARE : 0,
  }
}

/**
 * Compares what a file gives with what the engine gives.
 *
 * @throws StatisticError `invalidInput` if there are not as many of one as of the other
 */
export function onnxAgreement(expected: MarginScores, found: MarginScores): OnnxAgreement {
  const nCases = expected.margins.length
  for (const list of [expected.probability, found.margins, found.probability]) {
    if (list.length !== nCases)
      throw new StatisticError('invalidInput', `onnxAgreement needs ${nCases} scores, got ${list.length}`)
  }
  const margins = largestDifference(expected.margins, found.margins)
  const probabilities = largestDifference(expected.probability, found.probability)
  return {
    nCases,
    nEqual: margins.nEqual,
    largestMarginDifference: margins.largest,
    largestProbabilityDifference: probabilities.largest,
    worstCase: margins.worst ?? probabilities.worst,
  }
}

/**
 * Refuses a file whose scores differ by more than rounding explains: it decides otherwise than the engine somewhere.
 *
 * @throws StatisticError `undefined` with the largest difference and its case
 */
export function requireAgreement(expected: MarginScores, found: MarginScores, tolerance: OnnxTolerance): OnnxAgreement {
  const agreement = onnxAgreement(expected, found)
  const { nCases, largestMarginDifference, worstCase } = agreement
  if (!(largestMarginDifference <= tolerance.margin))
    throw new StatisticError(
      'undefined',
      `ONNX file needs margins within ${tolerance.margin.toPrecision(2)} of the engine's, got a difference of ${largestMarginDifference.toPrecision(3)} at case ${worstCase} of ${nCases}`,
    )
  let nBeyond = 0
  for (let i = 0; i < nCases; i++)
    if (!(Math.abs(expected.probability[i]! - found.probability[i]!) <= tolerance.probability)) nBeyond++
  if (nBeyond <= tolerance.share * nCases) return agreement
  throw new StatisticError(
    'undefined',
    `ONNX file needs PDs within ${tolerance.probability.toPrecision(2)} of the engine's, got others in ${nBeyond} of ${nCases} cases`,
  )
}

/** NaN counts as an infinite difference. */
function largestDifference(expected: Float64Array, found: Float64Array) {
  let nEqual = 0
  let largest = 0
  let worst: number | null = null
  for (let i = 0; i < expected.length; i++) {
    if (expected[i]! === found[i]!) {
      nEqual++
      continue
    }
    const difference = Math.abs(expected[i]! - found[i]!)
    const size = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference
    if (size <= largest) continue
    largest = size
    worst = i + 1
  }
  return { nEqual, largest, worst }
}
