import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { ModelVersion, SampleName } from '../../../../shared/contract/index.ts'
import { useServices } from '../../../app-context.tsx'
import { CommandBlock } from '../../../components/command-block.tsx'
import { Panel } from '../../../components/panel.tsx'
import { DatasetField } from '../../../fields/choice-fields.tsx'
import { JobPanel } from '../../../fields/job-panel.tsx'
import { useDatasetChoice } from '../../../fields/use-choices.ts'
import { useStartJob } from '../../../hooks/use-start-job.ts'
import { useWorkspace } from '../../../shell/workspace-context.tsx'
import { assayCommand } from '../../../words/command-line.ts'
import { SAMPLE_WORDS } from '../../../words/estimates.ts'
import { NumberField } from '../number-field.tsx'
import {
  CALIBRATION_METHODS,
  CALIBRATION_WORDS,
  type CalibrationChoices,
  calibrationInput,
  DEFAULT_CALIBRATION,
} from './calibration-words.ts'

/** The way from this version to one with another PD. */
export function NewCalibration({ version }: { version: ModelVersion }) {
  const { client } = useServices()
  const workspace = useWorkspace()
  const [, navigate] = useLocation()
  const data = useDatasetChoice(version.datasetVersionId)
  const [choices, setChoices] = useState<CalibrationChoices>(DEFAULT_CALIBRATION)
  const { dataset } = data
  const isOwn = dataset?.id === version.datasetVersionId
  const input = calibrationInput(choices, isOwn)
  const run = useStartJob(
    `calibrate.${version.id}`,
    client.model.calibrate,
    (job) => job.result !== null && navigate(`/models/${job.result.id}/calibration`),
  )
  return (
    <Panel title="Calibrate as a new version">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (dataset !== null) run.start({ model: version.id, dataset: dataset.id, ...input })
        }}
      >
        <div className="fields" style={{ alignItems: 'end' }}>
          <MethodField choices={choices} onChange={setChoices} />
          <DatasetField items={data.datasets} value={dataset} onChange={data.choose} width={220} />
          <SampleField choices={{ ...choices, sample: input.sample }} onChange={setChoices} isOwn={isOwn} />
          {choices.method === 'shift' && (
            <NumberField
              label="Central tendency, %"
              value={choices.tendencyPercent}
              min={0.01}
              max={99.9}
              placeholder="bad rate of the sample"
              width={190}
              onChange={(tendencyPercent) => setChoices({ ...choices, tendencyPercent })}
            />
          )}
          <Button type="submit" disabled={dataset === null} loading={run.isBusy}>
            Calibrate
          </Button>
        </div>
        <p className="caption" style={{ margin: 0 }}>
          {CALIBRATION_WORDS[choices.method].explanation} Points, bins and the order of cases stay; only the PD changes.
        </p>
      </form>
      <JobPanel run={run} />
      <CommandBlock
        command={assayCommand(
          'calibrate',
          [],
          [
            ['model', version.id],
            ['method', input.method],
            ['dataset', dataset?.id ?? 'DATASET'],
            ['sample', input.sample],
            ['central-tendency', input.centralTendency],
          ],
          workspace,
        )}
      />
    </Panel>
  )
}

interface ChoiceProps {
  readonly choices: CalibrationChoices
  readonly onChange: (next: CalibrationChoices) => void
}

function MethodField({ choices, onChange }: ChoiceProps) {
  return (
    <Select
      label="Method"
      data={CALIBRATION_METHODS.map((value) => ({ value, label: CALIBRATION_WORDS[value].label }))}
      value={choices.method}
      onChange={(method) => onChange({ ...choices, method: (method ?? 'platt') as CalibrationChoices['method'] })}
      w={210}
    />
  )
}

/** Which rows of the dataset; those of another dataset than the model's own are all strange to it. */
function SampleField({ choices, onChange, isOwn }: ChoiceProps & { readonly isOwn: boolean }) {
  return (
    <Select
      label="Sample"
      data={(['holdout', 'development', 'all'] as const).map((value) => ({ value, label: SAMPLE_WORDS[value] }))}
      value={choices.sample}
      onChange={(sample) => onChange({ ...choices, sample: (sample ?? 'holdout') as SampleName })}
      disabled={!isOwn}
      w={130}
    />
  )
}
