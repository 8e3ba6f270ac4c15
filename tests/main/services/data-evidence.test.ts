import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentHash } from '../../../src/main/core/governance/content-hash.ts'
import type { QualityRule, Step } from '../../../src/shared/contract/index.ts'
import { type DataRoom, failure, loanCells, MAIL_CANARY, NAME_CANARY, openDataRoom } from './data-room.ts'

let room: DataRoom
let loans: string
let later: string

beforeAll(async () => {
  room = await openDataRoom()
  loans = await room.importLoans({ to: 120 })
  later = await room.importLoans({ from: 61, to: 200 })
}, 400_000)
afterAll(() => room.dispose())

const rules: QualityRule[] = [
  { id: 'amount', severity: 'error', kind: 'range', column: 'amount', minimum: 500, maximum: 10_250 },
  { id: 'purpose', severity: 'warning', kind: 'allowedValues', column: 'purpose', values: ['car', 'house', 'travel'] },
  { id: 'known', severity: 'error', kind: 'reference', column: 'email', dataset: 'Loans@1', referenceColumn: 'email' },
  { id: 'nowhere', severity: 'error', kind: 'reference', column: 'email', dataset: 'Nobody', referenceColumn: 'email' },
]

describe('quality', () => {
  it('proposes rules the data pass, without the values of masked columns', async () => {
    const proposed = await room.client.quality.propose({ dataset: loans })
    expect(proposed.length).toBeGreaterThan(10)
    expect(JSON.stringify(proposed)).not.toContain(NAME_CANARY)
    const { id } = await room.run(() =>
      room.client.quality.run({ dataset: loans, rules: proposed.map(({ rule }) => rule) }),
    )
    const { payload } = await room.client.dataEvidence.get({ evidence: id })
    if (payload.kind !== 'quality') throw new Error('another kind')
    expect(
      payload.report.results.filter(({ severity, verdict }) => severity === 'error' && verdict === 'fail'),
    ).toEqual([])
  })

  it('keeps suites by versions, evaluates them, and says what could not be assessed', async () => {
    const { client } = room
    expect(await client.quality.suite({ dataset: loans })).toBeNull()
    await room.newEvents()
    const first = await client.quality.save({ dataset: loans, rules: rules.slice(0, 2) })
    expect(await client.quality.save({ dataset: loans, rules: rules.slice(0, 2) })).toEqual(first)
    const second = await client.quality.save({ dataset: later, rules })
    expect([first.version, second.version, second.contentHash]).toEqual([1, 2, contentHash(rules)])
    expect(await client.quality.suite({ dataset: loans })).toEqual(second)
    const { id, summary } = await room.run(() => client.quality.run({ dataset: later }))
    const evidence = await client.dataEvidence.get({ evidence: id })
    if (evidence.payload.kind !== 'quality') throw new Error('another kind')
    expect(evidence).toMatchObject({ kind: 'quality', datasetVersionId: later, verdict: summary })
    expect(evidence.contentHash).toBe(contentHash(evidence.payload))
    expect(id).toBe(`dq_${evidence.key.slice(0, 12)}`)
    const of = (rule: string) =>
      (evidence.payload as { report: { results: { ruleId: string }[] } }).report.results.find(
        (item) => item.ruleId === rule,
      )
    const nOther = Array.from({ length: 140 }, (_, i) => loanCells(61 + i)).filter(
      (cells) => cells[6] === 'other',
    ).length
    expect(of('amount')).toMatchObject({ verdict: 'pass' })
    expect(of('purpose')).toMatchObject({ verdict: 'fail', nFailing: nOther })
    expect(of('known')).toMatchObject({ verdict: 'fail', nFailing: 80 })
    expect(of('nowhere')).toMatchObject({ verdict: 'notAssessed' })
    expect((await room.newEvents()).map(({ action }) => action)).toEqual([
      ...['quality.save', 'quality.save', 'quality.save', 'quality.run', 'dataEvidence.create'],
    ])
  })

  it('refuses rules that do not hold together, by name', async () => {
    const bad: QualityRule[] = [
      { ...rules[0]!, kind: 'range', column: 'amount', minimum: 5, maximum: 1 } as QualityRule,
    ]
    for (const call of [room.client.quality.save, room.client.quality.run])
      expect(await failure(call({ dataset: loans, rules: bad }))).toMatchObject({
        code: 'invalidInput',
        place: { field: 'amount' },
      })
  })
})

