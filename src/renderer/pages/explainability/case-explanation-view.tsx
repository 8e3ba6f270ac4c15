import { useMemo } from 'react'
import type { ChartSpec } from '../../../charts/describe-chart.ts'
import type { CaseExplanation } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { MetricCard } from '../../components/metric-card.tsx'
import { Panel } from '../../components/panel.tsx'
import { ChartFigure } from '../../metrics/chart-figure.tsx'
import { MetricInfo } from '../../metrics/metric-info.tsx'

type Contribution = CaseExplanation['contributions'][number]

const COLUMNS: readonly Column<Contribution>[] = [
  { id: 'name', header: 'Characteristic', value: (row) => row.name, text: (row) => row.name },
  {
    id: 'value',
    header: 'Value',
    value: (row) => row.value,
    text: (row) => (row.value === null ? 'missing' : String(row.value)),
  },
  { id: 'attribute', header: 'Attribute', value: (row) => row.attribute, text: (row) => row.attribute, wrap: true },
  {
    id: 'points',
    header: 'Points',
    isNumeric: true,
    value: (row) => row.points,
    text: (row) => formatNumber(row.points, 'points'),
  },
  {
    id: 'baseline',
    header: 'Mean points',
    isNumeric: true,
    value: (row) => row.baselinePoints,
    text: (row) => formatNumber(row.baselinePoints, 'points'),
  },
  {
    id: 'contribution',
    header: 'Contribution',
    headerNode: <MetricInfo metric="contribution" label="Contribution" />,
    isNumeric: true,
    value: (row) => row.contribution,
    text: (row) => signed(row.contribution),
  },
]

const SHARED_COLUMNS = COLUMNS.filter(({ id }) => id !== 'points' && id !== 'baseline')

/** One case: score, PD, ordered reasons, and the waterfall in points with its table. */
export function CaseExplanationView({
  explanation,
  caseName,
  source,
}: {
  explanation: CaseExplanation
  caseName: string
  source: string
}) {
  const spec = useMemo<ChartSpec>(() => ({ name: 'caseWaterfall', explanation }), [explanation])
  // A characteristic of trees has no points of its own, only its part of the score.
  const isShared = explanation.contributions.every(({ points }) => points === null)
  return (
    <div className="stack" style={{ gap: 16 }}>
      <div className="columns-2" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 400px), 1fr))' }}>
        <div className="stack">
          <div className="cards">
            <MetricCard
              label={<MetricInfo metric="points" label={`Score, ${caseName.toLowerCase()}`} />}
              value={formatNumber(explanation.points, 'points')}
              detail={`baseline ${formatNumber(explanation.baselinePoints, 'points')}`}
            />
            <MetricCard
              label={<MetricInfo metric="probability" label="PD" />}
              value={formatNumber(explanation.probability, 'percent2')}
              detail={outcomeText(explanation)}
            />
          </div>
          <Reasons explanation={explanation} />
        </div>
        <ChartFigure spec={spec} source={source} {...(explanation.row === 0 ? { subject: 'The applicant' } : {})} />
      </div>
      <DataTable
        title="Contributions in points"
        label="Contributions"
        columns={isShared ? SHARED_COLUMNS : COLUMNS}
        rows={explanation.contributions}
        rowKey={(row) => row.name}
        initialSort={{ column: 'contribution', direction: 'ascending' }}
        footer={`Baseline ${formatNumber(explanation.baselinePoints, 'points')} plus contributions ${isShared ? 'give' : 'equals'} ${formatNumber(explanation.points, 'points')} points${isShared ? '' : ' exactly'}. Baseline: ${explanation.baseline}.`}
      />
    </div>
  )
}

function Reasons({ explanation }: { explanation: CaseExplanation }) {
  return (
    <Panel title="Principal reasons for a lower score">
      {explanation.reasons.length === 0 ? (
        <p className="muted" style={{ margin: 0 }}>
          No characteristic lies below its baseline, so there is no reason to state.
        </p>
      ) : (
        <ol style={{ margin: 0, paddingLeft: 20, display: 'flex', flexDirection: 'column', gap: 8 }}>
          {explanation.reasons.map((reason) => (
            <li key={reason.code}>
              {reason.text}
              <div className="caption">
                <code>{reason.code}</code>, {formatNumber(reason.pointsBelowBaseline, 'points')} points below the
                baseline
              </div>
            </li>
          ))}
        </ol>
      )}
      <p className="caption" style={{ margin: 0 }}>
        {explanation.tieRule}
      </p>
    </Panel>
  )
}

function outcomeText(explanation: CaseExplanation): string {
  if (explanation.outcome === null) return 'outcome not known'
  return explanation.outcome === 'event' ? 'turned bad' : 'stayed good'
}

function signed(value: number): string {
  return value > 0 ? `+${formatNumber(value, 'points')}` : formatNumber(value, 'points')
}
