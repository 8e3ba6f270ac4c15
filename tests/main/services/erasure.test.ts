import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type DataRoom, failure, loanCells, MAIL_CANARY, openDataRoom } from './data-room.ts'

const REASON = 'The applicant asked for it'
const CANARY = 'Rotkehlchen'
const PERSON = 'robin@example.org'

let room: DataRoom
let now: string
let first: string
let derived: string

/** Sixty applicants; number seven is the person to be erased, with a purpose nobody else has. */
beforeEach(async () => {
  now = '2026-01-15T09:00:00.000Z'
  room = await openDataRoom({ clock: () => new Date(now) })
  const rows = Array.from({ length: 60 }, (_, i) => loanCells(i + 1))
  rows[6] = [PERSON, CANARY, '2023-03-04', '987654', '123456.5', '0', `${CANARY} purpose`, 'yes']
  rows[20]![3] = `${CANARY} income`
  const header = 'email,name,opened,income,amount,arrears,purpose,defaulted'
  const path = room.file('people.csv', `${header}\n${rows.map((row) => row.join(',')).join('\n')}\n`)
  const columns = [
    {
      column: 'email',
      role: 'identifier' as const,
      privacy: { class: 'email' as const, treatment: 'pseudonymise' as const },
    },
    {
      column: 'name',
      role: 'identifier' as const,
      privacy: { class: 'personName' as const, treatment: 'mask' as const },
    },
  ]
  const target = { column: 'defaulted', eventValue: 'yes' }
  const options = { types: [{ column: 'income', type: 'numeric' as const }] }
  const { client } = room
  first = (await room.run(() => client.dataset.import({ path, name: 'Loans', target, columns, options }))).id
  const steps = [{ kind: 'filter' as const, keep: 'amount > 0', reason: 'all of them' }]
  derived = (await room.run(() => client.dataset.derive({ dataset: first, name: 'Sample', steps }))).id
  await room.newEvents()
}, 120_000)
afterEach(() => room.dispose())

const erase = (dataset: string, value = PERSON) =>
  room.run(() => room.client.privacy.erase({ dataset, column: 'email', value, reason: REASON }))
const workspace = () => room.app.context('cli').state.unlockedWorkspace!
/** Every text and BLOB the database holds, as one text. */
const stored = () => {
  const { datasets } = workspace()
  return JSON.stringify(
    [first, derived].map((id) => [
      datasets.get(id),
      datasets.profile(id),
      datasets.rows(id, 0, 100),
      datasets.tokensIn(datasets.setIdOf(id)),
    ]),
  )
}

