import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { collectPdf, createPdfDocument } from '../../../../src/main/io/pdf/create-pdf-document.ts'
import { readPackAttachment } from '../../../../src/main/io/pdf/read-attachment.ts'
import { AppError } from '../../../../src/shared/errors.ts'
import { RESOURCES } from '../../core/pack/pack-fixtures.ts'

const CONTENT = new TextEncoder().encode(
  JSON.stringify({ hello: 'world', many: Array.from({ length: 500 }, (_, i) => i) }),
)
const DATE = new Date('2026-11-05T08:30:00.000Z')

async function smallPdf(files: readonly { name: string; bytes: Uint8Array }[]): Promise<Buffer> {
  const pdf = createPdfDocument(RESOURCES, {
    title: 't',
    subject: 's',
    author: 'a',
    keywords: 'k',
    language: 'en',
    date: DATE.toISOString(),
  })
  pdf.addPage()
  pdf.font('regular').text('A page')
  for (const file of files)
    pdf.file(Buffer.from(file.bytes), {
      name: file.name,
      type: 'application/json',
      creationDate: DATE,
      modifiedDate: DATE,
    })
  return Buffer.from(await collectPdf(pdf))
}

let good: Buffer

beforeAll(async () => {
  good = await smallPdf([{ name: 'assay-pack-source.json', bytes: CONTENT }])
})

function refusal(bytes: Uint8Array): AppError {
  try {
    readPackAttachment(bytes)
  } catch (error) {
    expect(error).toBeInstanceOf(AppError)
    return error as AppError
  }
  throw new Error('nothing was refused')
}

/** Replaces text of equal length, so that offsets stay right. */
function patched(from: string, to: string): Buffer {
  expect(to).toHaveLength(from.length)
  const at = good.indexOf(from, 0, 'latin1')
  expect(at).toBeGreaterThanOrEqual(0)
  const copy = Buffer.from(good)
  copy.write(to, at, 'latin1')
  return copy
}

describe('readPackAttachment', () => {
  it('gives name and bytes', () => {
    expect(readPackAttachment(good)).toEqual({ name: 'assay-pack-source.json', bytes: CONTENT })
  })

  it('reads a view into a larger buffer', () => {
    const larger = new Uint8Array(good.length + 20)
    larger.set(good, 10)
    expect(readPackAttachment(larger.subarray(10, 10 + good.length)).bytes).toEqual(CONTENT)
  })

  it.each<[string, () => Uint8Array | Promise<Uint8Array>]>([
    ['an empty file', () => new Uint8Array(0)],
    ['text', () => Buffer.from('{"not":"a pdf"}')],
    ['a PDF head alone', () => Buffer.from('%PDF-1.7\n')],
    ['another version', () => patched('%PDF-1.7', '%PDF-1.4')],
    ['a file cut in half', () => good.subarray(0, good.length / 2)],
    ['a file cut by one byte', () => good.subarray(0, good.length - 1)],
    ['bytes added at the end', () => Buffer.concat([good, Buffer.from('x')])],
    ['an update appended', () => Buffer.concat([good, Buffer.from('1 0 obj\nnull\nendobj\nstartxref\n9\n%%EOF\n')])],
    ['a PDF without attachment', () => smallPdf([])],
    [
      'a PDF with two attachments',
      () =>
        smallPdf([
          { name: 'a.json', bytes: CONTENT },
          { name: 'b.json', bytes: CONTENT.slice(1) },
        ]),
    ],
    ['a name with a path', () => smallPdf([{ name: '../../x.json', bytes: CONTENT }])],
    ['a wrong size', () => patched(`/Size ${CONTENT.length}`, `/Size ${CONTENT.length + 1}`)],
    ['a wrong checksum', () => patched('/CheckSum (', '/CheckSum [')],
    ['a startxref beyond the file', () => replacedTail(good, '999999999')],
    ['a startxref into the middle', () => replacedTail(good, '100')],
  ])('refuses %s', async (_, make) => {
    const error = refusal(await make())
    expect(error.code).toBe('badData')
    expect(error.message).toMatch(/^The file is not a pack made by Assay: it /)
    expect(error.hint).not.toBeNull()
  })

  it('does not unpack more than the stated size', () => {
    const bomb = deflateSync(Buffer.alloc(50_000_000))
    const start = good.indexOf('stream\n', good.indexOf('/Type /EmbeddedFile'), 'latin1') + 7
    const copy = Buffer.from(good)
    bomb.copy(copy, start, 0, 200)
    expect(refusal(copy).code).toBe('badData')
  })

  it('answers any damage with the content or one clear error, never with a crash', () => {
    fc.assert(
      fc.property(fc.nat({ max: good.length - 1 }), fc.integer({ min: 0, max: 255 }), (at, value) => {
        const copy = Buffer.from(good)
        copy[at] = value
        try {
          expect(readPackAttachment(copy).bytes).toEqual(CONTENT)
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
          expect((error as AppError).code).toBe('badData')
        }
      }),
      { numRuns: 400, seed: 7 },
    )
  })

  it('answers any bytes at all with one clear error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(refusal(Buffer.concat([Buffer.from('%PDF-1.7'), bytes])).code).toBe('badData')
      }),
      { numRuns: 200, seed: 7 },
    )
  })
})

function replacedTail(file: Buffer, offset: string): Buffer {
  const at = file.lastIndexOf('startxref\n')
  return Buffer.concat([file.subarray(0, at), Buffer.from(`startxref\n${offset}\n%%EOF\n`)])
}
