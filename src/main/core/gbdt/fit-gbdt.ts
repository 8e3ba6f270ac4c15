import type { BinnedVariable } from '../binning/binned-variable.ts'
import { createFrame, type Frame, getColumn, takeRows } from '../frame/frame.ts'
import { drawRows } from '../random/draw-rows.ts'
import { pointsAuc } from '../scorecard/describe-regression.ts'
import { reservedExclusions } from '../scorecard/fit-inputs.ts'
import type { FitReport } from '../scorecard/fit-report.ts'
import type { FitProgress } from '../scorecard/fit-request.ts'
import { totalWeight } from '../scorecard/fit-sample.ts'
import { riskBands } from '../scorecard/risk-bands.ts'
import { undefinedTest } from '../stats/test-result.ts'
import { checkMonotone } from '../tree-insight/monotone-check.ts'
import { type PermutationImportance, permutationImportance } from '../tree-insight/permutation-importance.ts'
import { compileTreeModel, type TreeScores } from '../trees/compile-tree-model.ts'
import type { TreeModel } from '../trees/tree-model.ts'
import type { Crew } from './crew.ts'
import { logLikelihoodOf, nullMargin } from './fit-gbdt-likelihood.ts'
import { type FitGbdtInput, type GrownModel, growModel } from './fit-gbdt-model.ts'
import { boostedVariable } from './fit-gbdt-variables.ts'
import { gbdtWarnings } from './fit-gbdt-warnings.ts'
import type { BoostingReport } from './gbdt-report.ts'
import { thinHistory, treeFigures } from './gbdt-report-figures.ts'
import type { GrowHooks } from './grow-input.ts'

export type { FitGbdtInput } from './fit-gbdt-model.ts'

/** Rows that importance by permutation is measured on, at most. */
const MAX_PERMUTED_ROWS = 20_000
/** Other draws than those of samples and trees, from the same seed. */
const PERMUTATION_DRAW = 0x7e5c_a1e5

const LIKELIHOOD_RATIO = {
  id: 'likelihoodRatio',
  formula: '2 · (log-likelihood − log-likelihood of the intercept alone)',
  source: 'McCullagh & Nelder (1989), Generalized Linear Models, section 2.3',
  nullHypothesis: 'All coefficients but the intercept are 0.',
}

/** What goes on while trees are grown and described. */
export interface FitGbdtHooks extends GrowHooks {
  /** Told of the steps after the growing: stage in words, steps done, steps in all. */
  readonly onProgress?: FitProgress
}

/**
 * Fits gradient-boosted trees: histogram boosting of the binary log-loss, leaf by leaf, scaled to points.
 *
 *     η = baseMargin + Σ tree(x);   PD = 1 / (1 + e^−η);   points = offset − factor · η
 *
 * Trees are grown on the development rows, less a validation share where that decides when to stop; a row of weight w counts as w equal
 * rows, but in AUCs once. Only characteristics that some tree splits on are in the model. The same input gives the same model whatever
 * the crew.
 *
 * @param input - rows, parameters, samples
 * @param hooks - told of iterations and steps; may stop early, which keeps the best iteration so far
 * @param crew - the hands that work; default: one
 * @returns the model as plain data and the report of the fit
 * @throws StatisticError `invalidInput` if names are wrong or repeated, an outcome, weight or offset is missing or out of range (the row
 *   is named), constraints contradict each other or name columns that are no candidates, there are rejected rows that no method leaves
 *   out, the sample that is to decide when to stop lacks a class, or parameters are out of range
 * @throws StatisticError `undefined` if the development sample lacks a class, all characteristics are constant, no split gains, or the
 *   training is stopped before the first tree
 * @see Friedman (2001), Greedy function approximation: a gradient boosting machine, Annals of Statistics 29; Ke et al. (2017), LightGBM,
 *   NIPS 30
 */
