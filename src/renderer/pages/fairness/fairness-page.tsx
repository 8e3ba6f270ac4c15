import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Scale } from 'lucide-react'
import { useLocation } from 'wouter'
import { useServices } from '../../app-context.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { versionName } from '../../fields/choice-fields.tsx'
import { EvidenceView } from '../../fields/evidence-view.tsx'
import { JobPanel } from '../../fields/job-panel.tsx'
import { NoModel } from '../../fields/no-model.tsx'
import { useDatasetChoice, useModelChoice } from '../../fields/use-choices.ts'
import { useEvidence } from '../../fields/use-evidence.ts'
import { useDraft } from '../../hooks/use-draft.ts'
import { useStartJob } from '../../hooks/use-start-job.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { assayCommand, type CommandWorkspace, callCommand } from '../../words/command-line.ts'
import {
  cutsProblem,
  type FairnessChoices,
  NO_FAIRNESS_CHOICES,
  parseCuts,
  parseThreshold,
} from './fairness-choices.ts'
import { FairnessForm } from './fairness-form.tsx'
import { FairnessResult } from './fairness-result.tsx'

/** Disparate impact: attribute, groups, reference, cut-off; then the table and chart on both bases. */
export function FairnessPage({ evidenceId }: { evidenceId: string | null }) {
  const { client } = useServices()
  const workspace = useWorkspace()
  const [, navigate] = useLocation()
  const setup = useFairnessSetup()
  const { model, input } = setup
  const held = useEvidence('fairnessReport', model.model?.id ?? null, evidenceId)
  const run = useStartJob('fairness', client.fairness.run, (job) => navigate(`/fairness/${job.result?.id ?? ''}`))
  const about =
    model.model === null || held.evidence === null
      ? null
      : [versionName(model.model), held.evidence.payload.grouping.column]
  return (
    <div className="page">
      <PageHeader
        title="Fairness"
        object={about?.join(' by ')}
        command={fairnessCommand(input, workspace)}
        actions={
          <Button disabled={input === null} loading={run.isBusy} onClick={() => input !== null && run.start(input)}>
            Run fairness audit
          </Button>
        }
      />
      <QueryView query={model.query}>
        {() =>
          model.model === null ? (
            <NoModel />
          ) : (
            <>
              <FairnessForm
                {...setup}
                runs={{ items: held.runs, id: held.id, show: (next) => navigate(`/fairness/${next}`) }}
              />
              <JobPanel run={run} />
              <EvidenceView held={held} datasets={setup.data.datasets} empty={<NotAudited />}>
                {(evidence, source) => <FairnessResult key={evidence.id} report={evidence.payload} source={source} />}
              </EvidenceView>
            </>
          )
        }
      </QueryView>
    </div>
  )
}

/** What is chosen, with its defaults, and the input of the run; null while something is missing. */
function useFairnessSetup() {
  const { api } = useServices()
  const model = useModelChoice()
  const data = useDatasetChoice(model.model?.datasetVersionId ?? null)
  const { dataset } = data
  const query = useQuery(
    api.dataset.get.queryOptions({
      input: { dataset: dataset?.id ?? '-' },
      enabled: dataset !== null,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
  const detail = query.data ?? null
  const [choices, onChange] = useDraft<FairnessChoices>(`fairness.${dataset?.id ?? ''}`, NO_FAIRNESS_CHOICES)
  const column = choices.column ?? detail?.columns.find((item) => item.role === 'sensitive')?.name ?? null
  const chosen = detail?.columns.find((item) => item.name === column)
  const version = model.model
  const isBlocked =
    version === null || dataset === null || column === null || cutsProblem(choices.cuts, chosen) !== null
  const input = isBlocked ? null : fairnessInput(version.id, dataset.id, column, choices)
  return { model, data, detail, column, choices, onChange, input }
}

function NotAudited() {
  return (
    <EmptyState title="Not audited yet" icon={<Scale size={28} />}>
      Choose the sensitive attribute and press Run fairness audit. Groups are compared with a reference group on the
      decisions and on the real outcome, with intervals and tests.
    </EmptyState>
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

function fairnessCommand(input: ReturnType<typeof fairnessInput>, workspace: CommandWorkspace): string {
  if (input === null) {
    const blanks = [
      ['model', 'MODEL'],
      ['dataset', 'DATASET'],
      ['sensitive', 'COLUMN'],
    ] as const
    return assayCommand('fairness', [], blanks, workspace)
  }
  const { column, cuts } = input.grouping
  if (cuts.length > 1 || input.sample !== 'all') return callCommand('fairness.run', input, workspace)
  const sensitive = cuts.length === 1 ? `${column}<=${cuts[0]}` : column
  return assayCommand(
    'fairness',
    [],
    [
      ['model', input.model],
      ['dataset', input.dataset],
      ['sensitive', sensitive],
      ['reference', input.reference],
      ['threshold', input.threshold],
    ],
    workspace,
  )
}
