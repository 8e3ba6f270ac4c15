import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EqualityReport } from '../../../src/shared/contract/index.ts'
import { PEERS } from '../core/peers/golden-cases.ts'
import { type DataRoom, failure, openDataRoom } from './data-room.ts'

const TARGET = { column: 'credit', eventValue: 'bad' }
let room: DataRoom
let withTexts: string
let numbers: string
let renamed: string
beforeAll(async () => {
  room = await openDataRoom()
  const importTable = async (path: string, name: string) =>
    (await room.run(() => room.client.dataset.import({ path, name, target: TARGET }))).id
  withTexts = await importTable(join(PEERS, 'german-lightgbm.csv'), 'Texts')
  numbers = await importTable(join(PEERS, 'german-xgboost.csv'), 'Numbers')
  const text = readFileSync(join(PEERS, 'german-xgboost.csv'), 'utf8')
  renamed = await importTable(
    room.file('renamed.csv', text.replace('month,credit_amount,age,residence_since', 'months,amount,years,since')),
    'Renamed',
  )
}, 400_000)
afterAll(() => room.dispose())

type Import = Parameters<DataRoom['client']['model']['import']>[0]
const importPeer = (file: string, dataset: string, rest: Partial<Import> = {}) =>
  room.run(() => room.client.model.import({ path: join(PEERS, file), dataset, ...rest }))
const equalityOf = async (id: string): Promise<EqualityReport> =>
  (await room.client.model.get({ model: id })).fit.equality!
const names = async () => (await room.client.model.list()).map(({ name }) => name)

describe('boosted trees made elsewhere', () => {
  it('of LightGBM score here as there: every margin to the last bit, every PD', async () => {
    const expected = { column: 'margin', meaning: 'margin' } as const
    const made = await importPeer('lightgbm-pandas-categories.txt', withTexts, { name: 'Trees', expected })
    expect(made.summary).toMatch(/All 300 margins equal those in "margin" to the last bit of 64-bit numbers/)
    const { version, model, fit } = await room.client.model.get({ model: made.id })
    expect(version).toMatchObject({
      method: 'gbdt',
      origin: { kind: 'imported', fileName: 'lightgbm-pandas-categories.txt', format: 'lightgbm' },
      params: { developmentShare: 1, rejectInference: { method: 'knownOnly' } },
      target: TARGET,
    })
    expect(model).toMatchObject({ kind: 'treeModel', arithmetic: 'double', target: TARGET })
    expect(fit.equality).toMatchObject({ nRows: 300, nEqual: 300, largestDifference: 0, worstRow: 1 })
    expect(fit.boosting).toMatchObject({ stopped: 'imported', nTrees: 10 })
    expect(fit.warnings.join()).toMatch(/label 1/)
    const pds = await importPeer('lightgbm-pandas-categories.txt', withTexts, {
      name: 'PDs',
      expected: { column: 'pd', meaning: 'probability' },
    })
    expect(await equalityOf(pds.id)).toMatchObject({ nRows: 300, nEqual: 300 })
  })

  it('of XGBoost too, in 32-bit numbers', async () => {
    for (const [column, meaning] of [
      ['margin', 'margin'],
      ['pd', 'probability'],
    ] as const) {
      const made = await importPeer('xgboost-monotone.golden.json', numbers, {
        name: column,
        expected: { column, meaning },
      })
      expect(await equalityOf(made.id)).toMatchObject({ nRows: 300, nEqual: 300, meaning })
    }
  })

  it('are found wrong where the scores are of another model, with the worst row', async () => {
    const expected = { column: 'margin', meaning: 'margin' } as const
    const { id } = await importPeer('xgboost-unnamed.golden.json', numbers, {
      name: 'Other',
      expected,
      map: await mapOfUnnamed(),
    })
    const report = await equalityOf(id)
    expect(report.nEqual).toBeLessThan(300)
    expect(report.largestDifference).toBeGreaterThan(0.1)
    expect(report.statement).toMatch(/of 300 margins differ .* in row \d+\. The model does not score here/)
  })

  it('of ONNX, and with columns of other names by a map', async () => {
    const map = { month: 'months', credit_amount: 'amount', age: 'years', residence_since: 'since' }
    const made = await importPeer('xgboost-monotone.golden.json', renamed, {
      name: 'Mapped',
      map,
      expected: { column: 'margin', meaning: 'margin' },
    })
    const { model } = await room.client.model.get({ model: made.id })
    expect(model.characteristics.map(({ name }) => name)).toContain('months')
    expect(await equalityOf(made.id)).toMatchObject({ nEqual: 300 })
    const onnx = await importPeer('onnx-margin.onnx', numbers, {
      name: 'Onnx',
      map: { f0: 'month', f1: 'credit_amount', f2: 'age', f4: 'margin' },
    })
    expect((await room.client.model.get({ model: onnx.id })).version.origin).toMatchObject({ format: 'onnx' })
  })

  it('are validated, explained and scored like models made here', async () => {
    const { id: model } = await importPeer('lightgbm-pandas-categories.txt', withTexts, { name: 'Trees' })
    const { id } = await room.run(() => room.client.validation.run({ model, dataset: withTexts }))
    expect((await room.client.evidence.get({ evidence: id })).modelVersionId).toBe(model)
    const { points, probability } = await room.client.explain.case({ model, dataset: withTexts, row: 2 })
    expect(probability).toBeCloseTo(0.4972972463898533, 14)
    expect(points).toBeGreaterThan(0)
  })

  it('come back from the JSON that Assay writes as the same model', async () => {
    const { id } = await importPeer('xgboost-monotone.golden.json', numbers, { name: 'Trees 2' })
    const path = join(room.folder, 'trees.json')
    await room.client.model.export({ model: id, format: 'json', path })
    const back = await room.run(() => room.client.model.import({ path, dataset: numbers, name: 'Back' }))
    const hash = async (model: string) => (await room.client.model.get({ model })).version.contentHash
    expect(await hash(back.id)).toBe(await hash(id))
  })
})

