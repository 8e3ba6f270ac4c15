import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type {
  boostingSpecSchema,
  FitReport,
  ModelVersion,
  TrainingProgress,
} from '../../../src/shared/contract/index.ts'
import { importGerman } from '../../helpers/test-app.ts'
import { type DataRoom, failure, openDataRoom } from './data-room.ts'

let room: DataRoom
let german: string
beforeAll(async () => {
  room = await openDataRoom()
  german = await importGerman(room)
}, 400_000)
afterAll(() => room.dispose())

type Spec = z.input<typeof boostingSpecSchema>
const MONOTONE = [
  { column: 'month', direction: 'increasing' as const },
  { column: 'credit_amount', direction: 'increasing' as const },
]
const spec = (params: Spec['params'] = {}, rest: Partial<Spec> = {}): Spec => ({
  dataset: german,
  method: 'gbdt',
  params: { maxTrees: 30, learningRate: 0.1, maxLeaves: 7, permutations: 0, monotone: MONOTONE, ...params },
  ...rest,
})
/** Grows for minutes if nobody stops it. */
const ENDLESS: Spec['params'] = { maxTrees: 10_000, learningRate: 0.001, maxLeaves: 63, minChildCount: 1 }

async function train(params?: Spec['params'], rest: Partial<Spec> & { name?: string; workers?: number } = {}) {
  const { name, workers, ...others } = rest
  const { id } = await room.run(() =>
    room.client.training.start({
      ...spec(params, others),
      ...(name === undefined ? {} : { name }),
      ...(workers === undefined ? {} : { workers }),
    }),
  )
  return await room.client.model.get({ model: id })
}

async function follow(jobId: string): Promise<TrainingProgress[]> {
  const messages: TrainingProgress[] = []
  for await (const message of await room.client.training.progress({ jobId })) messages.push(message)
  return messages
}

/** Waits until some trees have grown. */
async function growing(jobId: string, nTrees = 3): Promise<void> {
  let n = 0
  for await (const { iterations } of await room.client.training.progress({ jobId })) {
    n += iterations.length
    if (n >= nTrees) return
  }
  throw new Error('the training ended too early')
}

describe('a training of trees', () => {
  it('makes a version with its fit, told in the audit log', async () => {
    await room.newEvents()
    const { version, model, fit } = await train({ permutations: 1 })
    expect(version).toMatchObject({
      name: 'German Credit boosted trees',
      version: 1,
      method: 'gbdt',
      params: { maxTrees: 30, monotone: MONOTONE },
    })
    if (model.kind !== 'treeModel') throw new Error('another kind')
    expect(model.trees).toHaveLength(30)
    expect(version.nCharacteristics).toBe(model.characteristics.length)
    expect(fit).toMatchObject({
      aic: null,
      coefficients: [],
      boosting: { nTrees: 30, nGrown: 30, stopped: 'allTrees' },
    })
    expect(fit.holdoutAuc?.value).toBeGreaterThan(0.7)
    expect(fit.boosting?.monotone.map(({ name }) => name).sort()).toEqual(['credit_amount', 'month'])
    for (const { largestViolation } of fit.boosting!.monotone) expect(largestViolation).toBe(0)
    const events = await room.newEvents()
    expect(events.map(({ action }) => action)).toEqual(['training.start', 'model.create', 'evidence.create'])
    const evidence = await room.client.evidence.get({ evidence: version.fitEvidenceId })
    expect(evidence).toMatchObject({ method: 'gbdt.fit', title: 'Fit of the boosted trees' })
  })

  it('makes the same bytes with 1, 2 and 4 workers', async () => {
    const params = { earlyStopping: { sample: 'validation' }, rowShare: 0.7, columnShare: 0.6 } as const
    const made: { version: ModelVersion; fit: FitReport }[] = []
    for (const workers of [1, 2, 4]) made.push(await train(params, { name: `By ${workers}`, workers }))
    expect(new Set(made.map(({ version }) => version.contentHash)).size).toBe(1)
    expect(made[1]!.fit).toEqual(made[0]!.fit)
    expect(made[2]!.fit).toEqual(made[0]!.fit)
  })

  it('is not stored a second time when nothing is new', async () => {
    const start = () => room.client.training.start({ ...spec(), name: 'Twice' })
    const first = await room.run(start)
    const again = await room.run(start)
    expect(again).toMatchObject({ id: first.id, summary: 'Nothing new: equal to version 1 of Twice' })
    expect(first.summary).toMatch(/^Twice version 1: 30 trees, \d+ characteristics, AUC 0\.\d+ on development, 0\.\d+/)
  })

  it('takes codes declared with the data as missing', async () => {
    const loans = await room.importLoans()
    const { model, version } = await train({ minChildCount: 5, monotone: [] }, { dataset: loans })
    if (model.kind !== 'treeModel') throw new Error('another kind')
    expect(model.characteristics.find(({ name }) => name === 'arrears')?.missingCodes).toEqual([9999])
    expect(version.params).toMatchObject({ specialCodes: [] })
  })

  it('that cannot be learnt from stores nothing and says why', async () => {
    const before = (await room.client.model.list()).length
    const path = room.file('one.csv', `x,bad\n${Array.from({ length: 60 }, (_, i) => `${i},1`).join('\n')}\n`)
    const target = { column: 'bad', eventValue: '1' }
    const { id } = await room.run(() => room.client.dataset.import({ path, name: 'One class' }))
    const error = await failure(train({ monotone: [] }, { dataset: id, target }))
    expect(error).toMatchObject({ code: 'undefinedStatistic', hint: expect.any(String) })
    expect(await room.client.model.list()).toHaveLength(before)
  })
})

