import { requireWeights } from '../calibration/score-groups.ts'
import { StatisticError } from '../statistic-error.ts'
import { requireBothClasses, requireOutcomes, requireProbabilities } from '../stats/requirements.ts'
import { augmentation } from './augmentation.ts'
import { fuzzy, hardCutOff, parcelling } from './give-outcomes.ts'
import type { Applicants, InferredSample, RejectInferenceParams, WeightedApplicants } from './reject-types.ts'

/**
 * Reject inference: makes up for outcomes that were never seen because the applicants were rejected.
 *
 * `none` and `knownOnly` leave the rejected out. `augmentation` reweights the accepted; `parcelling`, `fuzzy` and `hardCutOff` give the
 * rejected outcomes; see each. No method can know what it assumes, that rejected and accepted cases of one score behave alike (up to the
 * odds multiplier): read results beside those of other methods.
 *
 * @param params - method, bands, odds multiplier, cut-off
 * @param applicants - outcomes of the accepted, PDs of both by a scorecard of the accepted, weights
 * @param seed - integer in [0, 2³²), of the draw of parcelling
 * @returns weights of the accepted, outcomes and weights of the rejected, and a statement; without rejected cases nothing is changed
 * @throws StatisticError `invalidInput` if lengths differ, an outcome is neither 0 nor 1, a PD is not in [0, 1], a weight or the odds
 *   multiplier is not above 0, the cut-off is not in (0, 1), or the number of bands is no whole number ≥ 1
 * @throws StatisticError `undefined` if the accepted have no events or no non-events
 * @see Hand & Henley (1993), Can reject inference ever work?, IMA Journal of Mathematics Applied in Business and Industry 5
 */
export function inferRejects(params: RejectInferenceParams, applicants: Applicants, seed: number): InferredSample {
  const weighted = checked(params, applicants)
  const nRejected = applicants.rejectedProbability.length
  if (params.method === 'none' || params.method === 'knownOnly') {
    return unchanged(
      weighted,
      `Rejected cases (${nRejected}) are left out: the scorecard is one of accepted applicants.`,
    )
  }
  if (nRejected === 0) return unchanged(weighted, 'There are no rejected cases: nothing is inferred.')
  switch (params.method) {
    case 'augmentation':
      return augmentation(weighted, params.bands)
    case 'parcelling':
      return parcelling(weighted, params, seed)
    case 'fuzzy':
      return fuzzy(weighted, params.oddsMultiplier)
    case 'hardCutOff':
      return hardCutOff(weighted, params.cutOffProbability)
  }
}

function unchanged({ acceptedWeights }: WeightedApplicants, statement: string): InferredSample {
  return {
    accepted: acceptedWeights,
    rejected: { index: new Uint32Array(0), yTrue: new Uint8Array(0), weights: new Float64Array(0) },
    rejectedEventRate: null,
    statement,
  }
}

function checked(params: RejectInferenceParams, applicants: Applicants): WeightedApplicants {
  const { yTrue, acceptedProbability, rejectedProbability } = applicants
  const { oddsMultiplier, cutOffProbability } = params
  requireOutcomes('inferRejects', yTrue, acceptedProbability)
  requireProbabilities('inferRejects', acceptedProbability)
  requireProbabilities('inferRejects', rejectedProbability)
  if (!(oddsMultiplier > 0 && Number.isFinite(oddsMultiplier))) {
    throw new StatisticError('invalidInput', `inferRejects needs an odds multiplier above 0, got ${oddsMultiplier}`)
  }
  if (cutOffProbability !== null && !(cutOffProbability > 0 && cutOffProbability < 1)) {
    throw new StatisticError('invalidInput', `inferRejects needs a cut-off in (0, 1), got ${cutOffProbability}`)
  }
  let events = 0
  for (let i = 0; i < yTrue.length; i++) events += yTrue[i]!
  requireBothClasses('inferRejects', events, yTrue.length - events)
  return {
    yTrue,
    acceptedProbability,
    rejectedProbability,
    acceptedWeights: weightsOf(applicants.acceptedWeights, acceptedProbability.length),
    rejectedWeights: weightsOf(applicants.rejectedWeights, rejectedProbability.length),
  }
}

/** A copy, so that nothing handed out is the caller's own. */
function weightsOf(weights: ArrayLike<number> | null | undefined, nRows: number): Float64Array {
  if (weights === null || weights === undefined) return new Float64Array(nRows).fill(1)
  requireWeights('inferRejects', weights, nRows)
  return Float64Array.from(weights)
}
