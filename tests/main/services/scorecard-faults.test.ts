import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CrossValidationReport, ScorecardModel } from '../../../src/shared/contract/index.ts'
import { scorecardOf } from '../../helpers/scorecard-of.ts'
import { type DataRoom, failure, openDataRoom } from './data-room.ts'

const NOTE = 'Agreed on 3 May: "low" & small <x>'
const MANUAL = {
  column: 'x',
  bins: [
    { definition: { kind: 'interval' as const, lower: null, upper: 4 }, note: NOTE },
    { definition: { kind: 'interval' as const, lower: 4, upper: null } },
  ],
  missingNote: 'Not\u0001told',
}

let room: DataRoom
/** Applicants, every fifth of them rejected: without an outcome. */
let applicants: string
let accepted: string
let card: string
beforeAll(async () => {
  room = await openDataRoom()
  applicants = await importRows('Applicants', (i) => i % 5 === 0)
  accepted = await importRows('Accepted', () => false)
  const params = { minInformationValue: 0, binning: { manual: [MANUAL] } }
  card = (await train(accepted, { name: 'Card', params })).id
}, 400_000)
afterAll(() => room.dispose())

async function importRows(name: string, isRejected: (i: number) => boolean): Promise<string> {
  const rows = Array.from({ length: 400 }, (_, i) => {
    const x = (i * 37) % 10
    const isBad = (i * 7919) % 100 < 10 + 7 * x
    const y = isRejected(i) ? '' : isBad ? 'bad' : 'good'
    return [
      y,
      i % 31 === 0 ? '' : x,
      ['a', 'b', 'c'][(i * 3 + (isBad ? 1 : 0)) % 3],
      isRejected(i) ? 'R' : 'A',
      2,
    ].join(',')
  })
  const path = room.file(`${name}.csv`, `${['y,x,k,status,w', ...rows].join('\n')}\n`)
  const target = { column: 'y', eventValue: 'bad' }
  const columns = [
    { column: 'w', role: 'weight' as const },
    { column: 'status', role: 'ignore' as const },
  ]
  return (await room.run(() => room.client.dataset.import({ path, name, target, columns }))).id
}
type Training = Parameters<DataRoom['client']['training']['start']>[0]
const train = (dataset: string, rest: Partial<Training> = {}) =>
  room.run(() => room.client.training.start({ dataset, ...rest }))
const out = (name: string) => join(room.folder, name)

describe('two jobs that ask the same at the same time', () => {
  it.each([
    ['an experiment', () => room.client.experiment.crossValidate({ spec: { dataset: accepted }, folds: 2 })],
    ['evidence of a model', () => room.client.validation.run({ model: card, dataset: accepted })],
    ['evidence of data', () => room.client.quality.run({ dataset: accepted })],
    ['a training', () => room.client.training.start({ dataset: accepted, name: 'Twice' })],
  ])('store %s once, and both end well', async (_what, start) => {
    const results = await Promise.all([room.run(start), room.run(start)])
    expect(new Set(results.map(({ id }) => id)).size).toBe(1)
    expect(results.filter(({ summary }) => !summary.startsWith('Nothing new'))).toHaveLength(1)
  })
})

describe('rejected applicants', () => {
  it('are left aside by experiments', async () => {
    const rejectInference = { method: 'fuzzy' as const }
    const spec = { dataset: applicants, params: { minInformationValue: 0, rejectInference } }
    const made = await room.run(() => room.client.experiment.crossValidate({ spec, folds: 3 }))
    const report = (await room.client.experiment.get({ experiment: made.id })).payload as CrossValidationReport
    expect(report.nRows).toBeLessThan(0.71 * 320)
    expect(report.results.map(({ problem }) => problem)).toEqual([null, null, null])
    const { id } = await room.run(() => room.client.experiment.learningCurve({ spec, shares: [0.5, 1] }))
    expect((await room.client.experiment.get({ experiment: id })).payload).toMatchObject({
      points: [{ problem: null }, { problem: null }],
    })
  })

  it('that the mark does not name are said to be missing where they were named', async () => {
    const rejectInference = { method: 'fuzzy' as const, rejected: { column: 'status', value: 'Z' } }
    const error = await failure(train(applicants, { params: { rejectInference } }))
    expect(error).toMatchObject({
      code: 'invalidInput',
      message: expect.stringContaining('"status", got "Z"'),
      place: { field: 'rejectInference.rejected', column: 'status' },
      hint: expect.stringContaining('marks'),
    })
  })
})

describe('data with rows without an outcome', () => {
  it.each([
    ['strategy.run', () => room.client.strategy.run({ model: card, dataset: applicants })],
    [
      'comparison.run',
      async () => {
        const other = (await train(accepted, { name: 'Other', seed: 2 })).id
        return await room.client.comparison.run({ models: [card, other], dataset: applicants, sample: 'all' })
      },
    ],
  ])('are refused by %s with a remedy it has', async (_procedure, start) => {
    const error = await failure(room.run(start))
    expect(error).toMatchObject({
      code: 'invalidInput',
      message: 'target "y" needs a value in every row, got a missing one in row 1',
      hint: expect.stringMatching(/^Use data in which every row has an outcome, or a model trained with/),
      place: { column: 'y' },
    })
  })

  it('are refused by training, with the parameter in the hint', async () => {
    expect(await failure(train(applicants))).toMatchObject({
      code: 'invalidInput',
      hint: expect.stringContaining('params.rejectInference.method to "knownOnly"'),
      place: { column: 'y' },
    })
  })
})

