import type { BoostingSectionProps } from './growth-section.tsx'
import { FieldPair, ParameterField } from './parameter-field.tsx'

/** How log-odds become points; points of trees are never rounded. */
export function TreePointsSection({ params, onChange }: BoostingSectionProps) {
  const { scaling } = params
  const set = (part: Partial<typeof scaling>) => onChange({ ...params, scaling: { ...scaling, ...part } })
  return (
    <div className="stack" style={{ gap: 8 }}>
      <FieldPair>
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
