import { basename } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import { AppError } from '../../../shared/errors.ts'
import type { Column, Frame } from '../../core/frame/frame.ts'
import { columnLength } from '../../core/frame/frame.ts'
import { type AtomicFile, openAtomicFile, type WrittenFile } from '../../disk/atomic-file.ts'
import { type ColumnPages, encodeNumbers, encodeTexts } from './encode-pages.ts'
import { encodeThrift, type ThriftFields, type ThriftValue } from './thrift-writer.ts'

/** Rows of one row group: what is held in memory at a time. */
const GROUP_ROWS = 131_072
const MAGIC = Buffer.from('PAR1')
const DOUBLE = 5
const BYTE_ARRAY = 6
const OPTIONAL = 1
const UTF8 = 0
const PLAIN = 0
const RLE = 3
const RLE_DICTIONARY = 8
const ZSTD = 6
const DATA_PAGE = 0
const DICTIONARY_PAGE = 2
/** Sizes of pages are 32-bit numbers. */
const MAX_PAGE_BYTES = 2 ** 31 - 1

/**
 * Writes a frame to a Parquet file: numbers as doubles, texts as strings with a dictionary, missing values as nulls, pages
 * compressed with Zstandard. The same frame gives the same bytes.
 *
 * @throws AppError `cannotWrite` if the file cannot be written; `tooLarge` if the texts of 131,072 rows exceed 2 GiB
 * @see Apache Parquet, parquet.thrift
 */
export function writeFrameParquet(
  frame: Frame,
  path: string,
  onProgress: (rowsDone: number) => void = () => undefined,
): WrittenFile {
  const columns = [...frame.columns.values()]
  const file = openAtomicFile(path)
  try {
    const output = countingOutput(file)
    output.write(MAGIC)
    const groups: ThriftValue[] = []
    for (let from = 0; from < frame.nRows; from += GROUP_ROWS) {
      const to = Math.min(frame.nRows, from + GROUP_ROWS)
      groups.push(writeRowGroup(output, columns, from, to, basename(path)))
      onProgress(to)
    }
    const footer = encodeThrift(fileMetadata(columns, frame.nRows, groups))
    const length = Buffer.alloc(4)
    length.writeUInt32LE(footer.length)
    output.write(Buffer.concat([footer, length, MAGIC]))
    return file.commit()
  } finally {
    file.discard()
  }
}

interface Output {
  position(): number
  write(bytes: Uint8Array): void
}

function countingOutput(file: AtomicFile): Output {
  let position = 0
  return {
    position: () => position,
    write(bytes) {
      file.write(bytes)
      position += bytes.length
    },
  }
}

function writeRowGroup(
  output: Output,
  columns: readonly Column[],
  from: number,
  to: number,
  fileName: string,
): ThriftValue {
  let totalBytes = 0
  const chunks = columns.map((column): ThriftValue => {
    const start = output.position()
    const pages = encodePages(column, from, to)
    let nBytes = 0
    if (pages.dictionary !== null) {
      const { body, nValues } = pages.dictionary
      const kind: ThriftFields = [
        [
          7,
          struct([
            [1, i32(nValues)],
            [2, i32(PLAIN)],
          ]),
        ],
      ]
      nBytes += writePage(output, DICTIONARY_PAGE, body, kind, fileName)
    }
    const dataAt = output.position()
    const encoding = i32(pages.dictionary === null ? PLAIN : RLE_DICTIONARY)
    const kind = struct([
      [1, i32(to - from)],
      [2, encoding],
      [3, i32(RLE)],
      [4, i32(RLE)],
    ])
    nBytes += writePage(output, DATA_PAGE, pages.data, [[5, kind]], fileName)
    totalBytes += nBytes
    return columnChunk(column, { nValues: to - from, start, dataAt, end: output.position(), nBytes })
  })
  return struct([
    [1, list(chunks)],
    [2, i64(totalBytes)],
    [3, i64(to - from)],
  ])
}

function encodePages(column: Column, from: number, to: number): ColumnPages {
  if (column.kind === 'numeric') {
    const values = columnLength(column) === 0 ? new Float64Array(to).fill(Number.NaN) : column.values
    return encodeNumbers({ ...column, values }, from, to)
  }
  return encodeTexts(column, from, to)
}

/** @returns bytes of the page before compression, its header included */
function writePage(output: Output, type: number, body: Buffer, kind: ThriftFields, fileName: string): number {
  if (body.length > MAX_PAGE_BYTES) {
    throw new AppError('tooLarge', `${fileName} needs texts of less than 2 GiB in every ${GROUP_ROWS} rows, got more`, {
      hint: 'Write CSV instead.',
      place: { file: fileName },
    })
  }
  const packed = zstdCompressSync(body)
  const header = encodeThrift([[1, i32(type)], [2, i32(body.length)], [3, i32(packed.length)], ...kind])
  output.write(header)
  output.write(packed)
  return header.length + body.length
}

function columnChunk(
  column: Column,
  at: { nValues: number; start: number; dataAt: number; end: number; nBytes: number },
): ThriftValue {
  const hasDictionary = column.kind === 'text'
  const encodings = hasDictionary ? [PLAIN, RLE, RLE_DICTIONARY] : [PLAIN, RLE]
  const metadata: ThriftFields = [
    [1, i32(hasDictionary ? BYTE_ARRAY : DOUBLE)],
    [2, list(encodings.map(i32))],
    [3, list([text(column.name)])],
    [4, i32(ZSTD)],
    [5, i64(at.nValues)],
    [6, i64(at.nBytes)],
    [7, i64(at.end - at.start)],
    [9, i64(at.dataAt)],
    ...(hasDictionary ? ([[11, i64(at.start)]] as const) : []),
  ]
  return struct([
    [2, i64(at.start)],
    [3, struct(metadata)],
  ])
}

function fileMetadata(columns: readonly Column[], nRows: number, groups: readonly ThriftValue[]): ThriftFields {
  const root = struct([
    [4, text('schema')],
    [5, i32(columns.length)],
  ])
  const elements = columns.map((column) =>
    column.kind === 'numeric'
      ? struct([
          [1, i32(DOUBLE)],
          [3, i32(OPTIONAL)],
          [4, text(column.name)],
        ])
      : struct([
          [1, i32(BYTE_ARRAY)],
          [3, i32(OPTIONAL)],
          [4, text(column.name)],
          [6, i32(UTF8)],
          // The logical type STRING, a structure without fields.
          [10, struct([[1, struct([])]])],
        ]),
  )
  return [
    [1, i32(1)],
    [2, list([root, ...elements])],
    [3, i64(nRows)],
    [4, list(groups)],
    [6, text('Assay')],
  ]
}

function i32(value: number): ThriftValue {
  return { kind: 'i32', value }
}

function i64(value: number): ThriftValue {
  return { kind: 'i64', value }
}

function text(value: string): ThriftValue {
  return { kind: 'text', value }
}

function struct(fields: ThriftFields): ThriftValue {
  return { kind: 'struct', fields }
}

function list(items: readonly ThriftValue[]): ThriftValue {
  return { kind: 'list', items }
}