describe('evidence about data', () => {
  const runs = (): [string, () => Promise<{ jobId: string }>][] => [
    ['leakage', () => room.client.leakage.run({ dataset: loans })],
    ['association', () => room.client.association.run({ dataset: loans })],
    ['drift', () => room.client.drift.run({ dataset: later, expected: loans })],
    ['diff', () => room.client.diff.run({ dataset: later, before: loans, key: ['name'] })],
    ['privacy', () => room.client.privacy.scan({ dataset: loans, quasiIdentifiers: ['purpose', 'opened'] })],
  ]

  it('is stored with its hash, once for each question, and quotes nobody', async () => {
    for (const [kind, start] of runs()) {
      const { id } = await room.run(start)
      const evidence = await room.client.dataEvidence.get({ evidence: id })
      expect(evidence.kind, kind).toBe(kind)
      expect(evidence.payload.kind, kind).toBe(kind)
      expect(evidence.contentHash, kind).toBe(contentHash(evidence.payload))
      expect(await room.run(start), kind).toMatchObject({ id, summary: expect.stringContaining('Nothing new') })
      const text = JSON.stringify(evidence)
      expect(text.includes(NAME_CANARY) || text.includes(MAIL_CANARY), kind).toBe(false)
    }
    const listed = await room.client.dataEvidence.list({ dataset: loans })
    expect(new Set(listed.map(({ kind }) => kind))).toEqual(new Set(['quality', 'leakage', 'association', 'privacy']))
    expect(await room.client.dataEvidence.list({ kind: 'drift' })).toMatchObject([
      { datasetVersionId: later, otherVersionId: loans },
    ])
  })

  it('counts rows added and removed by their key', async () => {
    const { id } = await room.run(() => room.client.diff.run({ dataset: later, before: loans, key: ['email'] }))
    const { payload } = await room.client.dataEvidence.get({ evidence: id })
    expect(payload).toMatchObject({ report: { rows: { nAdded: 80, nRemoved: 60, nChanged: 0, nUnchanged: 60 } } })
  })

  it('needs a target for leaks, two versions for comparisons, and columns that are there', async () => {
    const { client } = room
    const none = await room.run(() => client.dataset.derive({ dataset: loans, target: null, name: 'No target' }))
    expect(await failure(client.leakage.run({ dataset: none.id }))).toMatchObject({ code: 'invalidInput' })
    expect(await failure(client.drift.run({ dataset: loans, expected: loans }))).toMatchObject({ code: 'invalidInput' })
    const absent = client.diff.run({ dataset: later, before: loans, key: ['nobody'] })
    expect(await failure(absent)).toMatchObject({ code: 'badData' })
  })

  it('is asked anew after an erasure', async () => {
    const start = () => room.client.association.run({ dataset: loans })
    const { id: before } = await room.run(start)
    const subject = { dataset: loans, column: 'email', value: `${MAIL_CANARY}.5@example.org` }
    await room.run(() => room.client.privacy.erase({ ...subject, reason: 'asked for in writing' }))
    const { id: after } = await room.run(start)
    expect(after).not.toBe(before)
    expect((await room.client.dataEvidence.get({ evidence: before })).id).toBe(before)
  })
})

