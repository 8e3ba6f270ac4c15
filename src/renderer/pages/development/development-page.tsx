import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { FlaskConical } from 'lucide-react'
import { Link, useLocation } from 'wouter'
import type { DatasetVersion } from '../../../shared/contract/index.ts'
import { useServices } from '../../app-context.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { Panel } from '../../components/panel.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { DatasetField, versionName } from '../../fields/choice-fields.tsx'
import { JobPanel } from '../../fields/job-panel.tsx'
import { useDatasetChoice } from '../../fields/use-choices.ts'
import { useDraft } from '../../hooks/use-draft.ts'
import { useStartJob } from '../../hooks/use-start-job.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { assayCommand, type CommandWorkspace, callCommand } from '../../words/command-line.ts'
import { FeaturePicker } from './feature-picker.tsx'
import { ParameterForm } from './parameter-form.tsx'
import { PreviousTrainings } from './previous-trainings.tsx'
import {
  candidateColumns,
  DEFAULT_CHOICES,
  hasOwnParams,
  type TrainingChoices,
  trainingInput,
} from './training-choices.ts'

/** Trains a scorecard: data, characteristics, parameters with their defaults, one button. */
export function DevelopmentPage() {
  const { api, client } = useServices()
  const workspace = useWorkspace()
  const [, navigate] = useLocation()
  const { query, datasets, dataset, choose } = useDatasetChoice()
  const detail = useQuery(
    api.dataset.get.queryOptions({
      input: { dataset: dataset?.id ?? '-' },
      enabled: dataset !== null,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
  const [choices, setChoices] = useDraft<TrainingChoices>(`training.${dataset?.id ?? ''}`, DEFAULT_CHOICES)
  const run = useStartJob(
    'training',
    client.training.start,
    (job) => job.result !== null && navigate(`/development/${job.result.id}`),
  )
  const nCandidates = detail.data === undefined ? 0 : candidateColumns(detail.data).length
  const canStart = dataset !== null && dataset.target !== null && nCandidates > choices.excluded.length
  return (
    <div className="page">
      <PageHeader
        title="Development"
        description="Splits the data by a seed, bins every characteristic, selects, fits a logistic regression on the WoE and scales it to points."
        command={trainCommand(
          dataset === null ? 'DATASET' : versionRef(dataset),
          choices,
          dataset?.id ?? '',
          workspace,
        )}
        actions={
          <Button
            disabled={!canStart}
            loading={run.isBusy}
            onClick={() => dataset !== null && run.start(trainingInput(dataset.id, choices))}
          >
            Train scorecard
          </Button>
        }
      />
      <JobPanel run={run} />
      <QueryView query={query}>
        {() =>
          dataset === null ? (
            <NoDataset />
          ) : (
            <div className="with-form">
              <div className="stack">
                <Panel title="Data">
                  <DatasetField items={datasets} value={dataset} onChange={choose} width="100%" />
                  <TargetNote target={dataset.target} id={dataset.id} />
                </Panel>
                <ParameterForm choices={choices} onChange={setChoices} />
              </div>
              <QueryView query={detail} rows={10}>
                {(data) => <Right dataset={data} choices={choices} onChange={setChoices} />}
              </QueryView>
            </div>
          )
        }
      </QueryView>
    </div>
  )
}

function Right({
  dataset,
  choices,
  onChange,
}: {
  dataset: DatasetVersion
  choices: TrainingChoices
  onChange: (next: TrainingChoices) => void
}) {
  return (
    <div className="stack" style={{ gap: 16 }}>
      <FeaturePicker
        dataset={dataset}
        excluded={choices.excluded}
        onChange={(excluded) => onChange({ ...choices, excluded })}
      />
      <PreviousTrainings datasetId={dataset.id} datasetName={versionName(dataset)} />
    </div>
  )
}

function NoDataset() {
  return (
    <EmptyState
      title="No dataset yet"
      icon={<FlaskConical size={28} />}
      action={
        <Button component={Link} href="/datasets/import">
          Import dataset
        </Button>
      }
    >
      A scorecard is trained on a dataset with a column that says which cases turned bad.
    </EmptyState>
  )
}

function TargetNote({ target, id }: { target: { column: string; eventValue: string } | null; id: string }) {
  if (target !== null) {
    return (
      <p className="caption" style={{ margin: 0 }}>
        Bad means{' '}
        <strong>
          {target.column} = {target.eventValue}
        </strong>
      </p>
    )
  }
  return (
    <Notice kind="attention" title="This dataset has no target.">
      <p>
        Import the file again and choose the column that says which cases turned bad.{' '}
        <Link href={`/datasets/${id}`}>Open dataset</Link>
      </p>
    </Notice>
  )
}

function versionRef(dataset: { id: string }): string {
  return dataset.id
}

function trainCommand(dataset: string, choices: TrainingChoices, id: string, workspace: CommandWorkspace): string {
  if (hasOwnParams(choices)) return callCommand('training.start', trainingInput(id, choices), workspace)
  return assayCommand(
    'train scorecard',
    [],
    [
      ['dataset', dataset],
      ['exclude', [...choices.excluded]],
      ['seed', choices.seed],
      ['name', choices.name],
    ],
    workspace,
  )
}
