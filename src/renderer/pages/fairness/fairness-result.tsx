import { Tabs } from '@mantine/core'
import { useMemo } from 'react'
import type { ChartSpec } from '../../../charts/describe-chart.ts'
import type { FairnessReport } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { MetricCard } from '../../components/metric-card.tsx'
import { ChartFigure } from '../../metrics/chart-figure.tsx'
import { MetricInfo } from '../../metrics/metric-info.tsx'
import { SAMPLE_WORDS } from '../../words/estimates.ts'
import { GroupsTable } from './groups-table.tsx'

type Basis = FairnessReport['bases'][number]

const BASIS_WORDS = { decision: 'By the model’s decision', outcome: 'By the real outcome' } as const

/** The report on both bases. */
export function FairnessResult({ report, source }: { report: FairnessReport; source: string }) {
  const first = report.bases[0]
  if (first === undefined) return null
  return (
    <>
      <p className="caption" style={{ margin: 0 }}>
        {SAMPLE_WORDS[report.sample]}. Reference group: <strong>{report.referenceGroup}</strong> (
        {report.referenceReason}). Approved at {formatNumber(report.cutOff.points, 'points')} points or more (PD{' '}
        {formatNumber(report.cutOff.probability, 'percent2')}; {report.cutOff.reason}). {source}
      </p>
      <Tabs defaultValue={first.basis} keepMounted={false}>
        <Tabs.List mb="md">
          {report.bases.map((basis) => (
            <Tabs.Tab key={basis.basis} value={basis.basis}>
              {BASIS_WORDS[basis.basis]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {report.bases.map((basis) => (
          <Tabs.Panel key={basis.basis} value={basis.basis}>
            <BasisView report={report} basis={basis} source={source} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  )
}

function BasisView({ report, basis, source }: { report: FairnessReport; basis: Basis; source: string }) {
  const spec = useMemo<ChartSpec>(() => ({ name: 'impactRatio', report, basis: basis.basis }), [report, basis.basis])
  return (
    <div className="stack" style={{ gap: 16 }}>
      <GroupsTable report={report} basis={basis} />
      <div className="columns-2" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 380px), 1fr))' }}>
        <ChartFigure spec={spec} source={source} />
        <div className="cards">
          <MetricCard
            label={<MetricInfo metric="demographicParityDifference" label="Demographic parity difference" />}
            value={formatNumber(basis.demographicParityDifference, 'pp1')}
            detail="0 is parity"
          />
          <MetricCard
            label={<MetricInfo metric="equalizedOddsDifference" label="Equalized odds difference" />}
            value={formatNumber(basis.equalizedOddsDifference, 'pp1')}
            detail={basis.basis === 'outcome' ? 'needs decisions' : '0 is parity'}
          />
          <MetricCard
            label="Attribute missing"
            value={formatNumber(basis.nMissing, 'integer')}
            detail="rows left out of the groups"
          />
        </div>
      </div>
    </div>
  )
}
