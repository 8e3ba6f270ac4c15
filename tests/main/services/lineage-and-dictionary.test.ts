import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DataRoom, failure, MAIL_CANARY, NAME_CANARY, openDataRoom } from './data-room.ts'

let room: DataRoom
let loans: string
let derived: string

beforeAll(async () => {
  room = await openDataRoom()
  loans = await room.importLoans({ to: 120 })
  const steps = [
    {
      kind: 'derive' as const,
      name: 'burden',
      expression: 'amount / income',
      description: 'Amount over income',
      unit: 'ratio',
    },
  ]
  const first = await room.run(() => room.client.dataset.derive({ dataset: loans, name: 'Sample', steps }))
  const kept = [{ kind: 'filter' as const, keep: 'amount > 700', reason: 'no tiny loans' }]
  derived = (await room.run(() => room.client.dataset.derive({ dataset: first.id, name: 'Sample', steps: kept }))).id
}, 400_000)
afterAll(() => room.dispose())

const out = (name: string) => join(room.folder, name)

describe('the dictionary', () => {
  it('says what columns are, how they were made and who said so', async () => {
    const { client } = room
    await room.newEvents()
    const said = { description: 'What the money is for', source: 'LOS.APPLICATION.PURP', transformation: 'mapped' }
    await client.dictionary.update({
      dataset: loans,
      entries: [
        { column: 'purpose', ...said },
        { column: 'amount', unit: 'EUR' },
      ],
    })
    const entries = new Map((await client.dictionary.get({ dataset: derived })).map((entry) => [entry.column, entry]))
    expect(entries.get('purpose')).toMatchObject({ ...said, role: 'feature', editedBy: 'Ada Auditor' })
    expect(entries.get('arrears')).toMatchObject({ description: 'Days in arrears', unit: 'days' })
    expect(entries.get('burden')).toMatchObject({
      description: 'Amount over income',
      unit: 'ratio',
      derivation: 'amount / income',
    })
    expect([entries.get('email')?.values, entries.get('name')?.values]).toEqual(['tokens', 'masked'])
    expect(entries.get('opened')?.values).toMatch(/^2023-\d\d-\d\d to 2024-\d\d-\d\d$/)
    await client.dictionary.update({ dataset: derived, entries: [{ column: 'amount', description: 'Asked for' }] })
    const [own, parent] = await Promise.all(
      [derived, loans].map(async (dataset) =>
        (await client.dictionary.get({ dataset })).find(({ column }) => column === 'amount'),
      ),
    )
    expect([own?.description, own?.unit, parent?.description]).toEqual(['Asked for', 'EUR', ''])
    const absent = client.dictionary.update({ dataset: loans, entries: [{ column: 'burden', unit: 'x' }] })
    expect(await failure(absent)).toMatchObject({ code: 'badData' })
    expect((await room.newEvents()).map(({ action, object, result }) => `${action} ${object} ${result}`)).toEqual([
      ...['dictionary.update Loans dictionary done', 'dictionary.update Sample dictionary done'],
      'dictionary.update null failed',
    ])
  })

  it('is written as a table, as JSON and as Markdown, without anybody in it', async () => {
    for (const name of ['dictionary.csv', 'dictionary.json', 'dictionary.md']) {
      await room.run(() => room.client.dictionary.export({ dataset: derived, path: out(name) }))
      const text = readFileSync(out(name), 'utf8')
      expect(text).toContain('Days in arrears')
      expect(text.includes(NAME_CANARY) || text.includes(MAIL_CANARY), name).toBe(false)
    }
    const { columns } = JSON.parse(readFileSync(out('dictionary.json'), 'utf8')) as { columns: unknown[] }
    expect(columns).toHaveLength(9)
    expect(readFileSync(out('dictionary.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(10)
  })
})

describe('the lineage', () => {
  let model: string
  let decision: string

  beforeAll(async () => {
    const { client } = room
    const params = { minInformationValue: 0 }
    model = (
      await room.run(() =>
        client.training.start({ dataset: derived, include: ['burden', 'income', 'arrears'], name: 'Card', params }),
      )
    ).id
    await room.run(() => client.validation.run({ model, dataset: derived }))
    await room.run(() => client.association.run({ dataset: loans }))
    const gate = (await client.gate.policy()).gates[0]!.id
    const evaluation = await client.gate.evaluate({ model, gate })
    const { evidenceManifestHash, allowedDecisions } = evaluation
    const choice = {
      decision: allowedDecisions.at(-1)!,
      reason: 'Not good enough for the purpose',
      evidenceManifestHash,
    }
    decision = (await client.gate.decide({ model, gate, conditions: 'None worth naming', ...choice })).id
    await room.run(() => client.pack.build({ model, path: out('pack.pdf') }))
  }, 400_000)

  it('goes from the file over versions and models to evidence, decision and pack', async () => {
    const { nodes, edges } = await room.client.lineage.graph({})
    const kinds = nodes.map(({ kind }) => kind)
    for (const kind of ['file', 'dataset', 'dataEvidence', 'model', 'evidence', 'decision', 'pack'] as const)
      expect(kinds).toContain(kind)
    expect(kinds.filter((kind) => kind === 'file')).toHaveLength(1)
    const ids = new Set(nodes.map(({ id }) => id))
    expect(edges.every(({ from, to }) => ids.has(from) && ids.has(to))).toBe(true)
    const words = (from: string, to: string) => edges.find((edge) => edge.from === from && edge.to === to)?.label
    const [file] = nodes.filter(({ kind }) => kind === 'file')
    expect(words(file!.id, loans)).toBe('imported')
    expect(words(derived, model)).toBe('trained on')
    expect(words(model, decision)).toBe('decided on')
    expect(edges.filter(({ label }) => label === 'steps')).toHaveLength(2)
    expect(JSON.stringify(nodes)).not.toContain(MAIL_CANARY)
  })

  it('of one object is what it came from and what was made of it', async () => {
    const ofModel = await room.client.lineage.graph({ object: 'Card' })
    expect(ofModel.nodes.map(({ kind }) => kind)).not.toContain('dataEvidence')
    expect(ofModel.nodes.filter(({ kind }) => kind === 'dataset')).toHaveLength(3)
    const ofFile = await room.client.lineage.graph({ object: loans })
    expect(ofFile.nodes).toHaveLength((await room.client.lineage.graph({})).nodes.length)
    expect(await failure(room.client.lineage.graph({ object: 'nothing at all' }))).toMatchObject({ code: 'notFound' })
  })

  it('is written as OpenLineage run events, the same every time', async () => {
    await room.newEvents()
    const first = await room.client.lineage.export({ path: out('lineage.jsonl') })
    const second = await room.client.lineage.export({ path: out('again.jsonl'), object: 'Card' })
    expect(second.nEvents).toBeLessThan(first.nEvents)
    const { nodes } = await room.client.lineage.graph({})
    expect(first.nEvents).toBe(nodes.filter(({ kind }) => kind !== 'file').length)
    const events = readFileSync(out('lineage.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    const trained = events.find((event) => event.outputs[0].name === model)
    expect(trained).toMatchObject({ eventType: 'COMPLETE', job: { name: 'model.create' }, inputs: [{ name: derived }] })
    expect(trained.run.runId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect((await room.client.lineage.export({ path: out('third.jsonl') })).sha256).toBe(first.sha256)
    expect((await room.newEvents()).map(({ action }) => action)).toEqual([
      'lineage.export',
      'lineage.export',
      'lineage.export',
    ])
  })
})
