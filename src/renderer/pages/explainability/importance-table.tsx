import type { ExplanationReport } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { MetricInfo } from '../../metrics/metric-info.tsx'

type Row = ExplanationReport['importance'][number]

const COLUMNS: readonly Column<Row>[] = [
  { id: 'name', header: 'Characteristic', value: (row) => row.name, text: (row) => row.name, clip: 170 },
  {
    id: 'deviation',
    header: 'Importance, points',
    headerNode: <MetricInfo metric="meanAbsoluteDeviation" label="Importance" />,
    isNumeric: true,
    value: (row) => row.meanAbsoluteDeviation,
    text: (row) => formatNumber(row.meanAbsoluteDeviation, 'points'),
  },
  {
    id: 'share',
    header: 'Share',
    isNumeric: true,
    value: (row) => row.share,
    text: (row) => formatNumber(row.share, 'percent1'),
  },
  {
    id: 'mean',
    header: 'Mean',
    isNumeric: true,
    value: (row) => row.meanPoints,
    text: (row) => formatNumber(row.meanPoints, 'points'),
  },
  {
    id: 'range',
    header: 'Range',
    isNumeric: true,
    value: (row) => row.pointsRange,
    text: (row) => formatNumber(row.pointsRange, 'points'),
  },
]

/** Importance per characteristic in points. */
export function ImportanceTable({ report }: { report: ExplanationReport }) {
  return (
    <DataTable
      title="Importance by characteristic, in points"
      label="Importance"
      columns={COLUMNS}
      rows={report.importance}
      rowKey={(row) => row.name}
      initialSort={{ column: 'deviation', direction: 'descending' }}
      footer={`Baseline ${formatNumber(report.baselinePoints, 'points')} points: ${report.baseline}. Contributions add up to the score; largest residual over ${formatNumber(report.nRows, 'integer')} rows: ${formatNumber(report.largestAdditivityResidual, 'number')} points.`}
    />
  )
}
