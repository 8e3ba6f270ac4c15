import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ComparisonReport, ManualBins, StrategyReport } from '../../../src/shared/contract/index.ts'
import { scorecardOf } from '../../helpers/scorecard-of.ts'
import { importGerman } from '../../helpers/test-app.ts'
import { type DataRoom, failure, openDataRoom } from './data-room.ts'

let room: DataRoom
let german: string
let card: string
beforeAll(async () => {
  room = await openDataRoom()
  german = await importGerman(room)
  card = (await train({ params: { binning: { manual: [MONTH] } }, name: 'Card' })).id
}, 400_000)
afterAll(() => room.dispose())

const MONTH: ManualBins = {
  column: 'month',
  bins: [
    { definition: { kind: 'interval', lower: null, upper: 14.5 }, note: 'Short' },
    { definition: { kind: 'interval', lower: 14.5, upper: 30 } },
    { definition: { kind: 'interval', lower: 30, upper: null } },
  ],
}
type Training = Parameters<DataRoom['client']['training']['start']>[0]
const train = (rest: Partial<Training> = {}) => room.run(() => room.client.training.start({ dataset: german, ...rest }))
const versionOf = async (model: string) => (await room.client.model.get({ model })).version
const calibrate = (rest: object = {}) =>
  room.run(() => room.client.model.calibrate({ model: card, method: 'platt', ...rest }))
const evidenceOf = (model: string, kind: 'calibrationReport' | 'strategyReport' | 'comparisonReport') =>
  room.client.evidence.list({ model, kind })

describe('a training', () => {
  it('with the bins of a person gives the same hash for the same call, once stored', async () => {
    const call = { params: { binning: { manual: [MONTH] } }, name: 'Card' }
    const again = await train(call)
    expect(again).toMatchObject({ id: card, summary: expect.stringMatching(/^Nothing new/) })
    const elsewhere = await train({ ...call, name: 'Another name' })
    const [first, second] = [await versionOf(card), await versionOf(elsewhere.id)]
    expect(second.contentHash).toBe(first.contentHash)
    expect(first).toMatchObject({ origin: { kind: 'trained' }, method: 'scorecard' })
    expect(first.developmentAuc).toBeGreaterThan(0.7)
    expect(first.holdoutAuc).toBeGreaterThan(0.6)
    const { model } = await room.client.model.get({ model: card })
    const month = model.variables.find(({ name }) => name === 'month')
    expect(month?.bins.slice(0, 3).map(({ definition }) => definition)).toEqual(
      MONTH.bins.map(({ definition }) => definition),
    )
    expect(month).toMatchObject({ isManual: true, splits: [14.5, 30] })
    expect(month?.bins[0]?.note).toBe('Short')
  })

  it('takes the second method, under a name of its own', async () => {
    const { id } = await train({ method: 'logistic', include: ['month', 'credit_amount', 'status'] })
    const { version, model } = await room.client.model.get({ model: id })
    expect(version).toMatchObject({ method: 'logistic', name: 'German Credit logistic regression', version: 1 })
    expect(
      scorecardOf(model).characteristics.some(({ attributes }) =>
        attributes.some((one) => one.pointsPerUnit !== undefined),
      ),
    ).toBe(true)
    const fit = await room.client.evidence.get({ evidence: version.fitEvidenceId })
    expect(fit).toMatchObject({ method: 'logistic.fit', title: 'Fit of the logistic regression' })
  })

  it.each([
    ['an offset of texts', { offsetColumn: 'purpose' }, { field: 'offsetColumn', column: 'purpose' }],
    ['the target as offset', { offsetColumn: 'credit' }, { field: 'offsetColumn', column: 'credit' }],
    ['bins twice', { binning: { manual: [MONTH, MONTH] } }, { field: 'binning.manual', column: 'month' }],
    [
      'an exception for no column',
      { scaling: { missing: { exceptions: [{ column: 'x', rule: 'worst' }] } } },
      { column: 'x' },
    ],
    ['must-have of no column', { selection: { mustHave: ['nowhere'] } }, { column: 'nowhere' }],
  ])('refuses %s at once', async (_what, params, place) => {
    const error = await failure(room.client.training.start({ dataset: german, params: params as Training['params'] }))
    expect(error).toMatchObject({ code: expect.stringMatching(/invalidInput|badData/), place })
    expect(error.hint).toEqual(expect.any(String))
  })

  it('that cannot be fitted leaves nothing and says what to change', async () => {
    const before = (await room.client.model.list()).length
    const error = await failure(train({ params: { minInformationValue: 9 } }))
    expect(error).toMatchObject({ code: 'undefinedStatistic', place: { field: 'params' }, hint: expect.any(String) })
    expect(await room.client.model.list()).toHaveLength(before)
  })
})

