import { readFileSync } from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, describe, expect, it } from 'vitest'
import { describeInputFile } from '../../../../src/main/io/input-file.ts'
import { CSV_LIMITS } from '../../../../src/main/io/limits.ts'
import { PARQUET_LIMITS } from '../../../../src/main/io/parquet/parquet-limits.ts'
import { readParquet } from '../../../../src/main/io/parquet/read-parquet.ts'
import type { ReadOptions } from '../../../../src/shared/contract/index.ts'
import { AppError } from '../../../../src/shared/errors.ts'
import { temporaryFolder } from '../csv/csv-fixtures.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

async function write(name: string, select: string): Promise<string> {
  const path = folder.path(name)
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`)
  connection.closeSync()
  instance.closeSync()
  return path
}

async function read(path: string, options: ReadOptions = {}, limits = CSV_LIMITS, parquetLimits = PARQUET_LIMITS) {
  const source = await readParquet(describeInputFile(path, 4e9), options, limits, parquetLimits)
  try {
    const parts: number[] = []
    const cells = source.columns.map((): (number | string | null)[] => [])
    for await (const part of source.open()) {
      parts.push(part.nRows)
      const levels = source.levels()
      for (const [index, values] of part.columns.entries()) {
        const texts = levels[index]!
        for (const value of values) {
          if (texts === null) cells[index]!.push(Number.isNaN(value) ? null : value)
          else cells[index]!.push(value < 0 ? null : texts[value]!)
        }
      }
    }
    const { columns, issues, dialect, sha256 } = source
    return {
      columns,
      issues: issues.listed,
      dialect,
      sha256,
      parts,
      cells,
      raw: await source.rawRows(2),
      nUnparsed: source.nUnparsed(),
    }
  } finally {
    source.close()
  }
}

describe('reading Parquet', () => {
  it('reads every type exactly or as its text', async () => {
    const path = await write(
      'types.parquet',
      `SELECT * FROM (VALUES
        (1::INTEGER, 9007199254740992::BIGINT, 9007199254740993::BIGINT, 1.10::DECIMAL(20,2), 12345678901234567.89::DECIMAL(20,2), 0.1::FLOAT,
         true, DATE '2020-02-29', TIMESTAMP '2020-01-01 10:00:00.25', TIMESTAMPTZ '2020-01-01 10:00:00+02', [1,2], '007'),
        (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
      ) t(a, b, c, d, e, f, g, h, i, j, k, l)`,
    )
    const { columns, cells } = await read(path)
    expect(cells.map(([first]) => first)).toEqual([
      1,
      9007199254740992,
      '9007199254740993',
      1.1,
      '12345678901234567.89',
      Math.fround(0.1),
      'true',
      '2020-02-29',
      '2020-01-01 10:00:00.25',
      '2020-01-01T08:00:00Z',
      '[1,2]',
      '007',
    ])
    expect(cells.every(([, second]) => second === null)).toBe(true)
    expect(columns.map(({ dateFormat }) => dateFormat).filter((format) => format !== null)).toEqual([
      'YYYY-MM-DD',
      'YYYY-MM-DD HH:mm:ss',
      'YYYY-MM-DDTHH:mm:ssZ',
    ])
    expect(columns[2]!.reason).toContain('more digits than a number keeps exactly')
  })

  it('hands out parts of 65,536 rows in the order of the file, and the first texts raw', async () => {
    const path = await write('long.parquet', `SELECT i AS n, 'v' || (i % 3) AS v FROM range(140000) t(i)`)
    const { parts, cells, raw, dialect, sha256 } = await read(path)
    expect(parts).toEqual([65_536, 65_536, 8_928])
    expect(cells[0]!.every((value, row) => value === row)).toBe(true)
    expect(cells[1]!.slice(0, 4)).toEqual(['v0', 'v1', 'v2', 'v0'])
    expect(raw).toEqual([
      ['0', 'v0'],
      ['1', 'v1'],
    ])
    expect(dialect.format).toBe('parquet')
    expect(sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  it('lists NaN, infinities and columns of bytes', async () => {
    const path = await write(
      'nan.parquet',
      `SELECT * FROM (VALUES (1.5::DOUBLE, 'x'::BLOB), ('NaN'::DOUBLE, NULL), ('-Infinity'::DOUBLE, NULL), (NULL, NULL)) t(x, b)`,
    )
    const { columns, cells, issues } = await read(path)
    expect(columns.map(({ name }) => name)).toEqual(['x'])
    expect(cells).toEqual([[1.5, null, null, null]])
    expect(issues.map(({ line, column, problem }) => [line, column, problem])).toEqual([
      [1, 'b', 'holds bytes without a meaning (BLOB)'],
      [2, 'x', '2 values are NaN or infinite'],
    ])
  })

  it('takes types and missing texts as said', async () => {
    const path = await write('forced.parquet', `SELECT * FROM (VALUES ('1', 5), ('x', -9), ('NA', 7)) t(a, b)`)
    const options: ReadOptions = {
      types: [
        { column: 'a', type: 'numeric' },
        { column: 'b', type: 'text' },
      ],
      missing: ['NA', '-9'],
    }
    const { cells, issues, nUnparsed } = await read(path, options)
    expect(cells).toEqual([
      [1, null, null],
      ['5', null, '7'],
    ])
    expect(nUnparsed).toEqual([1, 0])
    expect(issues).toMatchObject([{ line: 2, column: 'a', raw: 'x', action: 'read as missing' }])
    await expect(read(path, { types: [{ column: 'z', type: 'text' }] })).rejects.toMatchObject({ code: 'badData' })
  })

  it('opens the file of that name only, whatever signs are in it', async () => {
    await write('a1.parquet', 'SELECT 1 AS other')
    for (const name of ["it's.parquet", 'a[1].parquet', 'a?.parquet', 'a*.parquet', 'year=2020.parquet']) {
      const path = folder.write(name, readFileSync(await write('plain.parquet', 'SELECT 2 AS x')))
      expect((await read(path)).cells).toEqual([[2]])
    }
  })

  it('refuses what is beyond the limits', async () => {
    const path = await write('limits.parquet', 'SELECT i AS a, i AS b FROM range(10) t(i)')
    const code = { code: 'tooLarge' }
    await expect(read(path, {}, { ...CSV_LIMITS, rows: 9 })).rejects.toMatchObject(code)
    await expect(read(path, {}, { ...CSV_LIMITS, columns: 1 })).rejects.toMatchObject(code)
    const texts = await write('texts.parquet', "SELECT 'text ' || i AS a FROM range(10) t(i)")
    await expect(read(texts, {}, { ...CSV_LIMITS, valueBytes: 100 })).rejects.toMatchObject(code)
    expect((await read(texts, {}, { ...CSV_LIMITS, valueBytes: 1000 })).columns).toHaveLength(1)
    await expect(read(path, {}, CSV_LIMITS, { ...PARQUET_LIMITS, footerBytes: 10 })).rejects.toMatchObject(code)
    await expect(read(path, {}, CSV_LIMITS, { ...PARQUET_LIMITS, rowGroupBytes: 10 })).rejects.toMatchObject(code)
  })

  it('turns damage into words of its own', async () => {
    const bytes = readFileSync(await write('good.parquet', `SELECT i AS a, 't' || i AS b FROM range(1000) t(i)`))
    const broken = Uint8Array.from(bytes)
    broken.fill(0xff, bytes.length - 200, bytes.length - 12)
    const data = Uint8Array.from(bytes)
    data.fill(0xff, 10, 400)
    const huge = Uint8Array.from(bytes)
    huge.fill(0xff, bytes.length - 8, bytes.length - 4)
    const variants = [
      bytes.subarray(0, bytes.length - 5),
      bytes.subarray(0, 500),
      broken,
      data,
      huge,
      Buffer.from('PAR1'),
    ]
    for (const variant of variants) {
      const error = await read(folder.write('bad.parquet', variant)).catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(AppError)
      expect(error).toMatchObject({ code: 'badData', place: { file: 'bad.parquet' } })
      expect((error as AppError).message).not.toContain(folder.path(''))
    }
  })
})
