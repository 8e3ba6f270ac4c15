import { afterAll, describe, expect, it } from 'vitest'
import type { ReadOptions } from '../../../../src/shared/contract/index.ts'
import { issueLines, readTable, temporaryFolder } from './csv-fixtures.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

async function read(text: string, options: ReadOptions = {}) {
  const table = await readTable(folder.write('x.csv', text), options)
  const decision = (what: string) => table.dialect.decisions.find((item) => item.what === what)
  return { ...table, decision }
}

const BODY = 'id,amount,grade\n1,5,A\n2,6,B\n3,7,C\n'

describe('lines before the header', () => {
  it.each([
    ['a title', 'Loans of May\n', 1],
    ['a title and a blank line', 'Loans of May\n\n', 2],
    ['a title that a spreadsheet filled up', 'Loans of May,,\n', 1],
    ['a title with a lone quote', 'The "best" loans\n', 1],
  ])('%s: skipped and listed', async (_, preamble, skipLines) => {
    const table = await read(preamble + BODY)
    expect(table.dialect.skipLines).toBe(skipLines)
    expect(table.names).toEqual(['id', 'amount', 'grade'])
    expect(table.rows).toHaveLength(3)
    expect(table.nIssues).toBe(skipLines)
    expect(issueLines(table.issues)[0]).toBe(
      `1 - ${JSON.stringify(preamble.split('\n')[0])}: the line stands before the header, skipped`,
    )
    expect(table.decision('skipLines')).toMatchObject({ value: String(skipLines), confidence: 'likely' })
  })

  it('are as many as the person says', async () => {
    const table = await read(`x,y,z\nnote, with "quotes\n${BODY}`, { skipLines: 2 })
    expect(table.names).toEqual(['id', 'amount', 'grade'])
    expect(issueLines(table.issues)[1]).toBe('2 - "note, with \\"quotes": the line stands before the header, skipped')
    expect(table.decision('skipLines')).toMatchObject({ confidence: 'chosen' })
    expect((await read(`\n${BODY}`, { skipLines: 0 })).dialect.skipLines).toBe(0)
  })

  it('are not made of a header that lacks a name', async () => {
    await expect(read('id,amount\n1,5,A\n2,6,B\n3,7,C\n')).rejects.toMatchObject({ place: { line: 2 } })
  })

  it('like the odd first line of a published file', async () => {
    const table = await read('|1x3 Cross validator\n25, Private, <=50K.\n38, ?, >50K.\n28, Local-gov, >50K.\n')
    expect(table.dialect).toMatchObject({ skipLines: 1, delimiter: ', ', hasHeader: false })
    expect(table.rows).toEqual([
      [25, 'Private', '<=50K.'],
      [38, null, '>50K.'],
      [28, 'Local-gov', '>50K.'],
    ])
  })
})

describe('comments', () => {
  it('are left out and listed, wherever they stand', async () => {
    const table = await read(`# made "by hand\n${BODY}# half way\n4,8,D\n#end`)
    expect(table.dialect).toMatchObject({ comment: '#', skipLines: 0 })
    expect(table.rows.map(([id]) => id)).toEqual([1, 2, 3, 4])
    expect(issueLines(table.issues)).toEqual([
      '1 - "# made \\"by hand": the line is a comment, left out',
      '6 - "# half way": the line is a comment, left out',
      '8 - "#end": the line is a comment, left out',
    ])
    expect(table.decision('comment')).toMatchObject({
      value: '#',
      confidence: 'likely',
      reason: '3 sampled lines begin so, and none of them has the cells of the table',
    })
  })

  it('are no comments if they have the cells of the table', async () => {
    const table = await read('#id,amount,grade\n1,5,A\n#2,6,B\n')
    expect(table.dialect.comment).toBeNull()
    expect(table.names).toEqual(['#id', 'amount', 'grade'])
    expect(table.rows).toHaveLength(2)
  })

  it('begin as the person says', async () => {
    expect((await read(`${BODY}--,1,2\n`, { comment: '--' })).rows).toHaveLength(3)
    expect((await read('#a,b\n#1,2\n', { comment: null })).rows).toEqual([['#1', 2]])
  })
})

