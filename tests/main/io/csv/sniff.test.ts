import { afterAll, describe, expect, it } from 'vitest'
import { readTable, temporaryFolder } from './csv-fixtures.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

async function dialectOf(text: string) {
  return (await readTable(folder.write('sniff.csv', text))).dialect
}

describe('the dialect found', () => {
  it.each([
    ['a,b\n1,2\n', ','],
    ['a;b\n1;2\n', ';'],
    ['a\tb\n1\t2\n', '\t'],
    ['a|b\n1|2\n', '|'],
    ['a, b\n1, 2\n', ', '],
    ['a, b\n1,2\n', ','],
    ['a;b\n1,5;2,5\n3,5;4,5\n', ';'],
    ['a;b\n"x,y,z";2\n"p,q,r";4\n', ';'],
    ['only\n1\n2\n', ','],
    ['words\nhello there\nso it is\n', ','],
  ])('of %j has the right delimiter', async (text, delimiter) => {
    expect((await dialectOf(text)).delimiter).toBe(delimiter)
  })

  it.each([
    ['a;b\n0,435;1\n', ','],
    ['a;b\n1,234;1\n', '.'],
    ['a;b\n1,234;1\n12,5;2\n', ','],
    ['a;b;c\n1,5;1.5;2.5\n', '.'],
    ['a,b\n"1,5",x\n"2,5",y\n', ','],
    ['a,b\n1,2\n', '.'],
  ])('of %j has the right decimal mark', async (text, decimal) => {
    expect((await dialectOf(text)).decimal).toBe(decimal)
  })

  it.each([
    ['age,name\n30,Ann\n', true],
    ['30,Ann\n31,Bob\n', false],
    ['Ann,Bob\nCid,Dan\n', true],
    [',a\n1,2\n2,3\n', true],
    ['2019,2020\n1,2\n', false],
    ['id,2020\n1,2\n', true],
  ])('of %j knows whether there are names', async (text, hasHeader) => {
    expect((await dialectOf(text)).hasHeader).toBe(hasHeader)
  })

  it('takes apostrophes for quotes only where they make a table', async () => {
    expect((await dialectOf("a,b\n'x,y',1\n'p,q',2\n")).quote).toBe("'")
    expect((await dialectOf("a,b\n'tis,1\n'twas,2\n")).quote).toBe('"')
  })

  it('does not read around a broken quote with another quote character', async () => {
    await expect(dialectOf('a,b\n1,2\n3,"4\n')).rejects.toMatchObject({
      message: expect.stringContaining('never closed in line 3'),
    })
  })

  it('names mixed line ends', async () => {
    expect((await dialectOf('a,b\r\n1,2\n3,4\r\n')).lineEnding).toBe('mixed')
    expect((await dialectOf('a,b\r1,2\r')).lineEnding).toBe('\r')
  })
})
