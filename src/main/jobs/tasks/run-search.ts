import type { SearchDimension, SearchReport, SearchTrial } from '../../../shared/contract/index.ts'
import { nextTrials, runSearchTrial, searchReport } from '../../core/experiment/search.ts'
import { paramsWith, planSettings } from '../search-plan.ts'
import { readExperiment } from './experiment-input.ts'
import type { TrainingRequest } from './read-training.ts'
import type { TaskContext } from './task-context.ts'

export type RunSearchInput = TrainingRequest & {
  readonly strategy: SearchReport['strategy']
  readonly dimensions: readonly SearchDimension[]
  readonly trials: number
  readonly folds: number
  /** Trials finished by an earlier run of the same search. */
  readonly done: readonly SearchTrial[]
}

/** Runs what is left of a search, trial by trial, and hands over each as it finishes. */
export function runSearch(input: RunSearchInput, context: TaskContext): SearchReport {
  const { strategy, folds, seed } = input
  const settings = planSettings(input)
  const done = [...input.done]
  const { rows, learner } = readExperiment(input, context)
  for (;;) {
    const missing = nextTrials(settings, strategy, done)
    if (missing.length === 0) return searchReport({ ...input.params }, strategy, folds, done)
    for (const plan of missing) {
      const nKnown = done.length
      context.report(`Trial ${plan.trial}`, nKnown / (nKnown + missing.length))
      const trial = runSearchTrial(rows, learner(paramsWith(input, plan.settings)), plan, { folds, seed })
      done.push(trial)
      context.part(trial)
    }
  }
}