it('a table that could end the statement is refused where it was named', async () => {
  const options = { model: card, format: 'sql' as const, path: out('hostile.sql') }
  expect(await failure(room.client.model.export({ ...options, table: 'a;drop table b' }))).toMatchObject({
    code: 'invalidInput',
    place: { field: 'table' },
    hint: expect.stringContaining('schema.table'),
  })
  await room.client.model.export({ ...options, table: 'risk."my.table"' })
  expect(readFileSync(out('hostile.sql'), 'utf8')).toContain('FROM "risk"."my.table" t')
})

describe('a specification', () => {
  it('names the column of weights that are none', async () => {
    const lines = readFileSync(out('Accepted.csv'), 'utf8').trim().split('\n')
    const path = room.file(
      'weights.csv',
      `${lines.map((line, i) => (i === 5 ? line.replace(/2$/, '0') : line)).join('\n')}\n`,
    )
    const target = { column: 'y', eventValue: 'bad' }
    const columns = [{ column: 'w', role: 'weight' as const }]
    const { id } = await room.run(() => room.client.dataset.import({ path, name: 'Weights', target, columns }))
    const refusal = { code: 'invalidInput', place: { column: 'w' }, hint: expect.stringContaining('params.weights') }
    expect(await failure(train(id))).toMatchObject(refusal)
    expect(await failure(room.client.binning.evaluate({ dataset: id }))).toMatchObject(refusal)
  })

  it('never takes the column of weights as a characteristic', async () => {
    const evaluated = await room.client.binning.evaluate({ dataset: accepted, include: ['x', 'w'] })
    expect(evaluated.variables.map(({ variable }) => variable.name)).toEqual(['x'])
    const unweighted = await room.client.binning.evaluate({
      dataset: accepted,
      include: ['x', 'w'],
      params: { weights: 'none' },
    })
    expect(unweighted.variables).toHaveLength(2)
  })

  it('names a column it does not find once', async () => {
    const params = {
      selection: { mustHave: ['q'], mustNot: ['q'] },
      binning: { trends: [{ column: 'q', trend: 'peak' as const }] },
    }
    expect((await failure(train(accepted, { params }))).message).toMatch(/has no column "q"$/)
  })
})

describe('a model on data whose column holds texts for numbers', () => {
  let texts: string
  beforeAll(async () => {
    const path = room.file('texts.csv', 'y,x,k,w\ngood,low,a,1\nbad,high,b,1\n')
    const target = { column: 'y', eventValue: 'bad' }
    texts = (await room.run(() => room.client.dataset.import({ path, name: 'Texts', target }))).id
  })

  it.each([
    ['validation.run', (dataset: string) => room.client.validation.run({ model: card, dataset })],
    ['strategy.run', (dataset: string) => room.client.strategy.run({ model: card, dataset })],
    [
      'model.calibrate',
      (dataset: string) => room.client.model.calibrate({ model: card, dataset, method: 'platt', sample: 'all' }),
    ],
    ['explain.case', (dataset: string) => room.client.explain.case({ model: card, dataset, row: 1 })],
    [
      'model.export',
      (goldenDataset: string) =>
        room.client.model.export({ model: card, format: 'sql', path: out('texts.sql'), goldenDataset }),
    ],
  ])('is refused at once by %s, with the column', async (_procedure, call) => {
    expect(await failure(call(texts))).toMatchObject({
      code: 'badData',
      message: 'The model needs numbers in the column "x" of Texts, got texts',
      place: { column: 'x' },
      hint: expect.any(String),
    })
  })
})

it('one applicant is scored without reasons if none are asked for', async () => {
  const values = [{ column: 'x', value: 9 }]
  const one = (maxReasons: number) => room.client.scoring.one({ model: card, values, maxReasons })
  expect((await one(0)).reasons).toEqual([])
  expect((await one(1)).reasons).toHaveLength(1)
})

