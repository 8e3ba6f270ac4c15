import { naturalLogarithm } from '../kernels/natural-logarithm.ts'
import { createRandom, type SeededRandom } from '../random/seeded-random.ts'
import type { Tree } from '../trees/tree-model.ts'
import { CREW_OF_ONE, type Crew, type Foreman } from './crew.ts'
import { BLOCK_ROWS } from './desk.ts'
import { applyToRows, finishTree } from './finish-tree.ts'
import type { BoostingIteration, GrowHooks, GrowInput, GrowResult } from './grow-input.ts'
import { growTree, type Root } from './grow-tree.ts'
import { VERB } from './hand.ts'
import { interactionGroups } from './interaction-groups.ts'
import { type PreparedGrowth, prepareGrowth } from './prepare-growth.ts'
import { drawColumns, drawRootRows } from './sample-tree.ts'
import { watchedAuc } from './watched-auc.ts'

export type { BoostingIteration, GrowHooks, GrowInput, GrowResult } from './grow-input.ts'

/** Iterations between two AUCs that are only shown. */
const AUC_EVERY = 10
/** Draws of rows and columns without a split after which the boosting ends. */
const MOST_EMPTY = 10
/** ln 2⁵⁰⁰. */
const LN_SCALING = 346.5735902799726

/**
 * Gradient-boosted trees for a binary outcome, grown leaf by leaf on histograms (binary log loss).
 *
 *     η_i = baseMargin + offset_i + Σ_t f_t(x_i),   p_i = 1 / (1 + e^−η_i)
 *     loss = − Σ w_i · (y_i ln p_i + (1 − y_i) ln(1 − p_i)) / Σ w_i
 *     value of a leaf = − learningRate · T(Σ w g) / (Σ w h + l2),   g = p − y,  h = p(1 − p),  T(G) = sign(G)·max(|G| − l1, 0)
 *
 * The model depends on input and seed alone: the number of hands, the order in which they come, and whether there is WebAssembly
 * change no bit of it. Gradients are rounded to 2⁻¹⁴ and hessians to 2⁻¹⁵ so that their sums are exact. A row of a whole weight up
 * to 16 counts as so many rows (not in minimum counts, which count rows); other weights multiply before rounding, and what they
 * weigh is known to 2⁻¹⁴ of the largest. With more than 200,000 development rows bins come from every k-th row.
 *
 * Losses are under the weights and the class balance. Without a sample that stops it, all trees are kept.
 *
 * @param input - what to learn from
 * @param hooks - how it is followed
 * @param crew - who does the work; by default the caller alone
 * @returns trees cut to the best iteration (early stopping), else all
 * @throws StatisticError `invalidInput` if rows, weights or names do not fit
 * @throws StatisticError `undefined` if development has one class only, or the memory is not to be had
 * @see Friedman (2001), Greedy function approximation; Ke et al. (2017), LightGBM
 */
export function growTrees(input: GrowInput, hooks: GrowHooks = {}, crew: Crew = CREW_OF_ONE): GrowResult {
  const prepared = prepareGrowth(input, crew)
  try {
    return boost(input, hooks, prepared)
  } finally {
    prepared.foreman?.dismiss()
  }
}

type Progress = Pick<GrowResult, 'stopped' | 'trees' | 'history'>

function boost(input: GrowInput, hooks: GrowHooks, prepared: PreparedGrowth): GrowResult {
  const { characteristics, baseMargin, warnings } = prepared
  const { stopped, trees, history } =
    prepared.foreman === null
      ? ({ stopped: 'noGain', trees: [], history: [] } satisfies Progress)
      : iterate(input, hooks, prepared, prepared.foreman)
  const { sample, metric } = input.params.earlyStopping
  const isJudged = sample !== 'none' && input.watched !== null
  const kept = isJudged ? bestIteration(history, metric) : trees.length
  return { characteristics, baseMargin, trees: trees.slice(0, kept), nGrown: trees.length, stopped, history, warnings }
}