describe('the erasure of a person', () => {
  it('blanks every version and what was made from it, texts and originals included', async () => {
    const { client } = room
    const before = await client.dataset.get({ dataset: first })
    expect(stored()).toContain(CANARY)
    expect((await client.dataset.rows({ dataset: first, limit: 60 })).rows[6]![4]).toBe(123456.5)
    const found = await client.privacy.findSubject({ dataset: derived, column: 'email', value: PERSON })
    expect(found).toMatchObject({
      datasetName: 'Sample',
      legalHold: false,
      versions: [
        { dataset: first, nRows: 1, rows: [6], models: [] },
        { dataset: derived, nRows: 1, rows: [6] },
      ],
    })
    const { summary } = await erase(first)
    expect(summary).toBe('2 rows in 2 versions blanked')
    for (const dataset of [first, derived]) {
      const page = await client.dataset.rows({ dataset, limit: 60 })
      expect(page.rows[6]).toEqual(page.columns.map(() => null))
      expect(page.rows[7]).not.toContain(null)
      const view = await client.dataset.view({ dataset, search: CANARY })
      expect(view.nRows).toBe(0)
    }
    const after = await client.dataset.get({ dataset: first })
    expect(after).toMatchObject({ contentHash: before.contentHash, nErasedRows: 1, nRows: 60, nIssues: 1 })
    expect(after.issues[0]).toMatchObject({ raw: '' })
    expect(stored()).not.toContain(CANARY)
    expect(stored()).not.toContain(PERSON)
    const profile = await client.dataset.profile({ dataset: first })
    expect(profile.find(({ name }) => name === 'amount')).toMatchObject({ nMissing: 1 })
    expect(JSON.stringify(profile)).not.toContain('987654')
    const revealed = await client.privacy.reveal({ dataset: derived, columns: ['email'], rows: [6, 7], reason: REASON })
    expect(revealed.rows).toEqual([[null], [`${MAIL_CANARY}.8@example.org`]])
    expect(await failure(erase(first))).toMatchObject({ code: 'notFound' })
  })

  it('is told in the audit log without saying whom', async () => {
    await room.client.privacy.findSubject({ dataset: first, column: 'email', value: PERSON })
    await erase(first)
    const events = await room.newEvents()
    expect(events.map(({ action, object }) => `${action} ${object}`)).toEqual([
      'privacy.findSubject Loans',
      'privacy.erase Loans',
      `dataset.erased ${first}`,
      `dataset.erased ${derived}`,
    ])
    expect(events.at(-1)?.reason).toBe(`subject, 1 rows: ${REASON}`)
    const log = JSON.stringify([await room.client.audit.list({ limit: 500 }), await room.client.job.list({})])
    for (const text of [PERSON, 'robin', CANARY]) expect(log).not.toContain(text)
    expect(await room.client.audit.verify()).toMatchObject({ ok: true })
    expect(workspace().erasures.list()).toMatchObject([
      { datasetVersionId: first, kind: 'subject', nRows: 1, reason: REASON },
      { datasetVersionId: derived, kind: 'subject', nRows: 1 },
    ])
  })

  it.each(['Loans', 'Sample'])('is refused while %s is on legal hold, from either side', async (held) => {
    const set = (legalHold: boolean) =>
      room.client.privacy.setRetention({ dataset: held, retainUntil: null, legalHold, reason: 'A court asked for it' })
    await set(true)
    for (const dataset of [first, derived]) {
      expect(await failure(erase(dataset))).toMatchObject({ code: 'conflict', message: `${held} is on legal hold` })
      const found = await room.client.privacy.findSubject({ dataset, column: 'email', value: PERSON })
      expect(found.legalHold).toBe(true)
    }
    await set(false)
    await erase(derived)
    expect(await room.version(first)).toMatchObject({ nErasedRows: 1 })
  })

  it('leaves nothing half-erased when it cannot be stored', async () => {
    const { erasures } = workspace()
    const apply = erasures.apply.bind(erasures)
    let nApplied = 0
    erasures.apply = (...args) => {
      if (++nApplied === 2) throw new Error('the disk is full')
      apply(...args)
    }
    await expect(erase(first)).rejects.toThrow()
    erasures.apply = apply
    expect(nApplied).toBe(2)
    for (const dataset of [first, derived]) {
      expect((await room.client.dataset.rows({ dataset, limit: 60 })).rows[6]![4]).toBe(123456.5)
      expect(await room.version(dataset)).toMatchObject({ nErasedRows: 0 })
    }
    await erase(first)
    expect(await room.version(derived)).toMatchObject({ nErasedRows: 1 })
  })

  it('of two people at once forgets both, or says which is to be asked again', async () => {
    const other = `${MAIL_CANARY}.9@example.org`
    const settled = await Promise.allSettled([erase(first), erase(first, other)])
    for (const [index, value] of [PERSON, other].entries())
      if (settled[index]!.status === 'rejected') await erase(first, value)
    for (const dataset of [first, derived]) {
      const { rows } = await room.client.dataset.rows({ dataset, limit: 60, columns: ['amount'] })
      expect([rows[6], rows[8]]).toEqual([[null], [null]])
      expect(await room.version(dataset)).toMatchObject({ nErasedRows: 2 })
    }
  })

  it('is not undone by a derivation that read the cells before', async () => {
    const { state } = room.app.context('cli')
    const steps = [{ kind: 'filter' as const, keep: 'amount > 1', reason: 'all of them' }]
    const job = room.run(() => room.client.dataset.derive({ dataset: first, name: 'Late', steps }))
    const [late] = await Promise.allSettled([job, erase(first)])
    if (late!.status === 'fulfilled') {
      const id = late!.value.id
      const isGone = async () => (await room.client.dataset.rows({ dataset: id, limit: 60 })).rows[6]![4] === null
      if (!(await isGone())) await erase(first)
      expect(await isGone()).toBe(true)
    } else expect(late!.reason).toMatchObject({ code: 'conflict' })
    expect(state.unlockedWorkspace!.datasets.sweepOrphans()).toBe(0)
  })

  it('leaves no canary in the files, nor in the database behind its key', async () => {
    await erase(first)
    await new Promise((resolve) => setTimeout(resolve, 50))
    const wal = join(room.workspacePath, 'assay.db-wal')
    expect(readFileSync(wal).byteLength).toBe(0)
    expect(stored()).not.toContain(CANARY)
  })
})

