import { Select } from '@mantine/core'
import type { MissingPoints, Scaling } from '../../../../shared/contract/index.ts'
import { AnchorFields } from './anchor-fields.tsx'
import { FieldPair, ParameterField } from './parameter-field.tsx'
import type { SectionProps } from './section-props.ts'

const MISSING_WORDS: Readonly<Record<MissingPoints['rule'], string>> = {
  woe: 'Those of their own bin',
  neutral: 'Neutral',
  worst: 'As the worst bin',
}

/** How log-odds become points. */
export function ScalingSection({ params, onChange }: SectionProps) {
  const { scaling } = params
  const set = (part: Partial<Scaling>) => onChange({ ...params, scaling: { ...scaling, ...part } })
  const rule = scaling.missing?.rule ?? 'woe'
  const setRule = (next: MissingPoints['rule']) => {
    const exceptions = scaling.missing?.exceptions ?? []
    const { missing: _, ...without } = scaling
    const isPlain = next === 'woe' && exceptions.length === 0
    onChange({ ...params, scaling: isPlain ? without : { ...without, missing: { rule: next, exceptions } } })
  }
  return (
    <div className="stack" style={{ gap: 8 }}>
      <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr 1fr', gap: '8px 12px', alignItems: 'end' }}>
        <AnchorFields scaling={scaling} onChange={set} />
      </div>
      <p className="caption" style={{ margin: 0 }}>
        {scaling.targetPoints} points mean {scaling.targetOdds} good to 1 bad; {scaling.pointsToDoubleOdds} points more
        double the odds.
      </p>
      <FieldPair>
        <Select
          label="Rounding"
          data={[
            { value: 'integer', label: 'Whole points' },
            { value: 'none', label: 'Exact' },
          ]}
          value={scaling.rounding}
          onChange={(rounding) => set({ rounding: rounding === 'none' ? 'none' : 'integer' })}
        />
        <ParameterField
          label="Risk bands"
          value={params.riskBands}
          min={0}
          max={20}
          isWhole
          onChange={(riskBands) => onChange({ ...params, riskBands })}
        />
      </FieldPair>
      <Select
        label="Points of missing values"
        data={(['woe', 'neutral', 'worst'] as const).map((value) => ({ value, label: MISSING_WORDS[value] }))}
        value={rule}
        onChange={(value) => setRule((value ?? 'woe') as MissingPoints['rule'])}
      />
      {(scaling.missing?.exceptions.length ?? 0) > 0 && (
        <p className="caption" style={{ margin: 0 }}>
          Set for single characteristics: {scaling.missing?.exceptions.map(({ column }) => column).join(', ')}.
        </p>
      )}
    </div>
  )
}
