import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SearchReport } from '../../../src/shared/contract/index.ts'
import { importGerman, PASSWORD, USER } from '../../helpers/test-app.ts'
import { type DataRoom, failure, openDataRoom } from './data-room.ts'

let room: DataRoom
let german: string
beforeAll(async () => {
  room = await openDataRoom()
  german = await importGerman(room)
}, 400_000)
afterAll(() => room.dispose())

type Spec = Parameters<DataRoom['client']['experiment']['search']>[0]['spec']
/** Few characteristics: experiments fit many times. */
const spec = (rest: Partial<Spec> = {}): Spec => ({
  dataset: german,
  include: ['status', 'month', 'credit_history', 'savings', 'purpose'],
  ...rest,
})
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

  it('goes on where it was stopped, and ends as one that was not', async () => {
    const rest = { spec: spec({ seed: 5 }), strategy: 'successiveHalving', trials: 18, dimensions: DIMENSIONS }
    const whole = await search({ ...rest, spec: spec({ seed: 5, exclude: [] }) })
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

const DIMENSIONS = [
  { path: 'l2', range: { minimum: 0.01, maximum: 100, scale: 'log' } },
  { path: 'binning.maxBins', range: { minimum: 2, maximum: 6, scale: 'integer' } },
]
