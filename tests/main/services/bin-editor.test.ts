import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ManualBins, RegressionSpec } from '../../../src/shared/contract/index.ts'
import { scorecardOf } from '../../helpers/scorecard-of.ts'
import { importGerman, PASSWORD, USER } from '../../helpers/test-app.ts'
import { type DataRoom, failure, openDataRoom } from './data-room.ts'

let room: DataRoom
let german: string
let loans: string
beforeAll(async () => {
  room = await openDataRoom()
  german = await importGerman(room)
  loans = await room.importLoans()
}, 400_000)
afterAll(() => room.dispose())

const DURATION: ManualBins = {
  column: 'month',
  bins: [
    { definition: { kind: 'interval', lower: null, upper: 12 }, note: 'Up to a year' },
    { definition: { kind: 'interval', lower: 12, upper: 36 } },
    { definition: { kind: 'interval', lower: 36, upper: null } },
  ],
}
type Params = Parameters<DataRoom['client']['training']['start']>[0]['params']
const spec = (params: Params = {}) => ({ dataset: german, params })
const evaluate = (params: Params = {}, columns?: string[]) =>
  room.client.binning.evaluate({ ...spec(params), ...(columns === undefined ? {} : { columns }) })

describe('the bin editor', () => {
  it('shows what a training with the same specification makes', async () => {
    const params = { binning: { manual: [DURATION] } }
    const shown = await evaluate(params)
    expect(shown.problem).toBeNull()
    expect(shown).toMatchObject({ nDevelopment: 700, nHoldout: 300, eventRate: 0.3 })
    const trained = await room.run(() => room.client.training.start({ ...spec(params), name: 'By hand' }))
    const { version, model, fit } = await room.client.model.get({ model: trained.id })
    expect(shown.developmentAuc.value).toBe(fit.developmentAuc.value)
    expect(shown.holdoutAuc.value).toBe(version.holdoutAuc)
    expect(version.developmentAuc).toBe(fit.developmentAuc.value)
    expect(shown.nCharacteristics).toBe(version.nCharacteristics)
    for (const one of scorecardOf(model).characteristics) {
      const edited = shown.variables.find(({ variable }) => variable.name === one.name)!
      expect(edited.points).toEqual(one.attributes.map(({ points }) => points))
      expect(edited.variable).toEqual(model.variables.find(({ name }) => name === one.name))
    }
    const duration = shown.variables.find(({ variable }) => variable.name === 'month')!
    expect(duration.variable.isManual).toBe(true)
    expect(duration.variable.bins[0]).toMatchObject({ note: 'Up to a year', label: expect.any(String) })
    expect(duration.automatic.isManual).toBeFalsy()
  })

  it('describes the columns asked for, and says where they could be cut', async () => {
    const { variables, nCharacteristics } = await evaluate({}, ['credit_amount', 'purpose'])
    expect(variables.map(({ variable }) => variable.name)).toEqual(['purpose', 'credit_amount'])
    expect(nCharacteristics).toBeGreaterThan(5)
    const cuts = await room.client.binning.candidates({ ...spec(), column: 'month' })
    expect(cuts).toMatchObject({ type: 'numeric', minimum: 4, maximum: 72, levels: [] })
    expect(cuts.prebins.length).toBeGreaterThan(5)
    const levels = await room.client.binning.candidates({ ...spec(), column: 'purpose' })
    expect(levels.type).toBe('text')
    expect(levels.levels).toHaveLength(levels.nLevels)
  })

  it('answers in order, and gives up a question that nobody waits for', async () => {
    const leaving = new AbortController()
    const input = (maxBins: number): RegressionSpec => ({ ...(spec({ binning: { maxBins } }) as RegressionSpec) })
    const answers = [2, 3, 4].map((maxBins) => room.client.binning.evaluate(input(maxBins), { signal: leaving.signal }))
    leaving.abort()
    for (const answer of answers) await expect(answer).rejects.toThrow()
    const { variables } = await evaluate({ binning: { maxBins: 2 } })
    expect(variables.every(({ variable }) => variable.splits.length <= 1)).toBe(true)
  })

  it('gives declared special codes a bin of their own', async () => {
    const { variables } = await room.client.binning.evaluate({ dataset: loans, columns: ['arrears'] })
    const codes = variables[0]!.variable.bins.filter(({ definition }) => definition.kind === 'special')
    expect(codes.map(({ definition }) => definition)).toEqual([{ kind: 'special', codes: ['9999'] }])
  })

  it('keeps the levels of masked columns back', async () => {
    const input = { dataset: loans, include: ['name', 'purpose', 'income'] }
    const { variables } = await room.client.binning.evaluate(input)
    const text = JSON.stringify(variables)
    expect(text).not.toContain('Zaunkönig')
    expect(text).toContain('travel')
    expect(text).toContain('(masked)')
    const candidates = await room.client.binning.candidates({ ...input, column: 'name' })
    expect(candidates).toMatchObject({ type: 'text', levels: [], prebins: [], nLevels: expect.any(Number) })
    expect(candidates.nLevels).toBeGreaterThan(50)
  })

  it('sees cells that were erased since as missing', async () => {
    const dataset = await room.importLoans({ to: 120, name: 'To be erased' })
    const params = { rejectInference: { method: 'knownOnly' as const } }
    const count = async () => {
      const { nDevelopment, nHoldout } = await room.client.binning.evaluate({ dataset, params, columns: ['amount'] })
      return nDevelopment + nHoldout
    }
    expect(await count()).toBe(120)
    const column = 'email'
    const value = 'nightjar.7@example.org'
    await room.run(() => room.client.privacy.erase({ dataset, column, value, reason: 'asked for by the person' }))
    expect(await count()).toBe(119)
    const error = await failure(room.client.binning.evaluate({ dataset }))
    expect(error).toMatchObject({ code: 'invalidInput', place: { column: 'defaulted' }, hint: expect.any(String) })
  })

  it('is over with the lock of the workspace, and begins anew behind it', async () => {
    const before = await evaluate({}, ['month'])
    await room.client.workspace.lock({ force: true })
    expect((await failure(evaluate({}, ['month']))).code).toBe('locked')
    await room.client.workspace.unlock({ userName: USER, password: PASSWORD })
    expect({ ...(await evaluate({}, ['month'])), elapsedMs: 0 }).toEqual({ ...before, elapsedMs: 0 })
  })

  it('is for those who may examine data', async () => {
    expect((await failure(room.as(['approver'], () => evaluate()))).code).toBe('forbidden')
    const asked = room.as(['auditor'], () => room.client.binning.candidates({ ...spec(), column: 'month' }))
    expect((await failure(asked)).code).toBe('forbidden')
    await room.newEvents()
    await room.as(['validator'], () => evaluate())
    expect(await room.newEvents()).toEqual([])
  })

  it.each([
    ['bins that leave a gap', { binning: { manual: [{ ...DURATION, bins: [DURATION.bins[0]!, DURATION.bins[2]!] }] } }],
    ['two equal edges', { binning: { manual: [{ ...DURATION, bins: [...DURATION.bins, DURATION.bins[1]!] }] } }],
    ['a column that is not there', { binning: { manual: [{ ...DURATION, column: 'nowhere' }] } }],
    ['edges outside of the line', { binning: { manual: [{ ...DURATION, bins: DURATION.bins.slice(0, 2) }] } }],
    ['a column twice', { binning: { manual: [DURATION, DURATION] } }],
  ])('refuses %s', async (_what, params) => {
    const error = await failure(evaluate(params))
    expect(error.code).toMatch(/invalidInput|badData/)
    expect(error.hint).toEqual(expect.any(String))
    expect(error.place).not.toBeNull()
  })

  it('names a column that has no bins', async () => {
    const error = await failure(evaluate({}, ['age']))
    expect(error).toMatchObject({
      code: 'invalidInput',
      place: { field: 'columns', column: 'age' },
      hint: expect.any(String),
    })
  })

  it('says why no scorecard can be fitted, and shows the bins all the same', async () => {
    const { problem, variables, nCharacteristics } = await evaluate({ minInformationValue: 5 })
    expect(problem).toEqual(expect.any(String))
    expect(nCharacteristics).toBe(0)
    expect(variables.length).toBeGreaterThan(10)
  })
})
