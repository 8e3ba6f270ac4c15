import type { Bin, BinnedVariable } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { MetricInfo } from '../../metrics/metric-info.tsx'

type Row = Bin & { readonly key: string }

const COLUMNS: readonly Column<Row>[] = [
  {
    id: 'label',
    header: 'Bin',
    text: (row) => row.label,
    cell: (row) => (
      <>
        {row.label}
        {noteOf(row) !== '' && <div className="caption">{noteOf(row)}</div>}
      </>
    ),
    clip: 176,
  },
  { id: 'count', header: 'Count', isNumeric: true, text: (row) => formatNumber(row.count, 'integer') },
  { id: 'share', header: 'Share', isNumeric: true, text: (row) => formatNumber(row.share, 'percent1') },
  { id: 'good', header: 'Good', isNumeric: true, text: (row) => formatNumber(row.nonEvents, 'integer') },
  { id: 'bad', header: 'Bad', isNumeric: true, text: (row) => formatNumber(row.events, 'integer') },
  { id: 'rate', header: 'Bad rate', isNumeric: true, text: (row) => formatNumber(row.eventRate, 'percent1') },
  {
    id: 'woe',
    header: 'WoE',
    headerNode: <MetricInfo metric="woe" label="WoE" />,
    isNumeric: true,
    text: (row) => formatNumber(row.woe, 'woe'),
  },
  {
    id: 'iv',
    header: 'Bin IV',
    headerNode: <MetricInfo metric="informationValue" label="Bin IV" />,
    isNumeric: true,
    text: (row) => formatNumber(row.informationValue, 'index3'),
  },
  {
    id: 'note',
    header: 'Note',
    text: noteOf,
    isCopyOnly: true,
  },
]

function noteOf(row: Row): string {
  if (!row.isAdjusted) return ''
  return row.count === 0 ? 'Empty in development' : 'Zero-cell rule used'
}

/** The bins of one characteristic, special and missing last. */
export function BinsTable({ variable }: { variable: BinnedVariable }) {
  return (
    <DataTable
      title={`Bins of ${variable.name}`}
      label={`Bins of ${variable.name}`}
      columns={COLUMNS}
      rows={variable.bins.map((bin, index) => ({ ...bin, key: String(index) }))}
      rowKey={(row) => row.key}
      footer={[
        `Information value ${formatNumber(variable.informationValue, 'index3')}.`,
        variable.type === 'text' ? undefined : variable.trendReason,
        variable.zeroCellRule,
      ]
        .filter((part) => part !== undefined)
        .join(' ')}
    />
  )
}
