import { describe, expect, it } from 'vitest'
import type { TaskContext } from '../../../../src/main/jobs/tasks/task-context.ts'
import { iterationTeller } from '../../../../src/main/jobs/tasks/tell-iterations.ts'
import type { BoostingIteration } from '../../../../src/shared/contract/index.ts'

function teller(maxTrees: number) {
  const batches: BoostingIteration[][] = []
  const stages: string[] = []
  const context: TaskContext = {
    report: (stage, fraction) => stages.push(`${stage} (${fraction})`),
    part: (part) => batches.push(part as BoostingIteration[]),
    openReader: () => {
      throw new Error('nothing to read')
    },
  }
  return { ...iterationTeller(context, maxTrees), batches, stages }
}

const tree = (iteration: number, watchedLogLoss: number | null = 0.25) => ({
  iteration,
  developmentLogLoss: 0.5,
  watchedLogLoss,
  watchedAuc: null,
})

describe('the telling of iterations', () => {
  it('tells the first at once, and gathers those that follow on its heels', () => {
    const told = teller(1000)
    for (let i = 1; i <= 1000; i++) told.onIteration(tree(i))
    told.finish()
    expect(told.batches.flat().map(({ iteration }) => iteration)).toEqual(Array.from({ length: 1000 }, (_, i) => i + 1))
    expect(told.batches.length).toBeLessThan(100)
    expect(told.batches[0]).toHaveLength(1)
    expect(told.stages[0]).toBe('Tree 1 of 1000, log-loss 0.2500 (0.001)')
    expect(told.stages.at(-1)).toBe('Tree 1000 of 1000, log-loss 0.2500 (1)')
  })

  it('tells the log-loss of development where nothing is watched, and nothing where nothing grew', () => {
    const told = teller(4)
    told.finish()
    expect(told.batches).toEqual([])
    told.onIteration(tree(1, null))
    told.finish()
    expect(told.stages).toEqual(['Tree 1 of 4, log-loss 0.5000 (0.25)'])
  })
})
