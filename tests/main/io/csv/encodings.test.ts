import { fileURLToPath } from 'node:url'
import { TextDecoder } from 'node:util'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { createTranscoder, firstInvalidUtf8 } from '../../../../src/main/io/csv/transcode.ts'
import { ALL_TEXT, quoteAll, readTable, temporaryFolder } from './csv-fixtures.ts'

const fixture = (name: string) => fileURLToPath(new URL(`../../../fixtures/csv/${name}`, import.meta.url))
const folder = temporaryFolder()
afterAll(() => folder.remove())

function swapBytes(bytes: Buffer): Buffer {
  return Buffer.from(bytes).swap16()
}

describe('encodings', () => {
  it('reads Windows-1252 when told so', async () => {
    const table = await readTable(fixture('windows-1252.csv'), { encoding: 'windows-1252' })
    expect(table.rows).toEqual([
      ['José', 'München', '€5'],
      ['Zoë', 'São Paulo', '€7'],
    ])
    expect(table.dialect.encoding).toBe('windows-1252')
  })

  it('reads Latin-1 as Latin-1, not as Windows-1252', async () => {
    const path = folder.write('latin.csv', Buffer.from('a,b\n\u00e9\u0080,1\n', 'latin1'))
    expect((await readTable(path, { encoding: 'latin-1' })).rows).toEqual([['\u00e9\u0080', 1]])
    expect((await readTable(path, { encoding: 'windows-1252' })).rows).toEqual([['é€', 1]])
  })

  it('reads UTF-16 by its mark', async () => {
    const table = await readTable(fixture('utf-16le.csv'))
    expect(table.dialect).toMatchObject({
      encoding: 'utf-16le',
      byteOrderMark: true,
      delimiter: ';',
      decimal: ',',
      lineEnding: '\r\n',
    })
    expect(table.names).toEqual(['name', 'amount'])
    expect(table.rows).toEqual([
      ['中文', 1.5],
      ['💶', 2.5],
    ])
  })

  it('reads UTF-16 without a mark when told so', async () => {
    const text = 'a,b\n1,ж\n'
    expect(
      (await readTable(folder.write('le.csv', Buffer.from(text, 'utf16le')), { encoding: 'utf-16le' })).rows,
    ).toEqual([[1, 'ж']])
    expect(
      (await readTable(folder.write('be.csv', swapBytes(Buffer.from(text, 'utf16le'))), { encoding: 'utf-16be' })).rows,
    ).toEqual([[1, 'ж']])
  })

  it('refuses half a surrogate pair, with its line', async () => {
    const path = folder.write('half.csv', Buffer.from('a,b\n1,2\n3,\ud800x\n', 'utf16le'))
    await expect(readTable(path, { encoding: 'utf-16le' })).rejects.toMatchObject({
      code: 'badData',
      message: 'half.csv is not utf-16le text: half a surrogate pair in line 3',
    })
  })

  it('reads characters that lie across the blocks of the file', async () => {
    const rows = [['text'], ...Array.from({ length: 40_000 }, (_, i) => [`${'x'.repeat(i % 7)}é中💶${i}`])]
    for (const [encoding, bytes] of [
      ['utf-8', Buffer.from(quoteAll(rows))],
      ['utf-16le', Buffer.from(quoteAll(rows), 'utf16le')],
      ['utf-16be', swapBytes(Buffer.from(quoteAll(rows), 'utf16le'))],
    ] as const) {
      const table = await readTable(folder.write('blocks.csv', bytes), { ...ALL_TEXT, encoding })
      expect(table.rows).toEqual(rows.slice(1))
    }
  })

  it('agrees with the platform on every byte of Windows-1252', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i)
    const ours = Buffer.from(createTranscoder('windows-1252').convert(bytes, true)).toString()
    expect(ours.slice(0, 0x80)).toBe(new TextDecoder('windows-1252').decode(bytes.subarray(0, 0x80)))
    // Python: bytes(range(128, 160)).decode("cp1252"), its five unassigned bytes as control characters.
    expect(ours.slice(0x80, 0xa0)).toBe('€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ')
    expect(ours.slice(0xa0)).toBe(Buffer.from(bytes.subarray(0xa0)).toString('latin1'))
  })

  it('finds the first byte that is not UTF-8 as the platform does', () => {
    const byte = fc.oneof(
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom(0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x92, 0xed, 0xa0),
    )
    const isValid = (bytes: Uint8Array) => {
      try {
        new TextDecoder('utf-8', { fatal: true }).decode(bytes)
        return true
      } catch {
        return false
      }
    }
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 12 }), (list) => {
        const bytes = Uint8Array.from(list)
        const at = firstInvalidUtf8(bytes, true)
        expect(at === -1).toBe(isValid(bytes))
        if (at >= 0) expect(isValid(bytes.subarray(0, at))).toBe(true)
      }),
      { numRuns: 5000 },
    )
  })
})
