import { Button, Select } from '@mantine/core'
import type { ModelVersion, SampleName } from '../../../../shared/contract/index.ts'
import { useServices } from '../../../app-context.tsx'
import { CommandBlock } from '../../../components/command-block.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { DatasetField } from '../../../fields/choice-fields.tsx'
import { EvidenceView } from '../../../fields/evidence-view.tsx'
import { JobPanel } from '../../../fields/job-panel.tsx'
import { RunField } from '../../../fields/run-field.tsx'
import { useDatasetChoice } from '../../../fields/use-choices.ts'
import { useEvidence } from '../../../fields/use-evidence.ts'
import { useDraft } from '../../../hooks/use-draft.ts'
import { useStartJob } from '../../../hooks/use-start-job.ts'
import { useWorkspace } from '../../../shell/workspace-context.tsx'
import { assayCommand } from '../../../words/command-line.ts'
import { SAMPLE_WORDS } from '../../../words/estimates.ts'
import { NumberField } from '../number-field.tsx'
import { type CutOffChoices, cutOffInput, DEFAULT_CUT_OFF } from './cut-off-choices.ts'
import { CutOffResult } from './cut-off-result.tsx'

/** Cut-offs of a model by cost, profit, approval rate and bad rate. */
export function CutOffView({ version }: { version: ModelVersion }) {
  const { client } = useServices()
  const workspace = useWorkspace()
  const data = useDatasetChoice(version.datasetVersionId)
  const [choices, setChoices] = useDraft<CutOffChoices>(`cutOff.${version.id}`, DEFAULT_CUT_OFF)
  const [shown, show] = useDraft<string | null>(`cutOff.run.${version.id}`, null)
  const held = useEvidence('strategyReport', version.id, shown)
  const run = useStartJob(`cutOff.${version.id}`, client.strategy.run, (job) => show(job.result?.id ?? null))
  const { dataset } = data
  const input = cutOffInput(choices)
  return (
    <div className="stack" style={{ gap: 16 }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (dataset !== null) run.start({ model: version.id, dataset: dataset.id, ...input })
        }}
      >
        <div className="fields">
          <DatasetField items={data.datasets} value={dataset} onChange={data.choose} width={240} />
          <Select
            label="Sample"
            data={(['all', 'development', 'holdout'] as const).map((value) => ({ value, label: SAMPLE_WORDS[value] }))}
            value={choices.sample}
            onChange={(sample) => setChoices({ ...choices, sample: (sample ?? 'all') as SampleName })}
            w={130}
          />
          <RunField runs={held.runs} value={held.id} onChange={show} />
        </div>
        <div className="fields" style={{ alignItems: 'end' }}>
          <CostFields choices={choices} onChange={setChoices} />
          <Button type="submit" loading={run.isBusy} disabled={dataset === null}>
            Find cut-offs
          </Button>
        </div>
      </form>
      <JobPanel run={run} />
      <EvidenceView
        held={held}
        datasets={data.datasets}
        empty={
          <EmptyState title="No cut-off looked for yet">
            Say what an approved bad case and a refused good case cost, then “Find cut-offs”.
          </EmptyState>
        }
      >
        {(evidence, source) => <CutOffResult key={evidence.id} report={evidence.payload} source={source} />}
      </EvidenceView>
      <CommandBlock
        command={assayCommand(
          'cut-off',
          [],
          [
            ['model', version.id],
            ['dataset', dataset?.id ?? 'DATASET'],
            ['sample', input.sample],
            ['cost-false-negative', input.costFalseNegative],
            ['cost-false-positive', input.costFalsePositive],
            ['profit-per-good', input.profitPerGood],
            ['loss-per-bad', input.lossPerBad],
            ['approval-rate', input.approvalRate],
            ['bad-rate', input.badRate],
          ],
          workspace,
        )}
      />
    </div>
  )
}

function CostFields({ choices, onChange }: { choices: CutOffChoices; onChange: (next: CutOffChoices) => void }) {
  return (
    <>
      <NumberField
        label="Cost, approved bad"
        value={choices.costFalseNegative}
        min={0}
        onChange={(costFalseNegative) => onChange({ ...choices, costFalseNegative })}
      />
      <NumberField
        label="Cost, refused good"
        value={choices.costFalsePositive}
        min={0}
        onChange={(costFalsePositive) => onChange({ ...choices, costFalsePositive })}
      />
      <NumberField
        label="Profit, approved good"
        value={choices.profitPerGood}
        onChange={(profitPerGood) => onChange({ ...choices, profitPerGood })}
      />
      <NumberField
        label="Loss, approved bad"
        value={choices.lossPerBad}
        onChange={(lossPerBad) => onChange({ ...choices, lossPerBad })}
      />
      <NumberField
        label="Approve, %"
        value={choices.approvalPercent}
        min={0.1}
        max={99.9}
        placeholder="no rule"
        width={110}
        onChange={(approvalPercent) => onChange({ ...choices, approvalPercent })}
      />
      <NumberField
        label="Bad rate at most, %"
        value={choices.badPercent}
        min={0.01}
        max={99.9}
        placeholder="no rule"
        onChange={(badPercent) => onChange({ ...choices, badPercent })}
      />
    </>
  )
}
