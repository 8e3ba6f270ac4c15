import type { Scaling } from '../../../../shared/contract/index.ts'
import { ParameterField } from './parameter-field.tsx'

type Anchor = Pick<Scaling, 'targetPoints' | 'targetOdds' | 'pointsToDoubleOdds'>

interface AnchorFieldsProps {
  readonly scaling: Anchor
  readonly onChange: (part: Partial<Anchor>) => void
}

/** The anchor of the scale: so many points at such odds, and what doubles them. */
export function AnchorFields({ scaling, onChange: set }: AnchorFieldsProps) {
  return (
    <>
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
    </>
  )
}