describe('the iterations of a training', () => {
  it('come as they grow, all of them in order, and stay to be read', async () => {
    const { jobId } = await room.client.training.start({
      ...spec({ earlyStopping: { sample: 'validation' } }),
      name: 'Live',
    })
    const messages = await follow(jobId)
    const iterations = messages.flatMap((message) => message.iterations)
    expect(iterations.map(({ iteration }) => iteration)).toEqual(iterations.map((_, i) => i + 1))
    expect(messages.filter(({ isDone }) => isDone)).toEqual([messages.at(-1)])
    expect(messages[0]).toMatchObject({ jobId, maxTrees: 30, watched: expect.any(String), metric: 'logLoss' })
    const job = await room.client.job.get({ jobId })
    const { fit } = await room.client.model.get({ model: job.result!.id })
    expect(messages.at(-1)!.best).toBe(fit.boosting!.nTrees)
    const [after, ...more] = await follow(jobId)
    expect(more).toEqual([])
    expect(after).toMatchObject({ isDone: true, best: fit.boosting!.nTrees, iterations: fit.boosting!.history })
    const known = fit.boosting!.history.map(({ iteration, watchedLogLoss }) => [iteration, watchedLogLoss])
    expect(known).toEqual(iterations.map(({ iteration, watchedLogLoss }) => [iteration, watchedLogLoss]))
  })

  it('show in the stage of the job, with the time to go', async () => {
    const { jobId } = await room.client.training.start(spec(ENDLESS))
    const seen: string[] = []
    for await (const { stage, etaMs, progress } of await room.client.job.watch({ jobId })) {
      seen.push(stage)
      if (etaMs === null) continue
      expect(stage).toMatch(/^Tree \d+ of 10000, log-loss 0\.\d{4}$/)
      expect(progress).toBeGreaterThan(0)
      break
    }
    await room.client.job.cancel({ jobId })
    expect(seen.some((stage) => stage.startsWith('Tree '))).toBe(true)
  })
})

describe('stop and keep', () => {
  it('ends the growing and keeps the best iteration so far', async () => {
    await room.newEvents()
    const { jobId } = await room.client.training.start({
      ...spec({ ...ENDLESS, earlyStopping: { sample: 'validation', patience: 10_000 } }),
      name: 'Stopped',
    })
    await growing(jobId, 5)
    const following = follow(jobId)
    expect(await room.client.training.stop({ jobId })).toMatchObject({ id: jobId, state: 'running' })
    const messages = await following
    const job = await room.client.job.get({ jobId })
    expect(job).toMatchObject({ state: 'succeeded', result: { summary: expect.stringContaining('(stopped by hand)') } })
    const { fit, model } = await room.client.model.get({ model: job.result!.id })
    const { stopped, nGrown, nTrees } = fit.boosting!
    expect(stopped).toBe('person')
    expect(nGrown).toBeLessThan(10_000)
    expect(nTrees).toBe(messages.at(-1)!.best)
    if (model.kind !== 'treeModel') throw new Error('another kind')
    expect(model.trees).toHaveLength(nTrees)
    expect((await room.newEvents()).map(({ action, object }) => [action, object])).toEqual([
      ['training.start', jobId],
      ['training.stop', jobId],
      ['model.create', job.result!.id],
      ['evidence.create', expect.any(String)],
    ])
    const error = await failure(room.client.training.stop({ jobId }))
    expect(error).toMatchObject({ code: 'conflict', message: expect.stringContaining('has succeeded') })
  })

  it('is for those who may train', async () => {
    const { jobId } = await room.client.training.start(spec(ENDLESS))
    await growing(jobId)
    const error = await failure(room.as(['validator'], () => room.client.training.stop({ jobId })))
    expect(error.code).toBe('forbidden')
    await room.as(['validator'], async () => {
      for await (const { isStopping } of await room.client.training.progress({ jobId })) {
        expect(isStopping).toBe(false)
        break
      }
    })
    await room.client.job.cancel({ jobId })
  })
})

