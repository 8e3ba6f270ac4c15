import { performance } from 'node:perf_hooks'
import type { BoostingIteration } from '../../../shared/contract/index.ts'
import type { TaskContext } from './task-context.ts'

/** Least time between two batches: a small tree takes a millisecond, and nobody looks that often. */
const TELL_EVERY_MS = 50

export interface IterationTeller {
  onIteration(iteration: BoostingIteration): void
  /** Hands over what is left. */
  finish(): void
}

/** Hands iterations over in batches, and reports the last as progress. */
export function iterationTeller(context: TaskContext, maxTrees: number): IterationTeller {
  let batch: BoostingIteration[] = []
  let toldAt = Number.NEGATIVE_INFINITY
  const tell = (): void => {
    const last = batch.at(-1)
    if (last === undefined) return
    toldAt = performance.now()
    context.part(batch)
    batch = []
    context.report(stageOf(last, maxTrees), last.iteration / maxTrees)
  }
  return {
    onIteration: (iteration) => {
      batch.push(iteration)
      if (performance.now() - toldAt >= TELL_EVERY_MS) tell()
    },
    finish: tell,
  }
}

function stageOf({ iteration, developmentLogLoss, watchedLogLoss }: BoostingIteration, maxTrees: number): string {
  const loss = (watchedLogLoss ?? developmentLogLoss).toFixed(4)
  return `Tree ${iteration} of ${maxTrees}, log-loss ${loss}`
}
