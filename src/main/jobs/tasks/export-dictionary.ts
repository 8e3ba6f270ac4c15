import { extname } from 'node:path'
import type { DictionaryEntry } from '../../../shared/contract/index.ts'
import { type Column, createFrame } from '../../core/frame/frame.ts'
import { writeFileAtomically } from '../../disk/atomic-file.ts'
import { writeTable } from '../../io/write-table.ts'

export interface ExportDictionaryInput {
  readonly title: string
  readonly entries: readonly DictionaryEntry[]
  readonly path: string
}

const HEADINGS: readonly (readonly [string, (entry: DictionaryEntry) => string])[] = [
  ['column', (entry) => entry.column],
  ['type', (entry) => entry.type],
  ['role', (entry) => entry.role],
  ['description', (entry) => entry.description],
  ['unit', (entry) => entry.unit],
  ['source', (entry) => entry.source],
  ['transformation', (entry) => entry.transformation],
  ['derivation', (entry) => entry.derivation ?? ''],
  ['special_codes', (entry) => entry.specialCodes.join(', ')],
  ['privacy', ({ privacy }) => (privacy === null ? '' : `${privacy.class}, ${privacy.treatment}`)],
  ['missing', (entry) => String(entry.nMissing)],
  ['distinct', (entry) => String(entry.nDistinct)],
  ['values', (entry) => entry.values],
]

/** Writes a dictionary as JSON or Markdown, else as the table its path names. */
export function exportDictionary({ title, entries, path }: ExportDictionaryInput): { sha256: string; bytes: number } {
  switch (extname(path).toLowerCase()) {
    case '.json':
      return writeText(path, `${JSON.stringify({ dataset: title, columns: entries }, null, 2)}\n`)
    case '.md':
      return writeText(path, markdown(title, entries))
    default:
      return writeTable(createFrame(HEADINGS.map(([name, textOf]) => textColumn(name, entries.map(textOf)))), path)
  }
}

function writeText(path: string, text: string): { sha256: string; bytes: number } {
  return writeFileAtomically(path, Buffer.from(text, 'utf8'))
}

function markdown(title: string, entries: readonly DictionaryEntry[]): string {
  const row = (cells: readonly string[]) => `| ${cells.map(escaped).join(' | ')} |\n`
  const head = row(HEADINGS.map(([name]) => name)) + row(HEADINGS.map(() => '---'))
  return `# ${title}\n\n${head}${entries.map((entry) => row(HEADINGS.map(([, textOf]) => textOf(entry)))).join('')}`
}

/** A cell of a Markdown table: on one line, its bars no borders. */
function escaped(text: string): string {
  return text.replace(/[\\|]/g, '\\$&').replace(/\s*\n\s*/g, ' ')
}

function textColumn(name: string, cells: readonly string[]): Column {
  const levels = [...new Set(cells.filter((cell) => cell !== ''))]
  const codes = Int32Array.from(cells, (cell) => levels.indexOf(cell))
  return { kind: 'text', name, codes, levels }
}