export function fitGbdt(
  input: FitGbdtInput,
  hooks: FitGbdtHooks = {},
  crew?: Crew,
): { model: TreeModel; fit: FitReport } {
  const { params, split } = input
  const onProgress = hooks.onProgress ?? (() => {})
  const result = growModel(input, hooks, crew)
  const { development, source, samples, nEvents, grown } = result
  const report = describeColumns(input, result, onProgress)
  const kept = new Set(result.model.characteristics.map(({ name }) => name))
  const bare: TreeModel = { ...result.model, variables: report.filter(({ name }) => kept.has(name)) }
  const scored = scoreRows(bare, source.frame, split.development)
  const bands =
    params.riskBands === 0 ? null : riskBands(scored.points, development.yTrue, development.weights, params.riskBands)
  const model = bands === null ? bare : { ...bare, riskBands: bands }
  const start = nullMargin(development)
  const fit: FitReport = {
    kind: 'fitReport',
    nDevelopment: split.development.length,
    nHoldout: split.holdout.length,
    nEventsDevelopment: nEvents,
    nEventsHoldout: split.holdout.reduce((sum, row) => sum + source.yTrue[row]!, 0),
    nIterations: model.trees.length,
    converged: hasConverged(result, params.earlyStopping.sample),
    logLikelihood: logLikelihoodOf(development, (i) => scored.margins[i]!),
    logLikelihoodNull: logLikelihoodOf(development, () => start),
    likelihoodRatio: undefinedTest(LIKELIHOOD_RATIO, 'trees have no fixed number of parameters to test'),
    aic: null,
    bic: null,
    coefficients: [],
    characteristicReport: report,
    exclusions: [
      ...reservedExclusions(input.characteristics, result.reserved),
      ...result.unused.map(({ name, reason }) => ({ name, reason, informationValue: informationOf(report, name) })),
    ],
    developmentAuc: pointsAuc(development.yTrue, scored.points),
    holdoutAuc:
      split.holdout.length === 0
        ? null
        : pointsAuc(
            Uint8Array.from(split.holdout, (row) => source.yTrue[row]!),
            scoreRows(model, source.frame, split.holdout).points,
          ),
    correlations: null,
    rounding: null,
    selectionPath: [],
    selectionMethod: null,
    rejectInference: null,
    weighting:
      development.weights === null
        ? null
        : { column: input.weightColumn ?? 'weights', total: totalWeight(development) },
    boosting: {
      ...shuffled(input, model, source.yTrue, onProgress),
      ...{ nGrown: grown.nGrown, stopped: grown.stopped, watched: samples.statement },
      metric: params.earlyStopping.metric,
      history: thinHistory(grown.history),
      monotone: checkMonotone(model, source.frame, split.development),
    },
    equality: null,
    warnings: gbdtWarnings(input, result),
  }
  return { model, fit }
}

/** Every candidate with its bins in the development sample. */
function describeColumns(
  { params, split }: FitGbdtInput,
  { source, development, grown }: GrownModel,
  onProgress: FitProgress,
): BinnedVariable[] {
  const levels = new Map(grown.characteristics.map((one) => [one.name, one.levels]))
  const total = source.characteristics.length
  return source.characteristics.map((name, i) => {
    onProgress('Binning', i, total)
    const column = takeRows(getColumn(source.frame, name), split.development)
    return boostedVariable(column, development, params.specialCodes, levels.get(name) ?? null)
  })
}

function scoreRows(model: TreeModel, frame: Frame, rows: Uint32Array): TreeScores {
  const columns = model.characteristics.map(({ name }) => takeRows(getColumn(frame, name), rows))
  return compileTreeModel(model).scoreFrame(createFrame(columns))
}

function hasConverged({ grown }: GrownModel, sample: FitGbdtInput['params']['earlyStopping']['sample']): boolean {
  if (grown.stopped === 'allTrees') return sample === 'none'
  return grown.stopped !== 'person'
}

function informationOf(report: readonly BinnedVariable[], name: string): number | null {
  return report.find((variable) => variable.name === name)?.informationValue ?? null
}

/** Size and importance of the trees; by permutation on hold-out rows, or development rows where there are none. */
function shuffled(
  { params, split, seed, frame }: FitGbdtInput,
  model: TreeModel,
  yTrue: Uint8Array,
  onProgress: FitProgress,
): Pick<BoostingReport, 'nTrees' | 'nLeaves' | 'largestDepth' | 'importance' | 'permutationSample'> {
  if (params.permutations === 0) return { ...treeFigures(model), permutationSample: null }
  const isHoldout = split.holdout.length > 0
  const all = isHoldout ? split.holdout : split.development
  const drawn = (seed ^ PERMUTATION_DRAW) >>> 0
  const rows = drawRows(all, MAX_PERMUTED_ROWS, drawn)
  const options = {
    ...{ nShuffles: params.permutations, seed: drawn },
    onProgress: (done: number, total: number) => onProgress('Shuffling characteristics', done, total),
  }
  const permutation: PermutationImportance[] = permutationImportance(model, frame, yTrue, rows, options)
  const which = isHoldout ? 'hold-out' : 'development'
  const size =
    rows.length < all.length ? `${rows.length} of ${all.length} ${which} rows` : `all ${all.length} ${which} rows`
  return {
    ...treeFigures(model, permutation),
    permutationSample: `${size}, ${params.permutations} shuffle${params.permutations === 1 ? '' : 's'} each`,
  }
}
