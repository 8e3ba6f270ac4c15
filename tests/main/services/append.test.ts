import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type DataRoom, failure, HEADER, loanCells, loansText, MAIL_CANARY, openDataRoom } from './data-room.ts'

let room: DataRoom
beforeEach(async () => {
  room = await openDataRoom()
})
afterEach(() => room.dispose())

const append = (text: string, key: string[] = [], name = 'Loans') => {
  const path = room.file('more.csv', text)
  return room.run(() => room.client.dataset.import({ path, name, append: { key } }))
}
const reveal = async (dataset: string, rows: number[]) =>
  (await room.client.privacy.reveal({ dataset, columns: ['email'], rows, reason: 'checking the joined rows' })).rows

describe('adding rows', () => {
  it('takes the rows whose key is new, as tokens, and keeps what the tokens stand for', async () => {
    const first = await room.importLoans({ to: 100 })
    const { id, summary } = await append(loansText(91, 130), ['email'])
    expect(summary).toMatch(/^30 new rows, 10 known; 130 rows/)
    const version = await room.client.dataset.get({ dataset: id })
    expect(version).toMatchObject({
      version: 2,
      nRows: 130,
      parent: { id: first, kind: 'append' },
      appended: { key: ['email'], nNew: 30, nKnown: 10, nConflicting: 0 },
    })
    expect(version.columns.map(({ role }) => role)).toEqual(
      (await room.client.dataset.get({ dataset: first })).columns.map(({ role }) => role),
    )
    const whole = await room.importLoans({ to: 130, name: 'Loans' })
    const cells = async (dataset: string) => (await room.client.dataset.rows({ dataset, limit: 200 })).rows
    expect(await cells(id)).toEqual(await cells(whole))
    expect(await reveal(id, [0, 99, 100, 129])).toEqual(
      [1, 100, 101, 130].map((n) => [`${MAIL_CANARY}.${n}@example.org`]),
    )
  })

  it('lists rows whose key is known with other values, and does not take them', async () => {
    await room.importLoans({ to: 100 })
    const changed = loanCells(5)
    changed[4] = '77777'
    const { id, summary } = await append(`${loansText(100, 101)}${changed.join(',')}\n`, ['email'])
    expect(summary).toContain('1 new row, 1 known, 1 conflicting and not taken')
    const version = await room.client.dataset.get({ dataset: id })
    expect(version).toMatchObject({ nRows: 101, nIssues: 1, appended: { nConflicting: 1 } })
    expect(version.issues[0]).toMatchObject({ line: 3, action: 'not taken', raw: '' })
  })

  it('compares whole rows without a key', async () => {
    await room.importLoans({ to: 50 })
    const { id } = await append(loansText(41, 60))
    expect(await room.version(id)).toMatchObject({ nRows: 60, appended: { nNew: 10, nKnown: 10 } })
  })

  it('makes nothing new where nothing is', async () => {
    const first = await room.importLoans({ to: 100 })
    for (const key of [[], ['email']]) {
      const again = await append(loansText(20, 40), key)
      expect(again).toMatchObject({ id: first, summary: expect.stringContaining('Nothing new') })
    }
    expect(await room.client.dataset.list()).toHaveLength(1)
    const changed = loanCells(5)
    changed[4] = '77777'
    const conflicting = await append(`${HEADER}\n${changed.join(',')}\n`, ['email'])
    expect(conflicting).toMatchObject({ id: first, summary: expect.stringContaining('1 conflicting') })
  })

  it('goes on with what was added before, and with a derived data set under its own name', async () => {
    await room.importLoans({ to: 50 })
    await append(loansText(51, 60), ['email'])
    const { id } = await append(loansText(55, 70), ['email'])
    expect(await room.version(id)).toMatchObject({ version: 3, nRows: 70, appended: { nNew: 10, nKnown: 6 } })
    const steps = [{ kind: 'filter' as const, keep: 'amount > 0', reason: 'all of them' }]
    await room.run(() => room.client.dataset.derive({ dataset: id, name: 'Branch', steps }))
    const branch = await append(loansText(65, 80), ['email'], 'Branch')
    expect(await room.version(branch.id)).toMatchObject({ nRows: 80, appended: { nNew: 10, nKnown: 6 } })
    expect(await reveal(branch.id, [79])).toEqual([[`${MAIL_CANARY}.80@example.org`]])
  })

  it.each([
    [HEADER.replace('purpose', 'reason'), [], 'badData', /purpose/],
    [`${HEADER},extra`, [], 'badData', /extra/],
    [HEADER, ['nobody'], 'badData', /nobody/],
  ])('refuses a file with the header %s and the key %j in words', async (header, key, code, words) => {
    await room.importLoans({ to: 50 })
    const lines = Array.from({ length: 20 }, (_, i) => [
      ...loanCells(60 + i),
      ...(header === `${HEADER},extra` ? ['1'] : []),
    ])
    const error = await failure(append(`${[header, ...lines.map((cells) => cells.join(','))].join('\n')}\n`, key))
    expect(error).toMatchObject({ code, message: expect.stringMatching(words) })
    expect(error.message).not.toContain('appendNewRows')
    expect(await room.client.dataset.list()).toHaveLength(1)
    const { state } = room.app.context('cli')
    expect(state.unlockedWorkspace!.datasets.sweepOrphans()).toBe(0)
  })

  it('needs a data set to add to', async () => {
    expect(await failure(append(loansText(1, 5)))).toMatchObject({
      code: 'notFound',
      message: 'There is no data set "Loans" to add rows to',
    })
  })
})
