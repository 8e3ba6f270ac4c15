import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { CreditModel, FitReport, ModelVersion } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { useServices } from '../../app-context.tsx'
import { MetricCard } from '../../components/metric-card.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { versionName } from '../../fields/choice-fields.tsx'
import { JobPanel } from '../../fields/job-panel.tsx'
import { useDatasetName } from '../../fields/use-dataset-name.ts'
import { useStartJob } from '../../hooks/use-start-job.ts'
import { MetricInfo } from '../../metrics/metric-info.tsx'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { assayCommand } from '../../words/command-line.ts'
import { intervalText, plural } from '../../words/estimates.ts'
import { CoefficientsTable } from '../models/coefficients-table.tsx'
import { TreeResult } from '../models/trees/tree-result.tsx'
import { CharacteristicReport } from './characteristic-report.tsx'
import { CorrelationTable } from './result/correlation-table.tsx'
import { RejectTable } from './result/reject-table.tsx'
import { SelectionPath } from './result/selection-path.tsx'

/** What a training has made: fit, characteristics by information value, bins, coefficients. */
export function ResultPage({ id }: { id: string }) {
  const { api } = useServices()
  const query = useQuery(api.model.get.queryOptions({ input: { model: id }, staleTime: Number.POSITIVE_INFINITY }))
  return (
    <div className="page">
      {query.data === undefined && <PageHeader title="Training result" />}
      <QueryView query={query} rows={12}>
        {(data) => <Result {...data} />}
      </QueryView>
    </div>
  )
}

function Result({ version, model, fit }: { version: ModelVersion; model: CreditModel; fit: FitReport }) {
  const { client } = useServices()
  const workspace = useWorkspace()
  const dataset = useDatasetName(version)
  const hasDiverged = !fit.converged && fit.boosting === null
  const validate = useStartJob(`validate.${version.id}`, client.validation.run, () => {
    window.location.hash = '/validation'
  })
  return (
    <>
      <PageHeader
        title="Training result"
        object={versionName(version)}
        description={`Trained on ${dataset} with seed ${version.seed}: ${formatNumber(fit.nDevelopment, 'integer')} development rows (${formatNumber(fit.nEventsDevelopment, 'integer')} bad), ${formatNumber(fit.nHoldout, 'integer')} hold-out rows (${formatNumber(fit.nEventsHoldout, 'integer')} bad)`}
        command={assayCommand('model show', [version.id], [], workspace)}
        actions={
          <>
            <Button variant="default" component={Link} href={`/models/${version.id}`}>
              Open model
            </Button>
            <Button
              loading={validate.isBusy}
              onClick={() => validate.start({ model: version.id, dataset: version.datasetVersionId })}
            >
              Validate
            </Button>
          </>
        }
      />
      <JobPanel run={validate} />
      {(fit.warnings.length > 0 || hasDiverged) && (
        <Notice kind="attention" title={hasDiverged ? 'The fit did not converge' : 'Read before use'}>
          {hasDiverged && (
            <p>Not converged after {plural(fit.nIterations, 'iteration')}: do not rely on the coefficients.</p>
          )}
          {fit.warnings.map((warning) => (
            <p key={warning}>{warning}</p>
          ))}
        </Notice>
      )}
      {model.kind === 'treeModel' ? (
        <TreeResult version={version} model={model} fit={fit} />
      ) : (
        <FitCards fit={fit} nUsed={model.characteristics.length} />
      )}
      <CharacteristicReport fit={fit} model={model} version={version} />
      {fit.rejectInference !== null && <RejectTable report={fit.rejectInference} />}
      <SelectionPath fit={fit} />
      {fit.coefficients.length > 0 && (
        <CoefficientsTable title="Coefficients" coefficients={fit.coefficients} maxHeight="min(620px, 64vh)" />
      )}
      {fit.correlations !== null && <CorrelationTable correlations={fit.correlations} />}
    </>
  )
}

function FitCards({ fit, nUsed }: { fit: FitReport; nUsed: number }) {
  return (
    <div className="cards">
      <MetricCard
        label={<MetricInfo metric="rocAuc" label="AUC, development" />}
        value={formatNumber(fit.developmentAuc.value, 'auc')}
        detail={`95% CI ${intervalText(fit.developmentAuc, 'auc')}`}
      />
      {fit.holdoutAuc !== null && (
        <MetricCard
          label={<MetricInfo metric="rocAuc" label="AUC, hold-out" />}
          value={formatNumber(fit.holdoutAuc.value, 'auc')}
          detail={`95% CI ${intervalText(fit.holdoutAuc, 'auc')}`}
        />
      )}
      <MetricCard
        label="Characteristics used"
        value={String(nUsed)}
        detail={`of ${fit.characteristicReport.length} looked at`}
      />
      <MetricCard
        label={<MetricInfo metric="likelihoodRatio" label="Likelihood ratio" />}
        value={formatNumber(fit.likelihoodRatio.statistic, 'number')}
        detail={`p ${formatNumber(fit.likelihoodRatio.pValue, 'pValue')}, ${fit.likelihoodRatio.degreesOfFreedom ?? '–'} df`}
      />
      <MetricCard
        label={<MetricInfo metric="informationCriterion" label="AIC" />}
        value={formatNumber(fit.aic, 'number')}
        detail={`BIC ${formatNumber(fit.bic, 'number')}; ${plural(fit.nIterations, 'iteration')}`}
      />
      {fit.rounding !== null && (
        <MetricCard
          label={<MetricInfo metric="rocAuc" label="AUC, rounded points" />}
          value={formatNumber(fit.rounding.aucRounded, 'auc')}
          detail={`exact ${formatNumber(fit.rounding.aucExact, 'auc')}; at most ${formatNumber(fit.rounding.largestDifference, 'odds')} points off`}
        />
      )}
    </div>
  )
}
