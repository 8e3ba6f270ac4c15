import { useMemo } from 'react'
import type { ScorecardModel } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { MetricInfo } from '../../metrics/metric-info.tsx'
import { type ScorecardRow, scorecardRows } from './scorecard-rows.ts'

const COLUMNS: readonly Column<ScorecardRow>[] = [
  {
    id: 'characteristic',
    header: 'Characteristic',
    text: (row) => row.characteristic,
    cell: (row) =>
      row.isFirst ? (
        <strong>{row.characteristic}</strong>
      ) : (
        <span className="visually-hidden">{row.characteristic}</span>
      ),
  },
  { id: 'attribute', header: 'Attribute', text: (row) => row.attribute, wrap: true },
  {
    id: 'points',
    header: 'Points',
    headerNode: <MetricInfo metric="points" label="Points" />,
    isNumeric: true,
    text: (row) => formatNumber(row.points, 'points'),
    cell: (row) => <strong>{formatNumber(row.points, 'points')}</strong>,
  },
  {
    id: 'woe',
    header: 'WoE',
    headerNode: <MetricInfo metric="woe" label="WoE" />,
    isNumeric: true,
    text: (row) => formatNumber(row.bin?.woe, 'woe'),
  },
  {
    id: 'coefficient',
    header: 'Coefficient',
    headerNode: <MetricInfo metric="coefficient" label="Coefficient" />,
    isNumeric: true,
    text: (row) => formatNumber(row.coefficient, 'coefficient'),
    cell: (row) =>
      row.isFirst ? (
        formatNumber(row.coefficient, 'coefficient')
      ) : (
        <span className="visually-hidden">{formatNumber(row.coefficient, 'coefficient')}</span>
      ),
  },
  { id: 'share', header: '% of population', isNumeric: true, text: (row) => formatNumber(row.bin?.share, 'percent1') },
  { id: 'rate', header: 'Bad rate', isNumeric: true, text: (row) => formatNumber(row.bin?.eventRate, 'percent1') },
]

/** The printed scorecard with its scaling in the footer. */
export function ScorecardTable({ model }: { model: ScorecardModel }) {
  const rows = useMemo(() => scorecardRows(model), [model])
  const { scaling } = model
  return (
    <DataTable
      label="Scorecard"
      columns={COLUMNS}
      rows={rows}
      rowKey={(row) => row.key}
      hasSearch
      maxHeight="max(420px, calc(100vh - 250px))"
      rowTone={(row) => (row.isFirst ? 'group' : undefined)}
      footer={`Target score ${formatNumber(scaling.targetPoints, 'points')} at odds of ${formatNumber(scaling.targetOdds, 'number')} good to 1 bad; ${formatNumber(scaling.pointsToDoubleOdds, 'points')} points double the odds (PDO). Higher points are safer. PD = 1 / (1 + exp((points − ${formatNumber(model.offset, 'number')}) / ${formatNumber(model.factor, 'number')})).`}
    />
  )
}
