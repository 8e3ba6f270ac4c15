import { describe, expect, it } from 'vitest'
import { BinEvaluators } from '../../../../src/main/jobs/binning/bin-evaluators.ts'
import type { BinEvaluator, BinSubject } from '../../../../src/main/jobs/binning/bin-protocol.ts'
import type { RegressionRequest } from '../../../../src/main/jobs/tasks/read-training.ts'
import { scorecardParamsSchema } from '../../../../src/shared/contract/index.ts'

type Params = Parameters<typeof scorecardParamsSchema.parse>[0]

function subject(change: Partial<RegressionRequest> = {}, nErasedRows = 0, params: Params = {}): BinSubject {
  const request: RegressionRequest = {
    datasetVersionId: 'dv_1',
    method: 'scorecard',
    target: { column: 'bad', eventValue: '1' },
    characteristics: ['a', 'b'],
    params: scorecardParamsSchema.parse(params),
    seed: 1,
    ...change,
  }
  return { request, nErasedRows }
}

function evaluators() {
  const made: string[] = []
  const cache = new BinEvaluators((request) => {
    made.push(`${request.datasetVersionId} ${request.seed}`)
    return {} as BinEvaluator
  })
  return { cache, made }
}

describe('the evaluators of the bin editor', () => {
  it('are made once for the same data, whatever the bins', () => {
    const { cache, made } = evaluators()
    const first = cache.of(subject())
    expect(cache.of(subject({}, 0, { binning: { maxBins: 3 }, l2: 1, minInformationValue: 0.1 }))).toBe(first)
    expect(cache.of(subject({}, 0, { scaling: { rounding: 'none' }, selection: { mustNot: ['a'] } }))).toBe(first)
    expect(made).toHaveLength(1)
  })

  it.each([
    ['the data set', subject({ datasetVersionId: 'dv_2' })],
    ['the method', subject({ method: 'logistic' })],
    ['the target', subject({ target: { column: 'bad', eventValue: '2' } })],
    ['the characteristics', subject({ characteristics: ['b', 'a'] })],
    ['the seed', subject({ seed: 2 })],
    ['the split', subject({}, 0, { developmentShare: 0.5 })],
    ['the weights', subject({}, 0, { weights: 'none' })],
    ['the offset', subject({}, 0, { offsetColumn: 'o' })],
    ['what is done with rejects', subject({}, 0, { rejectInference: { method: 'fuzzy' } })],
  ])('are others for another answer to %s', (_what, other) => {
    const { cache, made } = evaluators()
    cache.of(subject())
    cache.of(other)
    expect(made).toHaveLength(2)
  })

  it('are two at most: the one used longest ago goes first', () => {
    const { cache, made } = evaluators()
    for (const seed of [1, 2, 1, 3, 1, 2]) cache.of(subject({ seed }))
    expect(cache.size).toBe(2)
    expect(made).toEqual(['dv_1 1', 'dv_1 2', 'dv_1 3', 'dv_1 2'])
  })

  it('are forgotten when cells of their data were erased', () => {
    const { cache, made } = evaluators()
    cache.of(subject({ datasetVersionId: 'dv_2' }))
    cache.of(subject())
    cache.of(subject({}, 1))
    expect(made).toEqual(['dv_2 1', 'dv_1 1', 'dv_1 1'])
    expect(cache.size).toBe(2)
    cache.of(subject({ datasetVersionId: 'dv_2' }))
    expect(made).toHaveLength(3)
  })
})
