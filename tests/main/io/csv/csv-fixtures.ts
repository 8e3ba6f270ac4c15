import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ColumnChunk } from '../../../../src/main/io/table/encode-columns.ts'
import {
  type ImportTableInput,
  type ImportTableResult,
  importTable,
} from '../../../../src/main/io/table/import-table.ts'
import type { ParseIssue, ReadOptions } from '../../../../src/shared/contract/index.ts'

export interface ImportedTable extends ImportTableResult {
  readonly names: string[]
  /** Cells per row: numbers, texts, null for missing. */
  readonly rows: (number | string | null)[][]
  readonly chunks: ColumnChunk[]
}

/** A folder for one test file; call `remove` at its end. */
export function temporaryFolder(): {
  path: (name: string) => string
  write: (name: string, content: string | Uint8Array) => string
  remove: () => void
} {
  const folder = mkdtempSync(join(tmpdir(), 'assay-io-'))
  const path = (name: string) => join(folder, name)
  return {
    path,
    write(name, content) {
      writeFileSync(path(name), content)
      return path(name)
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Imports a file and puts the chunks together again, the way a store would. */
export async function readTable(
  path: string,
  options: ReadOptions = {},
  rest: Partial<ImportTableInput> = {},
): Promise<ImportedTable> {
  const chunks: ColumnChunk[] = []
  const result = await importTable(
    { path, options, ...rest },
    {
      report: () => undefined,
      chunk: async (chunk) => {
        chunks.push(structuredClone(chunk))
      },
    },
  )
  const levels = new Map(result.levels.map((item) => [item.columnIndex, item.levels]))
  const cells = result.columns.map((_, index) =>
    chunks
      .filter((chunk) => chunk.columnIndex === index)
      .sort((a, b) => a.chunkIndex - b.chunkIndex)
      .flatMap(({ part }): (number | string | null)[] =>
        part.type === 'numeric'
          ? Array.from(part.values, (value) => (Number.isNaN(value) ? null : value))
          : Array.from(part.codes, (code) => (code < 0 ? null : levels.get(index)![code]!)),
      ),
  )
  const rows = Array.from({ length: result.nRows }, (_, row) => cells.map((column) => column[row]!))
  return { ...result, names: result.columns.map((column) => column.name), rows, chunks }
}

/** Every cell as the text that stands in the file: nothing is missing, nothing is a number. */
export const ALL_TEXT: ReadOptions = { missing: [] }

/** Quotes every cell. */
export function quoteAll(rows: readonly (readonly string[])[], lineEnd = '\n'): string {
  return rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',') + lineEnd).join('')
}

/** Places and problems of issues, in one line each. */
export function issueLines(issues: readonly ParseIssue[]): string[] {
  return issues.map(
    ({ line, column, raw, problem, action }) =>
      `${line} ${column ?? '-'} ${JSON.stringify(raw)}: ${problem}, ${action}`,
  )
}
