import { useMemo } from 'react'
import type { RiskBand, ScorecardModel } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { MetricInfo } from '../../metrics/metric-info.tsx'
import { calibrationFormula } from './calibration/calibration-words.ts'
import { pointsText, type ScorecardRow, scorecardRows } from './scorecard-rows.ts'

const COLUMNS: readonly Column<ScorecardRow>[] = [
  {
    id: 'characteristic',
    header: 'Characteristic',
    text: (row) => row.characteristic,
    clip: 260,
    cell: (row) =>
      row.isFirst ? (
        <strong>{row.characteristic}</strong>
      ) : (
        <span className="visually-hidden">{row.characteristic}</span>
      ),
  },
  {
    id: 'attribute',
    header: 'Attribute',
    text: (row) => [row.attribute, row.rule, row.note].filter((part) => part !== null).join('; '),
    cell: (row) => (
      <>
        {row.attribute}
        {row.rule !== null && <span className="muted"> ({row.rule})</span>}
        {row.note !== null && <div className="caption">{row.note}</div>}
      </>
    ),
    wrap: true,
  },
  {
    id: 'points',
    header: 'Points',
    headerNode: <MetricInfo metric="points" label="Points" />,
    isNumeric: true,
    text: pointsText,
    cell: (row) => <strong>{pointsText(row)}</strong>,
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
    cell: (row) => (row.isFirst ? formatNumber(row.coefficient, 'coefficient') : ''),
  },
  { id: 'share', header: '% of population', isNumeric: true, text: (row) => formatNumber(row.bin?.share, 'percent1') },
  { id: 'rate', header: 'Bad rate', isNumeric: true, text: (row) => formatNumber(row.bin?.eventRate, 'percent1') },
]

/** The printed scorecard with its scaling in the footer. */
export function ScorecardTable({ model }: { model: ScorecardModel }) {
  const rows = useMemo(() => scorecardRows(model), [model])
  return (
    <div className="stack" style={{ gap: 16 }}>
      <DataTable
        label="Scorecard"
        columns={COLUMNS}
        rows={rows}
        rowKey={(row) => row.key}
        hasSearch
        maxHeight="max(420px, calc(100vh - 250px))"
        rowTone={(row) => (row.isFirst ? 'group' : undefined)}
        footer={footerOf(model)}
      />
      {model.riskBands !== undefined && model.riskBands.length > 0 && <RiskBandTable bands={model.riskBands} />}
    </div>
  )
}

function footerOf(model: ScorecardModel): string {
  const { scaling } = model
  const target = `Target score ${formatNumber(scaling.targetPoints, 'points')} at odds of ${formatNumber(scaling.targetOdds, 'number')} good to 1 bad; ${formatNumber(scaling.pointsToDoubleOdds, 'points')} points double the odds (PDO). Higher points are safer.`
  const capped = model.characteristics.filter(({ range }) => range !== undefined)
  const caps =
    capped.length === 0
      ? ''
      : ` Values beyond the development range count as its end: ${capped.map(({ name, range }) => `${name} ${formatNumber(range?.minimum, 'number')} to ${formatNumber(range?.maximum, 'number')}`).join('; ')}.`
  return `${target}${caps} ${calibrationFormula(model)}`
}

const BANDS: readonly Column<RiskBand>[] = [
  { id: 'label', header: 'Risk band', text: (row) => row.label },
  {
    id: 'from',
    header: 'From points',
    isNumeric: true,
    text: (row) => (row.minimumPoints === null ? 'below' : formatNumber(row.minimumPoints, 'points')),
  },
  { id: 'share', header: '% of development', isNumeric: true, text: (row) => formatNumber(row.share, 'percent1') },
  { id: 'rate', header: 'Bad rate', isNumeric: true, text: (row) => formatNumber(row.eventRate, 'percent1') },
]

/** Score bands of the scorecard, riskiest first. */
function RiskBandTable({ bands }: { bands: readonly RiskBand[] }) {
  return <DataTable title="Risk bands" label="Risk bands" columns={BANDS} rows={bands} rowKey={(row) => row.label} />
}