describe('a model file', () => {
  const changed = (change: (model: Record<string, unknown>) => object) => {
    const model = JSON.parse(readFileSync(out('card.json'), 'utf8')) as Record<string, unknown>
    writeFileSync(out('changed.json'), JSON.stringify({ ...model, ...change(model) }))
    return room.run(() => room.client.model.import({ path: out('changed.json'), dataset: accepted }))
  }
  beforeAll(async () => {
    await room.client.model.export({ model: card, format: 'json', path: out('card.json') })
  })

  it('is refused whose PD falls while the risk rises', async () => {
    const knots = [
      { probability: 0.2, calibrated: 0.9 },
      { probability: 0.5, calibrated: 0.1 },
    ]
    const error = await failure(changed(() => ({ calibration: { method: 'isotonic', knots } })))
    expect(error).toMatchObject({ code: 'badData', place: { file: 'changed.json' }, hint: expect.any(String) })
    expect(error.message).toContain('as knot 2')
  })

  it('is refused that reads the outcome', async () => {
    const target = { column: 'x', eventValue: '3' }
    const error = await failure(
      room.run(() => room.client.model.import({ path: out('card.json'), dataset: accepted, target })),
    )
    expect(error).toMatchObject({ code: 'invalidInput', place: { field: 'target', column: 'x' } })
  })

  it.each(['json', 'pmml'] as const)('keeps the notes on bins as %s', async (format) => {
    await room.client.model.export({ model: card, format, path: out(`notes.${format}`) })
    const { id } = await room.run(() => room.client.model.import({ path: out(`notes.${format}`), dataset: accepted }))
    expect(notesOf(scorecardOf((await room.client.model.get({ model: id })).model))).toEqual([
      NOTE,
      format === 'json' ? MANUAL.missingNote : 'Not\ufffdtold',
    ])
  })

  it.each([
    ['a blank name', '  ', 'blank'],
    ['a long name', 'n'.repeat(5000), 'n'.repeat(120)],
  ])('with %s gives a name that models may have', async (_what, said, name) => {
    await room.client.model.export({ model: card, format: 'pmml', path: out('named.pmml') })
    const text = readFileSync(out('named.pmml'), 'utf8').replace(/modelName="[^"]*"/, `modelName="${said}"`)
    writeFileSync(out('blank.pmml'), text)
    const { id } = await room.run(() => room.client.model.import({ path: out('blank.pmml'), dataset: accepted }))
    expect((await room.client.model.get({ model: id })).version.name).toBe(name)
  })

  it('as SQL has the notes on bins beside the points', async () => {
    await room.client.model.export({ model: card, format: 'sql', path: out('notes.sql') })
    expect(readFileSync(out('notes.sql'), 'utf8')).toContain('/* < 4: Agreed on 3 May:')
  })

  const notesOf = ({ variables }: ScorecardModel) =>
    variables.find(({ name }) => name === 'x')!.bins.flatMap(({ note }) => (note === undefined ? [] : [note]))
})

describe('after a person was erased', () => {
  let people: string
  let divided: string
  const made: Record<string, string> = {}
  beforeAll(async () => {
    const [head, ...rows] = readFileSync(out('Accepted.csv'), 'utf8').trim().split('\n')
    const cells = rows.map((row, i) => `${row},p${i + 1},${i % 3 === 0 ? 'holdout' : 'development'}`)
    const path = room.file('people.csv', `${[`${head},id,sample`, ...cells].join('\n')}\n`)
    people = await importPeople('People', path, 'ignore')
    divided = await importPeople('Divided', path, 'sample')
    const params = { minInformationValue: 0 }
    made.refusing = (await train(people, { name: 'Refusing', include: ['x'], params })).id
    const leavingOut = { ...params, rejectInference: { method: 'knownOnly' as const } }
    made.leavingOut = (await train(people, { name: 'Leaving out', include: ['x'], params: leavingOut })).id
    made.divided = (await train(divided, { name: 'Divided', include: ['x'], params })).id
    const who = { column: 'id', value: 'p7', reason: 'asked for it in May' }
    for (const dataset of [people, divided]) await room.run(() => room.client.privacy.erase({ dataset, ...who }))
  })
  const importPeople = async (name: string, path: string, role: 'ignore' | 'sample') => {
    const target = { column: 'y', eventValue: 'bad' }
    const columns = [
      { column: 'id', role: 'identifier' as const },
      { column: 'w', role: 'ignore' as const },
      { column: 'sample', role },
    ]
    return (await room.run(() => room.client.dataset.import({ path, name, target, columns }))).id
  }
  const strategy = (model: string, dataset: string, sample: 'all' | 'holdout') =>
    room.run(() => room.client.strategy.run({ model, dataset, sample }))
  const validate = (model: string, dataset: string) => room.run(() => room.client.validation.run({ model, dataset }))

  it.each(['refusing', 'leavingOut'])(
    'a model (%s) is judged on what is left, not on samples drawn anew',
    async (which) => {
      const model = made[which]!
      const { id } = await strategy(model, people, 'all')
      expect((await room.client.evidence.get({ evidence: id })).payload).toMatchObject({ nRows: 399 })
      const message = expect.stringContaining('drawn from 400 rows')
      const refusal = { code: 'conflict', message, place: { field: 'sample' }, hint: expect.any(String) }
      expect(await failure(strategy(model, people, 'holdout'))).toMatchObject(refusal)
      expect(await failure(validate(model, people))).toMatchObject(refusal)
    },
  )

  it('a model whose data say their samples themselves is validated as before', async () => {
    const { id } = await validate(made.divided!, divided)
    const { payload } = await room.client.evidence.get({ evidence: id })
    expect(payload).toMatchObject({ samples: [{ nRows: 266 }, { nRows: 133 }] })
  })
})
