import { describe, expect, it } from 'vitest'
import type { Learner } from '../../../../src/main/core/experiment/learner.ts'
import { learningCurve } from '../../../../src/main/core/experiment/learning-curve.ts'
import { StatisticError } from '../../../../src/main/core/statistic-error.ts'
import { learningCurveReportSchema } from '../../../../src/shared/contract/index.ts'

const yTrue = Uint8Array.from({ length: 120 }, (_, i) => (i % 4 === 0 ? 1 : 0))
const development = Uint32Array.from({ length: 80 }, (_, i) => i)
const test = Uint32Array.from({ length: 40 }, (_, i) => 80 + i)

/** The more rows it has seen, the less noise. */
const learner: Learner = (training, rows) => {
  const scores = (of: Uint32Array) => {
    const yProb = Float64Array.from(
      of,
      (row) => 0.3 + 0.2 * yTrue[row]! + (((row * 37) % 41) / 41) * (8 / training.length),
    )
    return { yScore: yProb, yProb: yProb.map((p) => Math.min(1, p)) }
  }
  return { training: scores(training), test: scores(rows), characteristics: ['a'] }
}

describe('learning curve', () => {
  it('trains on growing shares of the development rows, class by class, and judges on the same test rows', () => {
    const seen: number[][] = []
    const watching: Learner = (training, rows) => {
      seen.push([...training])
      expect(rows).toEqual(test)
      return learner(training, rows)
    }
    const report = learningCurve({ yTrue, development }, test, watching, { shares: [0.25, 0.5, 1], seed: 1 })
    expect(learningCurveReportSchema.parse(report)).toEqual(report)
    expect(report.points.map(({ nRows, nEvents }) => [nRows, nEvents])).toEqual([
      [20, 5],
      [40, 10],
      [80, 20],
    ])
    expect(seen[2]).toEqual([...development])
    expect(report.points[2]!.testAuc.value!).toBeGreaterThan(report.points[0]!.testAuc.value!)
    expect(report.statement).toMatch(/^From 40 to 80 rows the hold-out AUC changes by \+/)
  })

  it('keeps a point that cannot be fitted, with its reason', () => {
    const failing: Learner = (training, rows) => {
      if (training.length < 30) throw new StatisticError('undefined', 'too few rows')
      return learner(training, rows)
    }
    const report = learningCurve({ yTrue, development }, test, failing, { shares: [0.25, 1], seed: 1 })
    expect(report.points[0]).toMatchObject({ problem: 'too few rows', testAuc: { value: null } })
    expect(report.statement).toMatch(/Too few points/)
  })

  it('needs ascending shares and test rows', () => {
    const run = (shares: number[], rows = test) =>
      learningCurve({ yTrue, development }, rows, learner, { shares, seed: 1 })
    expect(() => run([0.5, 0.5])).toThrow(/ascending shares/)
    expect(() => run([0, 1])).toThrow(/ascending shares in \(0, 1\]/)
    expect(() => run([0.5, 1], new Uint32Array(0))).toThrow(/hold-out rows to judge on, got none/)
  })
})
