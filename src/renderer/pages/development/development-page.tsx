import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { FlaskConical } from 'lucide-react'
import { Link, useLocation } from 'wouter'
import type { DatasetVersion, Method } from '../../../shared/contract/index.ts'
import { useServices } from '../../app-context.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { LinkButton } from '../../components/link-button.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { DatasetField, versionName } from '../../fields/choice-fields.tsx'
import { JobPanel } from '../../fields/job-panel.tsx'
import { useDatasetChoice } from '../../fields/use-choices.ts'
import { useDraft } from '../../hooks/use-draft.ts'
import { useStartJob } from '../../hooks/use-start-job.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { assayCommand, type CommandWorkspace } from '../../words/command-line.ts'
import { ParameterFile } from './bins/parameter-file.tsx'
import { trainCommand } from './bins/train-command.ts'
import { FeaturePicker } from './feature-picker.tsx'
import { MemoryNote } from './parameters/memory-note.tsx'
import { ParameterForm } from './parameters/parameter-form.tsx'
import { PreviousTrainings } from './previous-trainings.tsx'
import { TargetNote } from './target-note.tsx'
import { LiveTraining } from './training/live-training.tsx'
import { candidateColumns, hasOwnParams, trainingInput } from './training-input.ts'
import { type DevelopmentDraftHandle, type DraftSpec, useDevelopmentDraft } from './use-development-draft.ts'

/** Trains a model: data, characteristics, parameters with their defaults, one button. */
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
  const draft = useDevelopmentDraft(dataset?.id ?? null)
  const [started, setStarted] = useDraft<Method>('training.method', 'scorecard')
  const run = useStartJob(
    'training',
    client.training.start,
    (job) => job.result !== null && started !== 'gbdt' && navigate(`/development/${job.result.id}`),
  )
  const nCandidates = detail.data === undefined ? 0 : candidateColumns(detail.data).length
  const canStart = dataset !== null && dataset.target !== null && nCandidates > draft.spec.exclude.length
  const start = async () => {
    if (dataset === null) return
    await draft.save()
    setStarted(draft.spec.method)
    run.start(trainingInput(dataset.id, draft.spec, draft.name))
  }
  return (
    <div className="page">
      <PageHeader
        title="Development"
        description={DESCRIPTIONS[draft.spec.method]}
        command={commandOf(dataset, draft, workspace)}
        actions={<HeaderActions canStart={canStart} draft={draft} isBusy={run.isBusy} onStart={() => void start()} />}
      />
      {started === 'gbdt' ? <LiveTraining run={run} /> : <JobPanel run={run} />}
      <QueryView query={query}>
        {() =>
          dataset === null ? (
            <NoDataset />
          ) : (
            <QueryView query={detail} rows={10}>
              {(data) => (
                <div className="with-form">
                  <div className="stack">
                    <DraftNote draft={draft} />
                    <ParameterForm dataset={data} draft={draft}>
                      <DatasetField items={datasets} value={dataset} onChange={choose} width="100%" />
                      <TargetNote target={dataset.target} id={dataset.id} />
                    </ParameterForm>
                    {draft.spec.method === 'gbdt' && <MemoryNote datasetId={dataset.id} draft={draft} />}
                    <div>
                      <ParameterFile
                        spec={draft.spec}
                        name={dataset.name}
                        onLoad={(params) => draft.setSpec((previous) => ({ ...previous, params }) as DraftSpec)}
                      />
                    </div>
                  </div>
                  <Right dataset={data} draft={draft} />
                </div>
              )}
            </QueryView>
          )
        }
      </QueryView>
    </div>
  )
}

const DESCRIPTIONS: Readonly<Record<Method, string>> = {
  scorecard: 'Split by a seed, bin, select, fit, scale to points; everything that decides the result stands below.',
  logistic: 'Split by a seed, select, fit, scale to points; everything that decides the result stands below.',
  gbdt: 'Split by a seed, grow tree by tree, keep the best number; everything that decides the result stands below.',
}

const TRAIN_WORDS: Readonly<Record<Method, string>> = {
  scorecard: 'Train scorecard',
  logistic: 'Train regression',
  gbdt: 'Train trees',
}

interface HeaderActionsProps {
  readonly canStart: boolean
  readonly draft: DevelopmentDraftHandle
  readonly isBusy: boolean
  readonly onStart: () => void
}

function HeaderActions({ canStart, draft, isBusy, onStart }: HeaderActionsProps) {
  return (
    <>
      <Button variant="default" component={Link} href="/development/experiments">
        Experiments
      </Button>
      {draft.spec.method === 'gbdt' ? (
        <LinkButton href="/development/constraints" disabled={!canStart}>
          Constraints
        </LinkButton>
      ) : (
        <LinkButton href="/development/bins" disabled={!canStart}>
          Edit bins
        </LinkButton>
      )}
      <Button disabled={!canStart || !draft.isLoaded} loading={isBusy} onClick={onStart}>
        {TRAIN_WORDS[draft.spec.method]}
      </Button>
    </>
  )
}

function Right({ dataset, draft }: { dataset: DatasetVersion; draft: DevelopmentDraftHandle }) {
  return (
    <div className="stack" style={{ gap: 16 }}>
      <FeaturePicker
        dataset={dataset}
        excluded={draft.spec.exclude}
        onChange={(exclude) => draft.setSpec((previous) => ({ ...previous, exclude: [...exclude] }))}
      />
      <PreviousTrainings datasetId={dataset.id} datasetName={versionName(dataset)} />
    </div>
  )
}

function DraftNote({ draft }: { draft: DevelopmentDraftHandle }) {
  if (draft.saving !== 'failed' && (draft.isLoaded || draft.error === null)) return null
  return (
    <Notice
      kind="attention"
      role="alert"
      title={draft.isLoaded ? 'The draft could not be saved.' : 'The draft could not be read.'}
      action={
        <Button variant="default" onClick={() => (draft.isLoaded ? void draft.save() : draft.reload())}>
          Try again
        </Button>
      }
    />
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
      A model is trained on a dataset with a column that says which cases turned bad.
    </EmptyState>
  )
}

function commandOf(
  dataset: { readonly id: string; readonly name: string } | null,
  { spec, name }: DevelopmentDraftHandle,
  workspace: CommandWorkspace,
): string {
  if (dataset !== null && hasOwnParams(spec)) return trainCommand(dataset, spec, name, workspace)
  return assayCommand(
    `train ${spec.method}`,
    [],
    [
      ['dataset', dataset?.id ?? 'DATASET'],
      ['exclude', spec.exclude],
      ['seed', spec.seed],
      ['name', name],
    ],
    workspace,
  )
}
