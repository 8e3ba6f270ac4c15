import { takeFrameRows } from '../frame/frame.ts'
import { type SampleSplit, stratifiedSplit } from '../random/stratified-split.ts'
import { inferRejects } from '../reject/infer-rejects.ts'
import { StatisticError } from '../statistic-error.ts'
import type { RejectReport } from './fit-report.ts'
import type { FitProgress, FitRequest } from './fit-request.ts'
import { eventRateOf, type FitSample, type SampleSource, takeSample } from './fit-sample.ts'
import { fitSampleModel, type SampleModel } from './fit-sample-model.ts'
import { rejectSensitivity, type TriedMethod } from './reject-sensitivity.ts'
import { compileScorecard } from './score-scorecard.ts'
import type { RejectInference } from './scorecard-model.ts'

/** Accepted and rejected applicants. */
export interface FitWithRejectsInput {
  readonly source: SampleSource
  /** The accepted of the development sample. */
  readonly development: FitSample
  readonly split: SampleSplit
  readonly rejected: Uint32Array
  readonly request: FitRequest
}

/**
 * Fits a scorecard to accepted and rejected applicants.
 *
 * 1. A scorecard of the accepted of the development sample gives both a PD.
 * 2. The method infers outcomes, or weights, from it (`inferRejects`).
 * 3. The scorecard is fitted again, bins and all, to the accepted and the inferred together.
 *
 * Of the rejected only a random part (by the seed) takes part, as large a share as development has of the accepted, so that the mix is
 * that of the applicants. The same is done with every other method, and with odds multipliers 1 and 2 where one matters, for comparison;
 * a method that fails says why.
 *
 * @param input - samples and request; the method is neither `none` nor `knownOnly`
 * @param onProgress - called for every method
 * @throws StatisticError as fitting does, if the method chosen cannot be fitted
 */
export function fitWithRejects(
  { source, development, split, rejected, request }: FitWithRejectsInput,
  onProgress: FitProgress,
): { fitted: SampleModel; sample: FitSample; rejectInference: RejectReport } {
  const chosen = request.params.rejectInference
  const share = split.development.length / (split.development.length + split.holdout.length)
  const drawn = stratifiedSplit(new Uint8Array(rejected.length), share, request.seed).development
  const rows = Uint32Array.from(drawn, (index) => rejected[index]!)
  // Outcomes of the rejected are not looked at, whatever the target says.
  const rejects = takeSample({ ...source, yTrue: new Uint8Array(source.yTrue.length) }, rows)
  const known = fitSampleModel(development, source.characteristics, request, onProgress)
  const probabilities = {
    accepted: compileScorecard(known.model).scoreFrame(development.frame).probability,
    rejected: compileScorecard(known.model).scoreFrame(rejects.frame).probability,
  }
  const methods = methodsToTry(chosen)
  const tried = methods.map((method, done): TriedMethod => {
    onProgress('Reject inference', done, methods.length)
    if (method.method === 'knownOnly')
      return { method, fitted: known, sample: development, rejectedEventRate: null, statement: '', problem: null }
    try {
      const inferred = infer(method, development, rejects, probabilities, request.seed)
      const sample = joinSamples(source, split.development, rows, inferred)
      const fitted = fitSampleModel(sample, source.characteristics, request)
      const { rejectedEventRate, statement } = inferred
      return { method, fitted, sample, rejectedEventRate, statement, problem: null }
    } catch (error) {
      if (!(error instanceof StatisticError) || method === chosen) throw error
      return { method, fitted: null, sample: null, rejectedEventRate: null, statement: '', problem: error.message }
    }
  })
  onProgress('Reject inference', methods.length, methods.length)
  const { fitted, sample, rejectedEventRate, statement } = tried.find(({ method }) => method === chosen)!
  const report: RejectReport = {
    method: chosen.method,
    nAccepted: development.yTrue.length,
    nRejected: rows.length,
    acceptedEventRate: eventRateOf(development),
    rejectedEventRate,
    statement: `${statement} Of ${rejected.length} rejected applicants ${rows.length} take part, drawn in the share that development has of the accepted.`,
    sensitivity: rejectSensitivity(tried, chosen, {
      source,
      judged: split.holdout.length > 0 ? split.holdout : split.development,
      applicants: takeFrameRows(source.frame, Uint32Array.of(...split.development, ...rows)),
      nAccepted: development.yTrue.length,
    }),
  }
  return { fitted: fitted!, sample: sample!, rejectInference: report }
}

