import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core'
import { Panel } from '../../components/panel.tsx'
import type { TrainingChoices } from './training-choices.ts'

interface FormProps {
  readonly choices: TrainingChoices
  readonly onChange: (next: TrainingChoices) => void
}

const PAIR = { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: '8px 12px', alignItems: 'end' } as const

/** Name, seed, split, binning and scaling, each with its default. */
export function ParameterForm({ choices, onChange }: FormProps) {
  return (
    <Panel title="Parameters">
      <TextInput
        label="Model name"
        placeholder="As the dataset"
        value={choices.name}
        onChange={(event) => onChange({ ...choices, name: event.currentTarget.value })}
        maxLength={120}
      />
      <div style={PAIR}>
        <Field
          label="Seed"
          value={choices.seed}
          min={0}
          max={4_294_967_295}
          isWhole
          onChange={(seed) => onChange({ ...choices, seed })}
        />
        <Field
          label="Development, %"
          value={choices.developmentPercent}
          min={10}
          max={100}
          onChange={(developmentPercent) => onChange({ ...choices, developmentPercent })}
        />
        <Field
          label="Bins at most"
          value={choices.maxBins}
          min={2}
          max={20}
          isWhole
          onChange={(maxBins) => onChange({ ...choices, maxBins })}
        />
        <Field
          label="Smallest bin, %"
          value={choices.minBinPercent}
          min={0}
          max={50}
          onChange={(minBinPercent) => onChange({ ...choices, minBinPercent })}
        />
        <Select
          label="Trend of bad rate"
          data={[
            { value: 'auto', label: 'Automatic' },
            { value: 'none', label: 'Free' },
          ]}
          value={choices.trend}
          onChange={(trend) => onChange({ ...choices, trend: trend === 'none' ? 'none' : 'auto' })}
        />
        <Field
          label="Least IV"
          value={choices.minInformationValue}
          min={0}
          max={1}
          step={0.01}
          onChange={(minInformationValue) => onChange({ ...choices, minInformationValue })}
        />
      </div>
      <p className="caption" style={{ margin: 0 }}>
        {choices.trend === 'auto'
          ? 'Automatic: the bad rate rises or falls with the value; one turn only on very strong evidence.'
          : 'Free: the bins that separate best, whatever the bad rate does.'}
      </p>
      <Switches choices={choices} onChange={onChange} />
      <ScalingFields choices={choices} onChange={onChange} />
    </Panel>
  )
}

function Switches({ choices, onChange }: FormProps) {
  return (
    <>
      <Checkbox
        label="Keep every text level as its own bin"
        checked={choices.keepLevels}
        onChange={(event) => onChange({ ...choices, keepLevels: event.currentTarget.checked })}
      />
      <Checkbox
        label="Leave out wrong signs"
        checked={choices.dropWrongSigns}
        onChange={(event) => onChange({ ...choices, dropWrongSigns: event.currentTarget.checked })}
      />
    </>
  )
}

function ScalingFields({ choices, onChange }: FormProps) {
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <legend className="caption" style={{ padding: 0, marginBottom: 4 }}>
        Scaling: {choices.targetPoints} points mean {choices.targetOdds} good to 1 bad; {choices.pointsToDoubleOdds}{' '}
        points more double the odds
      </legend>
      <div style={{ ...PAIR, gridTemplateColumns: '1fr 1fr 1fr' }}>
        <Field
          label="Points"
          value={choices.targetPoints}
          min={0}
          max={10_000}
          onChange={(targetPoints) => onChange({ ...choices, targetPoints })}
        />
        <Field
          label="Odds, to 1"
          value={choices.targetOdds}
          min={0.01}
          max={10_000}
          onChange={(targetOdds) => onChange({ ...choices, targetOdds })}
        />
        <Field
          label="PDO"
          value={choices.pointsToDoubleOdds}
          min={1}
          max={1000}
          onChange={(pointsToDoubleOdds) => onChange({ ...choices, pointsToDoubleOdds })}
        />
      </div>
    </fieldset>
  )
}

function Field(props: {
  label: string
  value: number
  min: number
  max: number
  step?: number
  isWhole?: boolean
  onChange: (value: number) => void
}) {
  return (
    <NumberInput
      label={props.label}
      value={props.value}
      min={props.min}
      max={props.max}
      step={props.step ?? 1}
      allowDecimal={props.isWhole !== true}
      clampBehavior="blur"
      onChange={(value) => typeof value === 'number' && props.onChange(value)}
    />
  )
}
