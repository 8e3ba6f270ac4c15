import type { DatasetVersion, VersionDiff } from '../../../../shared/contract/index.ts'
import { formatInstant, formatNumber } from '../../../../shared/format.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { MetricCard } from '../../../components/metric-card.tsx'
import { Notice } from '../../../components/notice.tsx'
import type { ShownDataEvidence } from '../../../fields/use-data-evidence.ts'
import { isMaskedColumn } from '../profile/profile-rows.ts'
import { cellChanges, keyText, type SchemaChange, schemaChanges } from './diff-rows.ts'

interface DiffViewProps {
  readonly version: DatasetVersion
  /** The earlier version by name. */
  readonly before: string
  readonly evidence: ShownDataEvidence<'diff'>
}

/** What changed between two versions: rows, columns, cells. */
export function DiffView({ version, before, evidence }: DiffViewProps) {
  const { report } = evidence.payload
  const changes = schemaChanges(report.schema)
  const key = evidence.parameters.key
  const isKeyMasked = hasMaskedKey(version, key)
  return (
    <div className="stack">
      <RowCards report={report} before={before} />
      {report.rows.matching === 'wholeRow' && (
        <Notice>
          <p>Whole rows were compared: {report.rows.reason}. A changed row counts as one removed and one added.</p>
        </Notice>
      )}
      <div className="columns-2">
        <div className="stack">
          {changes.length === 0 ? (
            <EmptyState title="Both versions have the same columns">
              {report.schema.isReordered ? 'Their order differs.' : 'Names, types, roles and order are equal.'}
            </EmptyState>
          ) : (
            <DataTable
              label="Columns that differ"
              title="Columns that differ"
              columns={SCHEMA_COLUMNS}
              rows={changes}
              rowKey={(row) => row.column}
              footer={report.schema.isReordered ? 'The order of the columns differs too.' : undefined}
            />
          )}
        </div>
        {report.rows.matching === 'key' && <CellChanges rows={report.rows} isKeyMasked={isKeyMasked} />}
      </div>
      {report.rows.matching === 'key' && !isKeyMasked && (
        <div className="columns-2">
          <Keys title="Rows added" total={report.rows.nAdded} keys={report.rows.addedKeys} />
          <Keys title="Rows removed" total={report.rows.nRemoved} keys={report.rows.removedKeys} />
        </div>
      )}
      <p className="caption" style={{ margin: 0 }}>
        {formatNumber(report.comparedColumns.length, 'integer')} columns compared. Run {evidence.id},{' '}
        {formatInstant(evidence.createdAt)} UTC by {evidence.createdBy}. Distributions are under Drift.
      </p>
    </div>
  )
}

function RowCards({ report, before }: { report: VersionDiff; before: string }) {
  const { rows } = report
  const count = (n: number) => formatNumber(n, 'integer')
  return (
    <div className="cards">
      <MetricCard label="Rows" value={count(report.nRowsAfter)} detail={`${before}: ${count(report.nRowsBefore)}`} />
      <MetricCard label="Added" value={count(rows.nAdded)} />
      <MetricCard label="Removed" value={count(rows.nRemoved)} />
      {rows.matching === 'key' && <MetricCard label="Changed" value={count(rows.nChanged)} />}
      <MetricCard label="Unchanged" value={count(rows.nUnchanged)} />
    </div>
  )
}

const SCHEMA_COLUMNS: readonly Column<SchemaChange>[] = [
  { id: 'column', header: 'Column', value: (row) => row.column, text: (row) => row.column, clip: 200 },
  { id: 'what', header: 'What', value: (row) => row.what, text: (row) => row.what },
  { id: 'before', header: 'Before', text: (row) => row.before },
  { id: 'after', header: 'After', text: (row) => row.after },
]

type KeyedRows = Extract<VersionDiff['rows'], { matching: 'key' }>

function CellChanges({ rows, isKeyMasked }: { rows: KeyedRows; isKeyMasked: boolean }) {
  const changed = cellChanges(rows)
  const columns: Column<KeyedRows['columns'][number]>[] = [
    { id: 'column', header: 'Column', value: (row) => row.column, text: (row) => row.column, clip: 200 },
    {
      id: 'changed',
      header: 'Cells changed',
      isNumeric: true,
      value: (row) => row.nChanged,
      text: (row) => formatNumber(row.nChanged, 'integer'),
    },
    {
      id: 'share',
      header: 'Share of matched rows',
      isNumeric: true,
      value: (row) => row.nChanged,
      text: (row) => formatNumber(row.nChanged / Math.max(1, rows.nChanged + rows.nUnchanged), 'percent1'),
    },
    {
      id: 'keys',
      header: 'First keys',
      text: (row) => (isKeyMasked ? 'Masked' : row.keys.slice(0, 5).map(keyText).join('; ')),
      wrap: true,
    },
  ]
  if (changed.length === 0)
    return <EmptyState title="No cell differs">Every row in both versions is equal in the compared columns.</EmptyState>
  return (
    <DataTable
      label="Cells changed, by column"
      title="Cells changed, by column"
      columns={columns}
      rows={changed}
      rowKey={(row) => row.column}
      initialSort={{ column: 'changed', direction: 'descending' }}
      maxHeight={420}
    />
  )
}

function Keys({ title, total, keys }: { title: string; total: number; keys: KeyedRows['addedKeys'] }) {
  if (total === 0) return null
  const rows = keys.map((cells, index) => ({ text: keyText(cells), key: String(index) }))
  return (
    <DataTable
      label={title}
      title={`${title}: first keys`}
      columns={[{ id: 'key', header: 'Key', value: (row) => row.text, text: (row) => row.text }]}
      rows={rows}
      rowKey={(row) => row.key}
      maxHeight={260}
      footer={keys.length < total ? `The first ${keys.length} of ${formatNumber(total, 'integer')}.` : undefined}
    />
  )
}

function hasMaskedKey(version: DatasetVersion, key: unknown): boolean {
  const names = Array.isArray(key) ? key : []
  return version.columns.some((column) => names.includes(column.name) && isMaskedColumn(column))
}
