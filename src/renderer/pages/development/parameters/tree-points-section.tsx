import { AnchorFields } from './anchor-fields.tsx'
import type { BoostingSectionProps } from './growth-section.tsx'
import { FieldPair, ParameterField } from './parameter-field.tsx'

/** How log-odds become points; points of trees are never rounded. */
export function TreePointsSection({ params, onChange }: BoostingSectionProps) {
  const { scaling } = params
  const set = (part: Partial<typeof scaling>) => onChange({ ...params, scaling: { ...scaling, ...part } })
  return (
    <div className="stack" style={{ gap: 8 }}>
      <FieldPair>
        <AnchorFields scaling={scaling} onChange={set} />
        <ParameterField
          label="Risk bands"
          value={params.riskBands}
          min={0}
          max={20}
          isWhole
          onChange={(riskBands) => onChange({ ...params, riskBands })}
        />
      </FieldPair>
      <p className="caption" style={{ margin: 0 }}>
        {scaling.targetPoints} points mean {scaling.targetOdds} good to 1 bad; {scaling.pointsToDoubleOdds} points more
        double the odds. Points of trees are not rounded.
      </p>
    </div>
  )
}
