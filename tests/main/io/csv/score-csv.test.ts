import { existsSync, readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { type CaseScorer, type ScoreCsvInput, scoreCsv } from '../../../../src/main/io/csv/score-csv.ts'
import { temporaryFolder } from './csv-fixtures.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

const seen: unknown[][] = []

/** Points = age; shows what reached the model. */
const byAge: CaseScorer = {
  columns: [
    { name: 'job', type: 'text' },
    { name: 'age', type: 'numeric' },
  ],
  optionalColumns: [{ name: 'since', type: 'date', dateFormat: 'YYYY-MM-DD' }],
  createReader: (hasColumn) => (get) => {
    seen.push([get('job'), get('age'), ...(hasColumn('since') ? [get('since')] : [])])
    const age = get('age') as number | null
    return {
      points: age ?? -1,
      probability: age === null ? 0.5 : 1 / age,
      reasons: age === null ? [] : ['R1: too "young", maybe'],
      remarks: age !== null && age > 90 ? ['outside the population'] : [],
    }
  },
}

async function score(text: string, rest: Partial<ScoreCsvInput> = {}) {
  seen.length = 0
  const path = folder.write('in.csv', text)
  const outputPath = folder.path('out.csv')
  const result = await scoreCsv(
    { path, outputPath, options: {}, modelJson: '{}', reasons: 1, ...rest },
    { report: () => undefined },
    () => byAge,
  )
  return { result, output: readFileSync(outputPath, 'utf8') }
}

describe('scoreCsv', () => {
  it('writes all columns as they stood, then the scores', async () => {
    const { result, output } = await score('id,age,job\n007,40,clerk\n008,25,\n')
    expect(output).toBe(
      'id,age,job,assay_points,assay_pd,assay_reason_1,assay_issue\n' +
        '007,40,clerk,40,0.025,"R1: too ""young"", maybe",\n' +
        '008,25,,25,0.04,"R1: too ""young"", maybe",\n',
    )
    expect(seen).toEqual([
      ['clerk', 40],
      [null, 25],
    ])
    expect(result).toMatchObject({ nRows: 2, nIssues: 0, bytes: Buffer.byteLength(output) })
  })

  it('names what could not be read, and scores it as missing', async () => {
    const { result, output } = await score('age,job\nforty,clerk\nNA,clerk\n30,"=x()"\n')
    expect(output.split('\n')[1]).toBe('forty,clerk,-1,0.5,,"age ""forty"" is not a number, read as missing"')
    expect(output.split('\n')[2]).toBe('NA,clerk,-1,0.5,,')
    expect(output.split('\n')[3]).toMatch(/^30,'=x\(\),30,/)
    expect(seen).toEqual([
      ['clerk', null],
      ['clerk', null],
      ['=x()', 30],
    ])
    expect(result).toMatchObject({ nRows: 3, nIssues: 1 })
  })

  it('keeps delimiter, decimal mark, line ends and byte order mark of the input', async () => {
    const { output } = await score('\ufeffage;job\r\n40,5;clerk\r\n', { reasons: 0 })
    expect(output).toBe('\ufeffage;job;assay_points;assay_pd;assay_issue\r\n40,5;clerk;40,5;0,024691358024691357;\r\n')
  })

  it('names missing columns before anything is written', async () => {
    const outputPath = folder.write('kept.csv', 'older result')
    await expect(score('id,age\n1,40\n', { outputPath })).rejects.toMatchObject({
      code: 'badData',
      message: 'in.csv needs the column "job", which the model uses',
      hint: 'Its columns are: id, age',
    })
    expect(readFileSync(outputPath, 'utf8')).toBe('older result')
    expect(existsSync(`${outputPath}.assay.partial`)).toBe(false)
  })

  it('leaves an older output in place when the input turns out bad', async () => {
    const outputPath = folder.write('kept.csv', 'older result')
    await expect(score(`age,job\n${'40,clerk\n'.repeat(5000)}41\n`, { outputPath })).rejects.toMatchObject({
      place: { line: 5002 },
    })
    expect(readFileSync(outputPath, 'utf8')).toBe('older result')
    expect(existsSync(`${outputPath}.assay.partial`)).toBe(false)
  })

  it('refuses a file without rows', async () => {
    const outputPath = folder.path('none.csv')
    await expect(score('age,job\n', { outputPath })).rejects.toMatchObject({ code: 'badData' })
    expect(existsSync(outputPath)).toBe(false)
  })

  it('scores a scored file again under new names', async () => {
    const { output } = await score('age,job,assay_points,assay_pd\n40,x,1,2\n')
    expect(output.split('\n')[0]).toBe(
      'age,job,assay_points,assay_pd,assay_points_2,assay_pd_2,assay_reason_1,assay_issue',
    )
  })
})
