import { setImmediate as nextTurn } from 'node:timers/promises'
import { FileRawSource } from '../csv/raw-source.ts'
import type { LineEndingCounts } from '../csv/record-dialect.ts'
import type { InputFile } from '../input-file.ts'
import { ByteDictionary } from '../table/byte-dictionary.ts'
import type { ColumnSink } from '../table/column-sink.ts'
import { tooManyTexts } from '../table/encode-columns.ts'
import { createMissingTexts, type MissingTexts } from '../table/missing-texts.ts'
import {
  BLOCK_BYTES,
  inlinePool,
  type ParserPool,
  type PooledBlock,
  parserThreads,
  type StartParser,
  threadPool,
} from './parser-pool.ts'
import { NotPlain, type ParseKind, type PlainCsv } from './plain-csv.ts'
import { firstRecordEnd, lastRecordEnd } from './record-end.ts'

/** How one reading of the file goes. */
export interface PlainCsvPlan {
  readonly file: InputFile
  readonly csv: PlainCsv
  readonly kinds: readonly ParseKind[]
  /** Bytes of the byte order mark. */
  readonly markBytes: number
  readonly hasHeader: boolean
  /** Most bytes of distinct texts, all columns together. */
  readonly maxTextBytes: number
  readonly startParser?: StartParser | undefined
  readonly nThreads?: number
  readonly blockBytes?: number
}

export interface PlainCsvResult {
  readonly nRows: number
  readonly sha256: string
  readonly bytesRead: number
  /** Columns read as numbers that hold something else; their values were dropped. */
  readonly unfit: ReadonlySet<number>
  /** Per column its distinct texts in order of first occurrence; null if it was not read as text. */
  readonly dictionaries: readonly (ByteDictionary | null)[]
  readonly lineEndings: LineEndingCounts
}

/** Where the columns go. */
export type BlockSink = Pick<ColumnSink, 'nRows' | 'append' | 'drop'>

/** Below this size threads cost more than they save. */
const THREADS_FROM = 8 * BLOCK_BYTES
const UTF8_MARK_BYTES = 3

/**
 * Reads a plain CSV file once, block by block, and pours its columns into a sink.
 *
 * @throws NotPlain where the exact reader has to look; AppError `tooLarge` if the texts outgrow their limit
 */
export async function readPlainCsv(
  plan: PlainCsvPlan,
  sink: BlockSink,
  onTurn: (bytesRead: number, nRows: number) => void = () => undefined,
): Promise<PlainCsvResult> {
  const source = new FileRawSource(plan.file)
  const pool = openPool(plan)
  try {
    const merger = new BlockMerger(plan, sink, pool.nParsers)
    const lineEndings = await pourBlocks(plan, source, pool, merger, () => onTurn(source.bytesRead, sink.nRows))
    const { nRows } = sink
    return {
      nRows,
      sha256: source.digest(),
      bytesRead: source.bytesRead,
      unfit: merger.unfit,
      dictionaries: merger.dictionaries,
      lineEndings,
    }
  } finally {
    pool.close()
    source.close()
  }
}

function openPool(plan: PlainCsvPlan): ParserPool {
  const { csv, kinds, startParser, blockBytes = BLOCK_BYTES } = plan
  if (startParser === undefined || plan.file.bytes < (plan.nThreads === undefined ? THREADS_FROM : 0))
    return inlinePool(csv, kinds, blockBytes)
  return threadPool(startParser, plan.nThreads ?? parserThreads(), csv, kinds, blockBytes)
}

/** Cuts the file into blocks of whole records, keeps the parsers busy, and merges what they give in the order of the file. */
async function pourBlocks(
  plan: PlainCsvPlan,
  source: FileRawSource,
  pool: ParserPool,
  merger: BlockMerger,
  onTurn: () => void,
): Promise<LineEndingCounts> {
  const { delimiter, quote } = plan.csv
  const underWay: Promise<PooledBlock>[] = []
  const mergeOldest = async () => merger.merge(await underWay.shift()!)
  let carry: Uint8Array = new Uint8Array(0)
  let isFirst = true
  for (let i = 0; ; i++) {
    if (underWay.length === pool.slots.length) await mergeOldest()
    const slot = i % pool.slots.length
    const bytes = pool.slots[slot]!
    bytes.set(carry)
    const length = fill(source, bytes, carry.length)
    if (length === 0) break
    const isLast = length < bytes.length - 1
    const end = isLast ? length : lastRecordEnd(bytes, length, delimiter, quote)
    if (end === 0) throw new NotPlain('long line')
    // A copy: the parser writes a line end behind its block.
    carry = Uint8Array.from(bytes.subarray(end, length))
    const start = isFirst ? dropHeader(plan, bytes, length, merger) : 0
    isFirst = false
    if (start > 0) bytes.copyWithin(0, start, end)
    if (end > start) {
      const parsing = pool.parse(slot, end - start)
      // Whoever awaits it hears of the failure; until then it is no unhandled one.
      parsing.catch(() => undefined)
      underWay.push(parsing)
    }
    onTurn()
    await nextTurn()
    if (isLast) break
  }
  while (underWay.length > 0) await mergeOldest()
  return merger.lineEndings
}

