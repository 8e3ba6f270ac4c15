import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collectDimension } from '../../../../src/main/hosts/cli/commands/experiment-commands.ts'
import { readBoostingParams, readParams } from '../../../../src/main/hosts/cli/training-options.ts'
import { gbdtParamsSchema, scorecardParamsSchema } from '../../../../src/shared/contract/index.ts'

let folder: string
const file = (content: unknown): string => {
  const path = join(folder, 'params.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-params-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the parameter file', () => {
  it('takes what it names and leaves the rest at the defaults', () => {
    const params = readParams(file({ binning: { maxBins: 4 }, selection: { method: 'stepwise' } }))
    expect(params.binning.maxBins).toBe(4)
    expect(params).toEqual({
      ...scorecardParamsSchema.parse({}),
      binning: { ...scorecardParamsSchema.parse({}).binning, maxBins: 4 },
      selection: { ...scorecardParamsSchema.parse({}).selection, method: 'stepwise' },
    })
  })

  it('takes bins set by hand', () => {
    const bins = [
      { definition: { kind: 'interval', lower: null, upper: 30 }, note: 'young' },
      { definition: { kind: 'interval', lower: 30, upper: null } },
    ]
    expect(readParams(file({ binning: { manual: [{ column: 'age', bins }] } })).binning.manual).toEqual([
      { column: 'age', bins },
    ])
  })

  it('of trees takes what it names, and refuses what counts for nothing, at every depth', () => {
    const monotone = [{ column: 'age', direction: 'decreasing' }]
    expect(readBoostingParams(file({ maxTrees: 40, monotone }))).toEqual({
      ...gbdtParamsSchema.parse({}),
      maxTrees: 40,
      monotone,
    })
    const path = file({ earlyStopping: { sampel: 'validation' } })
    expect(() => readBoostingParams(path)).toThrow(
      expect.objectContaining({ code: 'badData', place: { file: path, field: 'earlyStopping.sampel' } }),
    )
    file({ maxLeaves: 1 })
    expect(() => readBoostingParams(path)).toThrow(
      expect.objectContaining({ code: 'badData', place: { file: path, field: 'maxLeaves' } }),
    )
  })

  it.each([
    [{ maxBins: 4 }, 'There is no parameter "maxBins"', 'maxBins'],
    [{ binning: { maxBin: 4 } }, 'There is no parameter "binning.maxBin"', 'binning.maxBin'],
    [
      { selection: { mustHave: ['a'], musthave: ['b'] } },
      'There is no parameter "selection.musthave"',
      'selection.musthave',
    ],
    [
      { binning: { manual: [{ column: 'a', bins: [{ definition: { kind: 'levels', levels: ['x'] }, nota: 'n' }] }] } },
      'There is no parameter "binning.manual.0.bins.0.nota"',
      'binning.manual.0.bins.0.nota',
    ],
  ])('refuses a name that would count for nothing: %j', (content, message, field) => {
    const path = file(content)
    expect(() => readParams(path)).toThrow(
      expect.objectContaining({ code: 'badData', message, place: { file: path, field } }),
    )
  })

  it('names the field that does not fit', () => {
    expect(() => readParams(file({ binning: { maxBins: 400 } }))).toThrow(
      expect.objectContaining({
        code: 'badData',
        place: { file: join(folder, 'params.json'), field: 'binning.maxBins' },
      }),
    )
    expect(() => readParams(file('{"l2": 1'))).toThrow(expect.objectContaining({ code: 'badData' }))
    expect(() => readParams(join(folder, 'nowhere.json'))).toThrow(expect.objectContaining({ code: 'notFound' }))
  })
})

describe('a dimension of a search', () => {
  it('is gathered, one option each', () => {
    const first = collectDimension('binning.maxBins=3..5:integer', undefined)
    expect(collectDimension('l2=0.1,1', first).map(({ path }) => path)).toEqual(['binning.maxBins', 'l2'])
  })

  it.each(['l2', '=3', 'l2=', 'a b=3', '__proto__=1'])('%s means nothing', (text) => {
    expect(() => collectDimension(text, undefined)).toThrow(/PATH=V1,V2/)
  })
})
