import { describe, expect, it } from 'vitest'
import type { SearchTrial, Setting } from '../../../../src/main/core/experiment/experiment-types.ts'
import type { Learner } from '../../../../src/main/core/experiment/learner.ts'
import {
  nextTrials,
  runSearchTrial,
  searchReport,
  type TrialPlan,
} from '../../../../src/main/core/experiment/search.ts'
import { applySettings, planSearch } from '../../../../src/main/core/experiment/search-space.ts'
import { searchReportSchema } from '../../../../src/shared/contract/index.ts'

const yTrue = Uint8Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? 1 : 0))
const development = Uint32Array.from({ length: 300 }, (_, i) => i)
const PARAMS = { l2: 0, binning: { maxBins: 6 } }

/** Best where x is near 0.6. */
function learnerOf(settings: readonly Setting[]): Learner {
  const x = Number(settings.find(({ path }) => path === 'l2')!.value)
  const score = (rows: Uint32Array) => {
    const yProb = Float64Array.from(
      rows,
      (row) =>
        0.3 + 0.3 * yTrue[row]! + Math.min(1.2, 3 * Math.abs(x - 0.6) + 0.7) * 0.5 * (((row * 53) % 97) / 97 - 0.5),
    )
    return { yScore: yProb, yProb }
  }
  return (training, test) => ({ training: score(training), test: score(test), characteristics: ['a'] })
}

const run = (plan: TrialPlan) =>
  runSearchTrial({ yTrue, development }, learnerOf(plan.settings), plan, { folds: 3, seed: 1 })

function finish(
  settings: Setting[][],
  strategy: 'grid' | 'random' | 'successiveHalving',
  stored: SearchTrial[] = [],
): SearchTrial[] {
  const done = [...stored]
  for (;;) {
    const next = nextTrials(settings, strategy, done)
    if (next.length === 0) return done
    done.push(run(next[0]!))
  }
}

describe('search space', () => {
  it('a grid has every combination, the last dimension changing fastest', () => {
    const plan = planSearch(
      [
        { path: 'a', values: [1, 2] },
        { path: 'b', range: { minimum: 3, maximum: 5, scale: 'integer' } },
      ],
      'grid',
      1,
      1,
    )
    expect(plan.map((settings) => settings.map(({ value }) => value))).toEqual([
      [1, 3],
      [1, 4],
      [1, 5],
      [2, 3],
      [2, 4],
      [2, 5],
    ])
  })

  it('draws stay within range, are spread on a log scale, and repeat with the seed', () => {
    const dimensions = [
      { path: 'l2', range: { minimum: 0.001, maximum: 1000, scale: 'log' as const } },
      { path: 'n', range: { minimum: 2, maximum: 4, scale: 'integer' as const } },
      { path: 'x', range: { minimum: -1, maximum: 1, scale: 'linear' as const } },
    ]
    const plan = planSearch(dimensions, 'random', 200, 5)
    const values = (i: number) => plan.map((settings) => Number(settings[i]!.value))
    expect(Math.min(...values(0))).toBeGreaterThanOrEqual(0.001)
    expect(Math.max(...values(0))).toBeLessThanOrEqual(1000)
    const below = values(0).filter((value) => value < 1).length
    expect(below).toBeGreaterThan(70)
    expect(below).toBeLessThan(130)
    expect(new Set(values(1))).toEqual(new Set([2, 3, 4]))
    expect(values(2).every((value) => value >= -1 && value < 1)).toBe(true)
    expect(planSearch(dimensions, 'random', 200, 5)).toEqual(plan)
  })

  it('equal draws are kept once', () => {
    expect(planSearch([{ path: 'a', values: [1, 2] }], 'random', 50, 1)).toHaveLength(2)
  })

  it('refuses what cannot be searched', () => {
    const plan = (dimension: object, strategy: 'grid' | 'random' = 'random') =>
      planSearch([{ path: 'a', ...dimension }], strategy, 5, 1)
    expect(() => plan({})).toThrow(/values or a range for "a", got neither/)
    expect(() => plan({ values: [1], range: { minimum: 0, maximum: 1, scale: 'linear' } })).toThrow(/got both/)
    expect(() => plan({ range: { minimum: 1, maximum: 1, scale: 'linear' } })).toThrow(
      /ascending numbers for "a", got 1 to 1/,
    )
    expect(() => plan({ range: { minimum: 0, maximum: 1, scale: 'log' } })).toThrow(/above 0 for the log scale/)
    expect(() => plan({ range: { minimum: 0.5, maximum: 2, scale: 'integer' } })).toThrow(/whole numbers/)
    expect(() => plan({ range: { minimum: 0, maximum: 1, scale: 'linear' } }, 'grid')).toThrow(/in a grid/)
    expect(() =>
      planSearch(
        [
          { path: 'a', values: [1] },
          { path: 'a', values: [2] },
        ],
        'grid',
        1,
        1,
      ),
    ).toThrow(/"a" twice/)
    const wide = { values: Array.from({ length: 40 }, (_, i) => i) }
    expect(() =>
      planSearch(
        [
          { path: 'a', ...wide },
          { path: 'b', ...wide },
        ],
        'grid',
        1,
        1,
      ),
    ).toThrow(/at most 1000 combinations.*1600/)
  })

  it('settings replace what is there and nothing else', () => {
    expect(applySettings(PARAMS, [{ path: 'binning.maxBins', value: 4 }])).toEqual({ l2: 0, binning: { maxBins: 4 } })
    expect(PARAMS.binning.maxBins).toBe(6)
    for (const path of ['nothing', 'binning.nothing', 'l2.x', '__proto__.x', 'constructor'])
      expect(() => applySettings(PARAMS, [{ path, value: 1 }])).toThrow(/paths of parameters/)
  })
})

