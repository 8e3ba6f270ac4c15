import { rejectBands } from './reject-bands.ts'
import type { InferredSample, WeightedApplicants } from './reject-types.ts'

interface Stretch {
  readonly accepted: readonly number[]
  readonly rejected: readonly number[]
}

/**
 * Augmentation, also reweighting: accepted cases stand for the rejected ones of their score band; the rejected get no outcome.
 *
 *     weight = w · (applicants of the band / accepted of the band),   then scaled to the sum of the w
 *
 * Counts are sums of weights. Scaling to the accepted leaves coefficients as they are and keeps standard errors from pretending that
 * rejected cases were observed. A band without accepted cases joins its neighbour (the safer one, else the riskier), since nobody in it
 * could stand for it.
 *
 * @param applicants - outcomes, PDs and weights
 * @param nBands - bands over all applicants
 * @returns the sample; its rejected event rate is the one implied: event rates of the accepted by band, weighted by the rejected
 * @see Hsia (1978), Credit scoring and the Equal Credit Opportunity Act, Hastings Law Journal 30; Banasik & Crook (2007), Reject inference,
 *   augmentation, and sample selection, European Journal of Operational Research 183
 */
export function augmentation(applicants: WeightedApplicants, nBands: number): InferredSample {
  const { yTrue, acceptedWeights, rejectedWeights } = applicants
  const bands = rejectBands(applicants.acceptedProbability, applicants.rejectedProbability, nBands)
  const stretches = joinBandsWithoutAccepted(bands)
  const weights = new Float64Array(acceptedWeights.length)
  let [total, rejectedTotal, rejectedEvents, largest] = [0, 0, 0, 1]
  for (const { accepted, rejected } of stretches) {
    const acceptedSum = sumAt(acceptedWeights, accepted)
    const rejectedSum = sumAt(rejectedWeights, rejected)
    const factor = (acceptedSum + rejectedSum) / acceptedSum
    let events = 0
    for (const row of accepted) {
      weights[row] = acceptedWeights[row]! * factor
      events += acceptedWeights[row]! * yTrue[row]!
    }
    largest = Math.max(largest, factor)
    total += acceptedSum + rejectedSum
    rejectedTotal += rejectedSum
    rejectedEvents += (rejectedSum * events) / acceptedSum
  }
  const scale = (total - rejectedTotal) / total
  const rejectedEventRate = rejectedEvents / rejectedTotal
  const joined = bands.length - stretches.length
  return {
    accepted: weights.map((weight) => weight * scale),
    rejected: { index: new Uint32Array(0), yTrue: new Uint8Array(0), weights: new Float64Array(0) },
    rejectedEventRate,
    statement: [
      `Augmentation: in ${bands.length} score bands over all applicants, accepted cases count in inverse proportion to the share accepted, by a factor of ${round(largest)} at most before the weights were scaled to the sum of the accepted.`,
      `Rejected cases get no outcome; implied is an event rate of ${percent(rejectedEventRate)}, that of accepted cases with like scores. The odds multiplier is not used.`,
      ...(joined === 0 ? [] : [`${joined} of the bands had no accepted case and joined a neighbour.`]),
    ].join(' '),
  }
}

function joinBandsWithoutAccepted(bands: readonly Stretch[]): Stretch[] {
  const stretches: Stretch[] = []
  let waiting: readonly number[] = []
  for (const { accepted, rejected } of bands) {
    const last = stretches.at(-1)
    if (accepted.length > 0) {
      stretches.push({ accepted, rejected: [...waiting, ...rejected] })
      waiting = []
    } else if (last === undefined) {
      waiting = [...waiting, ...rejected]
    } else {
      stretches[stretches.length - 1] = { ...last, rejected: [...last.rejected, ...rejected] }
    }
  }
  return stretches
}

function sumAt(values: Float64Array, rows: readonly number[]): number {
  let sum = 0
  for (const row of rows) sum += values[row]!
  return sum
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`
}

function round(value: number): string {
  return value.toFixed(2)
}
