import { Select } from '@mantine/core'
import type { MissingPoints, Scaling } from '../../../../shared/contract/index.ts'
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
      <AnchorFields scaling={scaling} onChange={set} />
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

/** The anchor of the scale: so many points at such odds, and what doubles them. */
function AnchorFields({ scaling, onChange: set }: { scaling: Scaling; onChange: (part: Partial<Scaling>) => void }) {
  return (
    <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr 1fr', gap: '8px 12px', alignItems: 'end' }}>
      <ParameterField
        label="Points"
        value={scaling.targetPoints}
        min={0}
        max={10_000}
        onChange={(targetPoints) => set({ targetPoints })}
      />
      <ParameterField
        label="Odds, to 1"
        value={scaling.targetOdds}
        min={0.01}
        max={10_000}
        onChange={(targetOdds) => set({ targetOdds })}
      />
      <ParameterField
        label="PDO"
        value={scaling.pointsToDoubleOdds}
        min={1}
        max={1000}
        onChange={(pointsToDoubleOdds) => set({ pointsToDoubleOdds })}
      />
    </div>
  )
}