describe('retention', () => {
  const set = (dataset: string, retainUntil: string | null, legalHold = false) =>
    room.client.privacy.setRetention({ dataset, retainUntil, legalHold, reason: 'The policy for loans' })
  const dispose = (dataset: string) =>
    room.run(() => room.client.privacy.dispose({ dataset, reason: 'The retention has ended' }))

  it('falls due the day after, and holds keep it from that', async () => {
    await set('Loans', '2026-01-31')
    const due = async () =>
      (await room.client.privacy.retention()).map(({ datasetName, isDue }) => [datasetName, isDue])
    expect(await due()).toEqual([['Loans', false]])
    now = '2026-01-31T23:59:00.000Z'
    expect(await due()).toEqual([['Loans', false]])
    now = '2026-02-01T00:00:01.000Z'
    expect(await due()).toEqual([['Loans', true]])
    await set('Loans', '2026-01-31', true)
    expect(await due()).toEqual([['Loans', false]])
    expect(await failure(dispose(first))).toMatchObject({ code: 'conflict', message: 'Loans is on legal hold' })
    expect((await room.newEvents()).map(({ action, result }) => `${action} ${result}`)).toEqual([
      ...['privacy.setRetention done', 'privacy.setRetention done', 'privacy.dispose failed'],
    ])
  })

  it('allows disposal of all that was made of the data set once it has ended, and of nothing else', async () => {
    expect(await failure(dispose(first))).toMatchObject({ message: 'Loans has no end of retention' })
    await set('Loans', '2026-01-31')
    expect(await failure(dispose(first))).toMatchObject({ message: 'Loans is kept until 2026-01-31' })
    await set('Sample', '2026-01-10')
    await erase(first)
    const { summary } = await dispose(derived)
    expect(summary).toBe('59 rows in 1 version blanked')
    expect(await room.version(derived)).toMatchObject({ nErasedRows: 60, nRows: 60 })
    expect(await room.version(first)).toMatchObject({ nErasedRows: 1 })
    expect(await failure(dispose(derived))).toMatchObject({ code: 'notFound' })
    now = '2026-02-01T00:00:01.000Z'
    await set('Sample', '2027-01-01')
    expect(await failure(dispose(first))).toMatchObject({
      message: 'Sample, made from Loans, is kept until 2027-01-01',
    })
    await set('Sample', '2026-01-10')
    await dispose(first)
    const { rows } = await room.client.dataset.rows({ dataset: first, limit: 60 })
    expect(rows.flat().every((cell) => cell === null)).toBe(true)
    expect(stored()).not.toContain(MAIL_CANARY)
  })
})
