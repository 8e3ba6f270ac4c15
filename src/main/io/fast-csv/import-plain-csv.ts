import { statSync } from 'node:fs'
import { type ColumnTypeDecision, decideColumnType } from '../../core/frame/decide-column-type.ts'
import { type NumberShape, scanNumber } from '../../core/frame/parse-number.ts'
import { type InputFile, inputFileError } from '../input-file.ts'
import { CSV_SAMPLE, type CsvLimits } from '../limits.ts'
import type { ByteDictionary } from '../table/byte-dictionary.ts'
import { ColumnSink } from '../table/column-sink.ts'
import { decideTypes, forcedTypes } from '../table/column-types.ts'
import { describeImport } from '../table/describe-import.ts'
import type { ImportHooks, ImportTableInput, ImportTableResult } from '../table/import-types.ts'
import { IssueList, shorten } from '../table/parse-issues.ts'
import type { TableFile } from '../table/row-source.ts'
import { surveyColumns } from '../table/survey-columns.ts'
import { changedMeanwhile, requireRows } from '../table/table-checks.ts'
import { NotPlain, type ParseKind } from './plain-csv.ts'
import type { PlainCsvFile } from './plain-csv-file.ts'
import { type PlainCsvPlan, type PlainCsvResult, readPlainCsv } from './read-plain-csv.ts'

/** Rows that the types are first taken from. */
const SAMPLE = { rows: 2_000, bytes: CSV_SAMPLE.bytes } as const

/** The beginning of the file, read by the exact reader. */
interface Sample {
  readonly names: readonly string[]
  readonly issues: IssueList
  readonly types: readonly ('numeric' | 'text')[]
}

/**
 * Imports plain CSV by one pass over the file: types are taken from its beginning. Columns of numbers that turn out to hold
 * something else are read again as texts, in a second pass that passes over all others.
 *
 * @throws NotPlain where the exact reader has to look
 */
export async function importPlainCsv(
  table: TableFile,
  plain: PlainCsvFile,
  input: ImportTableInput,
  limits: CsvLimits,
  hooks: ImportHooks,
): Promise<ImportTableResult> {
  const { file } = table
  const before = stampOf(file)
  const { names, issues, types } = await readSample(table, input)
  const forced = forcedTypes(names, input.options, file)
  if ([...forced.values()].some(({ type }) => type === 'date')) throw new NotPlain('dates asked for')
  const counted = names.indexOf(input.targetColumn ?? '')
  const plan: Omit<PlainCsvPlan, 'kinds'> = {
    ...plain,
    file,
    maxTextBytes: limits.valueBytes,
    startParser: hooks.startParser,
  }
  const sink = new ColumnSink(types, (chunk) => hooks.chunk(chunk), counted)
  const first = await readPlainCsv({ ...plan, kinds: types }, sink, (bytes, nRows) =>
    hooks.report('Reading values', 0.9 * (bytes / file.bytes), nRows),
  )
  if ([...first.unfit].some((column) => forced.has(names[column]!))) throw new NotPlain('cells that do not fit')
  await sink.finish()
  if (first.bytesRead !== file.bytes) throw changedMeanwhile(file)
  if (first.nRows === 0) throw new NotPlain('no rows')
  const again = await readUnfit(plan, first, hooks)
  if (stampOf(file) !== before) throw changedMeanwhile(file)
  const dictionaries = first.dictionaries.map((dictionary, index) =>
    first.unfit.has(index) ? again!.result.dictionaries[index]! : dictionary,
  )
  const sinkOf = (column: number) => (first.unfit.has(column) ? again!.sink : sink)
  return describeImport({
    names,
    storage: names.map((name, index) => {
      const wanted = forced.get(name)?.type
      return decide(dictionaries[index] ?? null, index, sinkOf(index), table, wanted === 'date' ? undefined : wanted)
    }),
    forced,
    levels: dictionaries.map((dictionary) => dictionary?.texts() ?? null),
    dateFormats: names.map(() => null),
    nUnparsed: names.map(() => 0),
    sinkOf,
    nRows: first.nRows,
    issues,
    dialect: plain.describe(first.lineEndings),
    source: { fileName: file.fileName, bytes: first.bytesRead, sha256: first.sha256 },
    targetColumn: input.targetColumn ?? null,
  })
}

/** Changes whenever someone writes to the file. */
function stampOf(file: InputFile): string {
  try {
    const { size, mtimeMs } = statSync(file.path)
    return `${size} ${mtimeMs}`
  } catch (cause) {
    throw inputFileError(cause, file.fileName)
  }
}

async function readSample(table: TableFile, input: ImportTableInput): Promise<Sample> {
  const rows = table.open()
  try {
    // Lines before the header are for the exact reader.
    if (rows.cells.line !== 1) throw new NotPlain('header')
    const issues = new IssueList()
    for (const { line, column, raw, problem, action } of rows.issues.listed)
      issues.add(line, column, raw, problem, action)
    if (issues.count !== rows.issues.count) throw new NotPlain('names')
    const evidence = await surveyColumns(rows, table, SAMPLE)
    requireRows(rows, table.file)
    const types = decideTypes(rows.names, evidence, input.options, table.file).map(({ type }) => type)
    return { names: rows.names, issues, types }
  } finally {
    rows.close()
  }
}

async function readUnfit(
  plan: Omit<PlainCsvPlan, 'kinds'>,
  first: PlainCsvResult,
  hooks: ImportHooks,
): Promise<{ sink: ColumnSink; result: PlainCsvResult } | null> {
  if (first.unfit.size === 0) return null
  const kinds = first.dictionaries.map((_, index): ParseKind => (first.unfit.has(index) ? 'text' : 'skip'))
  const types = kinds.map((kind) => (kind === 'text' ? kind : null))
  const sink = new ColumnSink(types, (chunk) => hooks.chunk(chunk))
  const result = await readPlainCsv({ ...plan, kinds }, sink, (bytes, nRows) =>
    hooks.report('Reading texts', 0.9 + 0.1 * (bytes / plan.file.bytes), nRows),
  )
  await sink.finish()
  if (result.sha256 !== first.sha256 || result.nRows !== first.nRows) throw changedMeanwhile(plan.file)
  return { sink, result }
}

/** What {@link decideColumnType} says of the whole column, from its numbers or from its distinct texts and their counts. */
function decide(
  dictionary: ByteDictionary | null,
  column: number,
  sink: ColumnSink,
  table: TableFile,
  forced: 'numeric' | 'text' | undefined,
): ColumnTypeDecision {
  const nMissing = sink.nMissing(column)
  const counts: Record<NumberShape, number> = { number: 0, leadingZeros: 0, tooManyDigits: 0, outOfRange: 0, other: 0 }
  const examples: Partial<Record<NumberShape, string>> = {}
  if (dictionary === null) {
    counts.number = sink.nRows - nMissing
    return decideColumnType({ nMissing, counts, examples }, forced)
  }
  const perCode = sink.codeCounts(column)
  const scanned = { shape: 'other' as NumberShape, value: Number.NaN }
  const { bytes, ends } = dictionary.slice(0)
  for (let code = 0, from = 0; code < ends.length; from = ends[code++]!) {
    scanNumber(bytes, from, ends[code]!, table.decimal, scanned)
    const { shape } = scanned
    counts[shape] += perCode[code]!
    examples[shape] ??= shorten(dictionary.text(code))
  }
  return decideColumnType({ nMissing, counts, examples }, forced)
}
