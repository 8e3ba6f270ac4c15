import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { importTable, importTableExactly } from '../../../../src/main/io/table/import-table.ts'
import { issueLines, readTable, temporaryFolder } from '../csv/csv-fixtures.ts'

const fixture = (name: string) => fileURLToPath(new URL(`../../../fixtures/csv/${name}`, import.meta.url))
const GERMAN = fileURLToPath(new URL('../../../../resources/demo/german-credit.csv', import.meta.url))

const folder = temporaryFolder()
afterAll(() => folder.remove())

describe('importTable', () => {
  it('reads German Credit: rows, types, counts and hash', async () => {
    const table = await readTable(GERMAN, {}, { targetColumn: 'credit' })
    expect(table.nRows).toBe(1000)
    expect(table.columns).toHaveLength(21)
    expect(table.columns.filter((column) => column.type === 'numeric').map((column) => column.name)).toEqual([
      'month',
      'credit_amount',
      'investment_as_income_percentage',
      'residence_since',
      'age',
      'number_of_credits',
      'people_liable_for',
      'credit',
    ])
    expect(table.columns.every((column) => column.nMissing === 0 && column.nUnparsed === 0)).toBe(true)
    expect(table.targetCounts).toEqual({
      values: [
        { value: '1', count: 700 },
        { value: '2', count: 300 },
      ],
      nMissing: 0,
    })
    expect(table.source.sha256).toBe(createHash('sha256').update(readFileSync(GERMAN)).digest('hex'))
    // Straight from the text of the file, without the reader.
    const lines = readFileSync(GERMAN, 'utf8').trimEnd().split(/\r?\n/)
    expect(table.rows.map((row) => row.join(','))).toEqual(lines.slice(1))
  })

  it('reads a byte order mark and Windows line ends', async () => {
    const table = await readTable(fixture('bom-crlf.csv'))
    expect(table.names).toEqual(['ID', 'LIMIT_BAL', 'DEFAULT'])
    expect(table.dialect).toMatchObject({ byteOrderMark: true, lineEnding: '\r\n', encoding: 'utf-8', delimiter: ',' })
    expect(table.rows).toEqual([
      [1, 20000, 1],
      [2, 120000, 0],
      [3, 90000, 0],
    ])
  })

  it('reads semicolons and decimal commas, and leaves thousands marks alone', async () => {
    const table = await readTable(fixture('semicolon-decimal-comma.csv'), { thousands: null })
    expect(table.dialect).toMatchObject({ delimiter: ';', decimal: ',', quote: '"' })
    expect(table.rows.map((row) => row[2])).toEqual([0.435, 1.5, 0.07])
    expect(table.rows.map((row) => row[1])).toEqual(['1.250,50', '980,00', '12.000,00'])
    expect(table.columns[1]!.reason).toBe('text: 2 values are not a number, e.g. 1.250,50')
  })

  it('reads a file without names, with a blank after each comma', async () => {
    const table = await readTable(fixture('comma-blank-no-header.csv'))
    expect(table.dialect).toMatchObject({ delimiter: ', ', hasHeader: false })
    expect(table.names).toEqual(['column_1', 'column_2', 'column_3', 'column_4', 'column_5'])
    expect(table.rows[1]).toEqual([50, null, 83311, 'Bachelors', '<=50K'])
    expect(table.nRows).toBe(3)
    expect(issueLines(table.issues)).toEqual([
      '1 - "": the first line holds values, not names, columns named column_1 to column_5',
    ])
  })

  it('lets the person say that the first line holds names', async () => {
    const table = await readTable(fixture('comma-blank-no-header.csv'), { hasHeader: true, delimiter: ',' })
    expect(table.names).toEqual(['39', ' State-gov', ' 77516', ' Bachelors', ' <=50K'])
    expect(table.rows[0]).toEqual([50, null, 83311, ' Bachelors', ' <=50K'])
  })

  it('keeps codes as text, and says why', async () => {
    const table = await readTable(fixture('codes.csv'))
    expect(table.columns.map((column) => column.reason)).toEqual([
      'text: 3 values have leading zeros, e.g. 00017',
      'text: 2 values have leading zeros, e.g. 06001',
      'numeric: all 3 values are numbers',
      'text: 1 value has more digits than a number keeps exactly, e.g. 12345678901234567890',
      'text: 3 values are not a number, e.g. +5',
    ])
    expect(table.rows[0]).toEqual(['00017', '06001', 0.5, '12345678901234567890', '+5'])
    expect(table.rows[1]![1]).toBe('36084')
  })

  it('refuses ragged rows with the physical line and both counts', async () => {
    await expect(readTable(fixture('ragged.csv'))).rejects.toMatchObject({
      code: 'badData',
      message: 'ragged.csv needs 3 cells in every row, as in its first line, got 2 in line 5',
      place: { file: 'ragged.csv', line: 5 },
      hint: expect.stringContaining('","'),
    })
  })

  it('never takes a last empty cell too many for nothing', async () => {
    await expect(readTable(folder.write('long.csv', 'a,b\n1,2\n3,4,\n'))).rejects.toMatchObject({
      code: 'badData',
      message: 'long.csv needs 2 cells in every row, as in its first line, got 3 in line 3',
    })
  })

  it('reads two lines', async () => {
    const table = await readTable(fixture('two-rows.csv'))
    expect(table.rows).toEqual([[30, 1]])
  })

  it('reads columns of one value and of none', async () => {
    const table = await readTable(fixture('constant-and-missing.csv'))
    expect(table.columns.map(({ type, nMissing }) => [type, nMissing])).toEqual([
      ['numeric', 0],
      ['numeric', 0],
      ['numeric', 4],
      ['text', 0],
    ])
    expect(table.columns.map(({ sum }) => sum)).toEqual([expect.any(Number), 28, 0, null])
    expect(table.levels).toEqual([{ columnIndex: 3, levels: ['same'] }])
  })

  it('repairs names, and lists it', async () => {
    const table = await readTable(fixture('header-repairs.csv'))
    expect(table.names).toEqual(['x', 'column_2', 'x_3', 'x_2', 'x_4'])
    expect(issueLines(table.issues)).toEqual([
      '1 column_2 "": the header cell is empty, named column_2',
      '1 x_3 "x": the name occurs more than once, named x_3',
      '1 x_4 "x": the name occurs more than once, named x_4',
    ])
    expect(table.rows).toEqual([[1, 2, 3, 4, 5]])
  })

  it('leaves out empty lines, and lists those inside', async () => {
    const table = await readTable(fixture('empty-lines.csv'))
    expect(table.rows).toEqual([
      [1, 2],
      [3, 4],
    ])
    expect(issueLines(table.issues)).toEqual([
      '1 - "": the line is empty, left out',
      '4 - "": the line is empty, left out',
    ])
  })

  it('takes an empty line for an empty cell where there is one column', async () => {
    const table = await readTable(folder.write('one.csv', 'x\n1\n\n""\n3\n'))
    expect(table.rows).toEqual([[1], [null], [null], [3]])
    expect(table.nIssues).toBe(0)
  })

  it('lists every cell that does not fit a type asked for', async () => {
    const types = [
      { column: 'age', type: 'numeric' as const },
      { column: 'score', type: 'numeric' as const },
      { column: 'id', type: 'text' as const },
    ]
    const table = await readTable(fixture('forced-types.csv'), { types })
    expect(table.rows).toEqual([
      ['1', 34, 1.5],
      ['2', null, 2.5],
      ['3', null, 12345678901234568],
      ['4', null, null],
    ])
    expect(issueLines(table.issues)).toEqual([
      '3 age "n/k": is not a number, read as missing',
      '4 age "4\\n1": is not a number, read as missing',
      '4 score "12345678901234567.5": has more digits than a number keeps exactly, rounded to 12345678901234568',
      '6 score "1e999": is beyond the range of numbers, read as missing',
    ])
    expect(table.columns.map((column) => [column.nMissing, column.nUnparsed])).toEqual([
      [0, 0],
      [3, 2],
      [1, 1],
    ])
  })

  it('refuses a type for a column that is not there', async () => {
    await expect(
      readTable(fixture('two-rows.csv'), { types: [{ column: 'agee', type: 'text' }] }),
    ).rejects.toMatchObject({
      code: 'badData',
      hint: 'Its columns are: age, credit',
      place: { column: 'agee' },
    })
  })

  it('takes the texts for missing that the person names, and no others', async () => {
    const path = folder.write('missing.csv', 'a,b\nNA,-9\n1,x\n-9,NA\n')
    expect((await readTable(path, { missing: ['-9'] })).rows).toEqual([
      ['NA', null],
      ['1', 'x'],
      [null, 'NA'],
    ])
    expect((await readTable(path)).rows).toEqual([
      [null, '-9'],
      [1, 'x'],
      [-9, null],
    ])
  })

  it('cuts long texts in issues', async () => {
    const path = folder.write('long-issue.csv', `a\n${'y'.repeat(500)}\n1\n`)
    const table = await readTable(path, { types: [{ column: 'a', type: 'numeric' }] })
    expect(table.issues[0]!.raw).toBe(`${'y'.repeat(79)}…`)
  })

  it('lists the first thousand issues and counts all', async () => {
    const path = folder.write('many.csv', `a,b\n${'x,1\n'.repeat(1500)}`)
    const table = await readTable(path, { types: [{ column: 'a', type: 'numeric' }] })
    expect([table.issues.length, table.nIssues, table.columns[0]!.nUnparsed]).toEqual([1000, 1500, 1500])
  })

  it('hands out parts of 65,536 rows', async () => {
    const n = 65_536 * 2 + 3
    const path = folder.write(
      'big.csv',
      `n,t\n${Array.from({ length: n }, (_, i) => `${i},${i % 3 === 0 ? '' : `t${i % 5}`}\n`).join('')}`,
    )
    const table = await readTable(path)
    expect(
      table.chunks.map(({ columnIndex, chunkIndex, part }) => [
        columnIndex,
        chunkIndex,
        part.type === 'numeric' ? part.values.length : part.codes.length,
      ]),
    ).toEqual([
      [0, 0, 65_536],
      [1, 0, 65_536],
      [0, 1, 65_536],
      [1, 1, 65_536],
      [0, 2, 3],
      [1, 2, 3],
    ])
    expect(table.rows.every((row, i) => row[0] === i && row[1] === (i % 3 === 0 ? null : `t${i % 5}`))).toBe(true)
    expect(table.levels).toEqual([{ columnIndex: 1, levels: ['t1', 't2', 't4', 't0', 't3'] }])
  })
})

