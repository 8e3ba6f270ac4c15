import { type Frame, takeFrameRows } from '../frame/frame.ts'
import { undefinedEstimate } from '../stats/estimate.ts'
import { pointsAuc } from './describe-regression.ts'
import type { RejectReport } from './fit-report.ts'
import type { FitSample, SampleSource } from './fit-sample.ts'
import type { SampleModel } from './fit-sample-model.ts'
import { compileScorecard } from './score-scorecard.ts'
import type { RejectInference } from './scorecard-model.ts'

/** A method of reject inference and what came of it; `fitted` null with the problem where it failed. */
export interface TriedMethod {
  readonly method: RejectInference
  readonly fitted: SampleModel | null
  readonly sample: FitSample | null
  readonly rejectedEventRate: number | null
  readonly statement: string
  readonly problem: string | null
}

/** What the methods are compared on. */
export interface ComparedOn {
  readonly source: SampleSource
  /** Rows of known outcome for the AUC. */
  readonly judged: Uint32Array
  /** Accepted and rejected of development. */
  readonly applicants: Frame
  readonly nAccepted: number
}

/**
 * How much the choice of a method of reject inference matters, one row per method.
 *
 * AUC on rows of known outcome; the intercept; the largest change of a coefficient against the method chosen (a characteristic that is
 * on one of the two scorecards only counts with 0 on the other); and the share of all applicants at or above the score at which the
 * method chosen approves as many as were accepted.
 *
 * @param tried - all methods, the one chosen among them
 * @param chosen - the parameters of the one chosen
 * @param on - rows to compare on
 */
export function rejectSensitivity(
  tried: readonly TriedMethod[],
  chosen: RejectInference,
  on: ComparedOn,
): RejectReport['sensitivity'] {
  const reference = tried.find(({ method }) => method === chosen)!.fitted!
  const cutOff = acceptingPoints(compileScorecard(reference.model).scoreFrame(on.applicants).points, on.nAccepted)
  const judged = takeFrameRows(on.source.frame, on.judged)
  const yTrue = Uint8Array.from(on.judged, (row) => on.source.yTrue[row]!)
  return tried.map(({ method, fitted, rejectedEventRate, problem }) => {
    const identity = {
      method: method.method,
      oddsMultiplier: method.method === 'parcelling' || method.method === 'fuzzy' ? method.oddsMultiplier : null,
      rejectedEventRate,
      problem,
    }
    if (fitted === null) {
      return {
        ...identity,
        rocAuc: undefinedEstimate('AUC by ranks', problem ?? 'the method could not be fitted'),
        intercept: null,
        largestCoefficientChange: null,
        changedMost: null,
        approvalRate: null,
      }
    }
    const scorecard = compileScorecard(fitted.model)
    const { points } = scorecard.scoreFrame(on.applicants)
    const change = method === chosen ? null : largestChange(reference, fitted)
    return {
      ...identity,
      rocAuc: pointsAuc(yTrue, scorecard.scoreFrame(judged).points),
      intercept: fitted.model.intercept,
      largestCoefficientChange: change?.size ?? (method === chosen ? 0 : null),
      changedMost: change?.name ?? null,
      approvalRate: points.filter((value) => value >= cutOff).length / points.length,
    }
  })
}

/** The score of the nAccepted-th best applicant. */
function acceptingPoints(points: Float64Array, nAccepted: number): number {
  const sorted = Float64Array.from(points).sort()
  return sorted[sorted.length - nAccepted]!
}

function largestChange(reference: SampleModel, other: SampleModel): { name: string; size: number } | null {
  const coefficients = ({ regression }: SampleModel) =>
    new Map(regression.coefficients.map(({ name, estimate }) => [name, estimate]))
  const before = coefficients(reference)
  const after = coefficients(other)
  let largest: { name: string; size: number } | null = null
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const size = Math.abs((before.get(name) ?? 0) - (after.get(name) ?? 0))
    if (largest === null || size > largest.size) largest = { name, size }
  }
  return largest
}