describe('a calibration', () => {
  it.each(['platt', 'isotonic', 'beta', 'shift'] as const)(
    'by %s is the next version with evidence of its own',
    async (method) => {
      await room.newEvents()
      const made = await calibrate({ method, name: `Card ${method}` })
      expect((await room.newEvents()).map(({ action, result }) => `${action} ${result}`)).toEqual([
        'model.calibrate done',
        'model.create done',
        'evidence.create done',
        'evidence.create done',
      ])
      const [parent, child] = [
        await room.client.model.get({ model: card }),
        await room.client.model.get({ model: made.id }),
      ]
      expect(child.version.origin).toEqual({ kind: 'calibrated', modelVersionId: card, method })
      expect(child.model.calibration?.method).toBe(method)
      expect({ ...child.model, calibration: undefined }).toEqual({ ...parent.model, calibration: undefined })
      expect(child.version.contentHash).not.toBe(parent.version.contentHash)
      expect(child.version).toMatchObject({
        developmentAuc: parent.version.developmentAuc,
        params: parent.version.params,
      })
      expect(child.fit.coefficients).toEqual(parent.fit.coefficients)
      expect(child.fit.warnings.at(-1)).toMatch(
        new RegExp(`The PD is calibrated \\(${method}\\) on the hold-out sample`),
      )
      const [summary] = await evidenceOf(made.id, 'calibrationReport')
      const { payload } = await room.client.evidence.get({ evidence: summary!.id })
      expect(payload).toMatchObject({ kind: 'calibrationReport', calibration: child.model.calibration, nRows: 300 })
      const values = [{ column: 'month', value: 24 }]
      const [before, after] = [
        await room.client.scoring.one({ model: card, values }),
        await room.client.scoring.one({ model: made.id, values }),
      ]
      expect(after.points).toBe(before.points)
      expect(after.probability).not.toBe(before.probability)
      expect((await calibrate({ method, name: `Card ${method}` })).id).toBe(made.id)
    },
  )

  it('has the name of its parent if none is given, and can be calibrated anew', async () => {
    const made = await calibrate()
    expect(await versionOf(made.id)).toMatchObject({ name: 'Card', version: 2 })
    const again = await calibrate({ model: made.id, method: 'shift', centralTendency: 0.05, sample: 'all' })
    const { version, model, fit } = await room.client.model.get({ model: again.id })
    expect(version).toMatchObject({ name: 'Card', version: 3, origin: { modelVersionId: made.id } })
    expect(model.calibration?.method).toBe('shift')
    expect(fit.warnings.filter((warning) => warning.startsWith('The PD is calibrated'))).toHaveLength(1)
  })

  it.each([
    ['a central tendency with another method', { centralTendency: 0.1 }, 'invalidInput', 'centralTendency'],
    ['the hold-out sample of a model without one', { sample: 'holdout' }, 'invalidInput', 'sample'],
  ])('refuses %s', async (_what, rest, code, field) => {
    const model = field === 'sample' ? (await train({ params: { developmentShare: 1 }, name: 'Whole' })).id : card
    const before = (await room.client.model.list()).length
    const error = await failure(calibrate({ model, ...rest }))
    expect(error).toMatchObject({ code, place: { field }, hint: expect.any(String) })
    expect(await room.client.model.list()).toHaveLength(before)
  })
})

describe('a strategy', () => {
  const run = (rest: object = {}) => room.run(() => room.client.strategy.run({ model: card, dataset: german, ...rest }))

  it('is evidence that gates do not read', async () => {
    const gate = await room.client.gate.evaluate({ model: card, gate: await firstGate() })
    const made = await run({ approvalRate: 0.7, badRate: 0.2 })
    expect(made.summary).toMatch(/^Least cost at /)
    const evidence = await room.client.evidence.get({ evidence: made.id })
    const payload = evidence.payload as StrategyReport
    expect(payload).toMatchObject({ kind: 'strategyReport', nRows: 1000, nEvents: 300, costFalseNegative: 10 })
    expect(payload.choices.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['cost', 'approvalRate', 'badRate']))
    const byCost = payload.choices.find(({ rule }) => rule === 'cost')!.choice!
    for (const { cost } of payload.curve) expect(byCost.cost).toBeLessThanOrEqual(cost)
    expect((await run({ approvalRate: 0.7, badRate: 0.2 })).summary).toMatch(/^Nothing new/)
    expect(await room.client.gate.evaluate({ model: card, gate: gate.gateId })).toEqual(gate)
    expect(await evidenceOf(card, 'strategyReport')).toHaveLength(1)
  })

  it('needs a cost, and the right role', async () => {
    const error = await failure(run({ costFalseNegative: 0, costFalsePositive: 0 }))
    expect(error).toMatchObject({
      code: 'invalidInput',
      place: { field: 'costFalseNegative' },
      hint: expect.any(String),
    })
    expect((await failure(room.as(['approver'], () => run()))).code).toBe('forbidden')
    await room.as(['analyst'], () => run({ sample: 'holdout' }))
  })
})

