import type { BinnedVariable } from '../binning/binned-variable.ts'
import type { LogisticRegressionModel } from '../learn/logistic-regression.ts'
import type { Candidate, Term } from './candidate.ts'
import { type MissingDecision, missingDecision, missingPoints } from './missing-points.ts'
import { attributePoints, scalingConstants } from './scaling.ts'
import type { Scaling } from './scorecard-model.ts'

/** A characteristic with its points before rounding. */
export interface ExactCharacteristic {
  readonly variable: BinnedVariable
  readonly coefficient: number
  /** Per bin; of a bin on a straight line the points at value 0. */
  readonly points: readonly number[]
  /** Points per unit of value, on every interval bin; null without a line. */
  readonly slope: number | null
  readonly range: { readonly minimum: number; readonly maximum: number } | null
  /** How the missing bin got its points. */
  readonly missing: MissingDecision
}

/**
 * Exact points of every characteristic.
 *
 * Weight of evidence: a step per bin. Straight lines: points at value 0 and per unit; bins of missing and special values with an
 * indicator have that of the regression, without one the points of a case of mean value. Texts: the points of each level's indicator
 * (the reference level has coefficient 0); missing values, special codes and levels that did not occur in development get the mean
 * points of the development sample. Then the rule for missing values applies.
 *
 * @param candidates - characteristics in scorecard order
 * @param model - regression on their terms
 * @param scaling - scale and rule for missing values
 */
export function exactPoints(
  candidates: readonly Candidate[],
  model: LogisticRegressionModel,
  scaling: Scaling,
): ExactCharacteristic[] {
  let next = 0
  const intercept = model.intercept.estimate
  const pointsAt = (eta: number): number => attributePoints(eta, 1, intercept, candidates.length, scaling)
  return candidates.map((candidate) => {
    const estimates = candidate.terms.map(() => model.coefficients[next++]!.estimate)
    const missing = missingDecision(candidate.name, scaling)
    const exact =
      candidate.terms[0]!.kind === 'woe'
        ? stepsOf(candidate, estimates[0]!, (woe) =>
            attributePoints(woe, estimates[0]!, intercept, candidates.length, scaling),
          )
        : rawOf(candidate, new Map(candidate.terms.map((term, t) => [term, estimates[t]!])), pointsAt, scaling)
    return { ...withMissingRule(exact, candidate.variable, missing), variable: candidate.variable, missing }
  })
}

type Exact = Pick<ExactCharacteristic, 'coefficient' | 'points' | 'slope' | 'range'> & { readonly neutral: number }

function stepsOf({ variable }: Candidate, coefficient: number, pointsOf: (woe: number) => number): Exact {
  const points = variable.bins.map(({ woe }) => pointsOf(woe))
  return { coefficient, points, slope: null, range: null, neutral: pointsOf(0) }
}

function rawOf(
  { variable, terms, line }: Candidate,
  estimates: ReadonlyMap<Term, number>,
  pointsAt: (eta: number) => number,
  scaling: Scaling,
): Exact {
  const estimateOfBin = new Map([...estimates].map(([{ bin }, estimate]) => [bin, estimate]))
  const isOutside = (bin: number): boolean => !estimateOfBin.has(bin) && variable.bins[bin]!.count === 0
  if (line === null) {
    const known = variable.bins.map((_, bin) => pointsAt(estimateOfBin.get(bin) ?? 0))
    const mean = meanOverBins(variable, known)
    const points = known.map((value, bin) => (isOutside(bin) ? mean : value))
    // The coefficients of the levels stand in the fit report.
    return { coefficient: 1, points, slope: null, range: null, neutral: mean }
  }
  const value = terms.find(({ kind }) => kind === 'value')
  const coefficient = value === undefined ? 0 : estimates.get(value)!
  const points = variable.bins.map(({ definition }, bin) =>
    definition.kind === 'interval' ? pointsAt(0) : pointsAt(coefficient * line.mean + (estimateOfBin.get(bin) ?? 0)),
  )
  const slope = 0 - coefficient * scalingConstants(scaling).factor
  const range = { minimum: line.minimum, maximum: line.maximum }
  return { coefficient, points, slope, range, neutral: pointsAt(coefficient * line.mean) }
}

function meanOverBins({ bins }: BinnedVariable, points: readonly number[]): number {
  let sum = 0
  let total = 0
  bins.forEach(({ count }, bin) => {
    sum += count * points[bin]!
    total += count
  })
  return sum / total
}

function withMissingRule(
  { neutral, ...exact }: Exact,
  variable: BinnedVariable,
  decision: MissingDecision,
): Omit<ExactCharacteristic, 'variable' | 'missing'> {
  const index = variable.bins.findIndex(({ definition }) => definition.kind === 'missing')
  const { range, slope } = exact
  const others = exact.points.flatMap((points, bin) => {
    if (bin === index) return []
    if (slope === null || range === null || variable.bins[bin]!.definition.kind !== 'interval') return [points]
    return [points + slope * range.minimum, points + slope * range.maximum]
  })
  const points = exact.points.map((own, bin) => (bin === index ? missingPoints(decision, own, neutral, others) : own))
  return { ...exact, points }
}
