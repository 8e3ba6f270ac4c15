import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { EvidenceSummary, ModelVersion } from '../../../shared/contract/index.ts'
import { formatInstant, formatNumber } from '../../../shared/format.ts'
import { useServices } from '../../app-context.tsx'
import { HashText, KeyValues } from '../../components/key-values.tsx'
import { LoadingSkeleton } from '../../components/loading.tsx'
import { MetricCard } from '../../components/metric-card.tsx'
import { Panel } from '../../components/panel.tsx'
import { versionName } from '../../fields/choice-fields.tsx'
import { useDatasetName } from '../../fields/use-dataset-name.ts'
import { MetricInfo } from '../../metrics/metric-info.tsx'
import { intervalText, SAMPLE_WORDS } from '../../words/estimates.ts'
import { GateOutlook } from './gate-outlook.tsx'

/** The newest model at a glance, with its latest validation. */
export function ModelSummary({
  model,
  evidence,
}: {
  model: ModelVersion | null
  evidence: readonly EvidenceSummary[]
}) {
  const latest = [...evidence]
    .filter((item) => item.kind === 'validationReport')
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt))[0]
  if (model === null) {
    return (
      <Panel title="Model">
        <p className="muted" style={{ margin: 0 }}>
          The newest model and its main figures appear here once one is trained.
        </p>
      </Panel>
    )
  }
  return <StandingModel model={model} latest={latest} />
}

function StandingModel({ model, latest }: { model: ModelVersion; latest: EvidenceSummary | undefined }) {
  const dataset = useDatasetName(model)
  return (
    <Panel
      title="Model"
      tools={
        <Anchor component={Link} href={`/models/${model.id}`}>
          Open model
        </Anchor>
      }
    >
      <KeyValues
        items={[
          ['Name', versionName(model)],
          ['Trained', `${formatInstant(model.createdAt)} UTC by ${model.createdBy}`],
          ['Data', dataset],
          ['Hash', <HashText key="hash" hash={model.contentHash} />],
        ]}
      />
      {latest === undefined ? (
        <p className="caption" style={{ margin: 0 }}>
          Not validated yet.
        </p>
      ) : (
        <>
          <ValidationCards id={latest.id} />
          <GateOutlook modelId={model.id} />
        </>
      )}
    </Panel>
  )
}

function ValidationCards({ id }: { id: string }) {
  const { api } = useServices()
  const evidence = useQuery(
    api.evidence.get.queryOptions({ input: { evidence: id }, staleTime: Number.POSITIVE_INFINITY }),
  )
  const payload = evidence.data?.payload
  if (payload === undefined) return <LoadingSkeleton rows={3} />
  if (payload.kind !== 'validationReport') return null
  const report = payload.samples.find((sample) => sample.sample !== 'development') ?? payload.samples[0]
  if (report === undefined) return null
  return (
    <>
      <div className="cards">
        <MetricCard
          label={<MetricInfo metric="rocAuc" label="AUC" />}
          value={formatNumber(report.rocAuc.value, 'auc')}
          detail={intervalText(report.rocAuc, 'auc')}
        />
        <MetricCard
          label={<MetricInfo metric="gini" label="Gini" />}
          value={formatNumber(report.gini.value, 'percent1')}
          detail={intervalText(report.gini, 'percent1')}
        />
        <MetricCard
          label={<MetricInfo metric="ksStatistic" label="KS" />}
          value={formatNumber(report.ksStatistic.value, 'percent1')}
          detail={`at ${formatNumber(report.ksPoints, 'points')} points`}
        />
      </div>
      <p className="caption" style={{ margin: 0 }}>
        {SAMPLE_WORDS[report.sample]} sample, n = {formatNumber(report.nRows, 'integer')}, of them{' '}
        {formatNumber(report.nEvents, 'integer')} bad. In brackets: 95% confidence intervals.{' '}
        <Anchor component={Link} href={`/validation/${id}`} underline="always">
          Validation report
        </Anchor>
      </p>
    </>
  )
}
