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
    expect(report.statement).toMatch(
      /^From 40 to 80 rows the hold-out AUC changes by \+\d\.\d{4}; the model does (\d\.\d{4} (better|worse)|equally well) on its own rows\.$/,
    )
  })

  it('says by how much the model does better or worse on its own rows', () => {
    // Scores that tell nobody apart on one side (AUC 0.5), everybody on the other (AUC 1).
    const flat = (rows: Uint32Array) => new Float64Array(rows.length).fill(0.5)
    const right = (rows: Uint32Array) => Float64Array.from(rows, (row) => 0.2 + 0.5 * yTrue[row]!)
    const statement = (own: typeof flat, others: typeof flat) => {
      const both = (yScore: Float64Array) => ({ yScore, yProb: yScore })
      const fixed: Learner = (training, rows) => ({
        training: both(own(training)),
        test: both(others(rows)),
        characteristics: ['a'],
      })
      return learningCurve({ yTrue, development }, test, fixed, { shares: [0.5, 1], seed: 1 }).statement
    }
    expect(statement(right, flat)).toMatch(/; the model does 0\.5000 better on its own rows\.$/)
    expect(statement(flat, right)).toMatch(/; the model does 0\.5000 worse on its own rows\.$/)
    expect(statement(right, right)).toMatch(/; the model does equally well on its own rows\.$/)
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
