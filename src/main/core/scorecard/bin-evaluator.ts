import { binCounts } from '../binning/bin-counts.ts'
import { binStatistics } from '../binning/bin-statistics.ts'
import type { BinnedVariable, BinningParams } from '../binning/binned-variable.ts'
import { type CutCandidates, cutCandidates } from '../binning/cut-candidates.ts'
import { type Frame, getColumn } from '../frame/frame.ts'
import type { SampleSplit } from '../random/stratified-split.ts'
import { StatisticError } from '../statistic-error.ts'
import { type Estimate, undefinedEstimate, undefinedReason } from '../stats/estimate.ts'
import { populationStabilityIndex } from '../stats/population-stability-index.ts'
import { FIGURE_METHODS } from '../validation/figure-methods.ts'
import { binCharacteristic, screenCandidates } from './bin-candidates.ts'
import { pointsAuc } from './describe-regression.ts'
import type { Exclusion } from './fit-report.ts'
import { eventRateOf, type FitSample, takeSample } from './fit-sample.ts'
import { fitBinned } from './fit-sample-model.ts'
import { compileScorecard } from './score-scorecard.ts'
import type { Characteristic, Method, ScorecardModel, ScorecardParams, Target } from './scorecard-model.ts'
import { knownOutcomes, missingOutcome, UNKNOWN_OUTCOME } from './target-vector.ts'

/** What the bins of a table are evaluated on: fixed while a person edits them. */
export interface BinEvaluatorInput {
  readonly frame: Frame
  readonly target: Target
  /** Candidate columns in scorecard order. */
  readonly characteristics: readonly string[]
  /** Rows with an outcome only. */
  readonly split: SampleSplit
  /** How often each row of the frame counts, > 0, shape (nRows,); null: once each. */
  readonly weights: Float64Array | null
  /** Log odds of the event added to the linear predictor, shape (nRows,); null: none. */
  readonly offset: Float64Array | null
  /** Integer in [0, 2³²). */
  readonly seed: number
  /** Default `scorecard`. */
  readonly method?: Method
}

/** One characteristic as it stands; see the contract's `editedVariable`. */
export interface EditedVariable {
  readonly variable: BinnedVariable
  readonly automatic: BinnedVariable
  readonly holdout: { readonly count: number; readonly events: number }[] | null
  readonly holdoutInformationValue: number | null
  readonly stabilityIndex: number | null
  readonly points: number[] | null
  readonly coefficient: number | null
  readonly exclusion: string | null
}

/** Bins, points and AUC with one set of parameters. */
export interface BinEvaluation {
  readonly variables: EditedVariable[]
  readonly nDevelopment: number
  readonly nHoldout: number
  readonly eventRate: number
  readonly developmentAuc: Estimate
  readonly holdoutAuc: Estimate
  readonly nCharacteristics: number
  readonly problem: string | null
}

/** Evaluates bins again and again on the same rows. */
export interface BinEvaluator {
  /**
   * Everything with these parameters; `columns` names the characteristics described in full (default all).
   *
   * @throws StatisticError `invalidInput` if manual bins or other parameters are not sound, or a column is no characteristic
   */
  evaluate(params: ScorecardParams, columns?: readonly string[]): BinEvaluation
  /**
   * Where the bins of one characteristic could be cut.
   *
   * @throws StatisticError `invalidInput` if the column is no characteristic or a special code is not a number
   */
  candidates(params: Pick<ScorecardParams, 'binning'>, column: string): CutCandidates
}

/** How many bins of one column are remembered: the automatic ones and the last edits, so that going back costs nothing. */
const REMEMBERED = 8