describe('a file that changes while it is read', () => {
  const text = (value: string) => `n,t\n${'1,a\n'.repeat(9_000)}1,${value}\n`

  it.each([
    ['in a value', text('b')],
    ['by a row less', text('a').slice(0, -4)],
  ])('%s is refused', async (_, changed) => {
    const path = folder.write('changing.csv', text('a'))
    const report = (stage: string, __: number | null, rowsDone?: number) => {
      // The first pass has the whole of this small file in memory by now.
      if (stage === 'Checking the file' && rowsDone !== undefined) folder.write('changing.csv', changed)
    }
    await expect(
      importTableExactly({ path, options: {} }, { report, chunk: async () => undefined }),
    ).rejects.toMatchObject({
      code: 'conflict',
      message: 'changing.csv changed while it was being read',
    })
  })
})

describe('a file that grows while it is read', () => {
  it('is refused', async () => {
    const path = folder.write('growing.csv', 'n,t\n1,a\n')
    const chunk = async () => void folder.write('growing.csv', 'n,t\n1,a\n2,b\n')
    await expect(importTable({ path, options: {} }, { report: () => undefined, chunk })).rejects.toMatchObject({
      code: 'conflict',
    })
  })
})

describe('valuesHash', () => {
  it('depends on names, types and values, not on how they are written', async () => {
    const hash = async (text: string, types?: { column: string; type: 'text' | 'numeric' }[]) =>
      (await readTable(folder.write('hash.csv', text), types === undefined ? {} : { types })).valuesHash
    const first = await hash('a,b\n1,x\n,y\n')
    expect(await hash('a;b\r\n1.0;"x"\r\nNA;y')).toBe(first)
    expect(await hash('a,b\n1,x\n,z\n')).not.toBe(first)
    expect(await hash('a,c\n1,x\n,y\n')).not.toBe(first)
    expect(await hash('a,b\n2,x\n,y\n')).not.toBe(first)
    expect(await hash('a,b\n1,x\n,y\n', [{ column: 'a', type: 'text' }])).not.toBe(first)
    expect(first).toMatch(/^[0-9a-f]{64}$/)
  })
})