describe('a comparison', () => {
  it('sets three models side by side on rows none was fitted to, as evidence of the first', async () => {
    const small = await train({ include: ['status', 'month'], name: 'Small' })
    const line = await train({ include: ['month', 'credit_amount'], method: 'logistic', name: 'Line' })
    const models = [card, small.id, line.id]
    const start = () => room.client.comparison.run({ models, dataset: german })
    const made = await room.run(start)
    const { payload, modelVersionId } = await room.client.evidence.get({ evidence: made.id })
    const report = payload as ComparisonReport
    expect(modelVersionId).toBe(card)
    expect(report.models.map((one) => one.modelVersionId)).toEqual(models)
    expect(report).toMatchObject({ nRows: 300, differences: [{}, {}], swapSets: [{}, {}] })
    expect(report.models[0]?.rocAuc.value).toBe((await versionOf(card)).holdoutAuc)
    expect(report.parameterDifferences.map(({ path }) => path)).toContain('method')
    expect((await room.run(start)).id).toBe(made.id)
  })

  it.each([
    ['one model twice', () => [card, card], 'models'],
    ['four and one', () => [card, card, card, card, card], null],
  ])('refuses %s', async (_what, models, field) => {
    const error = await failure(room.run(() => room.client.comparison.run({ models: models(), dataset: german })))
    expect(error.code).toBe('invalidInput')
    if (field !== null) expect(error).toMatchObject({ place: { field }, hint: expect.any(String) })
  })

  it('refuses models of another target, and people who may not look at data', async () => {
    const target = { column: 'telephone', eventValue: 'A192' }
    const other = await train({ target, include: ['status', 'month', 'skill_level'], name: 'Telephone' })
    const start = (models: string[]) => room.run(() => room.client.comparison.run({ models, dataset: german }))
    expect(await failure(start([card, other.id]))).toMatchObject({ code: 'invalidInput', place: { field: 'models' } })
    expect((await failure(room.as(['auditor'], () => start([card, other.id])))).code).toBe('forbidden')
  })
})

describe('a pack', () => {
  it('of a calibrated model, with all its evidence, is rebuilt to the byte', async () => {
    const model = (await calibrate({ method: 'beta', name: 'Packed' })).id
    await room.run(() => room.client.strategy.run({ model, dataset: german }))
    const path = join(room.folder, 'calibrated.pdf')
    await room.run(() => room.client.pack.build({ model, path }))
    expect(await room.client.pack.verify({ path })).toMatchObject({ ok: true, problems: [], nEvidence: 3 })
    const { nodes, edges } = await room.client.lineage.graph({ object: model })
    expect(nodes.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['file', 'dataset', 'model', 'evidence', 'pack']),
    )
    expect(edges).toContainEqual({ from: card, to: model, label: 'calibrated (beta)' })
  })
})

describe('a draft', () => {
  const spec = { params: { binning: { manual: [MONTH] } } }

  it('is kept for the person and the data set version, and goes when it is removed', async () => {
    const { client } = room
    expect(await client.draft.get({ dataset: german })).toBeNull()
    await room.newEvents()
    await client.draft.save({ dataset: 'German Credit', name: 'Half done', spec })
    await client.draft.save({ dataset: german, spec: { ...spec, seed: 9 } })
    const kept = await client.draft.get({ dataset: german })
    expect(kept).toMatchObject({ dataset: german, name: null, spec: { seed: 9, method: 'scorecard' } })
    expect(kept?.spec.params).toMatchObject({ binning: { manual: [MONTH] } })
    expect(await client.draft.remove({ dataset: german })).toEqual({ removed: true })
    expect(await client.draft.remove({ dataset: german })).toEqual({ removed: false })
    expect(await client.draft.get({ dataset: german })).toBeNull()
    const events = await room.newEvents()
    expect(events.map(({ action }) => action)).toEqual(['draft.save', 'draft.save', 'draft.remove', 'draft.remove'])
    expect(events.every(({ object }) => object === german)).toBe(true)
  })

  it('is for those who build models', async () => {
    const save = () => room.client.draft.save({ dataset: german, spec })
    expect((await failure(room.as(['validator'], save))).code).toBe('forbidden')
    expect((await room.newEvents()).at(-1)).toMatchObject({ action: 'draft.save', result: 'refused' })
  })
})

async function firstGate(): Promise<string> {
  return (await room.client.gate.policy()).gates[0]!.id
}
