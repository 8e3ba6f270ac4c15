import { readFileSync } from 'node:fs'
import { type Column, createFrame, type Frame } from '../../../../src/main/core/frame/frame.ts'

/** The shipped German Credit data as a frame; a column is numeric when all its texts are numbers. */
export function germanCreditFrame(): Frame {
  const text = readFileSync(new URL('../../../../resources/demo/german-credit.csv', import.meta.url), 'utf8')
  const [header = '', ...lines] = text.trim().split(/\r?\n/)
  const rows = lines.map((line) => line.split(','))
  return createFrame(
    header.split(',').map((name, j) =>
      columnOf(
        name,
        rows.map((row) => row[j]!),
      ),
    ),
  )
}

/** A column of texts as the importer would type it; null = missing. */
export function columnOf(name: string, texts: readonly (string | null)[]): Column {
  const present = texts.filter((text) => text !== null)
  if (present.length > 0 && present.every((text) => text.trim() !== '' && Number.isFinite(Number(text)))) {
    return {
      kind: 'numeric',
      name,
      values: Float64Array.from(texts, (text) => (text === null ? Number.NaN : Number(text))),
    }
  }
  return textColumn(name, texts)
}

/** A text column; levels in order of appearance, null = missing. */
export function textColumn(name: string, texts: readonly (string | null)[]): Column & { kind: 'text' } {
  const levels = [...new Set(texts.filter((text) => text !== null))]
  return {
    kind: 'text',
    name,
    codes: Int32Array.from(texts, (text) => (text === null ? -1 : levels.indexOf(text))),
    levels,
  }
}

/** A numeric column; null = missing. */
export function numericColumn(name: string, values: readonly (number | null)[]): Column & { kind: 'numeric' } {
  return { kind: 'numeric', name, values: Float64Array.from(values, (value) => value ?? Number.NaN) }
}
