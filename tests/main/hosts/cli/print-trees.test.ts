import { describe, expect, it } from 'vitest'
import type { CliIo } from '../../../../src/main/hosts/cli/cli-io.ts'
import { constraintNotes, treeFacts, treeTables } from '../../../../src/main/hosts/cli/print-trees.ts'
import { createProgress } from '../../../../src/main/hosts/cli/progress.ts'
import type { BoostingReport, FitReport, Job, TreeModel } from '../../../../src/shared/contract/index.ts'

const iteration = (number: number) => ({
  iteration: number,
  developmentLogLoss: 1 / number,
  watchedLogLoss: 2 / number,
  watchedAuc: null,
})

function fitOf(changes: Partial<BoostingReport> = {}): FitReport {
  const boosting: BoostingReport = {
    ...{ nTrees: 4, nLeaves: 20, largestDepth: 3, nGrown: 10, stopped: 'earlyStopping', watched: 'validation' },
    ...{ metric: 'logLoss', history: Array.from({ length: 10 }, (_, i) => iteration(i + 1)) },
    importance: Array.from({ length: 17 }, (_, i) => ({
      ...{ name: `x${i}`, gain: 1, gainShare: 1 / 17, nSplits: i, permutation: null },
    })),
    ...{ permutationSample: null, monotone: [] },
    ...changes,
  }
  return { boosting } as FitReport
}
const MODEL = { trees: [{}, {}] } as TreeModel

describe('trees in a terminal', () => {
  it('are told with the losses at the number of trees that is kept', () => {
    expect(treeFacts(MODEL, fitOf())).toEqual([
      ['Trees', '4, 20 leaves, depth at most 3'],
      ['Stopped', 'no better any more (10 grown)'],
      ['Watched', 'validation, by log-loss'],
      ['Log-loss', '0.250 where grown, 0.500 watched'],
    ])
    expect(treeFacts(MODEL, { boosting: null } as FitReport)).toEqual([['Trees', '2']])
  })

  it.each([
    ['allTrees', 10, 'all trees grown'],
    ['allTrees', 4, 'all trees grown (10 grown), the best kept'],
    ['person', 4, 'by hand (10 grown)'],
    ['noGain', 10, 'no split gained any more (10 grown)'],
    ['imported', 10, 'grown elsewhere'],
  ] as const)('say why they stopped: %s, %i kept', (stopped, nTrees, text) => {
    expect(new Map(treeFacts(MODEL, fitOf({ stopped, nTrees }))).get('Stopped')).toBe(text)
  })

  it('list the fifteen most important characteristics, and how many more there are', () => {
    const [table] = treeTables(MODEL, fitOf())
    expect(table).toMatch(/^x14 /m)
    expect(table).not.toMatch(/^x15 /m)
    expect(table).toContain('and 2 more')
    expect(treeTables(MODEL, fitOf({ importance: [] }))).toEqual([])
  })

  it('say plainly when a constraint was not held', () => {
    const checked = { direction: 'increasing', nChecked: 100 } as const
    const monotone = [
      { name: 'a', ...checked, largestViolation: 0 },
      { name: 'b', ...checked, largestViolation: 0.25 },
    ]
    expect(constraintNotes(fitOf({ monotone }))).toEqual([
      'monotone: a: increasing, held (100 steps checked)',
      'monotone: b: increasing, NOT HELD: off by 0.25 (100 steps checked)',
    ])
  })
})

describe('progress without a terminal', () => {
  it('is a line per stage, and not one per tree', () => {
    const lines: string[] = []
    const progress = createProgress({
      isErrorTerminal: false,
      writeError: (text: string) => lines.push(text),
    } as unknown as CliIo)
    const job = (kind: Job['kind'], stage: string) => ({ kind, stage, title: 'T', state: 'running' }) as Job
    for (const stage of ['Reading columns', 'Tree 1 of 3, log-loss 0.5', 'Tree 2 of 3, log-loss 0.4', 'Binning'])
      progress.show(job('training.start', stage))
    for (const stage of ['Trial 1', 'Trial 2']) progress.show(job('experiment.search', stage))
    expect(lines.map((line) => line.trim())).toEqual([
      'T: Reading columns',
      'T: Tree 1 of 3, log-loss 0.5',
      'T: Binning',
      'T: Trial 1',
      'T: Trial 2',
    ])
  })
})
