import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GERMAN_CREDIT } from '../../helpers/test-app.ts'
import {
  type DataRoom,
  failure,
  filesWith,
  HEADER,
  LOANS,
  loanCells,
  loansText,
  MAIL_CANARY,
  NAME_CANARY,
  openDataRoom,
  TARGET,
} from './data-room.ts'

let room: DataRoom
let loans: string

beforeAll(async () => {
  room = await openDataRoom()
  loans = await room.importLoans()
})
afterAll(() => room.dispose())

const chunkSets = () => {
  const { state } = room.app.context('cli')
  return state.unlockedWorkspace!.datasets.sweepOrphans()
}

describe('column settings', () => {
  it('give roles, special codes and notes; dates get the role date by themselves', async () => {
    const { columns, nEvents, nIssues } = await room.client.dataset.get({ dataset: loans })
    const of = (name: string) => columns.find((column) => column.name === name)!
    expect(columns.map(({ name, role }) => `${name} ${role}`)).toEqual([
      ...['email identifier', 'name identifier', 'opened date', 'income feature', 'amount feature'],
      ...['arrears feature', 'purpose feature', 'defaulted target'],
    ])
    expect(of('arrears').specialCodes).toEqual(['9999'])
    expect(of('opened')).toMatchObject({ type: 'date', dateFormat: 'YYYY-MM-DD' })
    expect(of('income').nMissing).toBe(Math.floor(240 / 29))
    const expected = Array.from({ length: 240 }, (_, i) => loanCells(i + 1)[7]).filter((cell) => cell === 'yes').length
    expect({ nEvents, nIssues }).toEqual({ nEvents: expected, nIssues: 0 })
    const arrears = (await room.client.dataset.profile({ dataset: loans })).find(({ name }) => name === 'arrears')!
    expect(arrears).toMatchObject({ nSpecial: 21, special: [{ code: '9999', count: 21 }] })
    expect(arrears.maximum).toBeLessThan(100)
    const entry = (await room.client.dictionary.get({ dataset: loans })).find(({ column }) => column === 'arrears')
    expect(entry).toMatchObject({
      description: 'Days in arrears',
      unit: 'days',
      specialCodes: ['9999'],
      editedBy: 'Ada Auditor',
    })
  })

  it.each([
    [{ columns: [{ column: 'nope', role: 'feature' as const }] }, 'badData', 'has no column "nope"'],
    [{ target: { column: 'purpose', eventValue: 'yacht' } }, 'badData', 'never has the event value "yacht"'],
    [{ sensitive: ['defaulted'] }, 'invalidInput', 'needs one role'],
    [{ columns: [{ column: 'defaulted', role: 'sensitive' as const }] }, 'invalidInput', 'needs one role'],
    [{ target: undefined, columns: [{ column: 'defaulted', role: 'target' as const }] }, 'invalidInput', 'event value'],
    [
      { columns: [{ column: 'defaulted', privacy: { class: 'other' as const, treatment: 'pseudonymise' as const } }] },
      'invalidInput',
      'cannot be stored as tokens',
    ],
  ])('refuse %j and leave nothing behind', async (decisions, code, words) => {
    const path = room.file('bad.csv', loansText(1, 40))
    const error = await failure(
      room.run(() => room.client.dataset.import({ path, name: 'Bad', target: TARGET, ...decisions })),
    )
    expect(error).toMatchObject({ code, message: expect.stringContaining(words) })
    expect((await room.client.dataset.list()).map(({ name }) => name)).not.toContain('Bad')
    expect(chunkSets()).toBe(0)
  })

  it('make a version of their own, equal ones make nothing new', async () => {
    expect(await room.importLoans()).toBe(loans)
    expect(chunkSets()).toBe(0)
    const other = await room.importLoans({ columns: LOANS.columns.map((item) => ({ ...item, specialCodes: [] })) })
    expect(await room.version(other)).toMatchObject({ name: 'Loans', version: 2 })
  })
})

