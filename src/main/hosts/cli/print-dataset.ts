import type { ColumnPrivacy, DatasetSummary, DatasetVersion } from '../../../shared/contract/index.ts'
import { formatBytes, formatFraction, formatHash, formatInstant, formatNumber } from '../../../shared/format.ts'
import { issueLines } from './print-issues.ts'
import { renderFacts, renderTable } from './table.ts'

type Fact = readonly [label: string, value: string]

const PARENT_WORDS = { append: 'rows added to', derive: 'made by steps from', roles: 'roles changed from' } as const

/** A dataset version as a person reads it in a terminal; the whole of it is in the JSON. */
export function datasetText(dataset: DatasetVersion & { readonly nErasedRows: number }): string {
  const facts = renderFacts([
    ['Dataset', `${dataset.name} v${dataset.version}`],
    ['Id', dataset.id],
    ['Content hash', formatHash(dataset.contentHash)],
    [
      'Source',
      `${dataset.source.fileName}, ${formatBytes(dataset.source.bytes)}, SHA-256 ${formatHash(dataset.source.sha256)}`,
    ],
    ...originFacts(dataset),
    ['Rows, columns', `${formatNumber(dataset.nRows, 'integer')}, ${formatNumber(dataset.nColumns, 'integer')}`],
    [
      'Target',
      dataset.nEvents === null
        ? targetText(dataset)
        : `${targetText(dataset)}; events ${formatFraction(dataset.nEvents, dataset.nRows)}`,
    ],
    ['Read as', dialectText(dataset.dialect)],
    ['Cells that did not fit', formatNumber(dataset.nIssues, 'integer')],
    ...(dataset.nErasedRows === 0
      ? []
      : [['Rows erased', formatFraction(dataset.nErasedRows, dataset.nRows)] as const]),
  ])
  const lines = [facts, ...stepLines(dataset), '', columnTable(dataset), ...issueLines(dataset.issues, dataset.nIssues)]
  return lines.join('\n')
}

export function datasetsText(datasets: readonly DatasetSummary[]): string {
  const rows = datasets.map((one) => [
    one.id,
    `${one.name} v${one.version}`,
    formatNumber(one.nRows, 'integer'),
    formatNumber(one.nColumns, 'integer'),
    targetText(one),
    formatInstant(one.createdAt),
  ])
  const columns = [
    { header: 'id' },
    { header: 'dataset' },
    { header: 'rows', align: 'right' },
    { header: 'columns', align: 'right' },
    { header: 'target' },
    { header: 'imported (UTC)' },
  ] as const
  return renderTable(columns, rows)
}

/** How a file was read, in one line: what speaks of texts only where the file is text. */
export function dialectText(dialect: DatasetVersion['dialect']): string {
  const quoted = (text: string): string => JSON.stringify(text)
  const parts = [
    dialect.format,
    dialect.compression === 'none' ? null : dialect.compression,
    dialect.sheet === null ? null : `sheet ${quoted(dialect.sheet)}`,
    ...(dialect.format === 'csv'
      ? [dialect.encoding, `delimiter ${quoted(dialect.delimiter)}`, `decimal ${quoted(dialect.decimal)}`]
      : []),
    dialect.thousands === null ? null : `thousands ${quoted(dialect.thousands)}`,
    dialect.hasHeader === false ? 'no header' : null,
    dialect.skipLines === 0 ? null : `${dialect.skipLines} lines skipped`,
    dialect.comment === null ? null : `comments ${quoted(dialect.comment)}`,
    dialect.raggedRows === 'repair' ? 'ragged rows repaired' : null,
  ]
  return parts.filter((part) => part !== null).join(', ')
}

export function privacyText(privacy: ColumnPrivacy | null): string {
  return privacy === null ? '' : `${privacy.class}:${privacy.treatment}`
}

function originFacts({ parent, appended, template }: DatasetVersion): Fact[] {
  const facts: Fact[] = []
  if (parent !== null) facts.push(['Origin', `${PARENT_WORDS[parent.kind]} ${parent.id}`])
  if (appended !== null) {
    const count = (n: number): string => formatNumber(n, 'integer')
    const key = appended.key.length === 0 ? 'all cells' : appended.key.join(', ')
    facts.push([
      'Rows of the file',
      `${count(appended.nNew)} new, ${count(appended.nKnown)} known, ${count(appended.nConflicting)} conflicting (key: ${key})`,
    ])
  }
  if (template !== null) facts.push(['Template', template])
  return facts
}

function targetText({ target }: Pick<DatasetSummary, 'target'>): string {
  return target === null ? '–' : `${target.column} = ${target.eventValue}`
}

function stepLines({ stepLog }: DatasetVersion): string[] {
  if (stepLog.length === 0) return []
  const rows = stepLog.map((step, index) => [
    String(index + 1),
    step.kind,
    step.what,
    formatNumber(step.nBefore, 'integer'),
    formatNumber(step.nAfter, 'integer'),
    formatNumber(step.nMissing, 'integer'),
  ])
  const columns = [
    { header: 'step', align: 'right' },
    { header: 'kind' },
    { header: 'column or reason' },
    { header: 'rows before', align: 'right' },
    { header: 'after', align: 'right' },
    { header: 'missing', align: 'right' },
  ] as const
  return ['', renderTable(columns, rows)]
}

/** Columns about special codes and privacy only where there are any. */
function columnTable({ columns }: DatasetVersion): string {
  const hasSpecial = columns.some(({ specialCodes }) => specialCodes.length > 0)
  const hasPrivacy = columns.some(({ privacy }) => privacy !== null)
  const rows = columns.map((column) => [
    column.name,
    column.dateFormat === null ? column.type : `${column.type} ${column.dateFormat}`,
    column.role,
    ...(hasSpecial ? [column.specialCodes.join(', ')] : []),
    ...(hasPrivacy ? [privacyText(column.privacy)] : []),
    formatNumber(column.nMissing, 'integer'),
    formatNumber(column.nDistinct, 'integer'),
    column.reason,
  ])
  const headers = [
    { header: 'column' },
    { header: 'type' },
    { header: 'role' },
    ...(hasSpecial ? [{ header: 'special' }] : []),
    ...(hasPrivacy ? [{ header: 'privacy' }] : []),
    { header: 'missing', align: 'right' },
    { header: 'distinct', align: 'right' },
    { header: 'why this type' },
  ] as const
  return renderTable(headers, rows)
}
