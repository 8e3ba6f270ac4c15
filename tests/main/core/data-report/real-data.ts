import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Column, createFrame, type Frame } from '../../../../src/main/core/frame/frame.ts'

const ROOT = join(import.meta.dirname, '../../../..')

/** German Credit as shipped; the named columns are numbers, the others texts. */
export function readGerman(numeric: readonly string[]): Frame {
  return readCsv('resources/demo/german-credit.csv', (name) => numeric.includes(name))
}

/** Every 20th row of Taiwan's credit card clients; the named columns are texts, the others numbers. */
export function readTaiwan(text: readonly string[] = []): Frame {
  return readCsv('tests/fixtures/data-report/taiwan-extract.csv', (name) => !text.includes(name))
}

export function textColumn(name: string, values: readonly (string | null)[]): Column {
  const levels = [...new Set(values.filter((value) => value !== null))]
  const codes = Int32Array.from(values, (value) => (value === null ? -1 : levels.indexOf(value)))
  return { kind: 'text', name, codes, levels }
}

export function numberColumn(name: string, values: readonly (number | null)[]): Column {
  return { kind: 'numeric', name, values: Float64Array.from(values, (value) => value ?? Number.NaN) }
}

/** The same frame with some cells made missing. */
export function withGaps(frame: Frame, name: string, isGap: (row: number) => boolean): Frame {
  const columns = [...frame.columns.values()].map((column) =>
    column.name === name && column.kind === 'numeric'
      ? { ...column, values: column.values.map((value, row) => (isGap(row) ? Number.NaN : value)) }
      : column,
  )
  return createFrame(columns)
}

/** German Credit with the gaps of the golden script. */
export function germanWithGaps(): Frame {
  const german = readGerman(['month', 'credit_amount', 'age'])
  return withGaps(
    withGaps(german, 'age', (row) => row % 7 === 3),
    'month',
    (row) => row % 5 === 1,
  )
}

function readCsv(path: string, isNumeric: (name: string) => boolean): Frame {
  const [header, ...lines] = readFileSync(join(ROOT, path), 'utf8').trim().split(/\r?\n/)
  const rows = lines.map((line) => line.split(','))
  return createFrame(
    header!.split(',').map((name, c) => {
      const cells = rows.map((row) => row[c]!)
      return isNumeric(name) ? numberColumn(name, cells.map(Number)) : textColumn(name, cells)
    }),
  )
}