/** The method chosen first, then the others; parcelling and fuzzy with odds multipliers 1 and 2. */
function methodsToTry(chosen: RejectInference): RejectInference[] {
  const others: RejectInference[] = [
    { ...chosen, method: 'knownOnly', oddsMultiplier: 1 },
    { ...chosen, method: 'augmentation', oddsMultiplier: 1 },
    { ...chosen, method: 'parcelling', oddsMultiplier: 1 },
    { ...chosen, method: 'parcelling', oddsMultiplier: 2 },
    { ...chosen, method: 'fuzzy', oddsMultiplier: 1 },
    { ...chosen, method: 'fuzzy', oddsMultiplier: 2 },
    { ...chosen, method: 'hardCutOff', oddsMultiplier: 1 },
  ]
  const isChosen = ({ method, oddsMultiplier }: RejectInference): boolean =>
    method === chosen.method && (!usesOdds(method) || oddsMultiplier === chosen.oddsMultiplier)
  return [chosen, ...others.filter((other) => !isChosen(other))]
}

/** Whether the odds multiplier means something to a method. */
export function usesOdds(method: RejectInference['method']): boolean {
  return method === 'parcelling' || method === 'fuzzy'
}

interface Inferred {
  readonly acceptedWeights: Float64Array
  /** Index into the rejected rows, outcome and weight; a row may occur twice. */
  readonly index: Uint32Array
  readonly yTrue: Uint8Array
  readonly weights: Float64Array
  readonly rejectedEventRate: number | null
  readonly statement: string
}

function infer(
  method: RejectInference,
  development: FitSample,
  rejects: FitSample,
  probabilities: { readonly accepted: Float64Array; readonly rejected: Float64Array },
  seed: number,
): Inferred {
  const { bands, oddsMultiplier, cutOffProbability } = method
  const { accepted, rejected, rejectedEventRate, statement } = inferRejects(
    { method: method.method, bands, oddsMultiplier, cutOffProbability },
    {
      yTrue: development.yTrue,
      acceptedProbability: probabilities.accepted,
      rejectedProbability: probabilities.rejected,
      acceptedWeights: development.weights,
      rejectedWeights: rejects.weights,
    },
    seed,
  )
  // A PD of exactly 0 or 1 leaves one half of a fuzzy case without weight.
  const kept = [...rejected.index.keys()].filter((k) => rejected.weights[k]! > 0)
  return {
    acceptedWeights: accepted,
    index: Uint32Array.from(kept, (k) => rejected.index[k]!),
    yTrue: Uint8Array.from(kept, (k) => rejected.yTrue[k]!),
    weights: Float64Array.from(kept, (k) => rejected.weights[k]!),
    rejectedEventRate,
    statement,
  }
}

function joinSamples(
  source: SampleSource,
  accepted: Uint32Array,
  rejected: Uint32Array,
  inferred: Inferred,
): FitSample {
  const nAccepted = accepted.length
  const rows = new Uint32Array(nAccepted + inferred.index.length)
  rows.set(accepted)
  rows.set(
    inferred.index.map((index) => rejected[index]!),
    nAccepted,
  )
  const sample = takeSample({ ...source, weights: null }, rows)
  const weights = new Float64Array(rows.length)
  weights.set(inferred.acceptedWeights)
  weights.set(inferred.weights, nAccepted)
  const yTrue = sample.yTrue.slice()
  yTrue.set(inferred.yTrue, nAccepted)
  return { ...sample, yTrue, weights }
}
