import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type DataRoom, failure, openDataRoom } from './data-room.ts'

let room: DataRoom
beforeEach(async () => {
  room = await openDataRoom()
})
afterEach(() => room.dispose())

const SIX_ROWS = `a,b\n${[1, 2, 3, 4, 5, 6].map((n) => `${n},x`).join('\n')}\n`
const importSix = () =>
  room.run(() => room.client.dataset.import({ path: room.file('six.csv', SIX_ROWS), name: 'Six' }))

describe('limits on files', () => {
  it('are lowered for the workspace, hold for preview and import, and go back', async () => {
    const builtIn = await room.client.workspace.limits()
    await room.newEvents()
    expect(await room.client.workspace.setLimits({ rows: 5 })).toEqual({ ...builtIn, rows: 5 })
    expect((await room.newEvents()).map(({ action }) => action)).toEqual(['workspace.setLimits'])
    expect(await failure(importSix())).toMatchObject({
      code: 'tooLarge',
      message: expect.stringMatching(/at most 5 rows/),
    })
    expect(await room.client.dataset.list()).toEqual([])
    expect(await room.client.workspace.setLimits({})).toEqual(builtIn)
    expect((await importSix()).summary).toMatch(/^6 rows/)
  })

  it('are never raised', async () => {
    const builtIn = await room.client.workspace.limits()
    expect(await room.client.workspace.setLimits({ columns: 1_000_000 })).toEqual(builtIn)
  })
})

describe('texts that look like formulas', () => {
  it('get an apostrophe in CSV unless they are wanted exact', async () => {
    const text = 'a\n=1+1\n@x\n-y\nplain\n'
    const { id } = await room.run(() =>
      room.client.dataset.import({ path: room.file('formulas.csv', text), name: 'Formulas' }),
    )
    const written = async (name: string, rest: { guardFormulas?: boolean }) => {
      const path = room.file(name, '')
      await room.run(() => room.client.dataset.export({ dataset: id, path, ...rest }))
      return readFileSync(path, 'utf8')
    }
    expect(await written('guarded.csv', {})).toBe("a\n'=1+1\n'@x\n'-y\nplain\n")
    expect(await written('exact.csv', { guardFormulas: false })).toBe(text)
  })
})