/** Fills a buffer but for its last byte. @returns bytes in it */
function fill(source: FileRawSource, bytes: Buffer, from: number): number {
  let length = from
  const room = bytes.subarray(0, bytes.length - 1)
  while (length < room.length) {
    const n = source.read(room, length)
    if (n === 0) break
    length += n
  }
  return length
}

function dropHeader(plan: PlainCsvPlan, bytes: Buffer, length: number, merger: BlockMerger): number {
  const { delimiter, quote } = plan.csv
  const mark = plan.markBytes === UTF8_MARK_BYTES ? UTF8_MARK_BYTES : 0
  if (!plan.hasHeader) return mark
  const end = firstRecordEnd(bytes.subarray(mark), length - mark, delimiter, quote)
  if (end === 0) throw new NotPlain('header')
  if (bytes[mark + end - 2] === 0x0d) merger.lineEndings.returnLineFeed++
  else merger.lineEndings.lineFeed++
  return mark + end
}

/** Puts the blocks of several parsers together: gives texts the codes of their first occurrence in the file. */
class BlockMerger {
  readonly unfit = new Set<number>()
  readonly dictionaries: readonly (ByteDictionary | null)[]
  readonly lineEndings: LineEndingCounts = { lineFeed: 0, returnLineFeed: 0, return: 0 }
  readonly #plan: PlainCsvPlan
  readonly #sink: BlockSink
  readonly #places: readonly number[]
  /** Per parser and text column: code of the file by code of the parser, −1 for missing. */
  readonly #codes: Int32Array[][]
  /** Per parser and text column: texts it has named so far. */
  readonly #known: Int32Array[]
  readonly #missing: MissingTexts
  #hasEnded = false

  constructor(plan: PlainCsvPlan, sink: BlockSink, nParsers: number) {
    const { kinds } = plan
    this.#plan = plan
    this.#sink = sink
    this.#places = kinds.map((kind, index) => kinds.slice(0, index).filter((it) => it === kind).length)
    this.dictionaries = kinds.map((kind) => (kind === 'text' ? new ByteDictionary() : null))
    const nTexts = kinds.filter((kind) => kind === 'text').length
    this.#codes = Array.from({ length: nParsers }, () => Array.from({ length: nTexts }, () => new Int32Array(16)))
    this.#known = Array.from({ length: nParsers }, () => new Int32Array(nTexts))
    this.#missing = createMissingTexts(plan.csv.missing)
  }

  async merge({ parser, block }: PooledBlock): Promise<void> {
    if (this.#hasEnded && block.nRows > 0) throw new NotPlain('empty line')
    this.#hasEnded ||= block.endsEmpty
    this.lineEndings.lineFeed += block.nLineFeeds
    this.lineEndings.returnLineFeed += block.nReturnLineFeeds
    if (this.#sink.nRows + block.nRows > this.#plan.csv.limits.rows) throw new NotPlain('too many rows')
    for (const column of block.unfit) {
      this.unfit.add(column)
      this.#sink.drop(column)
    }
    const { kinds } = this.#plan
    for (let column = 0; column < kinds.length; column++)
      if (kinds[column] === 'text') this.#translate(parser, column, block)
    this.#requireRoom()
    await this.#sink.append(block.nRows, (column) => {
      const from = this.#places[column]! * block.stride
      const cells = kinds[column] === 'numeric' ? block.numbers : block.codes
      return cells.subarray(from, from + block.nRows)
    })
  }

  /** Rewrites the codes of a parser into those of the file, in place. */
  #translate(parser: number, column: number, block: PooledBlock['block']): void {
    const place = this.#places[column]!
    const { bytes, ends } = block.newTexts[place]!
    const nKnown = this.#known[parser]![place]!
    let codes = this.#codes[parser]![place]!
    if (nKnown + ends.length > codes.length) {
      const larger = new Int32Array((nKnown + ends.length) * 2)
      larger.set(codes)
      this.#codes[parser]![place] = codes = larger
    }
    const texts = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    const dictionary = this.dictionaries[column]!
    for (let i = 0, from = 0; i < ends.length; from = ends[i++]!) {
      const isMissing = this.#missing.matches(texts, from, ends[i]!)
      codes[nKnown + i] = isMissing ? -1 : dictionary.codeOf(texts, from, ends[i]!)
    }
    this.#known[parser]![place] = nKnown + ends.length
    const cells = block.codes
    const first = place * block.stride
    for (let i = first; i < first + block.nRows; i++) cells[i] = codes[cells[i]!]!
  }

  #requireRoom(): void {
    const { maxTextBytes } = this.#plan
    let bytes = 0
    for (const dictionary of this.dictionaries) if (dictionary !== null) bytes += dictionary.memory
    if (bytes > maxTextBytes) throw tooManyTexts(maxTextBytes)
  }
}
