import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { AppError } from '../../../shared/errors.ts'
import type { PackAttachment } from './render-pack-pdf.ts'

const MAX_PDF_BYTES = 512 * 1024 * 1024
const MAX_ATTACHMENT_BYTES = 256 * 1024 * 1024
const MAX_OBJECTS = 2_000_000
/** No dictionary that matters here is longer. */
const DICTIONARY_BYTES = 4096

/**
 * The file attached to a pack. Reads only what Assay writes: one plain cross-reference table, one attachment, its stated size
 * and checksum. It is no proof of anything; who verifies a pack renders it again from the attachment and compares every byte.
 *
 * @throws AppError `badData` for a file that is not a pack of this shape, is cut off, or states sizes it does not have
 */
export function readPackAttachment(pdf: Uint8Array): PackAttachment {
  if (pdf.byteLength > MAX_PDF_BYTES) throw notPack(`is larger than ${MAX_PDF_BYTES} bytes`)
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
  if (!file.subarray(0, 8).equals(Buffer.from('%PDF-1.7'))) throw notPack('does not begin as one')
  const offsets = readObjectOffsets(file)
  const embedded = onlyObject(file, offsets, '<<\n/Type /EmbeddedFile\n')
  const description = onlyObject(file, offsets, '<<\n/Type /Filespec\n')
  const name = readName(description)
  return { name, bytes: readStream(file, embedded) }
}

interface PdfObject {
  readonly id: number
  /** Where the dictionary begins. */
  readonly start: number
  /** The dictionary's text and what follows it, at most a few kilobytes. */
  readonly text: string
}

/** Offsets of the objects by the one cross-reference table that `startxref` at the end points at. */
function readObjectOffsets(file: Buffer): number[] {
  const tail = file.subarray(Math.max(0, file.length - 64)).toString('latin1')
  const start = Number(/startxref\n(\d{1,12})\n%%EOF\n$/.exec(tail)?.[1] ?? Number.NaN)
  if (!Number.isSafeInteger(start) || start >= file.length)
    throw notPack('does not end as one; it may be cut off or changed')
  const head = /^xref\n0 (\d{1,8})\n0000000000 65535 f \n/.exec(file.subarray(start, start + 64).toString('latin1'))
  const nObjects = Number(head?.[1] ?? Number.NaN) - 1
  if (head === null || !(nObjects > 0 && nObjects <= MAX_OBJECTS))
    throw notPack('has no readable cross-reference table')
  const first = start + head[0].length
  if (first + nObjects * 20 > file.length) throw notPack('has a cross-reference table longer than the file')
  const offsets: number[] = []
  for (let index = 0; index < nObjects; index++) {
    const entry = file.subarray(first + index * 20, first + (index + 1) * 20).toString('latin1')
    const offset = /^(\d{10}) 00000 n \n$/.exec(entry)
    if (offset === null || Number(offset[1]) >= start)
      throw notPack(`has a damaged entry ${index + 1} in its cross-reference table`)
    offsets.push(Number(offset[1]))
  }
  return offsets
}

function onlyObject(file: Buffer, offsets: readonly number[], opening: string): PdfObject {
  const found: PdfObject[] = []
  offsets.forEach((offset, index) => {
    const head = `${index + 1} 0 obj\n`
    const start = offset + head.length
    if (file.subarray(offset, start).toString('latin1') !== head)
      throw notPack(`has no object ${index + 1} where it says`)
    if (file.subarray(start, start + opening.length).toString('latin1') !== opening) return
    found.push({ id: index + 1, start, text: file.subarray(start, start + DICTIONARY_BYTES).toString('latin1') })
  })
  const [only] = found
  if (only === undefined || found.length !== 1) throw notPack(`needs exactly one attached file, got ${found.length}`)
  return only
}

function readName(description: PdfObject): string {
  const name = /\n\/F \(([A-Za-z0-9._-]{1,200})\)\n/.exec(description.text)?.[1]
  if (name === undefined) throw notPack('has an attachment without a plain name')
  return name
}

function readStream(file: Buffer, object: PdfObject): Uint8Array {
  const end = object.text.indexOf('\n>>\nstream\n')
  const dictionary = object.text.slice(0, Math.max(0, end))
  const length = readInteger(dictionary, 'Length')
  const size = readInteger(dictionary, 'Size')
  const checksum = /\n\/CheckSum \(([0-9a-f]{32})\)\n/.exec(dictionary)?.[1]
  if (
    end < 0 ||
    length === null ||
    size === null ||
    checksum === undefined ||
    !/\n\/Filter \/FlateDecode(?:\n|$)/.test(dictionary)
  ) {
    throw notPack('has an attachment with an unknown description')
  }
  if (size > MAX_ATTACHMENT_BYTES) throw notPack(`has an attachment larger than ${MAX_ATTACHMENT_BYTES} bytes`)
  const start = object.start + end + '\n>>\nstream\n'.length
  if (
    file.subarray(start + length, start + length + 12).toString('latin1') !== '\n\nendstream\n'.slice(0, 12) &&
    file.subarray(start + length, start + length + 11).toString('latin1') !== '\nendstream\n'
  ) {
    throw notPack('has an attachment that does not end where it says')
  }
  const bytes = inflate(file.subarray(start, start + length), size)
  if (createHash('md5').update(bytes).digest('hex') !== checksum)
    throw notPack('has an attachment that does not match its checksum')
  return bytes
}

function readInteger(dictionary: string, name: string): number | null {
  const value = new RegExp(`\\n/${name} (\\d{1,12})(?:\\n|$)`).exec(dictionary)?.[1]
  return value === undefined ? null : Number(value)
}

function inflate(deflated: Buffer, size: number): Uint8Array {
  let bytes: Buffer
  try {
    bytes = inflateSync(deflated, { maxOutputLength: size + 1 })
  } catch (cause) {
    throw notPack('has an attachment that cannot be unpacked', cause)
  }
  if (bytes.length !== size) throw notPack(`has an attachment of ${bytes.length} bytes that says it has ${size}`)
  return new Uint8Array(bytes)
}

function notPack(problem: string, cause?: unknown): AppError {
  return new AppError('badData', `The file is not a pack made by Assay: it ${problem}`, {
    hint: 'Choose a pack as Assay wrote it; other PDF files, and packs saved again by another program, cannot be read.',
    ...(cause === undefined ? {} : { cause }),
  })
}
