import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Dialect, ReadOptions } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import type { InputFile } from '../input-file.ts'
import type { CsvLimits } from '../limits.ts'
import { IssueList, shorten } from '../table/parse-issues.ts'
import { plainDialect } from '../table/plain-dialect.ts'
import { repairNames } from '../table/repair-names.ts'
import { CELL_KINDS, type RowCells, type RowSource, type TableFile } from '../table/row-source.ts'
import { JsonFault } from './json-fault.ts'
import { JsonRecords } from './json-records.ts'
import { type JsonMembers, parseJsonObject, skipBlanks } from './parse-json-object.ts'

const ROWS_PER_TURN = 8_192

/**
 * Reads all names of a file of JSON lines, or of one array of objects, in order of first occurrence: the columns of its table.
 *
 * @throws AppError `badData` for anything that is not JSON, with line and character; `tooLarge` beyond the limits
 */
export async function openJsonl(file: InputFile, options: ReadOptions, limits: CsvLimits): Promise<TableFile> {
  const keys = await collectKeys(file, limits)
  // A file of objects says itself where there is no value: texts such as "NA" are texts.
  const missing = options.missing ?? []
  return { file, missing, decimal: '.', open: () => new JsonlRows(file, keys, limits, missing) }
}

async function collectKeys(file: InputFile, limits: CsvLimits): Promise<Map<string, number>> {
  const reader = new ObjectReader(new Map(), limits, true)
  const records = new JsonRecords(file, limits)
  try {
    let nRows = 0
    while (records.next()) {
      reader.read(records)
      if (++nRows % ROWS_PER_TURN === 0) await nextTurn()
    }
    if (nRows === 0) {
      throw new AppError('badData', `${file.fileName} has no objects`, {
        hint: 'Check that the export that made the file ran to its end.',
        place: { file: file.fileName },
      })
    }
    if (reader.keys.size === 0) {
      throw new AppError('badData', `${file.fileName} has only objects without names`, {
        place: { file: file.fileName },
      })
    }
    return reader.keys
  } finally {
    records.close()
  }
}

/** Sorts the members of one object into columns. */
class ObjectReader implements JsonMembers, RowCells {
  readonly keys: Map<string, number>
  bytes: Buffer = Buffer.alloc(0)
  starts = new Int32Array(64)
  ends = new Int32Array(64)
  kinds = new Uint8Array(64)
  line = 0
  nCells = 0
  /** Columns of the object at hand that hold objects or arrays. */
  readonly nested: number[] = []
  /** Number of the object in which a column was met last. */
  #seen = new Int32Array(64)
  /** Bytes of the name of each column, for telling it without making a text. */
  readonly #names: Buffer[]
  readonly #limits: CsvLimits
  readonly #isCollecting: boolean
  #nObjects = 0
  #expected = 0
  #column = 0
  #nPresent = 0

  constructor(keys: Map<string, number>, limits: CsvLimits, isCollecting: boolean) {
    this.keys = keys
    this.#limits = limits
    this.#isCollecting = isCollecting
    this.#names = [...keys.keys()].map((key) => Buffer.from(key))
    this.#fit(keys.size)
  }

  /** True if the object had every column. */
  get isComplete(): boolean {
    return this.#nPresent === this.nCells
  }

  isPresent(column: number): boolean {
    return this.#seen[column] === this.#nObjects
  }

  read(records: JsonRecords): void {
    this.#nObjects++
    this.#expected = 0
    this.#nPresent = 0
    this.nested.length = 0
    this.line = records.line
    this.bytes = records.bytes
    this.nCells = this.keys.size
    this.kinds.fill(CELL_KINDS.missing, 0, this.nCells)
    this.starts.fill(0, 0, this.nCells)
    this.ends.fill(0, 0, this.nCells)
    try {
      const end = parseJsonObject(records.bytes, records.start, records.end, this)
      const after = skipBlanks(records.bytes, end, records.end)
      if (after < records.end) throw new JsonFault(after, 'has text after the object')
    } catch (fault) {
      if (!(fault instanceof JsonFault)) throw fault
      throw records.fault(fault.at, fault.message, fault.hint)
    }
    this.nCells = this.keys.size
  }

  name(bytes: Buffer, start: number, end: number): void {
    const guess = this.#names[this.#expected]
    if (
      guess !== undefined &&
      guess.length === end - start &&
      bytes.compare(guess, 0, guess.length, start, end) === 0
    ) {
      this.#column = this.#expected
    } else this.#column = this.#lookUp(bytes.toString('utf8', start, end))
    this.#expected = this.#column + 1
    if (this.#seen[this.#column] === this.#nObjects) {
      const name = shorten(bytes.toString('utf8', start, end))
      throw new JsonFault(0, `has the name ${JSON.stringify(name)} twice`, 'Give every name of an object once.')
    }
    this.#seen[this.#column] = this.#nObjects
    this.#nPresent++
  }

