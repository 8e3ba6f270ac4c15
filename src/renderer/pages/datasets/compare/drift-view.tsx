import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { ColumnDrift, DataDrift, DataEvidenceSummary, DatasetVersion } from '../../../../shared/contract/index.ts'
import { formatAgainst, formatInstant, formatNumber } from '../../../../shared/format.ts'
import { VERDICT_WORDS } from '../../../../shared/words.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { KeyValues } from '../../../components/key-values.tsx'
import { Notice } from '../../../components/notice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { dataSourceText } from '../../../fields/data-evidence-view.tsx'
import { ChartFigure } from '../../../metrics/chart-figure.tsx'
import { MetricInfo } from '../../../metrics/metric-info.tsx'
import { plural } from '../../../words/estimates.ts'
import { Verdict } from '../../../words/verdicts.tsx'
import { openColumn } from '../open-column.tsx'
import { isMaskedColumn } from '../profile/profile-rows.ts'
import { driftSummary, driftVerdict, nearestPsiLimit, PSI_LIMITS, shownIndex, sortDrift } from './drift-verdict.ts'

interface DriftViewProps {
  readonly version: DatasetVersion
  readonly report: DataDrift
  /** Expected and actual sample. */
  readonly names: readonly [string, string]
  readonly evidence: DataEvidenceSummary
}

const TONES = { breach: 'breach', investigate: 'attention', notAssessed: 'neutral', withinTolerance: 'good' } as const

/** How far every column has moved, worst first, and one column in detail. */
export function DriftView({ version, report, names, evidence }: DriftViewProps) {
  const [open, setOpen] = useState<string | null>(null)
  const rows = useMemo(() => sortDrift(report.columns), [report])
  const columns = useMemo(() => driftColumns(open, setOpen), [open])
  const { verdict, counts } = driftSummary(report.columns)
  const shown = rows.find((row) => row.column === open)
  return (
    <div className="stack">
      <div className="verdict-banner" data-tone={TONES[verdict]}>
        <Verdict verdict={verdict} />
        <span>
          {plural(report.columns.length, 'column')} compared: {counts.breach} in breach, {counts.investigate} to
          investigate, {counts.withinTolerance} within tolerance, {counts.notAssessed} not assessed.
        </span>
        <span className="caption">
          By custom: investigate from PSI {PSI_LIMITS.investigate.toFixed(2)}, breach from{' '}
          {PSI_LIMITS.breach.toFixed(2)}. Run {evidence.id}, {formatInstant(evidence.createdAt)} UTC by{' '}
          {evidence.createdBy}
        </span>
      </div>
      {report.uncompared.length > 0 && (
        <Notice title={`${plural(report.uncompared.length, 'column')} could not be compared`}>
          <KeyValues items={report.uncompared.map((item) => [item.column, item.reason])} />
        </Notice>
      )}
      {shown !== undefined && (
        <DriftDetail
          key={shown.column}
          version={version}
          drift={shown}
          names={names}
          source={dataSourceText(names[1], evidence)}
          onClose={() => setOpen(null)}
        />
      )}
      <DataTable
        label={`Drift of ${names[1]} from ${names[0]}`}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.column}
        hasSearch
        rowTone={(row) => (row.column === open ? 'selected' : undefined)}
        maxHeight="max(320px, calc(100vh - 390px))"
      />
    </div>
  )
}

