import { stratifiedSplit } from '../random/stratified-split.ts'
import { StatisticError } from '../statistic-error.ts'
import { undefinedEstimate } from '../stats/estimate.ts'
import { mean } from '../stats/mean.ts'
import { crossValidate } from './cross-validate.ts'
import type { SearchReport, SearchStrategy, SearchTrial, Setting } from './experiment-types.ts'
import type { ExperimentRows, Learner } from './learner.ts'
import { applySettings } from './search-space.ts'

/** Of every this many settings, one goes on to the next round of successive halving. */
export const HALVING_FACTOR = 3

/** One fit to do: settings and how many of the rows. */
export interface TrialPlan {
  readonly trial: number
  readonly round: number
  readonly rowShare: number
  readonly settings: Setting[]
}

/**
 * The trials still to do, given those done: a function of what is stored, so that a search goes on where it stopped.
 *
 * Grid and random search do every setting once, on all rows. Successive halving does all settings on a share of the rows, then the best
 * third (by mean AUC, ties by order) on three times as many, until at most three have been done on all rows.
 *
 * @param settings - as planned, in order
 * @param strategy - how they are tried
 * @param done - trials finished, in any order
 * @returns the trials of the present round not yet done, in order; empty when the search is complete
 * @see Jamieson and Talwalkar (2016), Non-stochastic best arm identification and hyperparameter optimization, AISTATS 19
 */
export function nextTrials(
  settings: readonly Setting[][],
  strategy: SearchStrategy,
  done: readonly SearchTrial[],
): TrialPlan[] {
  const known = new Map(done.map((trial) => [trial.trial, trial]))
  const nRounds = strategy === 'successiveHalving' ? roundsOf(settings.length) : 1
  let contenders: readonly Setting[][] = settings
  let firstTrial = 1
  for (let round = 1; round <= nRounds; round++) {
    const rowShare = HALVING_FACTOR ** (round - nRounds)
    const plans = contenders.map(
      (chosen, i): TrialPlan => ({ trial: firstTrial + i, round, rowShare, settings: chosen }),
    )
    const missing = plans.filter(({ trial }) => !known.has(trial))
    if (missing.length > 0) return missing
    const nNext = Math.max(1, Math.ceil(contenders.length / HALVING_FACTOR))
    const ranked = plans
      .map(({ trial }) => known.get(trial)!)
      .sort(byAuc)
      .slice(0, nNext)
    const chosen = new Set(ranked.map(({ trial }) => trial))
    firstTrial += contenders.length
    contenders = plans.filter(({ trial }) => chosen.has(trial)).map((plan) => plan.settings)
  }
  return []
}

/**
 * Runs one trial: cross-validation of a learner on the share of rows planned, drawn within each class.
 *
 * @param rows - outcomes and development rows
 * @param learner - the method with the trial's parameters
 * @param plan - the trial
 * @param options - folds and seed, the same for every trial, so that all see the same folds
 */
export function runSearchTrial(
  rows: ExperimentRows,
  learner: Learner,
  plan: TrialPlan,
  options: { readonly folds: number; readonly seed: number },
): SearchTrial {
  const y = Uint8Array.from(rows.development, (row) => rows.yTrue[row]!)
  const drawn = stratifiedSplit(y, plan.rowShare, options.seed).development
  const development = drawn.map((i) => rows.development[i]!)
  const about = { trial: plan.trial, round: plan.round, rowShare: plan.rowShare, settings: [...plan.settings] }
  try {
    const report = crossValidate({ yTrue: rows.yTrue, development }, learner, { ...options, repeats: 1 })
    return {
      ...about,
      meanAuc: report.meanAuc,
      meanLogLoss: report.meanLogLoss,
      nCharacteristics: mean(report.results.map(({ nCharacteristics }) => nCharacteristics)),
      problem: report.results.find(({ problem }) => problem !== null)?.problem ?? null,
    }
  } catch (error) {
    if (!(error instanceof StatisticError)) throw error
    const none = undefinedEstimate('mean over folds', error.message)
    return { ...about, meanAuc: none, meanLogLoss: none, nCharacteristics: null, problem: error.message }
  }
}

/**
 * The report of a finished search. The best trial is that of the largest mean AUC among the trials on all rows; of equal ones the first.
 *
 * @param params - parameters the search started from
 * @param trials - every trial done
 */
export function searchReport(
  params: Record<string, unknown>,
  strategy: SearchStrategy,
  folds: number,
  trials: readonly SearchTrial[],
): SearchReport {
  const sorted = [...trials].sort((a, b) => a.trial - b.trial)
  const finalists = sorted.filter(({ rowShare, meanAuc }) => rowShare === 1 && meanAuc.value !== null)
  const winner = [...finalists].sort(byAuc)[0]
  return {
    kind: 'search',
    strategy,
    folds,
    trials: sorted,
    best: winner === undefined ? null : sorted.indexOf(winner),
    bestParams: winner === undefined ? null : applySettings(params, winner.settings),
    statement: statementOf(sorted, winner, folds),
  }
}

function roundsOf(nSettings: number): number {
  let rounds = 1
  for (let n = nSettings; n > HALVING_FACTOR; n = Math.ceil(n / HALVING_FACTOR)) rounds++
  return rounds
}

/** Larger mean AUC first; trials without a value last; ties by number. */
function byAuc(a: SearchTrial, b: SearchTrial): number {
  const difference = (b.meanAuc.value ?? -1) - (a.meanAuc.value ?? -1)
  return difference !== 0 ? difference : a.trial - b.trial
}

function statementOf(trials: readonly SearchTrial[], winner: SearchTrial | undefined, folds: number): string {
  if (winner === undefined) return `None of ${trials.length} trials could be fitted.`
  const settings = winner.settings.map(({ path, value }) => `${path} = ${value}`).join(', ')
  return `Best of ${trials.length} trials by mean AUC over ${folds} folds of the development rows: ${settings}. The AUC of a best trial is optimistic, because it was chosen; judge the model on the hold-out sample.`
}
