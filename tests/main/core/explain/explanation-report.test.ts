import { describe, expect, it } from 'vitest'
import { explanationReport } from '../../../../src/main/core/explain/explanation-report.ts'
import { createFrame, getColumn, takeFrameRows } from '../../../../src/main/core/frame/frame.ts'
import { compileScorecard } from '../../../../src/main/core/scorecard/score-scorecard.ts'
import { explanationReportSchema } from '../../../../src/shared/contract/evidence.ts'
import { DEFAULTS, fitGerman, frame, split } from '../scorecard/german-scorecard.ts'

const { model } = fitGerman()

describe('explanation report', () => {
  const report = explanationReport(model, frame, 'all')

  it('has the shape of the contract', () => {
    expect(explanationReportSchema.parse(report)).toEqual(report)
    expect(report).toMatchObject({ sample: 'all', nRows: 1000, largestAdditivityResidual: 0 })
  })

  it('gives the mean distance from the baseline by another route', () => {
    const { bins } = compileScorecard(model).scoreFrame(frame)
    for (const importance of report.importance) {
      const j = model.characteristics.findIndex(({ name }) => name === importance.name)
      const { attributes, meanPoints } = model.characteristics[j]!
      const counts = attributes.map((_, b) => bins[j]!.filter((bin) => bin === b).length)
      const mean = attributes.reduce(
        (sum, { points }, b) => sum + (counts[b]! / 1000) * Math.abs(points - meanPoints),
        0,
      )
      expect(importance.meanAbsoluteDeviation).toBeCloseTo(mean, 5)
      expect(importance.pointsRange).toBe(
        Math.max(...attributes.map((a) => a.points)) - Math.min(...attributes.map((a) => a.points)),
      )
    }
  })

  it('lists the most important first, with shares of one', () => {
    const deviations = report.importance.map((importance) => importance.meanAbsoluteDeviation)
    expect(deviations).toEqual(deviations.toSorted((a, b) => b - a))
    expect(report.importance.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
    expect(report.importance[0]!.name).toBe('status')
  })

  it('puts the baseline at the mean score of the development sample', () => {
    const { points } = compileScorecard(model).scoreFrame(takeFrameRows(frame, split.development))
    expect(report.baselinePoints).toBeCloseTo(points.reduce((sum, value) => sum + value, 0) / 700, 4)
  })

  it('reports what rounding leaves when points are not whole', () => {
    const { model: exact } = fitGerman({ scaling: { ...DEFAULTS.scaling, rounding: 'none' } })
    const { largestAdditivityResidual } = explanationReport(exact, frame, 'all')
    expect(largestAdditivityResidual).toBeLessThan(1e-10)
  })

  it('sees a baseline that does not belong to the points', () => {
    const half = {
      ...model,
      characteristics: model.characteristics.map((c) => ({ ...c, meanPoints: c.meanPoints + 2 ** 50 })),
    }
    expect(explanationReport(half, frame, 'all').largestAdditivityResidual).toBeGreaterThan(0)
  })

  it('needs rows and the columns of the scorecard', () => {
    expect(() => explanationReport(model, takeFrameRows(frame, []), 'holdout')).toThrow(
      'needs rows, got none in the sample "holdout"',
    )
    expect(() => explanationReport(model, createFrame([getColumn(frame, 'month')]), 'all')).toThrow(
      'needs a column "status"',
    )
  })
})
