import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AppError } from '../../../src/shared/errors.ts'
import { importGerman, startTestApp, type TestApp } from '../../helpers/test-app.ts'

describe('the grid through the door', () => {
  let test: TestApp
  let dataset: string

  beforeAll(async () => {
    test = startTestApp()
    await test.createWorkspace()
    dataset = await importGerman(test)
  })
  afterAll(() => test.dispose())

  const open = (input: Omit<Parameters<typeof test.client.dataset.view>[0], 'dataset'>) =>
    test.client.dataset.view({ dataset, ...input })
  const failure = async (start: () => Promise<unknown>) => {
    const error = (await start().catch((reason: unknown) => reason)) as { data?: AppError } & AppError
    return error.data ?? error
  }

  it('gives rows as they stand, with their numbers', async () => {
    const page = await test.client.dataset.rows({ dataset, offset: 998, limit: 5, columns: ['age', 'credit'] })
    expect(page).toMatchObject({ columns: ['age', 'credit'], offset: 998, nRows: 1000, masked: [] })
    expect(page.rowNumbers).toEqual([998, 999])
    expect(page.rows).toHaveLength(2)
  })

  it('sorts by several columns, ties in the order of the file', async () => {
    const view = await open({
      sort: [
        { column: 'age', descending: true },
        { column: 'credit', descending: false },
      ],
    })
    expect(view).toMatchObject({ nRows: 1000, nTotal: 1000 })
    const columns = ['age', 'credit']
    const all = await test.client.dataset.rows({ dataset, limit: 1000, columns })
    const sorted = await test.client.dataset.rows({ dataset, view: view.view, limit: 1000, columns })
    const expected = all.rows
      .map((row, index) => ({ row, index }))
      .sort((a, b) => {
        const [[ageA, creditA], [ageB, creditB]] = [a.row, b.row] as [[number, string], [number, string]]
        return ageB - ageA || Number(creditA) - Number(creditB)
      })
    expect(sorted.rows).toEqual(expected.map(({ row }) => row))
    expect(sorted.rowNumbers).toEqual(expected.map(({ index }) => index))
  })

  it('filters and searches together', async () => {
    const filtered = await open({ filter: 'age > 40' })
    const both = await open({ filter: 'age > 40', search: 'A201' })
    const all = await test.client.dataset.rows({ dataset, limit: 1000 })
    const age = all.columns.indexOf('age')
    const older = all.rows.filter((row) => Number(row[age]) > 40)
    expect(filtered.nRows).toBe(older.length)
    const holding = older.filter((row) => row.some((cell) => String(cell).toLowerCase().includes('a201')))
    expect(both.nRows).toBe(holding.length)
    expect(both.nRows).toBeLessThan(filtered.nRows)
  })

  it('gives one view one id, and refuses an id it does not know', async () => {
    const first = await open({ search: 'A14' })
    expect(await open({ search: 'A14' })).toEqual(first)
    expect((await open({ search: 'A13' })).view).not.toBe(first.view)
    const refusal = await failure(() => test.client.dataset.rows({ dataset, view: 'gv_unknown' }))
    expect(refusal).toMatchObject({ code: 'notFound', place: { field: 'view' } })
  })

  it('drops the view used longest ago when there are too many', async () => {
    const first = await open({ search: '1000' })
    for (let i = 0; i < 8; i++) await open({ search: `200${i}` })
    const refusal = await failure(() => test.client.dataset.rows({ dataset, view: first.view }))
    expect(refusal).toMatchObject({ code: 'notFound' })
    expect(await open({ search: '1000' })).toEqual(first)
  })

  it('says where a filter is wrong', async () => {
    expect(await failure(() => open({ filter: 'age > > 3' }))).toMatchObject({
      code: 'invalidInput',
      place: { field: 'filter', position: 6 },
    })
    expect(await failure(() => open({ filter: 'age + 1' }))).toMatchObject({ code: 'invalidInput' })
    expect(await failure(() => open({ filter: 'nobody = 1' }))).toMatchObject({
      code: 'invalidInput',
      place: { field: 'filter', position: 0 },
    })
  })

  it('names a sort column there is not', async () => {
    const refusal = await failure(() => open({ sort: [{ column: 'wages', descending: false }] }))
    expect(refusal).toMatchObject({ code: 'notFound' })
  })

  it('stops at a cancel and answers the next question', async () => {
    const stop = new AbortController()
    const waiting = test.client.dataset.view({ dataset, search: 'zzz' }, { signal: stop.signal })
    stop.abort()
    await expect(waiting).rejects.toThrow()
    expect((await open({ search: 'zzz' })).nRows).toBe(0)
  })

  it('ends with the lock and opens anew behind it', async () => {
    const view = await open({ search: 'A14' })
    await test.client.workspace.lock({})
    expect(await failure(() => test.client.dataset.rows({ dataset, view: view.view }))).toMatchObject({
      code: 'locked',
    })
    const { USER, PASSWORD } = await import('../../helpers/test-app.ts')
    await test.client.workspace.unlock({ userName: USER, password: PASSWORD })
    expect(await failure(() => test.client.dataset.rows({ dataset, view: view.view }))).toMatchObject({
      code: 'notFound',
    })
    expect(await open({ search: 'A14' })).toEqual(view)
  })
})
