import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Scale } from 'lucide-react'
import { useLocation } from 'wouter'
import { useServices } from '../../app-context.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { versionName } from '../../fields/choice-fields.tsx'
import { JobPanel } from '../../fields/job-panel.tsx'
import { NoModel } from '../../fields/no-model.tsx'
import { sourceText } from '../../fields/run-field.tsx'
import { useDatasetChoice, useModelChoice } from '../../fields/use-choices.ts'
import { useEvidence } from '../../fields/use-evidence.ts'
import { useDraft } from '../../hooks/use-draft.ts'
import { useStartJob } from '../../hooks/use-start-job.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { assayCommand, callCommand } from '../../words/command-line.ts'
import { cutsProblem, type FairnessChoices, NO_FAIRNESS_CHOICES, parseCuts, parseThreshold } from './fairness-choices.ts'
import { FairnessForm } from './fairness-form.tsx'
import { FairnessResult } from './fairness-result.tsx'

/** Disparate impact: attribute, groups, reference, cut-off; then the table and chart on both bases. */
export function FairnessPage({ evidenceId }: { evidenceId: string | null }) {
  const { client, api } = useServices()
  const workspace = useWorkspace()
  const [, navigate] = useLocation()
  const choice = useModelChoice()
  const data = useDatasetChoice(choice.model?.datasetVersionId ?? null)
  const { model } = choice
  const { dataset } = data
  const detail = useQuery(api.dataset.get.queryOptions({ input: { dataset: dataset?.id ?? '-' }, enabled: dataset !== null, staleTime: Number.POSITIVE_INFINITY }))
  const [choices, setChoices] = useDraft<FairnessChoices>(`fairness.${dataset?.id ?? ''}`, NO_FAIRNESS_CHOICES)
  const column = choices.column ?? detail.data?.columns.find((item) => item.role === 'sensitive')?.name ?? null
  const { runs, evidence, id, list, query: shown } = useEvidence('fairnessReport', model?.id ?? null, evidenceId)
  const run = useStartJob('fairness', client.fairness.run, (job) => navigate(`/fairness/${job.result?.id ?? ''}`))
  const chosen = detail.data?.columns.find((item) => item.name === column)
  const isBlocked = model === null || dataset === null || column === null || cutsProblem(choices.cuts, chosen) !== null
  const input = isBlocked ? null : fairnessInput(model.id, dataset.id, column, choices)
  const source = data.datasets.find((item) => item.id === evidence?.datasetVersionId)
  return (
    <div className="page">
      <PageHeader
        title="Fairness"
        object={evidence === null || model === null ? undefined : `${versionName(model)} by ${evidence.payload.grouping.column}`}
        command={input === null ? assayCommand('fairness', [], [['model', 'MODEL'], ['dataset', 'DATASET'], ['sensitive', 'COLUMN']], workspace.path) : fairnessCommand(input, workspace.path)}
        actions={
          <Button disabled={input === null} loading={run.isBusy} onClick={() => input !== null && run.start(input)}>
            Run fairness audit
          </Button>
        }
      />
      <QueryView query={choice.query}>
        {() =>
          model === null ? (
            <NoModel />
          ) : (
            <>
              <FairnessForm model={choice} data={data} detail={detail.data ?? null} column={column} choices={choices} onChange={setChoices} runs={{ items: runs, id, show: (next) => navigate(`/fairness/${next}`) }} />
              <JobPanel run={run} />
              {evidence !== null ? (
                <FairnessResult key={evidence.id} report={evidence.payload} source={sourceText(evidence, source === undefined ? evidence.datasetVersionId.slice(0, 12) : versionName(source))} />
              ) : list.data !== undefined && runs.length === 0 ? (
                <EmptyState title="Not audited yet" icon={<Scale size={28} />}>
                  Choose the sensitive attribute and press Run fairness audit. Groups are compared with a reference group on the decisions and on the real outcome, with intervals and tests.
                </EmptyState>
              ) : (
                <QueryView query={shown}>{() => null}</QueryView>
              )}
            </>
          )
        }
      </QueryView>
    </div>
  )
}

function fairnessInput(model: string, dataset: string, column: string, choices: FairnessChoices) {
  const cuts = parseCuts(choices.cuts)
  const threshold = parseThreshold(choices.threshold)
  if (cuts === null || threshold === undefined) return null
  return {
    model,
    dataset,
    grouping: { column, cuts: [...cuts] },
    ...(choices.reference.trim() === '' ? {} : { reference: choices.reference.trim() }),
    ...(threshold === null ? {} : { threshold }),
    sample: choices.sample,
  }
}

function fairnessCommand(input: NonNullable<ReturnType<typeof fairnessInput>>, workspace: string | null): string {
  const { column, cuts } = input.grouping
  if (cuts.length > 1 || input.sample !== 'all') return callCommand('fairness.run', input, workspace)
  const sensitive = cuts.length === 1 ? `${column}<=${cuts[0]}` : column
  return assayCommand('fairness', [], [['model', input.model], ['dataset', input.dataset], ['sensitive', sensitive], ['reference', input.reference], ['threshold', input.threshold]], workspace)
}
