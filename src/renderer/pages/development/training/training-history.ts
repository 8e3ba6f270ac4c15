import { type BoostingCurve, bestIteration } from '../../../../charts/boosting-curve.ts'
import type { TrainingProgress } from '../../../../shared/contract/index.ts'

/** What is known of a running training of trees. */
export interface TrainingHistory {
  readonly curve: BoostingCurve
  readonly maxTrees: number
  /** True where the watched rows decide how many trees are kept; else all that are grown are. */
  readonly isJudged: boolean
  readonly isStopping: boolean
  readonly isDone: boolean
}

/** The history after another message; a message that begins again from the first tree replaces what was known. */
export function withProgress(history: TrainingHistory | null, message: TrainingProgress): TrainingHistory {
  const first = message.iterations[0]?.iteration
  const known = history?.curve.history ?? []
  const kept = first === undefined ? known : known.filter(({ iteration }) => iteration < first)
  const iterations = first === undefined ? known : [...kept, ...message.iterations]
  return {
    curve: {
      history: iterations,
      watched: message.watched,
      metric: message.metric,
      best: message.best ?? bestIteration(iterations, message.metric),
      isRunning: !message.isDone,
    },
    maxTrees: message.maxTrees,
    isJudged: message.best !== null,
    isStopping: message.isStopping,
    isDone: message.isDone,
  }
}

/** Many messages as one change. */
export function withAllProgress(
  history: TrainingHistory | null,
  messages: readonly TrainingProgress[],
): TrainingHistory | null {
  const last = messages.at(-1)
  if (last === undefined) return history
  // Joined first, so that a thousand messages do not copy the history a thousand times.
  const iterations = new Map<number, TrainingProgress['iterations'][number]>()
  for (const message of messages) {
    for (const one of message.iterations) iterations.set(one.iteration, one)
  }
  const joined = [...iterations.values()].sort((a, b) => a.iteration - b.iteration)
  return withProgress(history, { ...last, iterations: joined })
}

/** The trees grown so far, of how many, as a share. */
export function shareGrown(history: TrainingHistory | null): number | null {
  const last = history?.curve.history.at(-1)
  if (history === null || last === undefined || history.maxTrees === 0) return null
  return Math.min(1, last.iteration / history.maxTrees)
}
