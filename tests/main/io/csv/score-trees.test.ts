import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../../src/main/core/governance/canonical-json.ts'
import { createRandom } from '../../../../src/main/core/random/seeded-random.ts'
import { modelInputs } from '../../../../src/main/core/scorecard/model-inputs.ts'
import { compileTreeModel } from '../../../../src/main/core/trees/compile-tree-model.ts'
import type { TreeModel } from '../../../../src/main/core/trees/tree-model.ts'
import { createModelScorer } from '../../../../src/main/io/csv/model-scorer.ts'
import { type CaseScorer, type ScoreCsvInput, scoreCsv } from '../../../../src/main/io/csv/score-csv.ts'
import { drawCases, generatedTreeModel } from '../../../helpers/generated-tree-model.ts'
import { temporaryFolder } from './csv-fixtures.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

const random = createRandom(99)
const model = generatedTreeModel(random, { nTrees: 40, mostLeaves: 31 })
const names = model.characteristics.map(({ name }) => name)
// A file can neither say ±∞ nor tell an empty text from a missing one.
const cases = drawCases(random, model, 5_000).map((values) =>
  values.map((value) => (value === '' || value === ' ' || !Number.isFinite(value ?? 0) ? numberOrNull(value) : value)),
)

/** Columns that derived characteristics come from. */
const INPUTS = new Map([
  ['income', 'gross'],
  ['region', 'place'],
])

function numberOrNull(value: number | string | null): number | string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null
}

/** Texts of the cells, ids that need care in front and at the end. */
function fileOf(rows: readonly (readonly (number | string | null)[])[], mark: '.' | ',' = '.'): string {
  const [delimiter, first, last] = mark === '.' ? [',', 'id', 'note'] : [';', 'Nummer', 'Notiz']
  const notes = ['plain', '"quoted, twice ""so"""', '=1+1', ' padded ', '-5', '-x', 'größe', '', '"two\nlines"']
  const lines = rows.map((values, i) => {
    const cells = values.map((value) =>
      value === null ? '' : Object.is(value, -0) ? '-0' : String(value).replace('.', mark),
    )
    return [`00${i}`, ...cells, notes[i % notes.length]!].join(delimiter)
  })
  return `${[[first, ...names, last].join(delimiter), ...lines].join('\n')}\n`
}

async function score(text: string, of: TreeModel = model, rest: Partial<ScoreCsvInput> = {}, isByRow = false) {
  const path = folder.write('in.csv', text)
  const outputPath = folder.path('out.csv')
  const input = { path, outputPath, options: {}, modelJson: canonicalJson(of), reasons: 0, ...rest }
  const result = await scoreCsv(input, { report: () => undefined }, (json, reasons): CaseScorer => {
    const scorer = createModelScorer(json, reasons)
    return isByRow ? { ...scorer, scoreColumns: undefined, batch: undefined } : scorer
  })
  return { result, output: readFileSync(outputPath, 'utf8') }
}

