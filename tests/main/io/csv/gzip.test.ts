import { createHash } from 'node:crypto'
import { constants, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { FileRawSource, openRawSource } from '../../../../src/main/io/csv/raw-source.ts'
import { describeInputFile } from '../../../../src/main/io/input-file.ts'
import { CSV_LIMITS } from '../../../../src/main/io/limits.ts'
import { readTable, temporaryFolder } from './csv-fixtures.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

const TEXT = `n,t\n${Array.from({ length: 50_000 }, (_, i) => `${i},${(i * 7919) % 10_007} é\n`).join('')}`
const ROWS = Array.from({ length: 50_000 }, (_, i) => [i, `${(i * 7919) % 10_007} é`])

function unpack(bytes: Uint8Array): Buffer {
  const path = folder.write('raw.gz', bytes)
  const source = openRawSource(describeInputFile(path, 1e9), 'gzip', CSV_LIMITS)
  const parts: Buffer[] = []
  const block = new Uint8Array(1000)
  try {
    for (let n = source.read(block, 0); n > 0; n = source.read(block, 0)) parts.push(Buffer.from(block.slice(0, n)))
  } finally {
    source.close()
  }
  return Buffer.concat(parts)
}

describe('a gzip file', () => {
  it('is read as the text inside, and hashed as it stands', async () => {
    const packed = gzipSync(TEXT)
    const table = await readTable(folder.write('loans.csv.gz', packed))
    expect(table.rows).toEqual(ROWS)
    expect(table.dialect.compression).toBe('gzip')
    expect(table.source).toEqual({
      fileName: 'loans.csv.gz',
      bytes: packed.length,
      sha256: createHash('sha256').update(packed).digest('hex'),
    })
  })

  it('is known by its first bytes, whatever its name', async () => {
    const table = await readTable(folder.write('loans.csv', gzipSync('a;b\n1;2\n')))
    expect(table.rows).toEqual([[1, 2]])
  })

  it('may have several members, with names and comments in their headers', async () => {
    const named = gzipSync('3,4\n')
    named[3] = 8
    const withName = Buffer.concat([named.subarray(0, 10), Buffer.from('part two\0'), named.subarray(10)])
    const packed = Buffer.concat([gzipSync('a,b\n1,2\n'), withName, gzipSync(''), gzipSync('5,6\n')])
    const table = await readTable(folder.write('members.gz', packed))
    expect(table.rows).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ])
  })

  it('may hold UTF-16 and other encodings', async () => {
    const packed = gzipSync(Buffer.from('\ufeffa;b\r\nж;2\r\n', 'utf16le'))
    expect((await readTable(folder.write('wide.gz', packed))).rows).toEqual([['ж', 2]])
  })

  it('names the line of bytes that are not UTF-8', async () => {
    const packed = gzipSync(Buffer.concat([Buffer.from(TEXT), Buffer.from([0x31, 0x2c, 0xfc, 0x0a])]))
    await expect(readTable(folder.write('bytes.gz', packed))).rejects.toMatchObject({
      message: 'bytes.gz is not UTF-8 text: byte 0xFC in line 50002',
    })
  })

  it.each([
    ['cut in the middle', (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
    ['cut in its checksum', (bytes: Buffer) => bytes.subarray(0, bytes.length - 3)],
    ['with another checksum', (bytes: Buffer) => bytes.fill(0, bytes.length - 8, bytes.length - 4)],
    ['with another length', (bytes: Buffer) => bytes.fill(9, bytes.length - 4)],
    ['with a byte after its end', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('x')])],
    ['with a text after its end', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('a,b\n1,2\n')])],
    ['of another method', (bytes: Buffer) => bytes.fill(7, 2, 3)],
    ['of two bytes', (bytes: Buffer) => bytes.subarray(0, 2)],
  ])('%s is refused', async (_, damage) => {
    const path = folder.write('damaged.csv.gz', damage(gzipSync(TEXT)))
    await expect(readTable(path)).rejects.toMatchObject({
      code: 'badData',
      message: expect.stringMatching(/^damaged\.csv\.gz is a damaged gzip file: it .* within its first \d+ bytes$/),
      hint: expect.any(String),
      place: { file: 'damaged.csv.gz' },
    })
  })

  it('is refused when it unpacks to more than the limit, before it is unpacked', async () => {
    const path = folder.write('bomb.csv.gz', gzipSync(Buffer.alloc(80 << 20, '1,1\n')))
    await expect(readTable(path)).rejects.toMatchObject({
      code: 'tooLarge',
      message: 'bomb.csv.gz needs to have at most 200 unpacked bytes for each packed one, got more',
    })
    const small = folder.write('small.csv.gz', gzipSync(TEXT))
    await expect(readTable(small, {}, { limits: { unpackedBytes: 100_000 } })).rejects.toMatchObject({
      code: 'tooLarge',
      message: 'small.csv.gz needs to have at most 100000 bytes when unpacked, got more',
    })
  })

  it('with any damage to one byte is either refused or unpacked to the same bytes', () => {
    const packed = gzipSync(TEXT.slice(0, 3000))
    fc.assert(
      fc.property(fc.nat(packed.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = Buffer.from(packed)
        damaged[at] = damaged[at]! ^ change
        let text: string | null = null
        try {
          text = unpack(damaged).toString()
        } catch (error) {
          expect(error).toMatchObject({ code: 'badData' })
        }
        // Time, flags and system in the header say nothing of the text.
        if (text !== null) expect(text).toBe(TEXT.slice(0, 3000))
      }),
      { numRuns: 300 },
    )
  })

  it('unpacks whatever zlib packs', () => {
    const strategy = fc.constantFrom(constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED, constants.Z_HUFFMAN_ONLY)
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 70_000, size: 'max' }), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 0, max: 9 }),
        strategy,
        (members, level, kind) => {
          const packed = members.map((bytes) => gzipSync(bytes, { level, strategy: kind }))
          expect(unpack(Buffer.concat(packed)).equals(Buffer.concat(members))).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('FileRawSource', () => {
  it('refuses to read what was closed', () => {
    const source = new FileRawSource(describeInputFile(folder.write('x.csv', 'a'), 10))
    source.close()
    expect(() => source.read(new Uint8Array(1), 0)).toThrow(expect.objectContaining({ code: 'internal' }))
  })
})