function driftColumns(open: string | null, onOpen: (column: string | null) => void): Column<ColumnDrift>[] {
  return [
    openColumn('Column', (row) => row.column, open, onOpen),
    {
      id: 'verdict',
      header: 'Verdict',
      value: (row) => VERDICT_WORDS[driftVerdict(row)].word,
      text: (row) => `${VERDICT_WORDS[driftVerdict(row)].shape} ${VERDICT_WORDS[driftVerdict(row)].word}`,
      cell: (row) => <Verdict verdict={driftVerdict(row)} />,
    },
    {
      id: 'psi',
      header: 'PSI',
      headerNode: <MetricInfo metric="populationStabilityIndex" label="PSI" />,
      isNumeric: true,
      value: (row) => shownIndex(row).value,
      text: (row) => indexText(row),
    },
    {
      id: 'limit',
      header: 'No-drift limit',
      isNumeric: true,
      value: (row) => row.noDriftLimit,
      text: (row) => formatNumber(row.noDriftLimit, 'index3'),
    },
    {
      id: 'js',
      header: 'JS distance',
      headerNode: <MetricInfo metric="jensenShannon" label="JS distance" />,
      isNumeric: true,
      value: (row) => row.jensenShannonDistance.value,
      text: (row) => formatNumber(row.jensenShannonDistance.value, 'index3'),
    },
    {
      id: 'ks',
      header: 'KS',
      headerNode: <MetricInfo metric="ksTwoSamples" label="KS" />,
      isNumeric: true,
      value: (row) => row.ksTest.statistic,
      text: (row) => formatNumber(row.ksTest.statistic, 'percent1'),
    },
    {
      id: 'p',
      header: 'p (KS or χ²)',
      isNumeric: true,
      value: (row) => (row.type === 'numeric' ? row.ksTest : row.chiSquaredTest).pValue,
      text: (row) => formatNumber((row.type === 'numeric' ? row.ksTest : row.chiSquaredTest).pValue, 'pValue'),
    },
    {
      id: 'missing',
      header: 'Missing, change',
      headerNode: <MetricInfo metric="missingChange" label="Missing, change" />,
      isNumeric: true,
      value: (row) => row.missingShareChange,
      text: (row) => formatNumber(row.missingShareChange, 'pp1'),
    },
    {
      id: 'mean',
      header: 'Mean, change in SD',
      headerNode: <MetricInfo metric="meanChange" label="Mean, change in SD" />,
      isNumeric: true,
      value: (row) => row.meanChangeInSd.value,
      text: (row) => formatNumber(row.meanChangeInSd.value, 'index3'),
    },
  ]
}

/** Never rounded across a limit; "≈" where an empty bin counts as half a row. */
function indexText(row: ColumnDrift): string {
  const { value } = shownIndex(row)
  if (value === null) return formatNumber(null, 'index3')
  const text = formatAgainst(value, 'index3', nearestPsiLimit(value))
  return row.populationStabilityIndex.value === null ? `≈ ${text}` : text
}

function DriftDetail(props: {
  version: DatasetVersion
  drift: ColumnDrift
  names: readonly [string, string]
  source: string
  onClose: () => void
}) {
  const { version, drift, names } = props
  const spec = useMemo(() => ({ name: 'driftBins' as const, drift, names }), [drift, names])
  const column = version.columns.find((item) => item.name === drift.column)
  const isMasked = column !== undefined && isMaskedColumn(column)
  return (
    <Panel
      title={
        <span className="row">
          {drift.column} <Verdict verdict={driftVerdict(drift)} />
        </span>
      }
      tools={
        <Button variant="subtle" color="gray" size="xs" onClick={props.onClose}>
          Close
        </Button>
      }
    >
      {isMasked ? (
        <Notice title="This column is masked">
          <p>Its figures are in the table below; its values are not shown.</p>
        </Notice>
      ) : (
        <div className="columns-2">
          <ChartFigure spec={spec} source={props.source} />
          <KeyValues items={driftFacts(drift)} />
        </div>
      )}
    </Panel>
  )
}

function driftFacts(drift: ColumnDrift): (readonly [string, string])[] {
  const levels = (difference: ColumnDrift['newLevels']) =>
    difference === null || difference.nLevels === 0
      ? 'none'
      : `${difference.nLevels} in ${plural(difference.nRows, 'row')}: ${difference.levels.map((item) => item.level).join(', ')}`
  const test = drift.type === 'numeric' ? drift.ksTest : drift.chiSquaredTest
  return [
    ['PSI', estimate(drift.populationStabilityIndex)],
    ['PSI, empty bin as half a row', estimate(drift.smoothedPopulationStabilityIndex)],
    ['Limit if nothing drifted (95%)', formatNumber(drift.noDriftLimit, 'index3')],
    ['Jensen–Shannon distance', estimate(drift.jensenShannonDistance)],
    [
      drift.type === 'numeric' ? 'KS' : 'χ²',
      test.statistic === null
        ? (test.reason ?? 'Undefined')
        : `${formatNumber(test.statistic, 'number')}, p ${formatNumber(test.pValue, 'pValue')}`,
    ],
    ['Missing, change', formatNumber(drift.missingShareChange, 'pp2')],
    ...(drift.type === 'numeric'
      ? [['Mean, change in SD', estimate(drift.meanChangeInSd)] as const]
      : [['New values', levels(drift.newLevels)] as const, ['Vanished values', levels(drift.vanishedLevels)] as const]),
  ]
}

function estimate(one: ColumnDrift['meanChangeInSd']): string {
  return one.value === null ? `Undefined: ${one.reason ?? 'no reason recorded'}` : formatNumber(one.value, 'index3')
}
