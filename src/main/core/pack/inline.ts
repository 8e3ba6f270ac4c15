import type { Estimate } from '../stats/estimate.ts'
import type {
  Inline,
  NumberInline,
  PackBlock,
  PackNumberFormat,
  RichText,
  TableBlock,
  TableColumn,
  TableRow,
} from './pack-document.ts'

/** A number read from a source. */
export function num(
  value: number | null,
  format: PackNumberFormat,
  evidenceId: string,
  limit: number | null = null,
): NumberInline {
  return { kind: 'number', value, format, evidenceId, interval: null, limit }
}

/** An estimate with its interval, where there is one. */
export function estimated(estimate: Estimate, format: PackNumberFormat, evidenceId: string): NumberInline {
  const { value, lower, upper } = estimate
  return {
    kind: 'number',
    value,
    format,
    evidenceId,
    interval: lower === null || upper === null ? null : { lower, upper },
    limit: null,
  }
}

/** "n / N" from a source. */
export function fraction(part: number, whole: number, evidenceId: string): Inline {
  return { kind: 'fraction', part, whole, evidenceId }
}

/** Emphasised text. */
export function strong(text: string): Inline {
  return { kind: 'strong', text }
}

/** Text that steps back. */
export function muted(text: string): Inline {
  return { kind: 'muted', text }
}

/** A hash, an id or a command. */
export function code(text: string): Inline {
  return { kind: 'code', text }
}

/** A body paragraph. */
export function paragraph(...text: Inline[]): PackBlock {
  return { kind: 'paragraph', text, style: 'body' }
}

/** A heading on the running page. */
export function heading(level: 1 | 2 | 3, number: string, text: string): PackBlock {
  return { kind: 'heading', level, number, text, isOnNewPage: false }
}

/** Says plainly that something has not been assessed and what would change that. */
export function notAssessed(what: string, remedy: string): PackBlock {
  return { kind: 'note', tone: 'neutral', title: `${what}: not assessed`, text: [remedy] }
}

/** A left-aligned column that may wrap. */
export function textColumn(label: string, flex = 1): TableColumn {
  return { label, align: 'left', flex }
}

/** A right-aligned column that never wraps. */
export function numberColumn(label: string): TableColumn {
  return { label, align: 'right', flex: 0 }
}

/** A body row. */
export function row(...cells: (RichText | Inline)[]): TableRow {
  return { role: 'body', cells: cells.map((cell) => (Array.isArray(cell) ? (cell as RichText) : [cell as Inline])) }
}

/** A row that sums up. */
export function totalRow(...cells: (RichText | Inline)[]): TableRow {
  return { ...row(...cells), role: 'total' }
}

/** A row that names the rows below it. */
export function groupRow(...text: Inline[]): TableRow {
  return { role: 'group', cells: [text] }
}

/** A table; when all its numbers have one source, the caption alone carries the mark. */
export function table(
  caption: string,
  columns: readonly TableColumn[],
  rows: readonly TableRow[],
  footer: readonly RichText[] = [],
): TableBlock {
  const sources = new Set(rows.flatMap((one) => one.cells.flatMap((cell) => cell.flatMap(sourceOf))))
  const [only] = sources
  return {
    kind: 'table',
    caption,
    evidenceId: sources.size === 1 && only !== undefined ? only : null,
    columns,
    rows,
    footer,
  }
}

function sourceOf(inline: Inline): string[] {
  return typeof inline === 'object' && (inline.kind === 'number' || inline.kind === 'fraction')
    ? [inline.evidenceId]
    : []
}

const MAX_LABEL = 260

/** A label short enough for a table cell; a long list of levels names how many more there are in the attached source. */
export function cellLabel(text: string): string {
  const letters = Array.from(text)
  if (letters.length <= MAX_LABEL) return text
  const head = letters.slice(0, MAX_LABEL).join('')
  const cut = head.lastIndexOf(', ')
  const shown = cut > MAX_LABEL / 2 ? head.slice(0, cut) : head
  return `${shown} … and ${letters.length - Array.from(shown).length} more characters (in full in the attached source)`
}