describe('quotes behind a backslash', () => {
  it('are understood where doubled quotes make no table', async () => {
    const table = await read('id,text\n1,"say \\"hi\\", then go"\n2,"C:\\\\temp\\\\"\n3,"two\\nlines"\n4,plain\\x\n')
    expect(table.dialect.escape).toBe('backslash')
    expect(table.rows.map((row) => row[1])).toEqual(['say "hi", then go', 'C:\\temp\\', 'two\\nlines', 'plain\\x'])
    expect(table.decision('escape')).toMatchObject({ confidence: 'likely' })
  })

  it('are not made of paths that end in a backslash', async () => {
    const table = await read('id,path,n\n1,"C:\\temp\\",2\n2,"D:\\",3\n3,"say ""x""",4\n')
    expect(table.dialect.escape).toBe('double')
    expect(table.rows.map((row) => row[1])).toEqual(['C:\\temp\\', 'D:\\', 'say "x"'])
  })

  it('are read as the person says', async () => {
    expect((await read('a,b\n"x\\"y",1\n', { escape: 'backslash' })).rows).toEqual([['x"y', 1]])
    await expect(read('a,b\n"x\\"y",1\n', { escape: 'double' })).rejects.toMatchObject({ code: 'badData' })
  })
})

describe('rare delimiters', () => {
  it.each([
    [' ', 'A11 6 A34 1169\nA12 48 A32 5951\nA14 12 A34 2096\n'],
    ['^', 'a^b\n1^2\n3^4\n'],
    ['~', 'a~b\n1~2\n3~4\n'],
    [':', 'root:x:0\nuser:y:1\nbin:z:2\n'],
  ])('%j is taken where every line has as many and nothing else fits', async (delimiter, text) => {
    expect((await read(text)).dialect.delimiter).toBe(delimiter)
  })

  it.each(['name\nJohn Smith\nAnn Lee\n', '10:30\n11:45\n12:00\n', 'full name\nJohn A Smith\nAnn B Lee\n'])(
    'are not taken in %j',
    async (text) => {
      expect((await read(text)).names).toHaveLength(1)
    },
  )

  it('of several bytes are taken when the person says so', async () => {
    expect((await read('a||b\n1||2\n', { delimiter: '||' })).rows).toEqual([[1, 2]])
  })
})

describe('the delimiter', () => {
  it('comes with figures', async () => {
    const table = await read(`a;b;c\n${'1;2;x, y\n'.repeat(99)}`)
    expect(table.decision('delimiter')).toEqual({
      what: 'delimiter',
      value: 'semicolon (;)',
      confidence: 'certain',
      reason:
        '100 of 100 sampled lines have 3 cells with it; the next best, comma and blank, has 2 cells in 100% of them',
    })
  })

  it('is a semicolon where every cell is a decimal fraction with a comma, header or not', async () => {
    const table = await read('1,5;2,5;3,5\n4,5;5,5;6,5\n', { hasHeader: false })
    expect(table.dialect).toMatchObject({ delimiter: ';', decimal: ',' })
    expect(table.rows).toEqual([
      [1.5, 2.5, 3.5],
      [4.5, 5.5, 6.5],
    ])
  })

  it('is called a guess where another reading is as regular, and both are named', async () => {
    const { decision } = await read('a|b;c|d\nx|y;z|u\np|q;r|s\n')
    expect(decision('delimiter')).toMatchObject({
      confidence: 'guess',
      reason: expect.stringMatching(/have 3 cells with it; the next best, semicolon \(;\), has 2 cells in 100%/),
    })
  })

  it('is chosen by the person', async () => {
    expect((await read('a;b,c\n1;2,3\n', { delimiter: ';' })).decision('delimiter')).toMatchObject({
      confidence: 'chosen',
    })
  })
})

