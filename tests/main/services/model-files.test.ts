import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importGerman } from '../../helpers/test-app.ts'
import { type DataRoom, failure, openDataRoom } from './data-room.ts'

let room: DataRoom
let german: string
let card: string
beforeAll(async () => {
  room = await openDataRoom()
  german = await importGerman(room)
  card = (await room.run(() => room.client.training.start({ dataset: german, name: 'Card' }))).id
  mkdirSync(join(room.folder, 'out'))
}, 400_000)
afterAll(() => room.dispose())

type Export = Parameters<DataRoom['client']['model']['export']>[0]
const out = (name: string) => join(room.folder, 'out', name)
const exportTo = (name: string, rest: Partial<Export> = {}) =>
  room.client.model.export({ model: card, format: 'json', path: out(name), ...rest })
const importFrom = (name: string, rest: object = {}) =>
  room.run(() => room.client.model.import({ path: out(name), dataset: german, ...rest }))
const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
const scores = async (model: string) => {
  const rows = [1, 7, 100, 1000]
  const cases = await Promise.all(rows.map((row) => room.client.explain.case({ model, dataset: german, row })))
  return cases.map(({ points, probability }) => [points, probability])
}

describe('an export', () => {
  it('as JSON is the text whose hash is that of the model', async () => {
    const { version } = await room.client.model.get({ model: card })
    await room.newEvents()
    const written = await exportTo('card.json')
    expect(written).toMatchObject({ sha256: version.contentHash, path: out('card.json'), notes: [], nGoldenRows: null })
    expect(written.files).toEqual([{ path: written.path, bytes: written.bytes, sha256: written.sha256 }])
    expect(sha256(out('card.json'))).toBe(version.contentHash)
    expect(await room.newEvents()).toMatchObject([{ action: 'model.export', object: card, reason: 'json' }])
  })

  it('as SQL is three files with hashes in the log, the golden cases among them', async () => {
    await room.newEvents()
    const written = await exportTo('score.sql', { format: 'sql', dialect: 'sqlite', table: 'loans.applicants' })
    expect(written.files.map(({ path }) => path)).toEqual(
      ['score.sql', 'score.golden.sql', 'score.verify.sql'].map((name) => out(name)),
    )
    for (const file of written.files) expect(sha256(file.path)).toBe(file.sha256)
    expect(written.nGoldenRows).toBeGreaterThan(500)
    expect(readFileSync(out('score.golden.sql'), 'utf8')).toContain('applicants_golden')
    const [event] = await room.newEvents()
    for (const file of written.files.slice(1)) expect(event?.reason).toContain(file.sha256)
  })

  it('takes the rows of a data set as golden cases, which is an export of data', async () => {
    const bare = await exportTo('bare.sql', { format: 'sql', dialect: 'duckdb' })
    await room.newEvents()
    const goldenDataset = german
    const written = await exportTo('rows.sql', { format: 'sql', dialect: 'duckdb', goldenDataset })
    expect(written.nGoldenRows).toBe(bare.nGoldenRows! + 1000)
    expect(await room.newEvents()).toMatchObject([
      { action: 'dataset.exported', object: german, reason: `golden rows of ${card}` },
      { action: 'model.export', object: card },
    ])
    const forbidden = room.as(['validator'], () => exportTo('v.sql', { format: 'sql', goldenDataset }))
    expect((await failure(forbidden)).code).toBe('forbidden')
    await room.as(['validator'], () => exportTo('v.sql', { format: 'sql' }))
    expect(await failure(exportTo('x.json', { goldenDataset }))).toMatchObject({
      code: 'invalidInput',
      place: { field: 'goldenDataset' },
      hint: expect.any(String),
    })
    expect(existsSync(out('x.json'))).toBe(false)
  })

  it('does not take golden rows from masked columns', async () => {
    const loans = await room.importLoans({ columns: [{ column: 'purpose', privacy: MASKED }] })
    const model = (
      await room.run(() =>
        room.client.training.start({
          dataset: loans,
          name: 'Loans card',
          params: { selection: { mustHave: ['purpose'] } },
        }),
      )
    ).id
    const { model: read } = await room.client.model.get({ model })
    expect(read.characteristics.map(({ name }) => name)).toContain('purpose')
    const error = await failure(exportTo('m.sql', { model, format: 'sql', goldenDataset: loans }))
    expect(error).toMatchObject({ code: 'invalidInput', place: { column: 'purpose' }, hint: expect.any(String) })
  })

  it('writes all files or none', async () => {
    mkdirSync(out('half.verify.sql'))
    const error = await failure(exportTo('half.sql', { format: 'sql' }))
    expect(error).toMatchObject({ code: 'cannotWrite', hint: expect.any(String) })
    expect(readdirSync(join(room.folder, 'out')).filter((name) => name.startsWith('half'))).toEqual(['half.verify.sql'])
  })

  it('says what a database cannot hold, and refuses a path inside of the workspace', async () => {
    expect(await failure(exportTo('t.sql', { format: 'sql', table: 'a..b' }))).toMatchObject({
      hint: expect.any(String),
    })
    const inside = room.client.model.export({ model: card, format: 'pmml', path: join(room.workspacePath, 'x.pmml') })
    expect(await failure(inside)).toMatchObject({ code: 'invalidInput', place: { field: 'path' } })
  })
})

