import type { SampleReport } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { MetricInfo } from '../../metrics/metric-info.tsx'
import { SAMPLE_WORDS } from '../../words/estimates.ts'

type Row = SampleReport['gains'][number]

const COLUMNS: readonly Column<Row>[] = [
  { id: 'band', header: 'Band', text: (row) => String(row.band) },
  {
    id: 'points',
    header: 'Points',
    isNumeric: true,
    text: (row) => `${formatNumber(row.minimumPoints, 'points')} to ${formatNumber(row.maximumPoints, 'points')}`,
  },
  { id: 'count', header: 'Count', isNumeric: true, text: (row) => formatNumber(row.count, 'integer') },
  { id: 'good', header: 'Good', isNumeric: true, text: (row) => formatNumber(row.nonEvents, 'integer') },
  { id: 'bad', header: 'Bad', isNumeric: true, text: (row) => formatNumber(row.events, 'integer') },
  { id: 'rate', header: 'Bad rate', isNumeric: true, text: (row) => formatNumber(row.eventRate, 'percent1') },
  {
    id: 'share',
    header: 'Cum. % of cases',
    isNumeric: true,
    text: (row) => formatNumber(row.cumulativeShare, 'percent1'),
  },
  {
    id: 'bads',
    header: 'Cum. % of bads',
    isNumeric: true,
    text: (row) => formatNumber(row.cumulativeEventShare, 'percent1'),
  },
  {
    id: 'goods',
    header: 'Cum. % of goods',
    isNumeric: true,
    text: (row) => formatNumber(row.cumulativeNonEventShare, 'percent1'),
  },
  {
    id: 'lift',
    header: 'Lift',
    headerNode: <MetricInfo metric="lift" label="Lift" />,
    isNumeric: true,
    text: (row) => formatNumber(row.lift, 'ratio3'),
  },
]

/** Gains by band, riskiest first. */
export function GainsTable({ sample }: { sample: SampleReport }) {
  return (
    <DataTable
      title={`Gains, ${SAMPLE_WORDS[sample.sample].toLowerCase()} sample, riskiest first`}
      label="Gains"
      columns={COLUMNS}
      rows={sample.gains}
      rowKey={(row) => String(row.band)}
    />
  )
}