describe('personal data', () => {
  it('are shown as tokens and masks, never as they came', async () => {
    const { client } = room
    const page = await client.dataset.rows({ dataset: loans, limit: 240 })
    expect(page.masked).toEqual(['name'])
    expect(new Set(page.rows.map((row) => row[0])).size).toBe(240)
    for (const row of page.rows) {
      expect(row[0]).toMatch(/^p_[0-9a-z]{20}$/)
      expect(row[1]).toBe('Z. N. 1'.startsWith(String(row[1]).slice(0, 2)) ? row[1] : 'a mask')
    }
    const shown = JSON.stringify([
      page,
      await client.dataset.get({ dataset: loans }),
      await client.dataset.profile({ dataset: loans }),
      await client.dictionary.get({ dataset: loans }),
      await client.quality.propose({ dataset: loans }),
      await client.lineage.graph({}),
      await client.audit.list({}),
      await client.job.list({}),
    ])
    expect(shown).not.toContain(NAME_CANARY)
    expect(shown).not.toContain(MAIL_CANARY)
  })

  it('stay out of issues, reasons and errors', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => loanCells(i + 1))
    rows[3]![2] = `${NAME_CANARY} in a date`
    rows[5]!.push(`${NAME_CANARY} beyond`)
    rows[7]![3] = `${NAME_CANARY} in a number`
    const path = room.file('odd.csv', `${HEADER}\n${rows.map((row) => row.join(',')).join('\n')}\n`)
    const hidden = ['opened', 'income', 'name'].map((column) => ({
      column,
      privacy: { class: 'other' as const, treatment: 'mask' as const },
    }))
    const types = [{ column: 'opened', type: 'date' as const, dateFormat: 'YYYY-MM-DD' }]
    const columns = [...LOANS.columns.filter(({ column }) => column !== 'name'), ...hidden]
    const options = { raggedRows: 'repair' as const, types }
    const odd = (await room.run(() => room.client.dataset.import({ path, name: 'Odd', ...LOANS, columns, options }))).id
    const version = await room.client.dataset.get({ dataset: odd })
    expect(version.nIssues).toBeGreaterThan(1)
    expect(JSON.stringify(version)).not.toContain(NAME_CANARY)
    expect(JSON.stringify(version)).not.toContain(MAIL_CANARY)
  })

  it('keep equal tokens in the versions of one data set and unrelated ones in another', async () => {
    const cells = async (dataset: string) =>
      (await room.client.dataset.rows({ dataset, limit: 240, columns: ['email'] })).rows.map((row) => row[0])
    const second = await room.importLoans({ from: 1, to: 200 })
    expect(await cells(second)).toEqual((await cells(loans)).slice(0, 200))
    const elsewhere = await room.importLoans({ from: 1, to: 200, name: 'Other loans' })
    const here = new Set(await cells(loans))
    expect((await cells(elsewhere)).filter((token) => here.has(token!))).toEqual([])
  })

  it('are nowhere in plaintext in the folder of the workspace', () => {
    expect(filesWith(room.workspacePath, [NAME_CANARY, `${MAIL_CANARY}.7@`])).toEqual([])
  })
})

describe('templates', () => {
  const decisions = { target: TARGET, sensitive: ['purpose'], columns: LOANS.columns, options: { delimiter: ',' } }

  it('are saved, applied, replaced and removed, each in the audit log', async () => {
    const { client } = room
    await room.newEvents()
    await client.template.save({ name: 'Loan file', decisions })
    expect(await client.template.list()).toMatchObject([{ name: 'Loan file', createdBy: 'Ada Auditor' }])
    const path = room.file('template.csv', loansText(1, 100))
    const { id } = await room.run(() => client.dataset.import({ path, name: 'By template', template: 'Loan file' }))
    const version = await client.dataset.get({ dataset: id })
    expect(version).toMatchObject({ template: 'Loan file', target: TARGET })
    const of = (name: string) => version.columns.find((column) => column.name === name)
    expect(of('purpose')?.role).toBe('sensitive')
    expect(of('arrears')?.specialCodes).toEqual(['9999'])
    await client.template.save({ name: 'Loan file', decisions: { ...decisions, sensitive: [] } })
    expect((await client.template.list())[0]?.decisions.sensitive).toEqual([])
    await client.template.remove({ name: 'Loan file' })
    expect(await client.template.list()).toEqual([])
    expect(await failure(client.template.remove({ name: 'Loan file' }))).toMatchObject({ code: 'notFound' })
    expect((await room.newEvents()).map(({ action, result }) => `${action} ${result}`)).toEqual([
      ...['template.save done', 'dataset.import done', 'dataset.create done', 'template.save done'],
      ...['template.remove done', 'template.remove failed'],
    ])
  })

  it('yield to what the call says, column by column', async () => {
    const { client } = room
    await client.template.save({ name: 'Loan file', decisions })
    const path = room.file('template.csv', loansText(1, 100))
    const { id } = await room.run(() =>
      client.dataset.import({
        path,
        name: 'Overruled',
        template: 'Loan file',
        sensitive: ['income'],
        columns: [{ column: 'arrears', role: 'ignore' }],
      }),
    )
    const { columns } = await client.dataset.get({ dataset: id })
    const of = (name: string) => columns.find((column) => column.name === name)
    expect(of('arrears')).toMatchObject({ role: 'ignore', specialCodes: ['9999'] })
    expect([of('income')?.role, of('purpose')?.role]).toEqual(['sensitive', 'feature'])
    const missing = client.dataset.import({ path: GERMAN_CREDIT, name: 'x', template: 'Nobody' })
    expect(await failure(missing)).toMatchObject({ code: 'notFound', hint: 'Known: Loan file.' })
  })
})
