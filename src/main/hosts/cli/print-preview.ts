import type { Cell, DatasetPreview } from '../../../shared/contract/index.ts'
import { formatBytes, formatNumber } from '../../../shared/format.ts'
import { dialectText, privacyText } from './print-dataset.ts'
import { issueLines } from './print-issues.ts'
import { type Column, renderFacts, renderTable } from './table.ts'

const MAX_SHOWN = 40

/** How a file would be read: what was decided and how surely, the columns, and the first rows as they stand and as they are read. */
export function previewText(preview: DatasetPreview): string {
  const rowsWord = preview.isPartial ? ' at the beginning of the file' : ''
  const facts = renderFacts([
    ['File', `${preview.fileName}, ${formatBytes(preview.bytes)}`],
    ['Read as', dialectText(preview.dialect)],
    ['Rows, columns', `${formatNumber(preview.nRows, 'integer')}${rowsWord}, ${preview.columns.length}`],
    ['Cells that do not fit', formatNumber(preview.nIssues, 'integer')],
  ])
  const tables = [
    decisionTable(preview),
    columnTable(preview),
    ...(preview.rows.length === 0 ? [] : [rowTable(preview)]),
  ]
  return [facts, ...tables.map((table) => `\n${table}`), ...issueLines(preview.issues, preview.nIssues)].join('\n')
}

function decisionTable({ dialect }: DatasetPreview): string {
  return renderTable(
    [{ header: 'decided' }, { header: 'as' }, { header: 'how sure' }, { header: 'because' }],
    dialect.decisions.map(({ what, value, confidence, reason }) => [what, value, confidence, reason]),
  )
}

/** Suggestions stand apart from what is there: nothing is applied unasked. */
function columnTable({ columns, suggestions }: DatasetPreview): string {
  const suggested = new Map(suggestions.map((one) => [one.column, one]))
  const rows = columns.map((column) => {
    const one = suggested.get(column.name)
    const role = one === undefined || one.role === null ? '' : one.role
    const privacy = one?.privacy ?? null
    return [
      column.name,
      column.dateFormat === null ? column.type : `${column.type} ${column.dateFormat}`,
      formatNumber(column.nMissing, 'integer'),
      role,
      privacy === null
        ? ''
        : `${privacyText({ class: privacy.class, treatment: privacy.suggestion })} (${privacy.confidence})`,
      column.reason,
    ]
  })
  const headers = [
    { header: 'column' },
    { header: 'type' },
    { header: 'missing', align: 'right' },
    { header: 'suggested role' },
    { header: 'suggested privacy' },
    { header: 'why this type' },
  ] as const
  return renderTable(headers, rows)
}

/** One line per column, one cell per row of the file: what stands there, and what it is read as where that is not the same text. */
function rowTable({ columns, rows }: DatasetPreview): string {
  const headers: Column[] = [{ header: 'column' }, ...rows.map(({ line }): Column => ({ header: `line ${line}` }))]
  const cells = columns.map(({ name }, index) => [
    name,
    ...rows.map(({ raw, parsed }) => cellText(raw[index] ?? null, parsed[index] ?? null)),
  ])
  return renderTable(headers, cells)
}

function cellText(raw: string | null, parsed: Cell): string {
  const read = parsed === null ? '(missing)' : String(parsed)
  if (raw === null || raw === read) return shortened(read)
  return raw === '' ? shortened(read) : `${shortened(raw)} → ${shortened(read)}`
}

function shortened(text: string): string {
  const characters = [...text]
  return characters.length > MAX_SHOWN ? `${characters.slice(0, MAX_SHOWN - 1).join('')}…` : text
}
