import { afterAll, describe, expect, it } from 'vitest'
import { CELL_KINDS } from '../../../../src/main/io/table/row-source.ts'
import { AppError } from '../../../../src/shared/errors.ts'
import { temporaryFolder } from '../csv/csv-fixtures.ts'
import { readRows } from '../table/read-rows.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

function read(content: string | Uint8Array, limits = {}, name = 'loans.jsonl'): ReturnType<typeof readRows> {
  return readRows(folder.write(name, content), {}, limits)
}

async function fail(content: string | Uint8Array, limits = {}): Promise<AppError> {
  const error = await read(content, limits).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(AppError)
  return error as AppError
}

describe('reading JSON lines', () => {
  it('keeps digits, texts, true and false as they stand, and tells what is missing', async () => {
    const { names, cells, kinds } = await read(
      '{"id":"007","amount":1.10,"paid":true}\n{"id":null,"amount":12345678901234567890,"paid":false}\n',
    )
    expect(names).toEqual(['id', 'amount', 'paid'])
    expect(cells).toEqual([
      ['007', '1.10', 'true'],
      [null, '12345678901234567890', 'false'],
    ])
    const { plain, text, missing } = CELL_KINDS
    expect(kinds).toEqual([
      [text, plain, text],
      [missing, plain, text],
    ])
  })

  it('replaces escapes, and keeps objects inside as their text', async () => {
    const { cells, issues } = await read(
      `${String.raw`{"a":"\u00e9\ud83d\ude00\n\"\/\\","b":{"x": [1, "\u00e9"]}}`}\n{"a":"é💶","b":2}`,
    )
    expect(cells).toEqual([
      ['é😀\n"/\\', String.raw`{"x": [1, "\u00e9"]}`],
      ['é💶', '2'],
    ])
    expect(issues).toEqual([
      String.raw`1 b "{\"x\": [1, \"\\u00e9\"]}": 1 value is an object or array, kept as its JSON text`,
    ])
  })

  it('takes all names in order of first occurrence, and counts the objects that lack one', async () => {
    const { names, cells, issues } = await read('{"b":1,"a":2}\n\n{"a":3,"__proto__":4}\n{"c":5,"b":6}')
    expect(names).toEqual(['b', 'a', '__proto__', 'c'])
    expect(cells).toEqual([
      ['1', '2', null, null],
      [null, '3', '4', null],
      ['6', null, null, '5'],
    ])
    expect(issues[0]).toBe('3 b "": 1 object has no such name, read as missing')
    expect(issues).toHaveLength(4)
  })

  it('reads one array of objects over any number of lines', async () => {
    const array = '\ufeff[\n  {"a": 1,\n   "b": "x]}"},\n  {"a": 2, "b": null}\n]\n'
    const { cells, lines, dialect, bytesRead } = await read(array, {}, 'loans.json')
    expect(cells).toEqual([
      ['1', 'x]}'],
      ['2', null],
    ])
    expect(lines).toEqual([2, 4])
    expect(dialect.format).toBe('jsonl')
    expect(bytesRead).toBe(Buffer.byteLength(array))
  })

  it('reads records longer than its buffer, and characters cut by it', async () => {
    const long = 'é'.repeat(400_000)
    const content = Array.from({ length: 5 }, (_, i) => JSON.stringify({ n: i, text: `${'x'.repeat(i)}${long}` })).join(
      '\n',
    )
    const { cells } = await read(content)
    expect(cells.map(([n]) => n)).toEqual(['0', '1', '2', '3', '4'])
    expect(cells[3]![1]).toBe(`xxx${long}`)
    const array = await read(`[${content.replaceAll('\n', ',')}]`, {}, 'long.json')
    expect(array.cells).toEqual(cells)
  })

  const cases: readonly (readonly [string, string | Uint8Array, string, number | undefined])[] = [
    ['a line cut off', '{"a":1}\n{"a":', 'needs a value', 2],
    ['a name twice', '{"a":1}\n{"a":1,"a":2}', 'has the name "a" twice', 2],
    ['a name twice, once escaped', String.raw`{"a":1,"\u0061":2}`, 'has the name "a" twice', 1],
    ['text after the object', '{"a":1} x', 'has text after the object', 1],
    ['an array of numbers', '{"a":1}\n[1]', 'should begin with an object', 2],
    ['NaN', '{"a":NaN}', 'needs a value', 1],
    ['a leading zero', '{"a":01}', 'has a number that JSON does not allow', 1],
    ['a bare point', '{"a":1.}', 'has a number that JSON does not allow', 1],
    ['an open text', '{"a":"x}', 'has a quote that is never closed', 1],
    ['a tab inside a text', '{"a":"\t"}', 'control character', 1],
    ['an unknown escape', String.raw`{"a":"\x41"}`, 'has an escape that JSON does not know', 1],
    ['half a surrogate pair', String.raw`{"a":"\ud800"}`, 'has half a surrogate pair', 1],
    ['a comma too many', '{"a":1,}', 'needs a name in quotes', 1],
    ['single quotes', "{'a':1}", 'needs a name in quotes', 1],
    ['values far too deep', `{"a":${'['.repeat(100_000)}`, 'more than 64 deep', 1],
    ['an array that is never closed', '[{"a":1}', 'needs "," or "]"', 1],
    ['an object that is never closed', '[{"a":1},\n{"a":{', 'never closed', 2],
    ['a comma at the end of an array', '[{"a":1},]', 'before the end of the array', 1],
    ['text after an array', '[{"a":1}]\nx', 'has text after the array', 2],
    [
      'bytes that are not UTF-8',
      Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xe9, 0x22, 0x7d]),
      'is not UTF-8',
      1,
    ],
    ['only objects without names', '{}\n{}', 'without names', undefined],
    ['blanks alone', ' \n\n', 'has no objects', undefined],
  ]
  it.each(cases)('refuses %s', async (_, content, message, line) => {
    const error = await fail(content)
    expect(error.code).toBe('badData')
    expect(error.message).toContain(message)
    expect(error.place?.line).toBe(line)
  })

  it('names the character of a fault', async () => {
    expect((await fail('{"é":1,"b":?}')).message).toBe(
      'loans.jsonl is no valid JSON: line 1 needs a value at character 12',
    )
  })

  it('refuses what is beyond the limits', async () => {
    expect((await fail('{"a":1}\n{"a":2}', { rows: 1 })).code).toBe('tooLarge')
    expect((await fail('{"a":1,"b":2}', { columns: 1 })).code).toBe('tooLarge')
    expect((await fail(`{"a":"${'x'.repeat(50)}"}`, { cellBytes: 40 })).code).toBe('tooLarge')
    expect((await fail(`{"a":"${'x'.repeat(3_000_000)}"}`, { lineBytes: 1_000 })).code).toBe('tooLarge')
  })
})
