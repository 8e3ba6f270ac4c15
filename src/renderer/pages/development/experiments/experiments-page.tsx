import { Button, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { FlaskConical } from 'lucide-react'
import { Link, useLocation } from 'wouter'
import type { DatasetSummary, Method } from '../../../../shared/contract/index.ts'
import { DIMENSION_GRAMMAR } from '../../../../shared/search-dimension.ts'
import { useServices } from '../../../app-context.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { PageHeader } from '../../../components/page-header.tsx'
import { Panel } from '../../../components/panel.tsx'
import { QueryView } from '../../../components/query-view.tsx'
import { DatasetField, versionName } from '../../../fields/choice-fields.tsx'
import { JobPanel } from '../../../fields/job-panel.tsx'
import { useDatasetChoice } from '../../../fields/use-choices.ts'
import { useDraft } from '../../../hooks/use-draft.ts'
import { useWorkspace } from '../../../shell/workspace-context.tsx'
import { METHOD_WORDS } from '../../models/model-words.ts'
import { FieldPair, ParameterField } from '../parameters/parameter-field.tsx'
import { TargetNote } from '../target-note.tsx'
import { useDevelopmentDraft } from '../use-development-draft.ts'
import {
  defaultExperiment,
  dimensionsOf,
  type ExperimentChoices,
  type ExperimentKind,
  type Strategy,
  searchableOf,
} from './experiment-choices.ts'
import { experimentCommand } from './experiment-command.ts'
import { ExperimentList } from './experiment-list.tsx'
import { ExperimentView } from './experiment-view.tsx'
import { useExperimentRun } from './use-experiment-run.ts'

/** Cross-validation, learning curves and searches with the parameters of the draft; every run is kept. */
export function ExperimentsPage({ id }: { id: string | null }) {
  const { query, datasets, dataset, choose } = useDatasetChoice()
  return (
    <div className="page">
      <QueryView query={query}>
        {() =>
          dataset === null ? (
            <>
              <PageHeader title="Experiments" />
              <EmptyState
                title="No dataset yet"
                icon={<FlaskConical size={28} />}
                action={
                  <Button component={Link} href="/datasets/import">
                    Import dataset
                  </Button>
                }
              >
                Experiments divide the development rows of a dataset.
              </EmptyState>
            </>
          ) : (
            <Experiments key={dataset.id} datasets={datasets} dataset={dataset} choose={choose} id={id} />
          )
        }
      </QueryView>
    </div>
  )
}

interface ExperimentsProps {
  readonly datasets: readonly DatasetSummary[]
  readonly dataset: DatasetSummary
  readonly choose: (id: string) => void
  readonly id: string | null
}

function Experiments({ datasets, dataset, choose, id }: ExperimentsProps) {
  const { api } = useServices()
  const workspace = useWorkspace()
  const [, navigate] = useLocation()
  const draft = useDevelopmentDraft(dataset.id)
  const { method } = draft.spec
  const [choices, setChoices] = useDraft<ExperimentChoices>(
    method === 'gbdt' ? `experiment.trees.${dataset.id}` : `experiment.${dataset.id}`,
    defaultExperiment(method),
  )
  const list = useQuery(api.experiment.list.queryOptions({ input: { dataset: dataset.id } }))
  const { run, start } = useExperimentRun(dataset.id, (made) => {
    void list.refetch()
    navigate(`/development/experiments/${made}`)
  })
  const { dimensions, wrong } = dimensionsOf(choices.vary, method)
  const isReady =
    dataset.target !== null &&
    draft.isLoaded &&
    (choices.kind !== 'search' || (dimensions.length > 0 && wrong.size === 0))
  const shown = id ?? list.data?.[0]?.id ?? null
  return (
    <>
      <PageHeader
        title="Experiments"
        object={versionName(dataset)}
        description="Parameters as on the Development page. Only the learning curve looks at the hold-out."
        command={experimentCommand(dataset, draft.spec, choices, workspace)}
        actions={
          <>
            <Button variant="default" component={Link} href="/development">
              Parameters
            </Button>
            <Button disabled={!isReady} loading={run.isBusy} onClick={() => start(draft.spec, choices)}>
              {RUN_WORDS[choices.kind]}
            </Button>
          </>
        }
      />
      <JobPanel run={run} />
      <div className="with-form">
        <div className="stack">
          <Panel title="Experiment">
            <DatasetField items={datasets} value={dataset} onChange={choose} width="100%" />
            <TargetNote target={dataset.target} id={dataset.id} />
            <p className="caption" style={{ margin: 0 }}>
              Method: <strong>{METHOD_WORDS[method]}</strong>, as on the Development page.
            </p>
            <ExperimentForm method={method} choices={choices} onChange={setChoices} wrong={wrong} />
          </Panel>
        </div>
        <div className="stack" style={{ gap: 16 }}>
          <QueryView query={list} rows={4}>
            {(experiments) => <ExperimentList experiments={experiments} shown={shown} />}
          </QueryView>
          {shown !== null && <ExperimentView id={shown} draft={draft} />}
        </div>
      </div>
    </>
  )
}

const RUN_WORDS: Readonly<Record<ExperimentKind, string>> = {
  crossValidation: 'Cross-validate',
  learningCurve: 'Draw learning curve',
  search: 'Search',
}

function ExperimentForm({
  method,
  choices,
  onChange,
  wrong,
}: {
  method: Method
  choices: ExperimentChoices
  onChange: (next: ExperimentChoices) => void
  wrong: ReadonlyMap<string, string>
}) {
  const { kind } = choices
  return (
    <>
      <SegmentedControl
        aria-label="Kind of experiment"
        orientation="vertical"
        fullWidth
        data={[
          { value: 'crossValidation', label: 'Cross-validation' },
          { value: 'learningCurve', label: 'Learning curve' },
          { value: 'search', label: 'Search for parameters' },
        ]}
        value={kind}
        onChange={(value) => onChange({ ...choices, kind: value as ExperimentKind })}
      />
      {kind !== 'learningCurve' && (
        <FieldPair>
          <ParameterField
            label="Folds"
            value={choices.folds}
            min={2}
            max={20}
            isWhole
            onChange={(folds) => onChange({ ...choices, folds })}
          />
          {kind === 'crossValidation' ? (
            <ParameterField
              label="Repeats"
              value={choices.repeats}
              min={1}
              max={20}
              isWhole
              onChange={(repeats) => onChange({ ...choices, repeats })}
            />
          ) : (
            <ParameterField
              label="Trials"
              value={choices.trials}
              min={1}
              max={500}
              isWhole
              disabled={choices.strategy === 'grid'}
              onChange={(trials) => onChange({ ...choices, trials })}
            />
          )}
        </FieldPair>
      )}
      {kind === 'search' && <SearchFields method={method} choices={choices} onChange={onChange} wrong={wrong} />}
    </>
  )
}

function SearchFields({
  method,
  choices,
  onChange,
  wrong,
}: {
  method: Method
  choices: ExperimentChoices
  onChange: (next: ExperimentChoices) => void
  wrong: ReadonlyMap<string, string>
}) {
  return (
    <>
      <Select
        label="Strategy"
        data={[
          { value: 'grid', label: 'Grid: every combination' },
          { value: 'random', label: 'Random' },
          { value: 'successiveHalving', label: 'Successive halving' },
        ]}
        value={choices.strategy}
        onChange={(strategy) => onChange({ ...choices, strategy: (strategy ?? 'random') as Strategy })}
      />
      {searchableOf(method).map(({ path, label, example }) => (
        <TextInput
          key={path}
          label={label}
          placeholder={`as set; such as ${example}`}
          value={choices.vary[path] ?? ''}
          onChange={(event) => onChange({ ...choices, vary: { ...choices.vary, [path]: event.currentTarget.value } })}
          error={wrong.get(path)}
        />
      ))}
      <p className="caption" style={{ margin: 0 }}>
        Values as {DIMENSION_GRAMMAR}; empty: as on the Development page. A search that was stopped goes on where it
        stopped.
      </p>
    </>
  )
}