describe('thousands marks', () => {
  it.each([
    ['both marks', 'a;b\n1.234,50;x\n12,5;y\n', '.', ','],
    ['two groups', 'a;b\n1,234,567;x\n12;y\n', ',', '.'],
    ['blanks and a fraction', 'a;b\n1 234,5;x\n12,5;y\n', ' ', ','],
    ['no-break blanks and a fraction', 'a;b\n1\u00a0234,5;x\n12,5;y\n', '\u00a0', ','],
    ['apostrophes and a fraction', "a;b\n1'234.50;x\n12.5;y\n", "'", '.'],
    ['quoted', 'a,b\n"1,234.50",x\n"12,000.25",y\n', ',', '.'],
  ])('are found by %s', async (_, text, thousands, decimal) => {
    const table = await read(text)
    expect(table.dialect).toMatchObject({ thousands, decimal })
    expect(table.decision('thousands')).toMatchObject({ confidence: 'likely' })
  })

  it.each([
    ['one group says nothing', 'a;b\n1,234;x\n2,345;y\n'],
    ['one value of one group says nothing', 'a;b\n1,234,567;x\n1,234;y\n'],
    ['blanks also group names', 'a;b\n123 456 789;x\n234 567 890;y\n'],
  ])('stay text, with a hint: %s', async (_, text) => {
    const table = await read(text)
    expect(table.dialect.thousands).toBeNull()
    expect(table.columns[0]!.type).toBe('text')
    expect(table.decision('thousands')).toMatchObject({
      confidence: 'guess',
      reason: expect.stringContaining('column 1 would be numbers with a thousands mark'),
    })
  })

  it('are not found where another value stands against them', async () => {
    const table = await read('a;b\n1,234.50;0,435\n2,345.50;0,5\n')
    expect(table.dialect.thousands).toBeNull()
  })

  it('are chosen by the person, and set the decimal mark', async () => {
    expect((await read('a;b\n1.234;x\n', { thousands: '.' })).dialect).toMatchObject({ thousands: '.', decimal: ',' })
    await expect(read('a;b\n1;2\n', { thousands: '.', decimal: '.' })).rejects.toMatchObject({
      code: 'invalidInput',
      place: { field: 'thousands' },
    })
  })
})

describe('decisions', () => {
  it('name everything that was found out', async () => {
    const { dialect } = await read('age,name\r\n30,Ann\r\n31,Bob\n')
    expect(dialect.decisions.map(({ what, value, confidence }) => `${what}: ${value} (${confidence})`)).toEqual([
      'format: csv (likely)',
      'encoding: utf-8 (certain)',
      'delimiter: comma (,) (certain)',
      'quote: double quote (") (certain)',
      'escape: the quote doubled (certain)',
      'skipLines: 0 (certain)',
      'comment: none (certain)',
      'header: the first line names the columns (certain)',
      'decimal: point (.) (likely)',
      'thousands: none (certain)',
      'lineEnding: mixed (certain)',
    ])
    expect(dialect.decisions.at(-1)!.reason).toBe('1 lines end in line feed, 2 lines end in return and line feed')
    expect(dialect.decisions.every(({ reason }) => reason.length > 0)).toBe(true)
  })

  it('call a header of a table of texts a guess', async () => {
    expect((await read('x,y\na,b\nc,d\n')).decision('header')).toMatchObject({ confidence: 'guess' })
  })

  it('say what was chosen', async () => {
    const options: ReadOptions = {
      format: 'csv',
      encoding: 'utf-8',
      delimiter: ',',
      quote: '"',
      escape: 'double',
      decimal: '.',
      thousands: null,
      hasHeader: true,
      skipLines: 0,
      comment: null,
    }
    const { dialect } = await read('a,b\n1,2\n', options)
    expect(dialect.decisions.filter(({ confidence }) => confidence !== 'chosen').map(({ what }) => what)).toEqual([
      'lineEnding',
    ])
  })
})
