import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { regressionSpecSchema, SearchReport, trainingSpecSchema } from '../../../src/shared/contract/index.ts'
import { importGerman, PASSWORD, USER } from '../../helpers/test-app.ts'
import { type DataRoom, failure, openDataRoom } from './data-room.ts'

let room: DataRoom
let german: string
beforeAll(async () => {
  room = await openDataRoom()
  german = await importGerman(room)
}, 400_000)
afterAll(() => room.dispose())

const DIMENSIONS = [
  { path: 'l2', range: { minimum: 0.01, maximum: 100, scale: 'log' } },
  { path: 'binning.maxBins', range: { minimum: 2, maximum: 6, scale: 'integer' } },
]
const TREE_DIMENSIONS = [
  { path: 'learningRate', range: { minimum: 0.05, maximum: 0.3, scale: 'log' } },
  { path: 'maxLeaves', range: { minimum: 2, maximum: 6, scale: 'integer' } },
]

type Spec = z.input<typeof regressionSpecSchema>
type AnySpec = z.input<typeof trainingSpecSchema>
/** Few characteristics: experiments fit many times. */
const spec = (rest: Partial<Spec> = {}): Spec => ({
  dataset: german,
  include: ['status', 'month', 'credit_history', 'savings', 'purpose'],
  ...rest,
})
/** The same data, by few small trees. */
const trees = (rest: Partial<AnySpec> = {}): AnySpec =>
  ({ ...spec(), method: 'gbdt', params: { maxTrees: 10, maxLeaves: 5, learningRate: 0.2 }, ...rest }) as AnySpec
const startSearch = (rest: object = {}) =>
  room.client.experiment.search({
    spec: spec(),
    strategy: 'grid',
    dimensions: [
      { path: 'binning.maxBins', values: [2, 3, 4, 5] },
      { path: 'l2', values: [0, 1] },
    ],
    folds: 3,
    ...rest,
  })
const search = async (rest: object = {}) => {
  const { id } = await room.run(() => startSearch(rest))
  return (await room.client.experiment.get({ experiment: id })) as Awaited<
    ReturnType<DataRoom['client']['experiment']['get']>
  > & { payload: SearchReport }
}

describe('a cross-validation', () => {
  it('is stored with its key, listed with its figure, and not computed twice', async () => {
    const start = () => room.client.experiment.crossValidate({ spec: spec(), folds: 4 })
    await room.newEvents()
    const first = await room.run(start)
    expect(first).toMatchObject({ kind: 'experiment', id: expect.stringMatching(/^ex_[0-9a-f]{12}$/) })
    expect(await room.newEvents()).toMatchObject([
      { action: 'experiment.crossValidate', result: 'done', object: german },
      { action: 'experiment.create', result: 'done', object: first.id },
    ])
    const experiment = await room.client.experiment.get({ experiment: first.id })
    expect(experiment).toMatchObject({ kind: 'crossValidation', method: 'scorecard', datasetVersionId: german })
    if (experiment.payload.kind !== 'crossValidation') throw new Error('another kind')
    expect(experiment.payload.results).toHaveLength(4)
    expect(experiment.payload.nRows).toBe(700)
    expect(experiment.payload.meanAuc.value).toBeGreaterThan(0.65)
    expect(experiment.headline).toContain(experiment.payload.meanAuc.value!.toFixed(3))
    const again = await room.run(start)
    expect(again.id).toBe(first.id)
    expect(again.summary).toMatch(/^Nothing new/)
    const listed = await room.client.experiment.list({ dataset: german, kind: 'crossValidation' })
    expect(listed.map(({ id }) => id)).toEqual([first.id])
    expect(listed[0]?.parameters).toMatchObject({ folds: 4, repeats: 1, spec: { seed: 1, method: 'scorecard' } })
    const repeated = await room.run(() => room.client.experiment.crossValidate({ spec: spec({ seed: 2 }), folds: 4 }))
    expect(repeated.id).not.toBe(first.id)
  })

  it('takes the second method', async () => {
    const { id } = await room.run(() =>
      room.client.experiment.crossValidate({ spec: spec({ method: 'logistic' }), folds: 2 }),
    )
    expect(await room.client.experiment.get({ experiment: id })).toMatchObject({ method: 'logistic' })
  })
})

