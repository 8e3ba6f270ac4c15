import { describe, expect, it } from 'vitest'
import { compileScorecard } from '../../../../src/main/core/scorecard/score-scorecard.ts'
import { brierScore } from '../../../../src/main/core/stats/brier-score.ts'
import { type CalibrateModelInput, calibrateModel } from '../../../../src/main/jobs/tasks/calibrate-model.ts'
import { scorecardModelSchema } from '../../../../src/shared/contract/model.ts'
import { calibrationReportSchema } from '../../../../src/shared/contract/strategy.ts'
import { german, trainGerman, yTrue } from './german-models.ts'
import { memoryContext } from './memory-reader.ts'

const trained = trainGerman(['status', 'month', 'credit_history'])
const { model, origin, holdout } = trained
const context = memoryContext({ german, other: german })

function run(changes: Partial<CalibrateModelInput> = {}) {
  const input = { model, origin, datasetVersionId: 'german', method: 'platt', sample: 'holdout', centralTendency: null }
  return calibrateModel({ ...input, ...changes } as CalibrateModelInput, context)
}

describe('calibrateModel', () => {
  it.each(['platt', 'isotonic', 'beta', 'shift'] as const)('gives the report of the contract: %s', (method) => {
    const report = run({ method })
    expect(calibrationReportSchema.parse(report)).toEqual(report)
    expect(report.calibration.method).toBe(method)
    expect(report.fittedOn).toBe('the hold-out sample')
    expect(report.samples.map(({ label, nRows }) => [label, nRows])).toEqual([
      ['the hold-out sample', 300],
      ['the development sample', 700],
    ])
  })

  it('is what the scorecard gives with this calibration', () => {
    const report = run()
    const calibrated = scorecardModelSchema.parse({ ...model, calibration: report.calibration })
    const rows = (values: ArrayLike<number>) => Array.from(holdout, (row) => values[row]!)
    const { probability, points } = compileScorecard(calibrated).scoreFrame(german)
    expect(points).toEqual(compileScorecard(model).scoreFrame(german).points)
    const after = report.samples[0]!.after
    expect(after.brierScore.value).toBeCloseTo(brierScore(rows(yTrue), rows(probability)), 14)
    expect(after.meanPredicted).toBeCloseTo(rows(probability).reduce((sum, p) => sum + p, 0) / 300, 14)
  })

  it('takes all rows of other data, beside the samples of its own', () => {
    const report = run({ datasetVersionId: 'other', sample: 'all' })
    expect(report.samples.map(({ label }) => label)).toEqual([
      'all rows',
      'the development sample',
      'the hold-out sample',
    ])
    expect(run({ sample: 'all' }).samples.map(({ label }) => label)).toEqual(['all rows'])
    const development = run({ sample: 'development' })
    expect(development.samples.map(({ label }) => label)).toEqual(['the development sample', 'the hold-out sample'])
  })

  it('starts from the points where the model is calibrated already', () => {
    const shifted = { ...model, calibration: { method: 'shift' as const, intercept: 1 } }
    const report = run({ model: shifted })
    expect(report.calibration).toEqual(run().calibration)
    expect(report.statement).toContain('takes the place of the shift calibration')
    expect(report.samples[0]!.before.meanPredicted).toBeGreaterThan(run().samples[0]!.before.meanPredicted)
  })

  it('meets a central tendency', () => {
    const report = run({ method: 'shift', centralTendency: 0.05 })
    expect(report.samples[0]!.after.meanPredicted).toBeCloseTo(0.05, 12)
  })

  it('refuses with a remedy', () => {
    const whole = { ...origin, developmentShare: 1 }
    expect(() => run({ origin: whole })).toThrow('the hold-out sample needs rows, got none')
    expect(() => run({ datasetVersionId: 'other' })).toThrow('needs the data set the model was trained on')
    const reversed = { ...model, factor: -model.factor }
    expect(() => run({ model: reversed })).toThrow(
      expect.objectContaining({ code: 'undefinedStatistic', place: { field: 'method' } }),
    )
    expect(() => run({ centralTendency: 0.5 })).toThrow(expect.objectContaining({ code: 'invalidInput' }))
  })
})