async function mapOfUnnamed(): Promise<Record<string, string>> {
  const all = ['month', 'credit_amount', 'age', 'residence_since']
  const hint = (await failure(importPeer('xgboost-unnamed.golden.json', numbers))).message
  return Object.fromEntries([...hint.matchAll(/"f(\d)"/g)].map(([, place]) => [`f${place}`, all[Number(place)]!]))
}

describe('a model file that cannot be used', () => {
  const refused = async (run: Promise<unknown>) => {
    const before = await names()
    const { code, message, hint } = await failure(run)
    expect(await names()).toEqual(before)
    expect(hint).not.toBeNull()
    return `${code}: ${message} ${hint}`
  }

  it.each<[string, Partial<Import>, RegExp]>([
    ['names that are no columns', {}, /invalidInput: .*"month" \(near: months\).*"age".* \(--map FILE.json/],
    ['a map of unknown names', { map: { mnth: 'months' } }, /names "mnth".* Nearest: month/],
    ['a map to unknown columns', { map: { month: 'monthz' } }, /no column "monthz".* Nearest: months/],
    [
      'a map to one column twice',
      { map: { month: 'years', age: 'years', credit_amount: 'amount', residence_since: 'since' } },
      /one column per name, got "years"/,
    ],
    [
      'the outcome as a column',
      { map: { month: 'credit', age: 'years', credit_amount: 'amount', residence_since: 'since' } },
      /target than its columns|numbers in the column "credit"/,
    ],
    [
      'expected scores that are texts',
      { expected: { column: 'credit', meaning: 'margin' } },
      /numbers, got texts in "credit"/,
    ],
    ['expected scores that are no column', { expected: { column: 'pdd', meaning: 'margin' } }, /no column "pdd"/],
  ])('%s', async (_, rest, message) => {
    expect(await refused(importPeer('xgboost-monotone.golden.json', renamed, rest))).toMatch(message)
  })

  it('of another kind, cut, or of no kind', async () => {
    const cut = room.file('cut.txt', readFileSync(join(PEERS, 'lightgbm-numeric.txt'), 'utf8').slice(0, 3000))
    const pickle = join(room.folder, 'model.pkl')
    writeFileSync(pickle, Uint8Array.of(0x80, 0x04, 0x95))
    const ubjson = join(room.folder, 'model.ubj')
    writeFileSync(ubjson, Uint8Array.of(0x7b, 0x4c, 0, 0, 0, 0, 0, 0, 0, 7))
    const read = (path: string) => refused(room.run(() => room.client.model.import({ path, dataset: numbers })))
    expect(await read(cut)).toMatch(/badData: .*was cut/)
    expect(await read(pickle)).toMatch(/Python pickle/)
    expect(await read(ubjson)).toMatch(/UBJSON.*save_model\("model.json"\)/)
    expect(await read(room.file('a.txt', 'Dear Sir'))).toMatch(/got none of them/)
    expect(await read(join(PEERS, 'lightgbm-refused-multiclass.txt'))).toMatch(/one outcome/)
  })

  it('is told by what is in it, not by its name', async () => {
    const path = join(room.folder, 'really-text.onnx')
    copyFileSync(join(PEERS, 'lightgbm-monotone.txt'), path)
    expect(existsSync(path)).toBe(true)
    const { id } = await room.run(() => room.client.model.import({ path, dataset: numbers }))
    expect((await room.client.model.get({ model: id })).version.origin).toMatchObject({ format: 'lightgbm' })
  })
})
