import { Button } from '@mantine/core'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { DatasetVersion, LeakageFinding, LeakageThresholds } from '../../../../shared/contract/index.ts'
import { formatAgainst, formatFraction, formatInterval, formatNumber } from '../../../../shared/format.ts'
import { useServices } from '../../../app-context.tsx'
import { Confirm } from '../../../components/confirm.tsx'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { KeyValues } from '../../../components/key-values.tsx'
import { Panel } from '../../../components/panel.tsx'
import { JobPanel } from '../../../fields/job-panel.tsx'
import { useStartJob } from '../../../hooks/use-start-job.ts'
import { isMaskedColumn } from '../profile/profile-rows.ts'
import { LeakageBadge } from './leakage-words.tsx'

type Measures = NonNullable<LeakageFinding['measures']>
type Segment = Measures['pureSegments'][number]

interface FindingDetailProps {
  readonly version: DatasetVersion
  readonly finding: LeakageFinding
  readonly thresholds: LeakageThresholds
  readonly onClose: () => void
}

const WEIGHTS = { conclusive: 'Conclusive', review: 'Review', hint: 'Hint' } as const

/** Why a feature has its verdict: signs, figures beside their limits, segments that decide, and missing rows. */
export function FindingDetail({ version, finding, thresholds, onClose }: FindingDetailProps) {
  const { measures } = finding
  const exclusion = useExclusion(version, finding.column)
  const column = version.columns.find((item) => item.name === finding.column)
  const isMasked = column !== undefined && isMaskedColumn(column)
  return (
    <Panel
      title={
        <span className="row">
          {finding.column} <LeakageBadge verdict={finding.verdict} />
        </span>
      }
      tools={
        <div className="row">
          {column?.role === 'feature' && <ExcludeFeature version={version} column={finding.column} run={exclusion} />}
          <Button variant="subtle" color="gray" size="xs" onClick={onClose}>
            Close
          </Button>
        </div>
      }
    >
      <JobPanel run={exclusion} />
      <p style={{ margin: 0 }}>{finding.reason}</p>
      {finding.signs.length > 0 && (
        <KeyValues items={finding.signs.map((sign) => [`${WEIGHTS[sign.weight]} (${sign.kind})`, sign.text])} />
      )}
      {measures !== null && (
        <div className="columns-2">
          <KeyValues items={figures(finding, measures, thresholds)} />
          <div className="stack">
            <MissingTable measures={measures} column={finding.column} />
            <SegmentTable segments={measures.pureSegments} column={finding.column} isMasked={isMasked} />
          </div>
        </div>
      )}
    </Panel>
  )
}

function figures(
  finding: LeakageFinding,
  measures: Measures,
  limits: LeakageThresholds,
): (readonly [string, string])[] {
  const against = (value: number, format: 'auc' | 'index3' | 'percent1', review: number, leak: number) => {
    const nearer = value >= leak ? leak : review
    return `${formatAgainst(value, format, nearer)} (review ${formatNumber(review, format)}, leak ${formatNumber(leak, format)})`
  }
  return [
    ['Strength (AUC)', against(measures.strength, 'auc', limits.reviewAuc, limits.leakAuc)],
    ['AUC of the value', formatInterval(measures.valueAuc, measures.valueAucLower, measures.valueAucUpper, 'auc')],
    ['AUC of segments, out of fold', formatNumber(measures.segmentAuc, 'auc')],
    ['Above the next feature', formatNumber(finding.gapToOthers, 'auc')],
    [
      'Information value',
      against(measures.informationValue, 'index3', limits.reviewInformationValue, limits.leakInformationValue),
    ],
    [
      'Agreement with the target',
      `${formatAgainst(measures.agreement, 'percent1', limits.duplicateAgreement)} (copy from ${formatNumber(limits.duplicateAgreement, 'percent1')})`,
    ],
    ['Bad decided', against(measures.decidedEvents, 'percent1', limits.reviewDecidedShare, limits.leakDecidedShare)],
    [
      'Good decided',
      against(measures.decidedNonEvents, 'percent1', limits.reviewDecidedShare, limits.leakDecidedShare),
    ],
    [
      'Rows, distinct values',
      `${formatNumber(measures.nRows, 'integer')}, ${formatNumber(measures.nDistinct, 'integer')}`,
    ],
  ]
}

