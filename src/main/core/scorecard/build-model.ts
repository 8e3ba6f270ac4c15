import type { LogisticRegressionModel } from '../learn/logistic-regression.ts'
import type { Candidate } from './candidate.ts'
import { type ExactCharacteristic, exactPoints } from './exact-points.ts'
import type { FitRequest } from './fit-request.ts'
import { eventRateOf, type FitSample, totalWeight } from './fit-sample.ts'
import { roundPoints } from './round-points.ts'
import { scalingConstants } from './scaling.ts'
import type { Characteristic, ScorecardAttribute, ScorecardModel } from './scorecard-model.ts'

/** A scorecard as printed, and the same before rounding (the same object where nothing is rounded). */
export interface BuiltModel {
  readonly model: ScorecardModel
  readonly exact: ScorecardModel
}

/**
 * Turns a regression into a scorecard: points, their rounding, means and ranges. A raw-feature regression is never rounded.
 *
 * @param candidates - characteristics in scorecard order, at least one
 * @param regression - on their terms
 * @param sample - the rows it was fitted on
 * @param request - target, scale and method
 */
export function buildModel(
  candidates: readonly Candidate[],
  regression: LogisticRegressionModel,
  sample: FitSample,
  { target, params, method }: Pick<FitRequest, 'target' | 'params' | 'method'>,
): BuiltModel {
  const rounding = method === 'logistic' ? 'none' : params.scaling.rounding
  const scaling = { ...params.scaling, rounding }
  const parts = exactPoints(candidates, regression, scaling)
  const finish = (points: readonly (readonly number[])[], how: typeof scaling): ScorecardModel => ({
    kind: 'scorecardModel',
    formatVersion: 1,
    target: { column: target.column, eventValue: target.eventValue },
    ...scalingConstants(scaling),
    scaling: how,
    variables: candidates.map(({ variable }) => variable),
    characteristics: parts.map((part, j) => buildCharacteristic(part, points[j]!, candidates[j]!, sample)),
    intercept: regression.intercept.estimate,
    developmentEventRate: eventRateOf(sample),
  })
  const exact = finish(
    parts.map(({ points }) => points),
    { ...scaling, rounding: 'none' },
  )
  return rounding === 'none'
    ? { model: exact, exact }
    : { model: finish(roundPoints(parts.map(({ points }) => points)), scaling), exact }
}

function buildCharacteristic(
  part: ExactCharacteristic,
  points: readonly number[],
  candidate: Candidate,
  sample: FitSample,
): Characteristic {
  const { variable, coefficient, slope, range, missing } = part
  const attributes = variable.bins.map(({ label, definition }, bin): ScorecardAttribute => {
    const attribute = { bin, label, points: points[bin]! }
    if (slope !== null && definition.kind === 'interval') return { ...attribute, pointsPerUnit: slope }
    if (definition.kind === 'missing' && missing.rule !== 'woe') return { ...attribute, rule: missing.rule }
    return attribute
  })
  const extremes = attributes.flatMap((attribute) => {
    if (attribute.pointsPerUnit === undefined || range === null) return [attribute.points]
    const { minimum, maximum } = range
    return [minimum, maximum].map((value) => attribute.points + attribute.pointsPerUnit! * value)
  })
  return {
    name: variable.name,
    description: null,
    coefficient,
    attributes,
    meanPoints: meanPoints(part, points, candidate, sample),
    maximumPoints: Math.max(...extremes),
    minimumPoints: Math.min(...extremes),
    ...(range === null ? {} : { range }),
  }
}

/** Mean over the sample, by weight; on a line the points of the mean value of all its bins together. */
function meanPoints(
  { variable, slope }: ExactCharacteristic,
  points: readonly number[],
  { line }: Candidate,
  sample: FitSample,
): number {
  let total = 0
  variable.bins.forEach(({ count, definition }, bin) => {
    const isOnLine = slope !== null && line !== null && definition.kind === 'interval'
    total += count * (points[bin]! + (isOnLine ? slope * line.mean : 0))
  })
  return total / totalWeight(sample)
}
