import { Select } from '@mantine/core'
import type { EarlyStopping, GbdtParams } from '../../../../shared/contract/index.ts'
import { percentOf, shareOf } from '../../../words/percent.ts'
import { FieldPair, ParameterField } from './parameter-field.tsx'

/** What every part of the form of boosted trees gets. */
export interface BoostingSectionProps {
  readonly params: GbdtParams
  readonly onChange: (next: GbdtParams) => void
}

const STOPPING: Readonly<Record<EarlyStopping['sample'], { label: string; explanation: string }>> = {
  none: {
    label: 'Never: grow all trees',
    explanation: 'Every tree is grown and kept; the hold-out sample is only watched.',
  },
  validation: {
    label: 'On rows set aside',
    explanation: 'Some development rows are set aside to watch on; the hold-out sample stays an independent judge.',
  },
  holdout: {
    label: 'On the hold-out sample',
    explanation:
      'The hold-out sample decides when to stop, so it is no longer an independent judge; the result says so.',
  },
}

/** How many trees, how fast they learn, how large they are, and when to stop. */
export function GrowthSection({ params, onChange }: BoostingSectionProps) {
  const { earlyStopping: stopping } = params
  const setStopping = (part: Partial<EarlyStopping>) => onChange({ ...params, earlyStopping: { ...stopping, ...part } })
  return (
    <div className="stack" style={{ gap: 8 }}>
      <FieldPair>
        <ParameterField
          label="Trees at most"
          value={params.maxTrees}
          min={1}
          max={10_000}
          step={50}
          isWhole
          onChange={(maxTrees) => onChange({ ...params, maxTrees })}
        />
        <ParameterField
          label="Learning rate"
          value={params.learningRate}
          min={0.001}
          max={1}
          step={0.01}
          onChange={(learningRate) => onChange({ ...params, learningRate })}
        />
        <ParameterField
          label="Leaves per tree"
          value={params.maxLeaves}
          min={2}
          max={1024}
          isWhole
          onChange={(maxLeaves) => onChange({ ...params, maxLeaves })}
        />
        <ParameterField
          label="Rows per leaf, least"
          value={params.minChildCount}
          min={1}
          max={1_000_000}
          isWhole
          onChange={(minChildCount) => onChange({ ...params, minChildCount })}
        />
      </FieldPair>
      <p className="caption" style={{ margin: 0 }}>
        A smaller learning rate needs more trees and often ranks better. More leaves follow the data closer.
      </p>
      <Select
        label="Stop early"
        data={Object.entries(STOPPING).map(([value, { label }]) => ({ value, label }))}
        value={stopping.sample}
        onChange={(sample) => setStopping({ sample: (sample ?? 'none') as EarlyStopping['sample'] })}
        allowDeselect={false}
      />
      <p className="caption" style={{ margin: 0 }}>
        {STOPPING[stopping.sample].explanation}
      </p>
      {stopping.sample !== 'none' && <StoppingFields stopping={stopping} onChange={setStopping} />}
    </div>
  )
}

function StoppingFields(props: { stopping: EarlyStopping; onChange: (part: Partial<EarlyStopping>) => void }) {
  const { stopping, onChange } = props
  return (
    <FieldPair>
      {stopping.sample === 'validation' && (
        <ParameterField
          label="Set aside, %"
          value={percentOf(stopping.share)}
          min={1}
          max={90}
          onChange={(percent) => onChange({ share: shareOf(percent) })}
        />
      )}
      <ParameterField
        label="Patience, trees"
        value={stopping.patience}
        min={1}
        max={10_000}
        isWhole
        onChange={(patience) => onChange({ patience })}
      />
      <Select
        label="Watch"
        data={[
          { value: 'logLoss', label: 'Log loss' },
          { value: 'rocAuc', label: 'AUC' },
        ]}
        value={stopping.metric}
        onChange={(metric) => onChange({ metric: metric === 'rocAuc' ? 'rocAuc' : 'logLoss' })}
        allowDeselect={false}
      />
    </FieldPair>
  )
}