/**
 * Evaluates bins while they are edited: bins, hold-out counts, points and AUC as a training with the same parameters would give.
 *
 * Development and hold-out rows are taken once, and bins are remembered by column and by the parameters that decide them, so after an
 * edit one column is binned anew and the regression fitted again, by the functions of the training itself. Every characteristic that
 * passes the screening and has the right sign is in it: `mustHave` and `mustNot` are kept to, while the search of a selection and its
 * limits (number, correlation, variance inflation), reject inference and score bands are left aside.
 *
 * @param input - table, samples, weights, offset
 * @returns the evaluator; it remembers, but what it returns depends on its arguments alone
 * @throws StatisticError `invalidInput` if a column is absent, a row of a sample has no outcome, or a weight or offset is not sound
 * @throws StatisticError `undefined` if there are no events or no non-events
 */
export function createBinEvaluator(input: BinEvaluatorInput): BinEvaluator {
  const { characteristics, split, target, seed, method = 'scorecard' } = input
  const source = { ...input, yTrue: labelsOf(input) }
  const development = takeSample(source, split.development)
  const holdout = split.holdout.length === 0 ? null : takeSample(source, split.holdout)
  const binsOf = rememberBins(development, method)
  const comparisons = new WeakMap<BinnedVariable, HoldoutFigures>()
  const compare = (variable: BinnedVariable): HoldoutFigures => {
    const known = comparisons.get(variable) ?? holdoutFigures(variable, holdout)
    comparisons.set(variable, known)
    return known
  }
  const requireKnown = (name: string): void => {
    if (!characteristics.includes(name))
      throw new StatisticError('invalidInput', `bin evaluation needs a characteristic of the table, got "${name}"`)
  }
  return {
    evaluate(params, columns = characteristics) {
      columns.forEach(requireKnown)
      const variables = characteristics.map((name) => binsOf(name, params.binning))
      const fitted = fitBins(variables, development, holdout, { target, params: withoutSearch(params), method, seed })
      const parts = new Map(fitted.model?.characteristics.map((part) => [part.name, part]))
      const reasons = new Map(fitted.exclusions.map(({ name, reason }) => [name, reason]))
      const shown = new Set(columns)
      return {
        variables: variables
          .filter(({ name }) => shown.has(name))
          .map((variable) => ({
            variable,
            automatic: binsOf(variable.name, withoutManual(params.binning)),
            ...compare(variable),
            ...placeOf(parts.get(variable.name)),
            exclusion: reasons.get(variable.name) ?? null,
          })),
        nDevelopment: development.yTrue.length,
        nHoldout: holdout?.yTrue.length ?? 0,
        eventRate: eventRateOf(development),
        developmentAuc: fitted.developmentAuc,
        holdoutAuc: fitted.holdoutAuc,
        nCharacteristics: parts.size,
        problem: fitted.problem,
      }
    },
    candidates(params, column) {
      requireKnown(column)
      return cutCandidates(getColumn(development.frame, column), development.yTrue, params.binning, development.weights)
    },
  }
}

/** Labels by row of the frame; those of the two samples are known. */
function labelsOf({ frame, target, split }: BinEvaluatorInput): Uint8Array {
  const labels = knownOutcomes(getColumn(frame, target.column), target.eventValue)
  for (const rows of [split.development, split.holdout]) {
    const unknown = rows.find((row) => labels[row] === UNKNOWN_OUTCOME)
    if (unknown !== undefined) throw missingOutcome(target.column, unknown)
  }
  return labels
}

function rememberBins(development: FitSample, method: Method) {
  const remembered = new Map<string, Map<string, BinnedVariable>>()
  return (name: string, binning: BinningParams): BinnedVariable => {
    const ofColumn = remembered.get(name) ?? new Map<string, BinnedVariable>()
    remembered.set(name, ofColumn)
    const own = paramsOfColumn(name, binning)
    const key = JSON.stringify(own)
    const variable =
      ofColumn.get(key) ?? binCharacteristic(getColumn(development.frame, name), development, { binning: own }, method)
    // The one just asked for becomes the last to be forgotten.
    ofColumn.delete(key)
    ofColumn.set(key, variable)
    if (ofColumn.size > REMEMBERED) ofColumn.delete(ofColumn.keys().next().value!)
    return variable
  }
}