  value(kind: number, start: number, end: number, isNested: boolean): void {
    const column = this.#column
    this.kinds[column] = kind
    this.starts[column] = start
    this.ends[column] = end
    if (isNested) this.nested.push(column)
    if (end - start > this.#limits.cellBytes) {
      throw new AppError(
        'tooLarge',
        `A cell needs to have at most ${this.#limits.cellBytes} bytes, got ${end - start}`,
        {
          hint: 'Shorten or leave out the long texts.',
          place: { line: this.line },
        },
      )
    }
  }

  text(cell: number): string {
    return this.bytes.toString('utf8', this.starts[cell]!, this.ends[cell]!)
  }

  #lookUp(key: string): number {
    const found = this.keys.get(key)
    if (found !== undefined) return found
    if (!this.#isCollecting) throw new AppError('conflict', 'The file changed while it was being read')
    const column = this.keys.size
    if (column >= this.#limits.columns) {
      throw new AppError('tooLarge', `The file needs to have at most ${this.#limits.columns} columns, got more`, {
        hint: 'Leave out names that are not needed.',
        place: { line: this.line },
      })
    }
    this.keys.set(key, column)
    this.#names.push(Buffer.from(key))
    this.#fit(column + 1)
    return column
  }

  #fit(size: number): void {
    if (size <= this.starts.length) return
    const length = Math.max(size, this.starts.length * 2)
    this.starts = grown(this.starts, length)
    this.ends = grown(this.ends, length)
    this.#seen = grown(this.#seen, length)
    const kinds = new Uint8Array(length).fill(CELL_KINDS.missing)
    kinds.set(this.kinds)
    this.kinds = kinds
  }
}

interface ColumnNotes {
  nAbsent: number
  absentLine: number
  nNested: number
  nestedLine: number
  nestedText: string
}

class JsonlRows implements RowSource {
  readonly names: readonly string[]
  readonly issues = new IssueList()
  readonly cells: ObjectReader
  nRows = 0
  readonly #file: InputFile
  readonly #records: JsonRecords
  readonly #limits: CsvLimits
  readonly #missing: readonly string[]
  readonly #notes: ColumnNotes[]
  #isListed = false

  constructor(file: InputFile, keys: Map<string, number>, limits: CsvLimits, missing: readonly string[]) {
    this.#file = file
    this.#limits = limits
    this.#missing = missing
    this.cells = new ObjectReader(new Map(keys), limits, false)
    this.#notes = [...keys].map(() => ({ nAbsent: 0, absentLine: 0, nNested: 0, nestedLine: 0, nestedText: '' }))
    this.#records = new JsonRecords(file, limits)
    this.names = repairNames([...keys.keys()], 1, this.issues)
  }

  get bytesRead(): number {
    return this.#records.bytesRead
  }

  next(): boolean {
    if (!this.#records.next()) {
      this.#listNotes()
      return false
    }
    this.cells.read(this.#records)
    this.nRows++
    if (this.nRows > this.#limits.rows) {
      throw new AppError(
        'tooLarge',
        `${this.#file.fileName} needs to have at most ${this.#limits.rows} rows, got more`,
        { hint: 'Split the file.', place: { file: this.#file.fileName, line: this.cells.line } },
      )
    }
    if (!this.cells.isComplete || this.cells.nested.length > 0) this.#note()
    return true
  }

  finish(): { sha256: string; dialect: Dialect } {
    const missing = [...this.#missing]
    return { sha256: this.#records.digest(), dialect: plainDialect({ format: 'jsonl', missing, hasHeader: true }) }
  }

  close(): void {
    this.#records.close()
  }

  #note(): void {
    const { cells } = this
    for (const [column, note] of this.#notes.entries()) {
      if (!cells.isPresent(column) && note.nAbsent++ === 0) note.absentLine = cells.line
    }
    for (const column of cells.nested) {
      const note = this.#notes[column]!
      if (note.nNested++ > 0) continue
      note.nestedLine = cells.line
      note.nestedText = cells.text(column)
    }
  }

  #listNotes(): void {
    if (this.#isListed) return
    this.#isListed = true
    for (const [column, note] of this.#notes.entries()) {
      const name = this.names[column]!
      if (note.nAbsent > 0) {
        const what = note.nAbsent === 1 ? '1 object has no such name' : `${note.nAbsent} objects have no such name`
        this.issues.add(note.absentLine, name, '', what, 'read as missing')
      }
      if (note.nNested > 0) {
        const what =
          note.nNested === 1 ? '1 value is an object or array' : `${note.nNested} values are objects or arrays`
        this.issues.add(note.nestedLine, name, note.nestedText, what, 'kept as its JSON text')
      }
    }
  }
}

function grown(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length)
  larger.set(array)
  return larger
}