interface MissingRow {
  readonly label: string
  readonly count: number
  readonly events: number
  readonly rate: number | null
}

const MISSING_COLUMNS: readonly Column<MissingRow>[] = [
  { id: 'label', header: 'Rows', text: (row) => row.label },
  { id: 'count', header: 'n', isNumeric: true, text: (row) => formatNumber(row.count, 'integer') },
  { id: 'events', header: 'Bad', isNumeric: true, text: (row) => formatFraction(row.events, row.count) },
  { id: 'rate', header: 'Bad rate', isNumeric: true, text: (row) => formatNumber(row.rate, 'percent1') },
]

function MissingTable({ measures, column }: { measures: Measures; column: string }) {
  const { missing, nRows } = measures
  if (missing.nMissing === 0) return <p className="caption">No row is missing here.</p>
  const nKnown = nRows - missing.nMissing
  const nKnownEvents = missing.eventRateKnown === null ? 0 : Math.round(missing.eventRateKnown * nKnown)
  const rows: MissingRow[] = [
    { label: 'Missing', count: missing.nMissing, events: missing.nMissingEvents, rate: missing.eventRateMissing },
    { label: 'With a value', count: nKnown, events: nKnownEvents, rate: missing.eventRateKnown },
  ]
  return (
    <DataTable
      label={`Missing rows of ${column}`}
      title={`Missing rows, AUC ${formatNumber(missing.rocAuc, 'auc')}`}
      columns={MISSING_COLUMNS}
      rows={rows}
      rowKey={(row) => row.label}
    />
  )
}

const OUTCOMES = { event: 'Bad', nonEvent: 'Good' } as const

function SegmentTable(props: { segments: readonly Segment[]; column: string; isMasked: boolean }) {
  const columns: Column<Segment>[] = [
    { id: 'label', header: 'Segment', text: (row) => (props.isMasked ? 'Masked' : row.label), clip: 220 },
    { id: 'outcome', header: 'Decides', text: (row) => OUTCOMES[row.outcome] },
    { id: 'count', header: 'n', isNumeric: true, text: (row) => formatNumber(row.count, 'integer') },
    { id: 'share', header: 'Share', isNumeric: true, text: (row) => formatNumber(row.share, 'percent1') },
    { id: 'rate', header: 'Bad rate', isNumeric: true, text: (row) => formatNumber(row.eventRate, 'percent1') },
    {
      id: 'purity',
      header: 'Purity, lower',
      isNumeric: true,
      text: (row) => formatNumber(row.purityLower, 'percent2'),
    },
  ]
  if (props.segments.length === 0) return <p className="caption">No segment decides the outcome.</p>
  return (
    <DataTable
      label={`Segments of ${props.column} that decide`}
      title="Segments that decide the outcome"
      columns={columns}
      rows={props.segments}
      rowKey={(row) => `${row.outcome} ${row.label}`}
    />
  )
}

/** Makes a new version in which the column is ignored; the one at hand stays as it is. */
function useExclusion(version: DatasetVersion, column: string) {
  const { client } = useServices()
  const [, navigate] = useLocation()
  return useStartJob(`exclude.${version.id}.${column}`, client.dataset.derive, (job) =>
    navigate(`/datasets/${job.result?.id ?? version.id}/leakage`),
  )
}

function ExcludeFeature(props: { version: DatasetVersion; column: string; run: ReturnType<typeof useExclusion> }) {
  const { version, column, run } = props
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button variant="default" size="xs" loading={run.isBusy} onClick={() => setAsking(true)}>
        Exclude from features
      </Button>
      <Confirm
        isOpen={isAsking}
        title={`Exclude ${column} from the features`}
        action="Make a new version"
        onConfirm={() => run.start({ dataset: version.id, steps: [], columns: [{ column, role: 'ignore' }] })}
        onClose={() => setAsking(false)}
      >
        <p style={{ margin: 0 }}>
          A new version of {version.name} is made in which {column} is ignored. Version {version.version} stays as it
          is, with everything that refers to it.
        </p>
      </Confirm>
    </>
  )
}