describe('a learning curve', () => {
  it('is judged on the hold-out rows, its shares ascending', async () => {
    const { id } = await room.run(() =>
      room.client.experiment.learningCurve({ spec: spec(), shares: [1, 0.3, 0.6, 1] }),
    )
    const { payload } = await room.client.experiment.get({ experiment: id })
    if (payload.kind !== 'learningCurve') throw new Error('another kind')
    expect(payload.points.map(({ share, nRows }) => [share, nRows])).toEqual([
      [0.3, 210],
      [0.6, 420],
      [1, 700],
    ])
    expect(payload.nTest).toBe(300)
  })

  it.each([
    ['one share twice', { shares: [0.5, 0.5] }, 'shares'],
    ['no hold-out rows', { spec: { params: { developmentShare: 1 } } }, 'params'],
  ])('refuses %s', async (_what, rest, field) => {
    const { spec: changed = {}, ...others } = rest as { spec?: Partial<Spec> }
    const error = await failure(
      room.run(() => room.client.experiment.learningCurve({ spec: spec(changed), ...others })),
    )
    expect(error).toMatchObject({ hint: expect.any(String), place: { field } })
  })
})

describe('a search', () => {
  it('tries every combination of a grid and names the best parameters, ready for training', async () => {
    const { payload } = await search()
    expect(payload.trials).toHaveLength(8)
    const best = payload.trials[payload.best!]!
    for (const { meanAuc } of payload.trials) expect(meanAuc.value!).toBeLessThanOrEqual(best.meanAuc.value!)
    const params = payload.bestParams as Spec['params']
    const trained = await room.run(() => room.client.training.start({ ...spec(), ...(params && { params }) }))
    expect(trained.kind).toBe('modelVersion')
  })

  it.each([
    ['scorecards', () => spec({ seed: 5 }), DIMENSIONS],
    ['trees', () => trees({ seed: 5 }), TREE_DIMENSIONS],
  ] as const)('of %s goes on where it was stopped, and ends as one that was not', async (_what, specOf, dimensions) => {
    const rest = { spec: specOf(), strategy: 'successiveHalving', trials: 18, dimensions }
    const whole = await search(rest)
    const other = await openDataRoom()
    try {
      const dataset = await importGerman(other)
      expect(dataset).not.toBe('')
      const input = { ...rest, spec: { ...rest.spec, dataset }, folds: 3 } as Parameters<
        DataRoom['client']['experiment']['search']
      >[0]
      const { jobId } = await other.client.experiment.search(input)
      for await (const job of await other.client.job.watch({ jobId })) if (/Trial [3-9]/.test(job.stage)) break
      await other.client.job.cancel({ jobId })
      expect((await other.client.job.get({ jobId })).state).toBe('cancelled')
      expect(await other.client.experiment.list({})).toEqual([])
      // The program ends and starts again.
      await other.client.workspace.close({ force: true })
      await other.client.workspace.open({ path: other.workspacePath })
      await other.client.workspace.unlock({ userName: USER, password: PASSWORD })
      const stages: string[] = []
      const second = await other.client.experiment.search(input)
      for await (const job of await other.client.job.watch({ jobId: second.jobId })) stages.push(job.stage)
      const { result } = await other.client.job.get({ jobId: second.jobId })
      const resumed = await other.client.experiment.get({ experiment: result!.id })
      expect(stages).not.toContain('Trial 1')
      expect(resumed.payload).toEqual(whole.payload)
      expect(resumed.contentHash).toBe(whole.contentHash)
    } finally {
      await other.dispose()
    }
  })

  it.each([
    ['a path that leads nowhere', [{ path: 'binning.maximumBins', values: [3] }], /paths of parameters/],
    ['a value the parameter cannot have', [{ path: 'binning.maxBins', values: [3, 99] }], /99 for "binning.maxBins"/],
    ['a fraction of a bin', [{ path: 'binning.maxBins', range: { minimum: 2, maximum: 5 } }], /binning.maxBins/],
    ['what decides the rows', [{ path: 'developmentShare', values: [0.5] }], /of the fit itself/],
    ['a parameter of another method', [{ path: 'maxLeaves', values: [3] }], /paths of parameters/],
    ['neither values nor range', [{ path: 'l2' }], /neither/],
  ])('refuses %s at once', async (_what, dimensions, message) => {
    const error = await failure(startSearch({ strategy: 'random', dimensions }))
    expect(error).toMatchObject({
      code: 'invalidInput',
      message: expect.stringMatching(message),
      place: { field: 'dimensions' },
      hint: expect.any(String),
    })
  })

  it('is for those who build models', async () => {
    expect((await failure(room.as(['validator'], startSearch))).code).toBe('forbidden')
    const asked = room.as(['analyst'], () => room.client.experiment.crossValidate({ spec: spec() }))
    expect((await failure(asked)).code).toBe('forbidden')
    await room.as(['auditor'], () => room.client.experiment.list({}))
  })
})

