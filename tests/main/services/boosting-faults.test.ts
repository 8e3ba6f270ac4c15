import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { boostingSpecSchema } from '../../../src/shared/contract/index.ts'
import { importGerman } from '../../helpers/test-app.ts'
import { type DataRoom, failure, openDataRoom } from './data-room.ts'

let room: DataRoom
let german: string
let loans: string
let available = Number.MAX_SAFE_INTEGER
beforeAll(async () => {
  room = await openDataRoom({ availableBytes: () => available })
  german = await importGerman(room)
  loans = await room.importLoans()
}, 400_000)
afterAll(() => room.dispose())

type Spec = z.input<typeof boostingSpecSchema>
const spec = (params: Spec['params'] = {}, rest: Partial<Spec> = {}): Spec => ({
  dataset: german,
  method: 'gbdt',
  params: { maxTrees: 5, permutations: 0, ...params },
  ...rest,
})
const start = (params?: Spec['params'], rest?: Partial<Spec>) => room.client.training.start(spec(params, rest))

describe('a specification of trees', () => {
  const up = (column: string) => ({ column, direction: 'increasing' as const })
  const down = (column: string) => ({ column, direction: 'decreasing' as const })
  it.each<[string, Spec['params'], Partial<Spec>, { field: string; column: string }]>([
    [
      'two directions',
      { monotone: [up('credit_amount'), down('credit_amount')] },
      {},
      { field: 'monotone', column: 'credit_amount' },
    ],
    [
      'the same direction twice',
      { monotone: [up('credit_amount'), up('credit_amount')] },
      {},
      { field: 'monotone', column: 'credit_amount' },
    ],
    ['a direction of texts', { monotone: [up('purpose')] }, {}, { field: 'monotone', column: 'purpose' }],
    [
      'a direction of a column left out',
      { monotone: [up('credit_amount')] },
      { exclude: ['credit_amount'] },
      { field: 'monotone', column: 'credit_amount' },
    ],
    ['a direction of the target', { monotone: [up('credit')] }, {}, { field: 'monotone', column: 'credit' }],
    [
      'an interaction of a column left out',
      { interactions: [['month'], ['credit_amount']] },
      { exclude: ['credit_amount'] },
      { field: 'interactions.1', column: 'credit_amount' },
    ],
    [
      'a column twice in a group',
      { interactions: [['month', 'month']] },
      {},
      { field: 'interactions.0', column: 'month' },
    ],
    [
      'special codes of texts',
      { specialCodes: [{ column: 'purpose', codes: [1] }] },
      {},
      { field: 'specialCodes', column: 'purpose' },
    ],
    [
      'special codes twice',
      {
        specialCodes: [
          { column: 'credit_amount', codes: [1] },
          { column: 'credit_amount', codes: [2] },
        ],
      },
      {},
      { field: 'specialCodes', column: 'credit_amount' },
    ],
    ['an offset of texts', { offsetColumn: 'purpose' }, {}, { field: 'offsetColumn', column: 'purpose' }],
    ['the target as offset', { offsetColumn: 'credit' }, {}, { field: 'offsetColumn', column: 'credit' }],
  ])('is refused for %s, with the place', async (_what, params, rest, place) => {
    const before = (await room.client.job.list({})).length
    const error = await failure(start(params, rest))
    expect(error).toMatchObject({ code: 'invalidInput', place, hint: expect.any(String) })
    expect(await room.client.job.list({})).toHaveLength(before)
  })

  it.each<[string, Spec['params']]>([
    ['monotone', { monotone: [up('nothing')] }],
    ['interactions', { interactions: [['credit_amount'], ['nothing']] }],
    ['special codes', { specialCodes: [{ column: 'nothing', codes: [1] }] }],
    ['the offset', { offsetColumn: 'nothing' }],
    ['the mark of rejects', { rejectInference: { method: 'knownOnly', rejected: { column: 'nothing', value: 'x' } } }],
  ])('is refused for an unknown column in %s', async (_where, params) => {
    expect(await failure(start(params))).toMatchObject({ code: 'badData', place: { column: 'nothing' } })
  })
})

describe('memory', () => {
  it('is said before starting, and refuses a training beyond it with both figures', async () => {
    const estimate = await room.client.training.estimateMemory(spec())
    expect(estimate).toMatchObject({ nRows: 1000, nCharacteristics: 19 })
    expect(estimate.bytes).toBeGreaterThan(1000 * 8 * 7)
    const wider = await room.client.training.estimateMemory(spec({}, { include: ['credit_amount', 'month'] }))
    expect(wider.bytes).toBeLessThan(estimate.bytes)
    available = 4096
    const before = (await room.client.job.list({})).length
    const error = await failure(start())
    available = Number.MAX_SAFE_INTEGER
    expect(error).toMatchObject({ code: 'tooLarge', place: { field: 'params' }, hint: expect.any(String) })
    expect(error.message).toMatch(/^Training needs \d{5,} bytes of memory \(.*\), got 4096 \(.*\)$/)
    expect(await room.client.job.list({})).toHaveLength(before)
  })
})

describe('what only trainings of trees can', () => {
  it('is refused for other jobs, with the reason', async () => {
    const scorecard = await room.client.training.start({ dataset: german, include: ['status', 'month'], params: {} })
    for await (const _ of await room.client.job.watch(scorecard));
    const imported = (await room.client.job.list({})).find(({ kind }) => kind === 'dataset.import')!
    const notOfTrees = { code: 'invalidInput', place: { field: 'jobId' } }
    for (const jobId of [scorecard.jobId, imported.id])
      expect(await failure(first(await room.client.training.progress({ jobId })))).toMatchObject(notOfTrees)
    expect(await failure(room.client.training.stop({ jobId: imported.id }))).toMatchObject({
      code: 'conflict',
      place: { field: 'jobId' },
    })
    expect(await failure(room.client.training.stop({ jobId: 'nothing' }))).toMatchObject({ code: 'notFound' })
    expect(loans).toMatch(/^dv_/)
  })
})

async function first<T>(items: AsyncIterable<T>): Promise<T> {
  for await (const item of items) return item
  throw new Error('nothing came')
}
