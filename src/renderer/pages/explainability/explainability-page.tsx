import { Button, Tabs } from '@mantine/core'
import { Split } from 'lucide-react'
import { useMemo } from 'react'
import { useLocation } from 'wouter'
import type { ChartSpec } from '../../../charts/describe-chart.ts'
import type { ExplanationReport } from '../../../shared/contract/index.ts'
import { useServices } from '../../app-context.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { DatasetField, ModelField, versionName } from '../../fields/choice-fields.tsx'
import { EvidenceView } from '../../fields/evidence-view.tsx'
import { JobPanel } from '../../fields/job-panel.tsx'
import { NoModel } from '../../fields/no-model.tsx'
import { RunField } from '../../fields/run-field.tsx'
import { useDatasetChoice, useModelChoice } from '../../fields/use-choices.ts'
import { useEvidence } from '../../fields/use-evidence.ts'
import { useDraft } from '../../hooks/use-draft.ts'
import { useStartJob } from '../../hooks/use-start-job.ts'
import { ChartFigure } from '../../metrics/chart-figure.tsx'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { assayCommand, type CommandWorkspace } from '../../words/command-line.ts'
import { CaseView } from './case-view.tsx'
import { ImportanceTable } from './importance-table.tsx'

/** Importance over a sample, and one case in points with its reasons. */
export function ExplainabilityPage({ view }: { view: string | null }) {
  const { client } = useServices()
  const workspace = useWorkspace()
  const [, navigate] = useLocation()
  const { query, models, model, choose } = useModelChoice()
  const data = useDatasetChoice(model?.datasetVersionId ?? null)
  const isCase = view === 'case'
  const [row, setRow] = useDraft<number | null>('explain.row', null)
  const held = useEvidence('explanationReport', model?.id ?? null, isCase ? null : view)
  const run = useStartJob('explain', client.explain.run, (job) => navigate(`/explainability/${job.result?.id ?? ''}`))
  const { dataset } = data
  return (
    <div className="page">
      <PageHeader
        title="Explainability"
        object={model === null ? undefined : versionName(model)}
        command={explainCommand(model?.id, dataset?.id, isCase ? (row ?? 1) : null, workspace)}
        actions={
          <Button
            disabled={model === null || dataset === null}
            loading={run.isBusy}
            onClick={() => model !== null && dataset !== null && run.start({ model: model.id, dataset: dataset.id })}
          >
            Run explanation
          </Button>
        }
      />
      <QueryView query={query}>
        {() =>
          model === null || dataset === null ? (
            <NoModel />
          ) : (
            <>
              <div className="fields">
                <ModelField items={models} value={model} onChange={choose} />
                <DatasetField items={data.datasets} value={dataset} onChange={data.choose} />
                {!isCase && (
                  <RunField runs={held.runs} value={held.id} onChange={(next) => navigate(`/explainability/${next}`)} />
                )}
              </div>
              <JobPanel run={run} />
              <Tabs
                value={isCase ? 'case' : 'importance'}
                onChange={(value) => navigate(value === 'case' ? '/explainability/case' : '/explainability')}
                keepMounted={false}
              >
                <Tabs.List mb="md">
                  <Tabs.Tab value="importance">Importance</Tabs.Tab>
                  <Tabs.Tab value="case">One case</Tabs.Tab>
                </Tabs.List>
                <Tabs.Panel value="importance">
                  <EvidenceView held={held} datasets={data.datasets} empty={<NotExplained />}>
                    {(evidence, source) => <Importance report={evidence.payload} source={source} />}
                  </EvidenceView>
                </Tabs.Panel>
                <Tabs.Panel value="case">
                  <CaseView model={model} dataset={dataset} row={row} onRow={setRow} />
                </Tabs.Panel>
              </Tabs>
            </>
          )
        }
      </QueryView>
    </div>
  )
}

function explainCommand(model = 'MODEL', dataset = 'DATASET', row: number | null, workspace: CommandWorkspace): string {
  const options = [
    ['model', model],
    ['dataset', dataset],
    ['row', row],
  ] as const
  return assayCommand('explain', [], options, workspace)
}

function NotExplained() {
  return (
    <EmptyState title="Not explained yet" icon={<Split size={28} />}>
      Press Run explanation for the importance of each characteristic over the dataset. One case can be explained
      without it.
    </EmptyState>
  )
}

function Importance({ report, source }: { report: ExplanationReport; source: string }) {
  const spec = useMemo<ChartSpec>(() => ({ name: 'importanceBars', report }), [report])
  return (
    <div className="columns-2">
      <ChartFigure spec={spec} source={source} />
      <ImportanceTable report={report} />
    </div>
  )
}
