import { useMemo, useState } from 'react'
import type { DatasetVersion, LeakageFinding, LeakageThresholds } from '../../../../shared/contract/index.ts'
import { formatAgainst, formatInstant, formatNumber } from '../../../../shared/format.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import type { ShownDataEvidence } from '../../../fields/use-data-evidence.ts'
import { MetricInfo } from '../../../metrics/metric-info.tsx'
import { openColumn } from '../open-column.tsx'
import { FindingDetail } from './finding-detail.tsx'
import { LEAKAGE_WORDS, LeakageBadge, scanVerdict, sortFindings } from './leakage-words.tsx'

/** What a scan found, worst first, and one feature in detail. */
export function LeakageResult({
  version,
  evidence,
}: {
  version: DatasetVersion
  evidence: ShownDataEvidence<'leakage'>
}) {
  const { report } = evidence.payload
  const [open, setOpen] = useState<string | null>(null)
  const rows = useMemo(() => sortFindings(report.findings), [report])
  const columns = useMemo(() => findingColumns(report.thresholds, open, setOpen), [report.thresholds, open])
  const { verdict, text } = scanVerdict(report)
  const shown = rows.find((row) => row.column === open)
  return (
    <div className="stack">
      <div className="verdict-banner" data-tone={LEAKAGE_WORDS[verdict].tone}>
        <LeakageBadge verdict={verdict} />
        <span>{text}.</span>
        <span className="caption">
          Target {report.target.column} = {report.target.eventValue}: {formatNumber(report.nEvents, 'integer')} bad of{' '}
          {formatNumber(report.nRows, 'integer')} rows
          {report.nMissingTarget > 0 && `, ${formatNumber(report.nMissingTarget, 'integer')} without outcome left out`}.
          Run {evidence.id}, {formatInstant(evidence.createdAt)} UTC by {evidence.createdBy}
        </span>
      </div>
      {shown !== undefined && (
        <FindingDetail
          key={shown.column}
          version={version}
          finding={shown}
          thresholds={report.thresholds}
          onClose={() => setOpen(null)}
        />
      )}
      <DataTable
        label={`Leakage in ${version.name}`}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.column}
        hasSearch
        rowTone={(row) => (row.column === open ? 'selected' : undefined)}
        maxHeight="max(320px, calc(100vh - 340px))"
        empty="No feature to look at: give columns the role “feature” under Steps."
      />
    </div>
  )
}

function findingColumns(
  limits: LeakageThresholds,
  open: string | null,
  onOpen: (column: string | null) => void,
): Column<LeakageFinding>[] {
  return [
    openColumn('Feature', (row) => row.column, open, onOpen),
    {
      id: 'verdict',
      header: 'Verdict',
      value: (row) => LEAKAGE_WORDS[row.verdict].rank - (row.measures?.strength ?? 0) / 2,
      text: (row) => `${LEAKAGE_WORDS[row.verdict].shape} ${LEAKAGE_WORDS[row.verdict].word}`,
      cell: (row) => <LeakageBadge verdict={row.verdict} />,
    },
    {
      id: 'strength',
      header: 'Strength (AUC)',
      headerNode: <MetricInfo metric="featureAuc" label="Strength (AUC)" />,
      isNumeric: true,
      value: (row) => row.measures?.strength ?? null,
      text: (row) => formatAgainst(row.measures?.strength, 'auc', limits.reviewAuc),
    },
    {
      id: 'information',
      header: 'IV',
      headerNode: <MetricInfo metric="informationValue" label="IV" />,
      isNumeric: true,
      value: (row) => row.measures?.informationValue ?? null,
      text: (row) => formatAgainst(row.measures?.informationValue, 'index3', limits.reviewInformationValue),
    },
    {
      id: 'missing',
      header: 'AUC of missing',
      isNumeric: true,
      value: (row) => folded(row.measures?.missing.rocAuc ?? null),
      text: (row) => formatNumber(row.measures?.missing.rocAuc, 'auc'),
    },
    {
      id: 'decided',
      header: 'Bad decided',
      headerNode: <MetricInfo metric="decidedShare" label="Bad decided" />,
      isNumeric: true,
      value: (row) => row.measures?.decidedEvents ?? null,
      text: (row) => formatAgainst(row.measures?.decidedEvents, 'percent1', limits.reviewDecidedShare),
    },
    {
      id: 'decidedGood',
      header: 'Good decided',
      isNumeric: true,
      value: (row) => row.measures?.decidedNonEvents ?? null,
      text: (row) => formatAgainst(row.measures?.decidedNonEvents, 'percent1', limits.reviewDecidedShare),
    },
    { id: 'reason', header: 'Why', text: (row) => row.reason, wrap: true },
  ]
}

function folded(auc: number | null): number | null {
  return auc === null ? null : Math.max(auc, 1 - auc)
}