describe('experiments with trees', () => {
  it('cross-validate, and draw a learning curve, as those with scorecards do', async () => {
    const folds = await room.run(() => room.client.experiment.crossValidate({ spec: trees(), folds: 3 }))
    const validated = await room.client.experiment.get({ experiment: folds.id })
    if (validated.payload.kind !== 'crossValidation') throw new Error('another kind')
    expect(validated).toMatchObject({
      method: 'gbdt',
      parameters: { spec: { method: 'gbdt', params: { maxTrees: 10 } } },
    })
    expect(validated.payload.results.map(({ problem }) => problem)).toEqual([null, null, null])
    expect(validated.payload.meanAuc.value).toBeGreaterThan(0.65)
    const shares = await room.run(() => room.client.experiment.learningCurve({ spec: trees(), shares: [0.5, 1] }))
    const curve = await room.client.experiment.get({ experiment: shares.id })
    if (curve.payload.kind !== 'learningCurve') throw new Error('another kind')
    // On all development rows it is the training itself.
    const { id } = await room.run(() => room.client.training.start(trees()))
    const { version } = await room.client.model.get({ model: id })
    expect(curve.payload.points.at(-1)!.testAuc.value).toBeCloseTo(version.holdoutAuc!, 12)
  })

  it('name the best parameters of a grid, ready for training', async () => {
    const dimensions = [{ path: 'maxLeaves', values: [2, 4] }]
    const { payload, method } = await search({ spec: trees(), dimensions, folds: 2 })
    expect(method).toBe('gbdt')
    const { id } = await room.run(() =>
      room.client.training.start({ ...trees(), params: payload.bestParams } as AnySpec),
    )
    const { version } = await room.client.model.get({ model: id })
    expect(version.params).toEqual(payload.bestParams)
  })

  it.each([
    ['what decides the rows', 'developmentShare', [0.5], /of the fit itself/],
    ['the column of the offset', 'offsetColumn', ['month'], /of the fit itself/],
    ['a value the parameter cannot have', 'maxLeaves', [1], /1 for "maxLeaves"/],
    ['a parameter of scorecards', 'binning.maxBins', [3], /paths of parameters/],
  ])('refuse to search %s', async (_what, path, values, message) => {
    const error = await failure(startSearch({ spec: trees(), dimensions: [{ path, values }] }))
    expect(error).toMatchObject({ code: 'invalidInput', message: expect.stringMatching(message) })
  })
})