function iterate(input: GrowInput, hooks: GrowHooks, prepared: PreparedGrowth, foreman: Foreman): Progress {
  const { params, watched } = input
  const { maxTrees, earlyStopping } = params
  const isJudged = earlyStopping.sample !== 'none' && watched !== null
  const random = createRandom(input.seed)
  const interactions = interactionGroups(params.interactions, input.characteristics, prepared.features)
  const isSampled = params.rowShare < 1 || params.columnShare < 1
  const trees: Tree[] = []
  const history: BoostingIteration[] = []
  let best: BoostingIteration | null = null
  let nEmpty = 0
  let totals = gradientPass(foreman, true)
  const end = (stopped: GrowResult['stopped']): Progress => {
    addLastAuc(foreman, history)
    return { stopped, trees, history }
  }
  while (trees.length < maxTrees) {
    if (hooks.shouldStop?.() === true) return end('person')
    const root = drawRoot(foreman, params, random, totals)
    const grown = growTree(foreman, params, interactions, root)
    if (grown.nodes.length === 0) {
      if (isSampled && ++nEmpty < MOST_EMPTY) continue
      return end('noGain')
    }
    nEmpty = 0
    trees.push(finishTree(foreman, params, prepared, grown))
    applyToRows(foreman, grown, root.isWhole)
    const iteration = trees.length
    totals = gradientPass(foreman, iteration < maxTrees)
    const shown = iteration % AUC_EVERY === 0 || iteration === maxTrees || earlyStopping.metric === 'rocAuc'
    const now: BoostingIteration = {
      iteration,
      developmentLogLoss: totals.loss / prepared.developmentWeight,
      watchedLogLoss: watched === null ? null : watchedLoss(foreman) / prepared.watchedWeight,
      watchedAuc: watched !== null && shown ? aucOfWatched(foreman) : null,
    }
    if (isJudged && (best === null || isBetter(now, best, earlyStopping.metric))) best = now
    history.push(now)
    hooks.onIteration?.(now)
    if (best !== null && iteration - best.iteration >= earlyStopping.patience) return end('earlyStopping')
  }
  return end('allTrees')
}

function isBetter(a: BoostingIteration, b: BoostingIteration, metric: 'logLoss' | 'rocAuc'): boolean {
  if (metric === 'logLoss') return (a.watchedLogLoss ?? Infinity) < (b.watchedLogLoss ?? Infinity)
  return (a.watchedAuc ?? -Infinity) > (b.watchedAuc ?? -Infinity)
}

/** The first of the best iterations; 0 without any. */
function bestIteration(history: readonly BoostingIteration[], metric: 'logLoss' | 'rocAuc'): number {
  let best: BoostingIteration | null = null
  for (const now of history) if (best === null || isBetter(now, best, metric)) best = now
  return best?.iteration ?? 0
}

interface Totals {
  readonly g: number
  readonly h: number
  readonly loss: number
}

/** Gradients of all development rows (unless only the loss is wanted), their sums, and the loss. */
function gradientPass(foreman: Foreman, isPacked: boolean): Totals {
  const { scaleG, scaleH, nDevelopment } = foreman.desk
  const { g, h, loss } = passOver(foreman, 0, nDevelopment, isPacked)
  return { g: g / scaleG, h: h / scaleH, loss }
}

function watchedLoss(foreman: Foreman): number {
  return passOver(foreman, foreman.desk.firstWatched, foreman.desk.nRows, false).loss
}

function passOver(foreman: Foreman, from: number, to: number, isPacked: boolean): Totals {
  const { views, desk } = foreman
  const nBlocks = Math.ceil((to - from) / BLOCK_ROWS)
  foreman.order(VERB.gradients, nBlocks, { from, to, root: isPacked ? 1 : 0 })
  let g = 0
  let h = 0
  let loss = 0
  for (let block = 0; block < nBlocks; block++) {
    const at = (desk.at.blocks >> 3) + block * 8
    const [even, odd, evenScalings, oddScalings, weighted, blockG, blockH] = views.f64.subarray(at, at + 7)
    loss += weighted! + LN_SCALING * (evenScalings! + oddScalings!) - naturalLogarithm(even!) - naturalLogarithm(odd!)
    g += blockG!
    h += blockH!
  }
  return { g, h, loss }
}

function drawRoot(foreman: Foreman, params: GrowInput['params'], random: SeededRandom, totals: Totals): Root {
  const { nDevelopment, features } = foreman.desk
  const isWhole = params.rowShare === 1
  const sample = isWhole
    ? { n: nDevelopment, g: totals.g, h: totals.h }
    : drawRootRows(foreman, params.rowShare, random)
  return { ...sample, isWhole, columns: drawColumns(features.length, params.columnShare, random) }
}

function aucOfWatched({ views, desk }: Foreman): number | null {
  const { at, firstWatched, nRows } = desk
  const margins = views.f64.subarray((at.margins >> 3) + firstWatched, (at.margins >> 3) + nRows)
  return watchedAuc(margins, views.u8.subarray(at.labels + firstWatched, at.labels + nRows))
}

/** The AUC of the last iteration is always there. */
function addLastAuc(foreman: Foreman, history: BoostingIteration[]): void {
  const last = history.at(-1)
  if (last === undefined || last.watchedLogLoss === null || last.watchedAuc !== null) return
  history[history.length - 1] = { ...last, watchedAuc: aucOfWatched(foreman) }
}