describe('search', () => {
  const settings = planSearch([{ path: 'l2', values: [0, 0.2, 0.4, 0.6, 0.8, 1, 1.4, 2, 3, 5] }], 'grid', 1, 1)

  it('a grid does every setting on all rows and chooses the best', () => {
    const trials = finish(settings, 'grid')
    const report = searchReport(PARAMS, 'grid', 3, trials)
    expect(searchReportSchema.parse(report)).toEqual(report)
    expect(report.trials).toHaveLength(10)
    expect(report.trials[report.best!]!.settings).toEqual([{ path: 'l2', value: 0.6 }])
    expect(report.bestParams).toEqual({ l2: 0.6, binning: { maxBins: 6 } })
    expect(report.statement).toMatch(/optimistic/)
  })

  it('halving takes the best third on three times the rows, until all rows', () => {
    const trials = finish(settings, 'successiveHalving')
    expect(trials.map(({ round, rowShare }) => [round, rowShare])).toEqual([
      ...Array.from({ length: 10 }, () => [1, 1 / 9]),
      ...Array.from({ length: 4 }, () => [2, 1 / 3]),
      [3, 1],
      [3, 1],
    ])
    expect(trials.map(({ trial }) => trial)).toEqual(Array.from({ length: 16 }, (_, i) => i + 1))
    expect(searchReport(PARAMS, 'successiveHalving', 3, trials).bestParams).toMatchObject({ l2: 0.6 })
  })

  it('goes on where it stopped: the same trials as without a break', () => {
    const whole = finish(settings, 'successiveHalving')
    for (const kept of [1, 9, 10, 12, 15]) {
      expect(finish(settings, 'successiveHalving', whole.slice(0, kept))).toEqual(whole)
    }
  })

  it('a trial that cannot be fitted is listed and never the best', () => {
    const few = Uint8Array.from({ length: 300 }, (_, i) => (i < 2 ? 1 : 0))
    const plan = { trial: 1, round: 1, rowShare: 1, settings: [{ path: 'l2', value: 0.6 }] }
    const trial = runSearchTrial({ yTrue: few, development }, learnerOf(plan.settings), plan, { folds: 3, seed: 1 })
    expect(trial.problem).toMatch(/3 folds need at least 3 events/)
    expect(searchReport(PARAMS, 'grid', 3, [trial])).toMatchObject({ best: null, bestParams: null })
  })
})
