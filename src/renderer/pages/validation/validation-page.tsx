import { Button } from '@mantine/core'
import { useLocation } from 'wouter'
import { useServices } from '../../app-context.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { DatasetField, ModelField, versionName } from '../../fields/choice-fields.tsx'
import { datasetName, EvidenceView } from '../../fields/evidence-view.tsx'
import { JobPanel } from '../../fields/job-panel.tsx'
import { NoModel } from '../../fields/no-model.tsx'
import { RunField } from '../../fields/run-field.tsx'
import { useDatasetChoice, useModelChoice } from '../../fields/use-choices.ts'
import { useEvidence } from '../../fields/use-evidence.ts'
import { useStartJob } from '../../hooks/use-start-job.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { assayCommand } from '../../words/command-line.ts'
import { NotValidated } from './not-validated.tsx'
import { ValidationResult } from './validation-result.tsx'

/** Validation: choose model and dataset, run, read the figures on both samples. */
export function ValidationPage({ evidenceId }: { evidenceId: string | null }) {
  const { client } = useServices()
  const workspace = useWorkspace()
  const [, navigate] = useLocation()
  const { query, models, model, choose } = useModelChoice()
  const data = useDatasetChoice(model?.datasetVersionId ?? null)
  const held = useEvidence('validationReport', model?.id ?? null, evidenceId)
  const run = useStartJob('validation', client.validation.run, (job) => navigate(`/validation/${job.result?.id ?? ''}`))
  const dataset = data.dataset
  return (
    <div className="page">
      <PageHeader
        title="Validation"
        object={
          held.evidence === null || model === null
            ? undefined
            : `${versionName(model)} on ${datasetName(data.datasets, held.evidence)}`
        }
        command={assayCommand(
          'validate',
          [],
          [
            ['model', model?.id ?? 'MODEL'],
            ['dataset', dataset?.id ?? 'DATASET'],
          ],
          workspace,
        )}
        actions={
          <Button
            disabled={model === null || dataset === null}
            loading={run.isBusy}
            onClick={() => model !== null && dataset !== null && run.start({ model: model.id, dataset: dataset.id })}
          >
            Run validation
          </Button>
        }
      />
      <QueryView query={query}>
        {() =>
          model === null ? (
            <NoModel />
          ) : (
            <>
              <div className="fields">
                <ModelField items={models} value={model} onChange={choose} />
                <DatasetField items={data.datasets} value={dataset} onChange={data.choose} />
                <RunField runs={held.runs} value={held.id} onChange={(next) => navigate(`/validation/${next}`)} />
              </div>
              <JobPanel run={run} />
              <EvidenceView held={held} datasets={data.datasets} empty={<NotValidated />}>
                {(evidence, source) => <ValidationResult key={evidence.id} report={evidence.payload} source={source} />}
              </EvidenceView>
            </>
          )
        }
      </QueryView>
    </div>
  )
}
