import { describe, expect, it } from 'vitest'
import { compileScorecard } from '../../../../src/main/core/scorecard/score-scorecard.ts'
import { type RunStrategyInput, runStrategy } from '../../../../src/main/jobs/tasks/run-strategy.ts'
import { strategyReportSchema } from '../../../../src/shared/contract/strategy.ts'
import { german, trainGerman, withoutOutcomes, yTrue } from './german-models.ts'
import { memoryContext } from './memory-reader.ts'

const { model, origin } = trainGerman(['status', 'month', 'credit_history'])
const context = memoryContext({ german })
const input: RunStrategyInput = {
  model,
  origin,
  datasetVersionId: 'german',
  sample: 'all',
  costFalseNegative: 10,
  costFalsePositive: 1,
  profitPerGood: 1,
  lossPerBad: 10,
  approvalRate: 0.7,
  badRate: null,
}

describe('runStrategy', () => {
  it('gives the report of the contract, and the cheapest of all cut-offs', () => {
    const report = runStrategy(input, context)
    expect(strategyReportSchema.parse(report)).toEqual(report)
    expect(report).toMatchObject({ sample: 'all rows', nRows: 1000, nEvents: 300 })
    expect(report.choices.map(({ rule }) => rule)).toEqual(['cost', 'profit', 'approvalRate', 'ks', 'youden'])
    const { points } = compileScorecard(model).scoreFrame(german)
    const costAt = (cutOff: number) => yTrue.reduce((sum, y, i) => sum + (points[i]! >= cutOff ? 10 * y : 1 - y), 0)
    const cheapest = Math.min(...[...new Set(points), Number.POSITIVE_INFINITY].map(costAt))
    const choice = report.choices[0]!.choice!
    expect(choice.cost).toBe(cheapest)
    expect(costAt(choice.points)).toBe(cheapest)
  })

  it('knows the hold-out sample, and leaves rows without an outcome out', () => {
    expect(runStrategy({ ...input, sample: 'holdout' }, context)).toMatchObject({
      sample: 'the hold-out sample',
      nRows: 300,
    })
    const unknown = Array.from({ length: 100 }, (_, i) => i * 3)
    const rejecting = trainGerman(['status', 'month'], { unknown })
    const report = runStrategy(
      { ...input, ...rejecting, datasetVersionId: 'german' },
      memoryContext({ german: withoutOutcomes(unknown) }),
    )
    expect(report.nRows).toBe(900)
  })

  it('refuses a sample without rows', () => {
    const whole = { ...origin, developmentShare: 1 }
    expect(() => runStrategy({ ...input, origin: whole, sample: 'holdout' }, context)).toThrow('needs rows, got none')
  })
})