/** What of the parameters decides the bins of one column. */
function paramsOfColumn(name: string, binning: BinningParams): BinningParams {
  return {
    ...binning,
    trends: binning.trends.filter(({ column }) => column === name),
    specialCodes: binning.specialCodes.filter(({ column }) => column === name),
    manual: (binning.manual ?? []).filter(({ column }) => column === name),
  }
}

function withoutManual(binning: BinningParams): BinningParams {
  return { ...binning, manual: [] }
}

function withoutSearch(params: ScorecardParams): ScorecardParams {
  const { mustHave, mustNot, criterion, folds } = params.selection
  const free = { maxCharacteristics: null, maxCorrelation: null, maxVarianceInflation: null }
  return { ...params, selection: { method: 'none', criterion, folds, mustHave, mustNot, ...free }, riskBands: 0 }
}

interface FittedBins {
  readonly model: ScorecardModel | null
  readonly exclusions: readonly Exclusion[]
  readonly developmentAuc: Estimate
  readonly holdoutAuc: Estimate
  readonly problem: string | null
}

function fitBins(
  variables: readonly BinnedVariable[],
  development: FitSample,
  holdout: FitSample | null,
  request: Parameters<typeof fitBinned>[2],
): FittedBins {
  const binned = screenCandidates(variables, development, request.params, request.method)
  try {
    const { model, exclusions } = fitBinned(development, binned, request)
    const { scoreFrame } = compileScorecard(model)
    const aucOf = (sample: FitSample): Estimate => pointsAuc(sample.yTrue, scoreFrame(sample.frame).points)
    const holdoutAuc = holdout === null ? noAuc('There is no hold-out sample.') : aucOf(holdout)
    return { model, exclusions, developmentAuc: aucOf(development), holdoutAuc, problem: null }
  } catch (error) {
    const problem = undefinedReason(error)
    const auc = noAuc(problem)
    return { model: null, exclusions: binned.exclusions, developmentAuc: auc, holdoutAuc: auc, problem }
  }
}

function noAuc(reason: string): Estimate {
  return undefinedEstimate(FIGURE_METHODS.rocAuc, reason)
}

type HoldoutFigures = Pick<EditedVariable, 'holdout' | 'holdoutInformationValue' | 'stabilityIndex'>

function holdoutFigures(variable: BinnedVariable, holdout: FitSample | null): HoldoutFigures {
  if (holdout === null) return { holdout: null, holdoutInformationValue: null, stabilityIndex: null }
  const column = getColumn(holdout.frame, variable.name)
  const { events, nonEvents } = binCounts(variable, column, holdout.yTrue, holdout.weights)
  const bins = variable.bins.map((_, b) => ({ count: events[b]! + nonEvents[b]!, events: events[b]! }))
  const expected = variable.bins.map(({ count }) => count)
  const actual = bins.map(({ count }) => count)
  return {
    holdout: bins,
    holdoutInformationValue: orNull(() => binStatistics(events, nonEvents).informationValue),
    stabilityIndex: orNull(() => populationStabilityIndex(expected, actual)),
  }
}

/** Null where the figure does not exist: a class or a bin is empty. */
function orNull(compute: () => number): number | null {
  try {
    return compute()
  } catch (error) {
    undefinedReason(error)
    return null
  }
}

/** Points per bin; a straight line has none, its points depend on the value. */
function placeOf(part: Characteristic | undefined): Pick<EditedVariable, 'points' | 'coefficient'> {
  if (part === undefined) return { points: null, coefficient: null }
  const isLine = part.attributes.some(({ pointsPerUnit }) => pointsPerUnit !== undefined)
  return { points: isLine ? null : part.attributes.map(({ points }) => points), coefficient: part.coefficient }
}
