import { effectiveLimits } from '../csv/csv-dialect.ts'
import { describeInputFile } from '../input-file.ts'
import { ColumnSink } from '../table/column-sink.ts'
import { forcedTypes } from '../table/column-types.ts'
import { describeImport } from '../table/describe-import.ts'
import type { ImportHooks, ImportTableInput, ImportTableResult } from '../table/import-types.ts'
import { readParquet } from './read-parquet.ts'

/**
 * Reads a whole Parquet file into typed columns, in one pass, and hands them out in parts of 65,536 rows.
 *
 * @throws AppError as `readParquet` and the columns it hands out
 */
export async function importParquet(input: ImportTableInput, hooks: ImportHooks): Promise<ImportTableResult> {
  const limits = effectiveLimits(input.limits)
  const file = describeInputFile(input.path, limits.fileBytes)
  hooks.report('Checking the file', 0)
  const source = await readParquet(file, input.options, limits)
  try {
    const { columns, nRows } = source
    const names = columns.map(({ name }) => name)
    const types = columns.map(({ type }) => type)
    const sink = new ColumnSink(types, (chunk) => hooks.chunk(chunk), names.indexOf(input.targetColumn ?? ''))
    for await (const part of source.open()) {
      await sink.append(part.nRows, (index) => part.columns[index]!)
      hooks.report('Reading values', sink.nRows / nRows, sink.nRows)
    }
    await sink.finish()
    return describeImport({
      names,
      storage: columns.map(({ type, reason }) => ({ type, reason })),
      forced: forcedTypes(names, input.options, file),
      levels: source.levels(),
      dateFormats: columns.map(({ isForcedDate, dateFormat }) => (isForcedDate ? dateFormat : null)),
      nUnparsed: source.nUnparsed(),
      sinkOf: () => sink,
      nRows,
      issues: source.issues,
      dialect: source.dialect,
      source: { fileName: file.fileName, bytes: file.bytes, sha256: source.sha256 },
      targetColumn: input.targetColumn ?? null,
    })
  } finally {
    source.close()
  }
}
