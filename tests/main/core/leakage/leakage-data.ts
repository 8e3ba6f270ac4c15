import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Column, createFrame, type Frame } from '../../../../src/main/core/frame/frame.ts'

const ROOT = join(import.meta.dirname, '../../../..')
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i

/** Reads a plain comma-separated file without quotes: numbers where every known cell is one. */
export function readPlainCsv(path: string, missing: readonly string[]): Frame {
  const [header = '', ...lines] = readFileSync(join(ROOT, path), 'utf8').trimEnd().split('\n')
  const rows = lines.map((line) => line.split(','))
  return createFrame(
    header.split(',').map((name, j) =>
      column(
        name,
        rows.map((row) => (missing.includes(row[j]!) ? null : row[j]!)),
      ),
    ),
  )
}

/** A column from texts, null = missing; numeric if every text is a number. */
export function column(name: string, cells: readonly (string | null)[]): Column {
  if (cells.every((cell) => cell === null || NUMBER.test(cell))) {
    return { kind: 'numeric', name, values: Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : +cell)) }
  }
  return text(name, cells)
}

export function text(name: string, cells: readonly (string | null)[]): Column {
  const levels = [...new Set(cells.filter((cell) => cell !== null))]
  const codeOf = new Map(levels.map((level, code) => [level, code]))
  return {
    kind: 'text',
    name,
    codes: Int32Array.from(cells, (cell) => (cell === null ? -1 : codeOf.get(cell)!)),
    levels,
  }
}

export function numeric(name: string, values: readonly number[]): Column {
  return { kind: 'numeric', name, values: Float64Array.from(values) }
}

export function german(): Frame {
  return readPlainCsv('resources/demo/german-credit.csv', [''])
}

export function hmda(missing: readonly string[] = ['', 'NA', 'Exempt']): Frame {
  return readPlainCsv('tests/fixtures/leakage/hmda-ca-2024-extract.csv', missing)
}
