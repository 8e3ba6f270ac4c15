import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link } from 'wouter'
import type { ChartSpec } from '../../../../charts/describe-chart.ts'
import { sentenceCase } from '../../../../charts/sentence-case.ts'
import type {
  CrossValidationReport,
  Experiment,
  LearningCurveReport,
  Method,
  SearchReport,
} from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { useServices } from '../../../app-context.tsx'
import { DataTable } from '../../../components/data-table.tsx'
import { MetricCard } from '../../../components/metric-card.tsx'
import { Notice } from '../../../components/notice.tsx'
import { QueryView } from '../../../components/query-view.tsx'
import { ChartFigure } from '../../../metrics/chart-figure.tsx'
import { MetricInfo } from '../../../metrics/metric-info.tsx'
import { estimateText, intervalText } from '../../../words/estimates.ts'
import { withParams } from '../draft-methods.ts'
import type { DevelopmentDraftHandle, DraftContent } from '../use-development-draft.ts'
import { FOLD_COLUMNS, STABILITY_COLUMNS, trialColumns } from './experiment-columns.tsx'
import { ExperimentSettings } from './experiment-settings.tsx'

/** One experiment with its figures; the best parameters of a search can be taken over. */
export function ExperimentView({ id, draft }: { id: string; draft: DevelopmentDraftHandle }) {
  const { api } = useServices()
  const query = useQuery(
    api.experiment.get.queryOptions({ input: { experiment: id }, staleTime: Number.POSITIVE_INFINITY }),
  )
  return (
    <QueryView query={query} rows={8}>
      {(experiment) => (
        <>
          <Payload key={experiment.id} experiment={experiment} draft={draft} />
          <ExperimentSettings experiment={experiment} />
        </>
      )}
    </QueryView>
  )
}

function Payload({ experiment, draft }: { experiment: Experiment; draft: DevelopmentDraftHandle }) {
  const { payload } = experiment
  switch (payload.kind) {
    case 'crossValidation':
      return <Folds report={payload} />
    case 'learningCurve':
      return <Curve report={payload} source={`Run ${experiment.id.slice(0, 12)}.`} />
    case 'search':
      return <Trials report={payload} method={experiment.method} draft={draft} />
  }
}

function Folds({ report }: { report: CrossValidationReport }) {
  return (
    <>
      <div className="cards cards-narrow">
        <MetricCard
          label={<MetricInfo metric="crossValidatedAuc" label="Mean AUC" />}
          value={formatNumber(report.meanAuc.value, 'auc')}
          detail={intervalText(report.meanAuc, 'auc')}
        />
        <MetricCard
          label="AUC, folds pooled"
          value={formatNumber(report.pooledAuc.value, 'auc')}
          detail={intervalText(report.pooledAuc, 'auc')}
        />
        <MetricCard
          label={<MetricInfo metric="ksStatistic" label="Mean KS" />}
          value={formatNumber(report.meanKs.value, 'percent1')}
          detail={intervalText(report.meanKs, 'percent1')}
        />
        <MetricCard
          label={<MetricInfo metric="logLoss" label="Mean log-loss" />}
          value={formatNumber(report.meanLogLoss.value, 'index3')}
          detail={intervalText(report.meanLogLoss, 'index3')}
        />
        <MetricCard
          label={<MetricInfo metric="brierScore" label="Mean Brier score" />}
          value={formatNumber(report.meanBrier.value, 'index3')}
          detail={intervalText(report.meanBrier, 'index3')}
        />
      </div>
      <DataTable
        title={`${report.folds} folds${report.repeats > 1 ? `, ${report.repeats} times` : ''}`}
        label="Folds"
        columns={FOLD_COLUMNS}
        rows={report.results}
        rowKey={(row) => `${row.repeat}.${row.fold}`}
        footer={`n = ${formatNumber(report.nRows, 'integer')}, ${formatNumber(report.nEvents, 'integer')} bad. ${report.sample} ${sentenceCase(report.meanAuc.method)}.`}
      />
      <DataTable
        title="How often each characteristic was kept"
        label="Characteristics kept"
        columns={STABILITY_COLUMNS(report.results.length)}
        rows={report.stability}
        rowKey={(row) => row.name}
        hasSearch={report.stability.length > 12}
        maxHeight={320}
      />
    </>
  )
}

function Curve({ report, source }: { report: LearningCurveReport; source: string }) {
  const spec = useMemo<ChartSpec>(() => ({ name: 'learningCurve', report }), [report])
  const problems = report.points.filter(({ problem }) => problem !== null)
  return (
    <>
      <div className="figures">
        <ChartFigure spec={spec} source={source} />
      </div>
      {problems.length > 0 && (
        <Notice kind="attention" title="Some points have no model">
          {problems.map((point) => (
            <p key={point.share}>
              {formatNumber(point.nRows, 'integer')} rows: {point.problem}
            </p>
          ))}
        </Notice>
      )}
    </>
  )
}

function Trials({ report, method, draft }: { report: SearchReport; method: Method; draft: DevelopmentDraftHandle }) {
  const best = report.best === null ? null : (report.trials[report.best] ?? null)
  const content = useMemo(() => withParams(draft.content, method, report.bestParams), [draft.content, method, report])
  const columns = useMemo(() => trialColumns(report, method), [report, method])
  return (
    <>
      <Notice
        role="status"
        title={best === null ? 'No trial could be fitted' : `Best mean AUC ${estimateText(best.meanAuc, 'auc')}`}
        action={content !== null && <UseParameters content={content} draft={draft} />}
      >
        <p>{report.statement}</p>
      </Notice>
      <DataTable
        title={`${report.trials.length} trials`}
        label="Trials"
        columns={columns}
        rows={report.trials}
        rowKey={(row) => String(row.trial)}
        initialSort={{ column: 'auc', direction: 'descending' }}
        rowTone={(row) => (row === best ? 'selected' : undefined)}
        maxHeight={480}
      />
    </>
  )
}

/** Takes method and parameters over to the draft; says so once they stand there. */
function UseParameters({ content, draft }: { content: DraftContent; draft: DevelopmentDraftHandle }) {
  const isUsed = JSON.stringify(draft.spec) === JSON.stringify(content.spec)
  return isUsed ? (
    <Button variant="default" component={Link} href="/development">
      In use: open Development
    </Button>
  ) : (
    <Button variant="default" onClick={() => draft.change(() => content)}>
      Use these parameters
    </Button>
  )
}