describe('cancelling', () => {
  const nThreads = () => readdirSync('/proc/self/task').length

  it('keeps nothing and leaves no thread behind', async () => {
    const before = await room.client.model.list()
    const nBefore = process.platform === 'linux' ? nThreads() : 0
    const { jobId } = await room.client.training.start({ ...spec(ENDLESS), workers: 4 })
    await growing(jobId)
    const following = follow(jobId)
    await room.client.job.cancel({ jobId })
    expect(await room.client.job.get({ jobId })).toMatchObject({ state: 'cancelled', result: null })
    expect((await following).at(-1)).toMatchObject({ isDone: true })
    expect(await follow(jobId)).toMatchObject([{ isDone: true, iterations: [], best: null }])
    expect(await room.client.model.list()).toEqual(before)
    expect((await failure(room.client.training.stop({ jobId }))).code).toBe('conflict')
    if (process.platform !== 'linux') return
    for (let waits = 0; nThreads() > nBefore && waits < 100; waits++) await new Promise((wake) => setTimeout(wake, 50))
    expect(nThreads()).toBeLessThanOrEqual(nBefore)
  })
})

describe('what the data say of constraints', () => {
  it('is a direction for each number, with rates to look at', async () => {
    const { suggestions } = await room.client.training.suggestMonotone(spec())
    const month = suggestions.find(({ column }) => column === 'month')
    expect(month).toMatchObject({ direction: 'increasing', reason: expect.any(String) })
    expect(suggestions.some(({ column }) => column === 'purpose')).toBe(false)
    expect(month!.rates.some(({ upper }) => upper !== null)).toBe(true)
  })

  it('is a preview of one characteristic, with and without its direction', async () => {
    const preview = await room.client.training.previewDependence({ ...spec(), column: 'month' })
    const means = preview.constrained!.points.filter(({ value }) => value !== null).map((one) => one.meanProbability)
    expect(means).toEqual([...means].sort((a, b) => a - b))
    expect(preview.unconstrained.points.length).toBeGreaterThan(5)
    const free = await room.client.training.previewDependence({ ...spec({ monotone: [] }), column: 'purpose' })
    expect(free).toMatchObject({ constrained: null, unconstrained: { type: 'text' } })
    const error = await failure(room.client.training.previewDependence({ ...spec(), column: 'credit' }))
    expect(error).toMatchObject({ code: 'invalidInput', place: { field: 'column', column: 'credit' } })
  })

  it('is what a stored model makes of a characteristic', async () => {
    const { version } = await train()
    const dependence = await room.client.model.dependence({ model: version.id, dataset: german, column: 'month' })
    expect(dependence).toMatchObject({ name: 'month', type: 'numeric', nRows: 1000 })
    const error = await failure(room.client.model.dependence({ model: version.id, dataset: german, column: 'nothing' }))
    expect(error).toMatchObject({ code: 'invalidInput', place: { field: 'column', column: 'nothing' } })
    const card = await room.run(() => room.client.training.start({ dataset: german, include: ['status', 'month'] }))
    const ofCard = await failure(room.client.model.dependence({ model: card.id, dataset: german, column: 'month' }))
    expect(ofCard).toMatchObject({ code: 'invalidInput', place: { field: 'model' } })
  })

  it('tells no value of a masked column', async () => {
    const own = await openDataRoom()
    try {
      const dataset = await own.importLoans()
      const asked = { ...spec({ monotone: [], minChildCount: 5 }), dataset }
      const { id } = await own.run(() => own.client.training.start(asked))
      const privacy = { class: 'accountNumber', treatment: 'mask' } as const
      await own.client.privacy.classify({ dataset, column: 'income', privacy })
      const { suggestions } = await own.client.training.suggestMonotone(asked)
      const edges = (column: string) =>
        suggestions.find((one) => one.column === column)!.rates.flatMap(({ lower, upper }) => [lower, upper])
      expect(edges('income').every((edge) => edge === null)).toBe(true)
      expect(edges('amount').every((edge) => edge === null)).toBe(false)
      const refusals = [
        own.client.training.previewDependence({ ...asked, column: 'income' }),
        own.client.model.dependence({ model: id, dataset, column: 'income' }),
      ]
      for (const refusal of refusals)
        expect(await failure(refusal)).toMatchObject({ code: 'forbidden', place: { column: 'income' } })
    } finally {
      await own.dispose()
    }
  })

  it('is not for everybody', async () => {
    expect((await failure(room.as(['auditor'], () => room.client.training.suggestMonotone(spec())))).code).toBe(
      'forbidden',
    )
    const preview = () => room.client.training.previewDependence({ ...spec(), column: 'month' })
    expect((await failure(room.as(['approver'], preview))).code).toBe('forbidden')
  })
})

describe('a draft', () => {
  it('keeps a specification of trees', async () => {
    const draft = { dataset: german, name: null, spec: { method: 'gbdt', params: { maxTrees: 77 } } } as const
    await room.client.draft.save(draft)
    const kept = await room.client.draft.get({ dataset: german })
    expect(kept).toMatchObject({ spec: { method: 'gbdt', seed: 1, params: { maxTrees: 77, learningRate: 0.05 } } })
    await room.client.draft.remove({ dataset: german })
  })
})
