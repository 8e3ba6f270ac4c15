import { memo, useMemo } from 'react'
import { Link } from 'wouter'
import { formatNumber, type NumberFormat } from '../../../../shared/format.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { MetricInfo } from '../../../metrics/metric-info.tsx'
import type { MetricKey } from '../../../metrics/metric-texts.ts'
import { BadRateSparkline } from './bad-rate-sparkline.tsx'
import { runWord } from './bin-words.ts'
import { ratesText } from './rate-marks.ts'
import { type ReportRow, sparklineTop } from './report-rows.ts'

interface ReportTableProps {
  readonly rows: readonly ReportRow[]
  readonly average: number
  readonly addressOf: (name: string) => string
}

/** Every candidate characteristic with its figures; its name opens the bins. */
export const ReportTable = memo(function ReportTable({ rows, average, addressOf }: ReportTableProps) {
  const columns = useMemo(
    () => reportColumns(addressOf, sparklineTop(rows, average), average),
    [rows, average, addressOf],
  )
  return (
    <DataTable
      title="Characteristics"
      label="Characteristics"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.name}
      hasSearch
      initialSort={{ column: 'iv', direction: 'descending' }}
      maxHeight="max(280px, calc(100dvh - 250px))"
      footer="● in the scorecard, ◇ left out, ✎ edited. Enter on a name opens its bins; every figure is of the development sample unless its column says hold-out."
      empty="This dataset has no column of role characteristic."
    />
  )
})

function nameColumn(addressOf: (name: string) => string): Column<ReportRow> {
  return {
    id: 'name',
    header: 'Characteristic',
    value: (row) => row.name,
    text: (row) => row.name,
    cell: (row) => (
      <Link href={addressOf(row.name)} className="link-button" data-characteristic={row.name}>
        <span aria-hidden="true">{row.isUsed ? '● ' : '◇ '}</span>
        {row.isEdited && <span aria-hidden="true">✎ </span>}
        {row.name}
        {row.isEdited && <span className="visually-hidden"> (edited)</span>}
      </Link>
    ),
    clip: 190,
  }
}

/** What decides about a characteristic first, so that it is in sight without scrolling. */
function reportColumns(addressOf: (name: string) => string, top: number, average: number): Column<ReportRow>[] {
  return [
    nameColumn(addressOf),
    {
      id: 'rates',
      header: 'Bad rate by bin',
      text: (row) => ratesText(row.edited.variable),
      cell: (row) => <BadRateSparkline variable={row.edited.variable} highest={top} average={average} />,
    },
    figure('iv', 'IV', 'index3', (row) => row.edited.variable.informationValue, 'informationValue'),
    figure('holdoutIv', 'IV, hold-out', 'index3', (row) => row.edited.holdoutInformationValue),
    figure('psi', 'PSI, hold-out', 'index3', (row) => row.edited.stabilityIndex, 'populationStabilityIndex'),
    figure('gini', 'Gini', 'percent1', (row) => row.edited.variable.gini, 'gini'),
    { id: 'fate', header: 'Outcome', value: (row) => (row.isUsed ? 0 : 1), text: (row) => row.fate, clip: 150 },
    figure('bins', 'Bins', 'integer', (row) => row.nBins),
    figure('missing', 'Missing', 'percent1', (row) => row.missingShare),
    word('trend', 'Trend', (row) => runWord(row.edited.variable)),
    word('monotone', 'Monotone', (row) => yesNo(row.edited.variable.isMonotone)),
    figure('ks', 'KS', 'percent1', (row) => row.edited.variable.ksStatistic, 'ksStatistic'),
    figure('cramersV', 'Cramér’s V', 'ratio3', (row) => row.edited.variable.cramersV, 'cramersV'),
    figure('quality', 'Quality', 'ratio3', (row) => row.edited.variable.quality ?? null),
    word('edited', 'Edited', (row) => yesNo(row.isEdited)),
  ]
}

function figure(
  id: string,
  header: string,
  format: NumberFormat,
  value: (row: ReportRow) => number | null,
  metric?: MetricKey,
): Column<ReportRow> {
  return {
    id,
    header,
    ...(metric === undefined ? {} : { headerNode: <MetricInfo metric={metric} label={header} /> }),
    isNumeric: true,
    value,
    text: (row) => formatNumber(value(row), format),
  }
}

function word(id: string, header: string, text: (row: ReportRow) => string): Column<ReportRow> {
  return { id, header, value: text, text }
}

function yesNo(isTrue: boolean): string {
  return isTrue ? 'Yes' : 'No'
}
