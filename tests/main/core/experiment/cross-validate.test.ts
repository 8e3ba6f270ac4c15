import { describe, expect, it } from 'vitest'
import { crossValidate } from '../../../../src/main/core/experiment/cross-validate.ts'
import type { Learner } from '../../../../src/main/core/experiment/learner.ts'
import { StatisticError } from '../../../../src/main/core/statistic-error.ts'
import { crossValidationReportSchema } from '../../../../src/shared/contract/index.ts'

const N = 60
const yTrue = Uint8Array.from({ length: N }, (_, i) => (i % 3 === 0 ? 1 : 0))
const development = Uint32Array.from({ length: 50 }, (_, i) => i)

/** Knows the answer but for every tenth row. */
const oracle: Learner = (training, test) => {
  const scores = (rows: Uint32Array) => {
    const yProb = Float64Array.from(rows, (row) => (row % 10 === 0 ? 0.4 : yTrue[row] === 1 ? 0.8 : 0.1) + row / 1000)
    return { yScore: yProb, yProb }
  }
  return { training: scores(training), test: scores(test), characteristics: training.includes(0) ? ['a', 'b'] : ['a'] }
}

describe('cross-validation', () => {
  it('tests every development row once per repeat on a model that has not seen it, and no other row', () => {
    const tested: number[] = []
    const watching: Learner = (training, test) => {
      for (const row of test) {
        expect(training.includes(row)).toBe(false)
        tested.push(row)
      }
      expect(training.length + test.length).toBe(50)
      return oracle(training, test)
    }
    crossValidate({ yTrue, development }, watching, { folds: 5, repeats: 2, seed: 3 })
    expect(tested.sort((a, b) => a - b)).toEqual([...development].flatMap((row) => [row, row]))
  })

  it('gives figures per fold, their mean, the pooled AUC and how often each characteristic was kept', () => {
    const report = crossValidate({ yTrue, development }, oracle, { folds: 5, repeats: 1, seed: 3 })
    expect(crossValidationReportSchema.parse(report)).toEqual(report)
    expect(report.results).toHaveLength(5)
    expect(report).toMatchObject({ nRows: 50, nEvents: 17 })
    const mean = report.results.reduce((sum, { testAuc }) => sum + testAuc.value!, 0) / 5
    expect(report.meanAuc.value).toBeCloseTo(mean, 12)
    expect(report.meanAuc.lower!).toBeLessThan(mean)
    expect(report.stability).toEqual([
      { name: 'a', nKept: 5 },
      { name: 'b', nKept: 4 },
    ])
    // Pooled: every row has its own PD, so that the AUC is that of the whole sample.
    const all = oracle(development, development).test.yProb
    let wins = 0
    for (const i of development)
      for (const j of development) if (yTrue[i] === 1 && yTrue[j] === 0) wins += all[i]! > all[j]! ? 1 : 0
    expect(report.pooledAuc.value).toBeCloseTo(wins / (17 * 33), 12)
  })

  it('lists a fold that cannot be fitted and gives no mean then', () => {
    let n = 0
    const failing: Learner = (training, test) => {
      if (++n === 2) throw new StatisticError('undefined', 'the columns separate')
      return oracle(training, test)
    }
    const report = crossValidate({ yTrue, development }, failing, { folds: 5, repeats: 1, seed: 3 })
    expect(report.results[1]).toMatchObject({ problem: 'the columns separate', nCharacteristics: 0 })
    expect(report.meanAuc).toMatchObject({ value: null, reason: 'fold 2 has no value: the columns separate' })
    expect(report.pooledAuc.value).toBeNull()
  })

  it('hands on faults of the program and refuses folds without events', () => {
    const broken: Learner = () => {
      throw new TypeError('broken')
    }
    expect(() => crossValidate({ yTrue, development }, broken, { folds: 5, repeats: 1, seed: 3 })).toThrow(TypeError)
    const plan = { folds: 20, repeats: 1, seed: 3 }
    expect(() => crossValidate({ yTrue, development }, oracle, plan)).toThrow(/20 folds need at least 20 events/)
    expect(() => crossValidate({ yTrue, development }, oracle, { ...plan, folds: 5, repeats: 0 })).toThrow(
      /1 repeat, got 0/,
    )
  })

  it('is the same for the same seed', () => {
    const once = () => crossValidate({ yTrue, development }, oracle, { folds: 4, repeats: 2, seed: 9 })
    expect(once()).toEqual(once())
  })
})