describe('an import', () => {
  it('of JSON is the same model, described here', async () => {
    await exportTo('same.json')
    await room.newEvents()
    const made = await importFrom('same.json', { name: 'Again' })
    expect((await room.newEvents()).map(({ action }) => action)).toEqual([
      'model.import',
      'model.create',
      'evidence.create',
    ])
    const [one, other] = [await room.client.model.get({ model: card }), await room.client.model.get({ model: made.id })]
    expect(other.version.contentHash).toBe(one.version.contentHash)
    expect(other.model).toEqual(one.model)
    expect(other.version).toMatchObject({
      origin: { kind: 'imported', fileName: 'same.json', format: 'json', sha256: one.version.contentHash },
      name: 'Again',
      datasetVersionId: german,
      holdoutAuc: null,
      params: { developmentShare: 1 },
    })
    expect(other.fit).toMatchObject({ nDevelopment: 1000, nEventsDevelopment: 300, nHoldout: 0 })
    expect(other.fit.warnings[0]).toMatch(/not known here/)
    expect(other.fit.coefficients.map(({ estimate }) => estimate)).toEqual(
      one.fit.coefficients.map(({ estimate }) => estimate),
    )
    const again = await importFrom('same.json', { name: 'Again' })
    expect(again).toMatchObject({ id: made.id, summary: expect.stringMatching(/^Nothing new/) })
    const validated = await room.run(() => room.client.validation.run({ model: made.id, dataset: german }))
    expect(validated.kind).toBe('evidence')
  })

  it('of PMML scores as the model that was exported; its bins are counted here', async () => {
    const { notes } = await exportTo('card.pmml', { format: 'pmml' })
    expect(Array.isArray(notes)).toBe(true)
    const made = await importFrom('card.pmml')
    const { version, model } = await room.client.model.get({ model: made.id })
    expect(version).toMatchObject({ origin: { format: 'pmml' }, name: 'Card', version: 2, method: 'scorecard' })
    expect(await scores(made.id)).toEqual(await scores(card))
    for (const { bins } of model.variables) expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(1000)
  })

  it('of a calibrated model keeps the calibration', async () => {
    const calibrated = (await room.run(() => room.client.model.calibrate({ model: card, method: 'beta' }))).id
    for (const format of ['json', 'pmml'] as const) {
      await exportTo(`beta.${format}`, { model: calibrated, format })
      const made = await importFrom(`beta.${format}`, { name: `Beta ${format}` })
      expect(await scores(made.id)).toEqual(await scores(calibrated))
    }
  })

  it.each([
    ['no file', null, 'notFound', {}],
    ['neither JSON nor PMML', 'a,b\n1,2\n', 'badData', { file: 'bad.x' }],
    ['cut-off JSON', '{"kind":"scorecardModel",', 'badData', { file: 'bad.x' }],
    ['another JSON', '{"kind":"other"}', 'badData', { file: 'bad.x' }],
    ['another XML', '<html></html>', 'badData', { file: 'bad.x' }],
    ['bytes that are no text', Buffer.from([0x7b, 0xff, 0xfe, 0x00]), 'badData', { file: 'bad.x' }],
  ])('refuses %s and leaves nothing', async (what, content, code, place) => {
    if (content !== null) writeFileSync(out('bad.x'), content)
    const before = (await room.client.model.list()).length
    const error = await failure(importFrom(content === null ? 'nowhere.json' : 'bad.x'))
    expect(error, what).toMatchObject({ code, place, hint: expect.any(String) })
    expect(await room.client.model.list()).toHaveLength(before)
  })

  it('refuses a data set without the columns of the model, and people who do not build models', async () => {
    const loans = await room.importLoans({ to: 100, name: 'Other loans' })
    await exportTo('foreign.json')
    const target = { column: 'defaulted', eventValue: 'yes' }
    const error = await failure(importFrom('foreign.json', { dataset: loans, target }))
    expect(error).toMatchObject({ code: 'badData', place: { column: expect.any(String) }, hint: expect.any(String) })
    expect((await failure(room.as(['analyst'], () => importFrom('foreign.json')))).code).toBe('forbidden')
  })
})

const MASKED = { class: 'other', treatment: 'mask' } as const
