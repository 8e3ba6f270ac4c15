import { createRandom } from '../random/seeded-random.ts'
import { rejectBands } from './reject-bands.ts'
import type { InferredSample, RejectInferenceParams, WeightedApplicants } from './reject-types.ts'

/**
 * Parcelling: in each score band as many rejected cases become events as the odds of its accepted cases, times the odds multiplier,
 * say; who they are is drawn at random.
 *
 *     events of the band = round(n_rejected · m·r / (1 − r + m·r)),   r = event rate of the band's accepted cases
 *
 * Where the accepted cases of a band have no event, no non-event, or do not exist, r is the mean PD of its rejected cases.
 *
 * @param applicants - outcomes, PDs and weights
 * @param params - bands and odds multiplier m
 * @param seed - the same seed draws the same cases
 * @returns the sample with every rejected case once
 * @see Siddiqi (2006), Credit Risk Scorecards, chapter 6, reject inference: parceling
 */
export function parcelling(
  applicants: WeightedApplicants,
  params: RejectInferenceParams,
  seed: number,
): InferredSample {
  const { rejectedProbability, rejectedWeights, acceptedWeights } = applicants
  const bands = rejectBands(applicants.acceptedProbability, rejectedProbability, params.bands)
  const random = createRandom(seed)
  const yTrue = new Uint8Array(rejectedProbability.length)
  let nFromModel = 0
  for (const { accepted, rejected } of bands) {
    if (rejected.length === 0) continue
    const rate = eventRateOf(applicants, accepted)
    if (rate === null) nFromModel++
    const base = rate ?? meanAt(rejectedProbability, rejected)
    const nEvents = Math.round(rejected.length * multiplyOdds(base, params.oddsMultiplier))
    // The first places of a Fisher–Yates shuffle: a simple random sample of nEvents cases.
    const rows = [...rejected]
    for (let i = 0; i < nEvents; i++) {
      const j = i + random.nextBelow(rows.length - i)
      const row = rows[j]!
      rows[j] = rows[i]!
      rows[i] = row
      yTrue[row] = 1
    }
  }
  const rejectedEventRate = weightedRate(yTrue, rejectedWeights)
  return {
    accepted: acceptedWeights.slice(),
    rejected: { index: rowsOf(rejectedProbability.length), yTrue, weights: rejectedWeights.slice() },
    rejectedEventRate,
    statement: [
      `Parcelling: in ${bands.length} score bands over all applicants, rejected cases get outcomes drawn at random with seed ${seed}, so that their odds of the event are ${params.oddsMultiplier} times those of the accepted cases of the band, to the nearest whole case: an event rate of ${percent(rejectedEventRate)}.`,
      ...(nFromModel === 0
        ? []
        : [
            `In ${nFromModel} of the bands the accepted cases lacked events or non-events; the mean PD of the rejected stood in for their rate.`,
          ]),
    ].join(' '),
  }
}

/**
 * Fuzzy augmentation: every rejected case enters twice, as an event with weight p and as a non-event with weight 1 − p.
 *
 *     p = m·PD / (1 − PD + m·PD),   m the odds multiplier
 *
 * A copy of weight 0 is left out.
 *
 * @param applicants - outcomes, PDs and weights
 * @param oddsMultiplier - m
 * @returns the sample; weights of one case add up to its own
 * @see Siddiqi (2006), Credit Risk Scorecards, chapter 6, reject inference: fuzzy augmentation; Anderson (2007), The Credit Scoring Toolkit
 */
export function fuzzy(applicants: WeightedApplicants, oddsMultiplier: number): InferredSample {
  const { rejectedProbability, rejectedWeights, acceptedWeights } = applicants
  const index: number[] = []
  const yTrue: number[] = []
  const weights: number[] = []
  let [events, total] = [0, 0]
  for (let row = 0; row < rejectedProbability.length; row++) {
    const p = multiplyOdds(rejectedProbability[row]!, oddsMultiplier)
    const whole = rejectedWeights[row]!
    for (const [label, weight] of [
      [1, whole * p],
      [0, whole * (1 - p)],
    ] as const) {
      if (weight === 0) continue
      index.push(row)
      yTrue.push(label)
      weights.push(weight)
    }
    events += whole * p
    total += whole
  }
  return {
    accepted: acceptedWeights.slice(),
    rejected: {
      index: Uint32Array.from(index),
      yTrue: Uint8Array.from(yTrue),
      weights: Float64Array.from(weights),
    },
    rejectedEventRate: events / total,
    statement: `Fuzzy augmentation: every rejected case counts as an event with its PD and as a non-event with the rest, the odds of the PD times ${oddsMultiplier}: an event rate of ${percent(events / total)}.`,
  }
}

/**
 * Hard cut-off: rejected cases with a PD above the cut-off become events, the others non-events.
 *
 * @param applicants - outcomes, PDs and weights
 * @param cutOffProbability - PD; null: the event rate of the accepted
 * @returns the sample with every rejected case once
 * @see Siddiqi (2006), Credit Risk Scorecards, chapter 6, reject inference: simple augmentation
 */
export function hardCutOff(applicants: WeightedApplicants, cutOffProbability: number | null): InferredSample {
  const { rejectedProbability, rejectedWeights, acceptedWeights } = applicants
  const cutOff = cutOffProbability ?? weightedRate(applicants.yTrue, acceptedWeights)
  const yTrue = Uint8Array.from(rejectedProbability, (p) => (p > cutOff ? 1 : 0))
  const rejectedEventRate = weightedRate(yTrue, rejectedWeights)
  const origin = cutOffProbability === null ? ', the event rate of the accepted,' : ''
  return {
    accepted: acceptedWeights.slice(),
    rejected: { index: rowsOf(yTrue.length), yTrue, weights: rejectedWeights.slice() },
    rejectedEventRate,
    statement: `Hard cut-off: rejected cases with a PD above ${percent(cutOff)}${origin} count as events, the others as non-events: an event rate of ${percent(rejectedEventRate)}. The odds multiplier is not used.`,
  }
}

/** The probability whose odds are m times those of p; 0 and 1 stay. */
export function multiplyOdds(p: number, multiplier: number): number {
  return (multiplier * p) / (1 - p + multiplier * p)
}

/** Weighted event rate of some accepted cases; null unless both outcomes occur. */
function eventRateOf({ yTrue, acceptedWeights }: WeightedApplicants, rows: readonly number[]): number | null {
  let [events, total] = [0, 0]
  let nEvents = 0
  for (const row of rows) {
    nEvents += yTrue[row]!
    events += acceptedWeights[row]! * yTrue[row]!
    total += acceptedWeights[row]!
  }
  return nEvents === 0 || nEvents === rows.length ? null : events / total
}

function weightedRate(yTrue: ArrayLike<number>, weights: Float64Array): number {
  let [events, total] = [0, 0]
  for (let i = 0; i < weights.length; i++) {
    events += weights[i]! * yTrue[i]!
    total += weights[i]!
  }
  return events / total
}

function meanAt(values: ArrayLike<number>, rows: readonly number[]): number {
  let sum = 0
  for (const row of rows) sum += values[row]!
  return sum / rows.length
}

function rowsOf(length: number): Uint32Array {
  return Uint32Array.from({ length }, (_, i) => i)
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`
}
