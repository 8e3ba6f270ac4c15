import { Button, Select } from '@mantine/core'
import { Scale } from 'lucide-react'
import { Link, useLocation } from 'wouter'
import type { ModelVersion, SampleName } from '../../../../shared/contract/index.ts'
import { useServices } from '../../../app-context.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { PageHeader } from '../../../components/page-header.tsx'
import { QueryView } from '../../../components/query-view.tsx'
import { DatasetField, versionName } from '../../../fields/choice-fields.tsx'
import { datasetName, EvidenceView } from '../../../fields/evidence-view.tsx'
import { JobPanel } from '../../../fields/job-panel.tsx'
import { RunField, sourceText } from '../../../fields/run-field.tsx'
import { useDatasetChoice, useModelChoice } from '../../../fields/use-choices.ts'
import { useEvidence, useEvidenceById } from '../../../fields/use-evidence.ts'
import { useDraft } from '../../../hooks/use-draft.ts'
import { useStartJob } from '../../../hooks/use-start-job.ts'
import { useWorkspace } from '../../../shell/workspace-context.tsx'
import { assayCommand } from '../../../words/command-line.ts'
import { SAMPLE_WORDS } from '../../../words/estimates.ts'
import { NumberField } from '../number-field.tsx'
import { MAX_COMPARED } from './compare-choices.ts'
import { ComparedModels } from './compared-models.tsx'
import { ComparisonResult } from './comparison-result.tsx'

interface CompareChoices {
  readonly sample: SampleName
  readonly approvalPercent: number | null
}

/** Two to four models on the same rows; the choice of models outlives a change of page. */
export function ComparePage({ evidenceId }: { evidenceId: string | null }) {
  const { query, models } = useModelChoice()
  const [chosen, setChosen] = useDraft<readonly string[]>('compare.models', [])
  const known = chosen.filter((id) => models.some((model) => model.id === id))
  return (
    <div className="page">
      <QueryView query={query}>
        {() =>
          models.length < 2 ? (
            <>
              <PageHeader title="Compare models" />
              <EmptyState
                title="Nothing to compare yet"
                icon={<Scale size={28} />}
                action={
                  <Button component={Link} href="/development">
                    Train another model
                  </Button>
                }
              >
                A comparison needs at least two model versions.
              </EmptyState>
            </>
          ) : (
            <Comparison models={models} chosen={known} onChoose={setChosen} evidenceId={evidenceId} />
          )
        }
      </QueryView>
    </div>
  )
}

function Comparison({
  models,
  chosen,
  onChoose,
  evidenceId,
}: {
  models: readonly ModelVersion[]
  chosen: readonly string[]
  onChoose: (next: readonly string[]) => void
  evidenceId: string | null
}) {
  const { client } = useServices()
  const workspace = useWorkspace()
  const [, navigate] = useLocation()
  const [choices, setChoices] = useDraft<CompareChoices>('compare.choices', { sample: 'holdout', approvalPercent: 70 })
  const first = models.find((model) => model.id === chosen[0]) ?? null
  const data = useDatasetChoice(first?.datasetVersionId ?? null)
  const held = useEvidence('comparisonReport', first?.id ?? null, evidenceId)
  const linked = useEvidenceById('comparisonReport', evidenceId)
  const run = useStartJob('compare', client.comparison.run, (job) =>
    navigate(`/models/compare/${job.result?.id ?? ''}`),
  )
  const { dataset } = data
  const approvalRate = (choices.approvalPercent ?? 70) / 100
  const isReady = chosen.length >= 2 && chosen.length <= MAX_COMPARED && dataset !== null
  return (
    <>
      <PageHeader
        title="Compare models"
        object={first === null ? undefined : `against ${versionName(first)}`}
        description="The same rows for every model. Differences are against the first one, with the paired DeLong test."
        command={assayCommand(
          'compare',
          chosen.length === 0 ? ['MODEL', 'MODEL'] : [...chosen],
          [
            ['dataset', dataset?.id ?? 'DATASET'],
            ['sample', choices.sample],
            ['approval-rate', approvalRate],
          ],
          workspace,
        )}
        actions={
          <Button
            disabled={!isReady}
            loading={run.isBusy}
            onClick={() =>
              dataset !== null &&
              run.start({ models: [...chosen], dataset: dataset.id, sample: choices.sample, approvalRate })
            }
          >
            Compare
          </Button>
        }
      />
      <div className="fields">
        <DatasetField items={data.datasets} value={dataset} onChange={data.choose} width={240} />
        <Select
          label="Sample"
          data={(['holdout', 'all', 'development'] as const).map((value) => ({ value, label: SAMPLE_WORDS[value] }))}
          value={choices.sample}
          onChange={(sample) => setChoices({ ...choices, sample: (sample ?? 'holdout') as SampleName })}
          w={140}
        />
        <NumberField
          label="Approve, % (swap sets)"
          value={choices.approvalPercent}
          min={1}
          max={99}
          width={170}
          onChange={(approvalPercent) => setChoices({ ...choices, approvalPercent })}
        />
        <RunField runs={held.runs} value={held.id} onChange={(id) => navigate(`/models/compare/${id}`)} />
      </div>
      <ComparedModels models={models} chosen={chosen} onChoose={onChoose} />
      <JobPanel run={run} />
      {linked !== null && linked.id !== held.id ? (
        <ComparisonResult
          key={linked.id}
          report={linked.payload}
          source={sourceText(linked, datasetName(data.datasets, linked))}
        />
      ) : first === null ? (
        <EmptyState title="Not compared yet">Tick two to four models, then “Compare”.</EmptyState>
      ) : (
        <EvidenceView
          held={held}
          datasets={data.datasets}
          empty={<EmptyState title="Not compared yet">Tick two to four models, then “Compare”.</EmptyState>}
        >
          {(evidence, source) => <ComparisonResult key={evidence.id} report={evidence.payload} source={source} />}
        </EvidenceView>
      )}
    </>
  )
}
