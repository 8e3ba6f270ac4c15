import { percentOf, shareOf } from '../../../words/percent.ts'
import type { BoostingSectionProps } from './growth-section.tsx'
import { FieldPair, ParameterField } from './parameter-field.tsx'

/** What is drawn by chance for each tree, and for the importance. */
export function SamplingSection({ params, onChange }: BoostingSectionProps) {
  return (
    <div className="stack" style={{ gap: 8 }}>
      <FieldPair>
        <ParameterField
          label="Rows per tree, %"
          value={percentOf(params.rowShare)}
          min={1}
          max={100}
          onChange={(percent) => onChange({ ...params, rowShare: shareOf(percent) })}
        />
        <ParameterField
          label="Columns per tree, %"
          value={percentOf(params.columnShare)}
          min={1}
          max={100}
          onChange={(percent) => onChange({ ...params, columnShare: shareOf(percent) })}
        />
        <ParameterField
          label="Shuffles for importance"
          value={params.permutations}
          min={0}
          max={50}
          isWhole
          onChange={(permutations) => onChange({ ...params, permutations })}
        />
      </FieldPair>
      <p className="caption" style={{ margin: 0 }}>
        Everything is drawn by the seed: the same seed gives the same model. Importance by shuffling says how much AUC a
        characteristic is worth; 0 leaves it out.
      </p>
    </div>
  )
}
