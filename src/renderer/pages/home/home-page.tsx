import { useQuery } from '@tanstack/react-query'
import { useServices } from '../../app-context.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { Panel } from '../../components/panel.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { useDatasetChoice, useModelChoice } from '../../fields/use-choices.ts'
import { useJobs } from '../../hooks/use-jobs.tsx'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { callCommand } from '../../words/command-line.ts'
import { ModelSummary } from './model-summary.tsx'
import { NextSteps } from './next-steps.tsx'
import { mainJobSteps } from './steps.ts'
import { WorkspaceFacts } from './workspace-facts.tsx'

/** Home of an open workspace: where the main job stands and what comes next. */
export function HomePage() {
  const { api } = useServices()
  const workspace = useWorkspace()
  const { query: models, model } = useModelChoice()
  const { query: datasets, dataset } = useDatasetChoice(model?.datasetVersionId ?? null)
  const evidence = useQuery(api.evidence.list.queryOptions({ input: model === null ? {} : { model: model.id } }))
  const decisions = useQuery(api.gate.decisions.queryOptions({ input: model === null ? {} : { model: model.id } }))
  const packs = useQuery(api.pack.list.queryOptions())
  const { jobs } = useJobs()
  const isReady = models.data !== undefined && datasets.data !== undefined && evidence.data !== undefined
  const steps = mainJobSteps({
    dataset,
    model,
    evidence: evidence.data ?? [],
    decisions: decisions.data ?? [],
    nPacks: packs.data?.filter((pack) => pack.modelVersionId === model?.id).length ?? 0,
    jobs,
  })
  return (
    <div className="page">
      <PageHeader
        title="Home"
        object={workspace.name}
        description={
          workspace.isSample
            ? 'Sample workspace on public German Credit data. Everything works as in your own.'
            : undefined
        }
        command={callCommand('workspace.status', undefined, workspace)}
      />
      <div className="columns-2" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 440px), 1fr))' }}>
        <Panel title={<StepsTitle nDone={steps.filter((step) => step.isDone).length} nAll={steps.length} />} isFlush>
          {isReady ? (
            <NextSteps steps={steps} dataset={dataset} model={model} />
          ) : (
            <QueryView query={datasets} rows={8}>
              {() => null}
            </QueryView>
          )}
        </Panel>
        <div className="stack" style={{ gap: 16 }}>
          <ModelSummary model={model} evidence={evidence.data ?? []} />
          <WorkspaceFacts />
        </div>
      </div>
    </div>
  )
}

function StepsTitle({ nDone, nAll }: { nDone: number; nAll: number }) {
  return (
    <>
      From data to a documented decision{' '}
      <span className="caption" style={{ fontWeight: 400 }}>
        {nDone} of {nAll} done
      </span>
    </>
  )
}
