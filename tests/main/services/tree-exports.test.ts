import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSqlite } from '../../helpers/sql-engines.ts'
import { importGerman } from '../../helpers/test-app.ts'
import { type DataRoom, failure, openDataRoom } from './data-room.ts'

let room: DataRoom
let german: string
let trees: string
let card: string
beforeAll(async () => {
  room = await openDataRoom()
  german = await importGerman(room)
  const params = { maxTrees: 25, permutations: 0 }
  trees = (await room.run(() => room.client.training.start({ method: 'gbdt', dataset: german, name: 'Trees', params })))
    .id
  card = (await room.run(() => room.client.training.start({ dataset: german, name: 'Card' }))).id
  mkdirSync(join(room.folder, 'out'))
}, 400_000)
afterAll(() => room.dispose())

type Export = Parameters<DataRoom['client']['model']['export']>[0]
const out = (name: string) => join(room.folder, 'out', name)
const exportTo = (name: string, rest: Partial<Export> = {}) =>
  room.client.model.export({ model: trees, format: 'json', path: out(name), ...rest })
const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

describe('boosted trees are exported', () => {
  it('as JSON, the text whose hash is that of the model', async () => {
    const { version } = await room.client.model.get({ model: trees })
    const written = await exportTo('trees.json')
    expect(written.sha256).toBe(version.contentHash)
    expect(sha256(out('trees.json'))).toBe(version.contentHash)
    expect(written.agreement).toBe(null)
  })

  it('as ONNX, run before it is written: every margin is the same, and the report says so', async () => {
    await room.newEvents()
    const written = await exportTo('trees.onnx', { format: 'onnx' })
    const { agreement } = written
    expect(agreement).toMatchObject({ nRows: 1000, largestMarginDifference: 0 })
    expect(agreement!.engine).toMatch(/^onnxruntime \d/)
    expect(agreement!.nEqual).toBe(agreement!.nCases)
    expect(agreement!.nCases).toBeGreaterThan(1500)
    expect(agreement!.largestProbabilityDifference).toBeLessThan(1e-14)
    expect(written.notes[0]).toContain('every margin is the same to the last bit')
    expect(sha256(out('trees.onnx'))).toBe(written.sha256)
    expect((await exportTo('again.onnx', { format: 'onnx' })).sha256).toBe(written.sha256)
    expect((await room.newEvents())[0]).toMatchObject({ action: 'model.export', object: trees, reason: 'onnx' })
  })

  it('as PMML, a MiningModel that sums its trees', async () => {
    const written = await exportTo('trees.pmml', { format: 'pmml' })
    const text = readFileSync(written.path, 'utf8')
    expect(text).toContain('<Segmentation multipleModelMethod="sum">')
    expect(text.match(/<TreeModel /g)?.length).toBe(26)
  })

  it('as SQL with golden cases and a check, as CASE or as a table of nodes', async () => {
    const cases = await exportTo('trees.sql', { format: 'sql', dialect: 'sqlite' })
    expect(cases.files.map(({ path }) => path)).toEqual(
      ['trees.sql', 'trees.golden.sql', 'trees.verify.sql'].map((name) => out(name)),
    )
    const nodes = await exportTo('nodes.sql', { format: 'sql', dialect: 'sqlite', sqlForm: 'nodes' })
    expect(nodes.files.at(-1)!.path).toBe(out('nodes.nodes.sql'))
    for (const [made, name] of [
      [cases, 'trees'],
      [nodes, 'nodes'],
    ] as const) {
      const engine = startSqlite()
      const scripts = name === 'nodes' ? ['nodes.golden.sql', 'nodes.nodes.sql'] : ['trees.golden.sql']
      for (const script of scripts) await engine.execute(readFileSync(out(script), 'utf8'))
      const check = readFileSync(out(`${name}.verify.sql`), 'utf8').split(';')[0]!
      expect(await engine.rows(check)).toEqual([{ n: made.nGoldenRows, mismatches: 0 }])
      engine.close()
    }
  })

  it('but a scorecard is not exported as ONNX, nor as a table of nodes', async () => {
    const refused = await failure(exportTo('card.onnx', { model: card, format: 'onnx' }))
    expect(refused).toMatchObject({
      code: 'invalidInput',
      message: 'ONNX needs a model of trees, got a scorecard',
      hint: 'Export a scorecard as PMML, SQL or JSON.',
      place: { field: 'format' },
    })
    expect(existsSync(out('card.onnx'))).toBe(false)
    const nodes = await failure(exportTo('card.sql', { model: card, format: 'sql', sqlForm: 'nodes' }))
    expect(nodes).toMatchObject({ code: 'invalidInput', place: { field: 'sqlForm' } })
  })
})