describe('the right to see', () => {
  const reason = 'The branch asked who this is'
  const out = (name: string) => join(room.folder, name)
  const EXPORT_REASON = { revealReason: reason }

  it('is exercised for a reason that is logged, the cells are not', async () => {
    const { client } = room
    await room.newEvents()
    const columns = ['email', 'name', 'amount']
    const { rows } = await client.privacy.reveal({ dataset: later, columns, rows: [0, 9], reason })
    expect(rows[0]).toEqual([`${MAIL_CANARY}.61@example.org`, `${NAME_CANARY} Nr. 61`, Number(loanCells(61)[4])])
    const [event] = await room.newEvents()
    expect(event).toMatchObject({
      action: 'privacy.reveal',
      result: 'done',
      object: later,
      reason: `3 columns of 2 rows: ${reason}`,
    })
    expect(await failure(client.privacy.reveal({ dataset: later, columns, rows: [140], reason }))).toMatchObject({
      code: 'invalidInput',
    })
    expect(await failure(client.privacy.reveal({ dataset: later, columns, rows: [0], reason: 'why' }))).toMatchObject({
      code: 'invalidInput',
    })
    await room.as(['developer', 'analyst'], async () => {
      expect(await failure(client.privacy.reveal({ dataset: later, columns, rows: [0], reason }))).toMatchObject({
        code: 'forbidden',
      })
    })
  })

  it('is needed to export what is hidden', async () => {
    const { client } = room
    const columns = ['name', 'email', 'amount']
    await room.newEvents()
    await room.as(['analyst'], async () => {
      const { summary } = await room.run(() =>
        client.dataset.export({ dataset: later, path: out('masked.csv'), columns }),
      )
      expect(summary).toBe('140 rows written; masked: name, email')
      const refused = client.dataset.export({ dataset: later, path: out('open.csv'), columns, ...EXPORT_REASON })
      expect(await failure(refused)).toMatchObject({ code: 'forbidden' })
    })
    expect(existsSync(out('open.csv'))).toBe(false)
    const masked = readFileSync(out('masked.csv'), 'utf8')
    expect(masked.split('\n')[0]).toBe('name,email,amount')
    expect(masked).toMatch(/\np?.*,p_[0-9a-z]{20},/)
    expect(masked.includes(NAME_CANARY) || masked.includes(MAIL_CANARY)).toBe(false)
    const { view } = await client.dataset.view({
      dataset: later,
      filter: 'amount > 5000',
      sort: [{ column: 'amount', descending: true }],
    })
    await room.run(() =>
      client.dataset.export({ dataset: later, path: out('open.csv'), columns, view, ...EXPORT_REASON }),
    )
    const lines = readFileSync(out('open.csv'), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
    const large = Array.from({ length: 140 }, (_, i) => loanCells(61 + i)).filter((cells) => Number(cells[4]) > 5000)
    expect(lines.map((cells) => Number(cells[2]))).toEqual(large.map((cells) => Number(cells[4])).sort((a, b) => b - a))
    expect(lines.every(([name, email]) => name!.startsWith(NAME_CANARY) && email!.startsWith(MAIL_CANARY))).toBe(true)
    expect((await room.newEvents()).map(({ action, result, reason: why }) => `${action} ${result} ${why}`)).toEqual([
      ...['dataset.export done null', 'dataset.exported done masked', 'dataset.export refused forbidden'],
      ...[`dataset.export done ${reason}`, `dataset.exported done revealed: ${reason}`],
    ])
  })

  it('is not got round by a classification, a derivation or an expression', async () => {
    const { client } = room
    const classify = (column: string, treatment: 'mask' | 'none' | 'pseudonymise', why?: string) =>
      client.privacy.classify({
        dataset: later,
        column,
        privacy: { class: 'other', treatment },
        ...(why === undefined ? {} : { reason: why }),
      })
    await classify('purpose', 'mask')
    const steps: Step[] = [
      { kind: 'derive', name: 'copy', expression: 'lower(purpose)', description: '', unit: '' },
      { kind: 'derive', name: 'again', expression: 'copy', description: '', unit: '' },
    ]
    expect((await client.expression.check({ dataset: later, expression: 'purpose' })).rows).toEqual([])
    expect((await client.expression.check({ dataset: later, steps, expression: 'again' })).rows).toEqual([])
    expect((await client.expression.check({ dataset: later, expression: 'amount * 2' })).rows).toHaveLength(20)
    const { id } = await room.run(() => client.dataset.derive({ dataset: later, steps, name: 'Copies' }))
    const page = await client.dataset.rows({ dataset: id, limit: 5 })
    expect(page.masked).toEqual(['name', 'purpose', 'copy', 'again'])
    expect((await client.dataset.rows({ dataset: later, limit: 1 })).masked).toEqual(['name', 'purpose'])
    const shown = JSON.stringify([
      page,
      await client.dataset.profile({ dataset: id }),
      await client.dictionary.get({ dataset: id }),
    ])
    expect(shown).not.toMatch(/travel/)
    expect(await failure(classify('purpose', 'none'))).toMatchObject({
      code: 'invalidInput',
      place: { field: 'reason' },
    })
    expect(await failure(classify('email', 'none', reason))).toMatchObject({ code: 'conflict' })
    expect(await failure(classify('amount', 'pseudonymise'))).toMatchObject({ code: 'conflict' })
    await room.newEvents()
    await classify('purpose', 'none', reason)
    expect(await room.newEvents()).toMatchObject([{ action: 'privacy.classify', object: 'Loans purpose', reason }])
    expect((await client.dataset.rows({ dataset: later, limit: 1 })).masked).toEqual(['name'])
  })
})
