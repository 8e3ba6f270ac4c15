import type { Column } from '../../../../src/main/core/frame/frame.ts'
import { parseNumber } from '../../../../src/main/core/frame/parse-number.ts'
import { describeInputFile } from '../../../../src/main/io/input-file.ts'
import { CSV_LIMITS, type CsvLimits } from '../../../../src/main/io/limits.ts'
import { openTable } from '../../../../src/main/io/table/open-table.ts'
import { CELL_KINDS } from '../../../../src/main/io/table/row-source.ts'
import type { Dialect, ReadOptions } from '../../../../src/shared/contract/index.ts'

export interface ReadRows {
  readonly names: readonly string[]
  /** Texts as they stand; null where the file says there is no value. */
  readonly cells: (string | null)[][]
  readonly kinds: number[][]
  readonly lines: number[]
  readonly issues: string[]
  readonly dialect: Dialect
  readonly sha256: string
  readonly bytesRead: number
}

/** Reads all rows of a file, as any caller of a reader of rows would. */
export async function readRows(
  path: string,
  options: ReadOptions = {},
  limits: Partial<CsvLimits> = {},
): Promise<ReadRows> {
  const effective = { ...CSV_LIMITS, ...limits }
  const table = await openTable(describeInputFile(path, effective.fileBytes), options, effective)
  const rows = table.open()
  try {
    const cells: (string | null)[][] = []
    const kinds: number[][] = []
    const lines: number[] = []
    while (rows.next()) {
      const kindsOfRow = rows.names.map((_, cell) => rows.cells.kinds?.[cell] ?? CELL_KINDS.plain)
      kinds.push(kindsOfRow)
      cells.push(kindsOfRow.map((kind, cell) => (kind === CELL_KINDS.missing ? null : rows.cells.text(cell))))
      lines.push(rows.cells.line)
    }
    const finished = rows.finish()
    const issues = rows.issues.listed.map(
      ({ line, column, raw, problem, action }) =>
        `${line} ${column ?? '-'} ${JSON.stringify(raw)}: ${problem}, ${action}`,
    )
    return { names: rows.names, cells, kinds, lines, issues, ...finished, bytesRead: rows.bytesRead }
  } finally {
    rows.close()
  }
}

/** Typed columns: numeric if every value is a plain number, like an import with nothing said. */
export function columnsOf({ names, cells, kinds }: ReadRows): Column[] {
  return names.map((name, index) => {
    const texts = cells.map((row) => row[index]!)
    const isNumeric = texts.every(
      (text, row) => text === null || (kinds[row]![index] === CELL_KINDS.plain && parseNumber(text).shape === 'number'),
    )
    if (isNumeric) {
      const values = Float64Array.from(texts, (text) => (text === null ? Number.NaN : parseNumber(text).value))
      return { kind: 'numeric', name, values }
    }
    const levels = [...new Set(texts.filter((text) => text !== null))]
    const codeOf = new Map(levels.map((level, code) => [level, code]))
    return {
      kind: 'text',
      name,
      codes: Int32Array.from(texts, (text) => (text === null ? -1 : codeOf.get(text)!)),
      levels,
    }
  })
}