describe('scoring a file with trees', () => {
  it('gives every row the points and the PD that the model gives the case, bit by bit', async () => {
    const { result, output } = await score(fileOf(cases))
    expect(result).toMatchObject({ nRows: 5_000, nIssues: 0 })
    const { scoreValues } = compileTreeModel(model)
    const lines = output.replaceAll('"two\nlines"', 'two lines').split('\n')
    cases.forEach((values, i) => {
      const [points, probability, issue] = lines[i + 1]!.split(',').slice(-3)
      const expected = scoreValues(values)
      expect([Number(points), Number(probability), issue]).toEqual([expected.points, expected.probability, ''])
    })
  })

  it('writes the same bytes block by block and row by row, with either mark', async () => {
    for (const mark of ['.', ','] as const) {
      const text = fileOf(cases.slice(0, 2_500), mark)
      const options = { decimal: mark }
      const { output } = await score(text, model, { options })
      expect(output).toBe((await score(text, model, { options }, true)).output)
    }
  })

  it('gives the same reasons for many rows at once as for one', async () => {
    const text = fileOf(cases.slice(0, 2_300))
    const { output } = await score(text, model, { reasons: 3 })
    expect(output).toBe((await score(text, model, { reasons: 3 }, true)).output)
    expect(output.match(/R\d\d: /g)!.length).toBeGreaterThan(2_300)
  })

  it('keeps the cells of the input as they are written one by one', async () => {
    const header = 'id,a,b\n'
    const stump = { ...model, trees: [], characteristics: [{ ...model.characteristics[0]!, name: 'a' }] }
    const odd = [
      '-5',
      '-5.5',
      '"-5,5"',
      '-',
      '-1-2',
      '--3',
      '+49 30',
      "'x",
      '@x',
      'a b',
      ' a',
      'b ',
      '1e5',
      '007',
      '\u00a0x',
      'a"b',
    ]
    const text = header + odd.map((cell, i) => `${i},1,${cell}\n`).join('')
    const { output } = await score(text, stump)
    const cells = output
      .split('\n')
      .slice(1, -1)
      .map((line, i) => line.slice(`${i},1,`.length).replace(/,[^,]*,[^,]*,$/, ''))
    expect(cells).toEqual([
      ...['-5', '-5.5', '"-5,5"', "'-", "'-1-2", "'--3", "'+49 30", "'x", "'@x", 'a b', '" a"', '"b "', '1e5', '007'],
      ...['"\u00a0x"', '"a""b"'],
    ])
  })

  it('derives characteristics and tells who is outside the population, in blocks as row by row', async () => {
    const derived: TreeModel = {
      ...model,
      preprocessing: {
        steps: [
          { kind: 'derive', name: 'income', expression: 'gross / 2', description: '', unit: '' },
          { kind: 'derive', name: 'region', expression: 'if(age > 0, place, "level 3")', description: '', unit: '' },
          { kind: 'exclude', reason: 'too old', where: 'age > 90' },
        ],
        inputs: modelInputs(model).map((input) => ({ ...input, name: INPUTS.get(input.name) ?? input.name })),
        populationInputs: [],
      },
    }
    const text = fileOf(cases.slice(0, 2_500)).replace('income', 'gross').replace('region', 'place')
    const { output, result } = await score(text, derived)
    expect(result.nIssues).toBeGreaterThan(0)
    const byRow = await score(text, derived, {}, true)
    expect(output).toBe(byRow.output)
    expect(result).toEqual(byRow.result)
    const [first] = cases
    const half = first!.with(0, first![0] === null ? null : Number(first![0]) / 2)
    const region = first!.with(3, Number(first![1]) > 0 ? first![3]! : 'level 3')
    const { points } = compileTreeModel(model).scoreValues(half.with(3, region[3]!))
    expect(output.split('\n')[1]).toContain(`,${points},`)
  })

  it('says what could not be read, and scores it as missing', async () => {
    const rows = [['abc', 1, 1, 'level 1', 3, 1], [1, '1e999', 1, 'level 1', 3, 1], cases[0]!]
    const { result, output } = await score(fileOf(rows as (number | string)[][]))
    expect(result).toMatchObject({ nRows: 3, nIssues: 2 })
    const lines = output.replaceAll('"two\nlines"', '').split('\n')
    expect(lines[1]).toContain('income ""abc"" is not a number, read as missing')
    expect(lines[2]).toContain('age ""1e999"" is beyond the range of numbers, read as missing')
    const { points } = compileTreeModel(model).scoreValues([null, 1, 1, 'level 1', 3, 1])
    expect(lines[1]).toContain(`,${points},`)
  })

  it('holds short rows to be missing where they are mended', async () => {
    const text = fileOf(cases.slice(0, 3)).replace(/,plain\n/, '\n')
    const options = { raggedRows: 'repair' as const }
    const { output } = await score(text, model, { options })
    expect(output).toBe((await score(text, model, { options }, true)).output)
  })
})
