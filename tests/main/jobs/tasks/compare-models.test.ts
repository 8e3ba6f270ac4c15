import { describe, expect, it } from 'vitest'
import { compileScorecard } from '../../../../src/main/core/scorecard/score-scorecard.ts'
import { rocAuc } from '../../../../src/main/core/stats/roc-auc.ts'
import { tallyScores } from '../../../../src/main/core/stats/score-tally.ts'
import { type CompareModelsInput, compareModels } from '../../../../src/main/jobs/tasks/compare-models.ts'
import { comparisonReportSchema } from '../../../../src/shared/contract/strategy.ts'
import { germanColumn } from '../../core/stats/german-credit.ts'
import { german, type TrainedModel, trainGerman, withoutOutcomes, yTrue } from './german-models.ts'
import { memoryContext } from './memory-reader.ts'

const first = trainGerman(['status', 'month', 'credit_history'])
const second = trainGerman(['status', 'savings'], { seed: 2 })
const elsewhere = trainGerman(['month', 'savings'], { datasetVersionId: 'other' })

function run(models: readonly TrainedModel[], changes: Partial<CompareModelsInput> = {}, data = german) {
  const named = models.map(({ model, origin, params, seed }, i) => ({
    modelVersionId: `mv_${i}`,
    name: `Card, version ${i + 1}`,
    contentHash: `${i}`.repeat(64),
    method: 'scorecard' as const,
    params,
    seed,
    model,
    origin,
  }))
  const input = { models: named, datasetVersionId: 'german', sample: 'holdout' as const, approvalRate: 0.7 }
  return compareModels({ ...input, ...changes }, memoryContext({ german: data, other: german, third: german }))
}

/** AUC of a model over some rows of German Credit. */
function aucOver({ model }: TrainedModel, rows: ArrayLike<number>): number {
  const { points } = compileScorecard(model).scoreFrame(german)
  const picked = Array.from(rows)
  return rocAuc(
    tallyScores(
      picked.map((row) => yTrue[row]!),
      picked.map((row) => -points[row]!),
    ),
  )
}

const both = (a: Uint32Array, b: Uint32Array) => Array.from(a).filter((row) => b.includes(row))

describe('compareModels', () => {
  it('gives the report of the contract on the rows no model was fitted to', () => {
    const report = run([first, second, elsewhere])
    expect(comparisonReportSchema.parse(report)).toEqual(report)
    const rows = both(first.holdout, second.holdout)
    expect(rows.length).toBeGreaterThan(50)
    expect(report.nRows).toBe(rows.length)
    expect(report.sample).toBe('the hold-out sample of the 2 of 3 models that were trained on this data set')
    expect(report.models.map(({ rocAuc: auc }) => auc.value)).toEqual([
      aucOver(first, rows),
      aucOver(second, rows),
      aucOver(elsewhere, rows),
    ])
    expect(report.models.map(({ nCharacteristics }) => nCharacteristics)).toEqual(
      [first, second, elsewhere].map(({ model }) => model.characteristics.length),
    )
    expect(report.parameterDifferences.map(({ path }) => path)).toEqual(['dataset', 'seed'])
  })

  it('takes the rows all models were fitted to, or all rows', () => {
    expect(run([first, second], { sample: 'development' }).nRows).toBe(
      both(first.development, second.development).length,
    )
    expect(run([first, second], { sample: 'development' }).sample).toBe('the development sample of every model')
    expect(run([first, second], { sample: 'all' })).toMatchObject({ nRows: 1000, sample: 'all rows' })
    expect(run([first, second], { datasetVersionId: 'third' })).toMatchObject({
      nRows: 1000,
      sample: 'all rows: none of the models was trained on this data set',
    })
  })

  it('says whose Brier score and log-loss may be flattered by a calibration', () => {
    const calibrated = {
      ...second,
      model: { ...second.model, calibration: { method: 'shift' as const, intercept: 0.1 } },
    }
    expect(run([first, calibrated]).sample).toBe(
      'the hold-out sample of every model (Brier score and log-loss of Card, version 2 are flattered if calibrated on these rows)',
    )
    expect(run([first, second]).sample).not.toContain('flattered')
  })

  it('keeps models with and without reject inference on the same rows, those they were not fitted to', () => {
    const unknown = Array.from({ length: 120 }, (_, i) => i * 8)
    const rejecting = trainGerman(['status', 'month'], { unknown, seed: 3 })
    const other = trainGerman(['status', 'savings'], { unknown, seed: 4 })
    const data = withoutOutcomes(unknown)
    const rows = both(rejecting.holdout, other.holdout)
    const report = run([rejecting, other, elsewhere], {}, data)
    expect(report.nRows).toBe(rows.length)
    expect(rows.some((row) => unknown.includes(row))).toBe(false)
    expect(report.models[0]!.rocAuc.value).toBe(aucOver(rejecting, rows))
    expect(report.models[2]!.rocAuc.value).toBe(aucOver(elsewhere, rows))
    expect(run([elsewhere, rejecting], { sample: 'all' }, data).nRows).toBe(880)
  })

  it('keeps rows apart that only some models know', () => {
    const unknown = Array.from({ length: 120 }, (_, i) => i * 8)
    const status = germanColumn('status')
    const marked = [...yTrue.keys()].filter((row) => status[row] === 'A13' || unknown.includes(row))
    const rejecting = trainGerman(['month', 'savings'], { unknown })
    const marking = trainGerman(['status', 'month'], { unknown: marked, mark: { column: 'status', value: 'A13' } })
    const report = run([rejecting, marking], {}, withoutOutcomes(unknown))
    const rows = both(rejecting.holdout, marking.holdout)
    expect(report.nRows).toBe(rows.length)
    expect(report.models.map(({ rocAuc: auc }) => auc.value)).toEqual([
      aucOver(rejecting, rows),
      aucOver(marking, rows),
    ])
  })

  it('gives twins difference 0 and no test', () => {
    const [difference] = run([first, { ...first }]).differences
    expect(difference!.aucDifference.value).toBe(0)
    expect(difference!.test.reason).toMatch(/rank rows differently/)
  })

  it('refuses rows that do not exist, with a remedy', () => {
    const whole = trainGerman(['status', 'month'], { share: 1 })
    expect(() => run([first, whole])).toThrow('A comparison needs rows, got none: the hold-out sample of every model')
    expect(() => run([first, whole])).toThrow(
      expect.objectContaining({ code: 'invalidInput', hint: expect.stringContaining('choose the sample "all"') }),
    )
  })
})
