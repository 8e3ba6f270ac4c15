import type { BoostingSectionProps } from './growth-section.tsx'
import { FieldPair, LimitField, ParameterField } from './parameter-field.tsx'

/** What a leaf needs, how deep a tree may go, and what makes leaf values timid. */
export function TreeShapeSection({ params, onChange }: BoostingSectionProps) {
  const set = (part: Partial<typeof params>) => onChange({ ...params, ...part })
  return (
    <div className="stack" style={{ gap: 8 }}>
      <FieldPair>
        <LimitField
          label="Depth at most"
          value={params.maxDepth}
          min={1}
          max={64}
          isWhole
          onChange={(maxDepth) => set({ maxDepth })}
        />
        <ParameterField
          label="Weight per leaf, least"
          value={params.minChildWeight}
          min={0}
          max={1_000_000}
          step={0.5}
          onChange={(minChildWeight) => set({ minChildWeight })}
        />
        <ParameterField
          label="Gain of a split, least"
          value={params.minSplitGain}
          min={0}
          max={1_000_000}
          step={0.1}
          onChange={(minSplitGain) => set({ minSplitGain })}
        />
        <ParameterField
          label="Bins per number"
          value={params.maxBins}
          min={2}
          max={255}
          isWhole
          onChange={(maxBins) => set({ maxBins })}
        />
        <ParameterField
          label="L2 penalty"
          value={params.l2}
          min={0}
          max={1_000_000}
          step={0.5}
          onChange={(l2) => set({ l2 })}
        />
        <ParameterField
          label="L1 penalty"
          value={params.l1}
          min={0}
          max={1_000_000}
          step={0.5}
          onChange={(l1) => set({ l1 })}
        />
      </FieldPair>
      <p className="caption" style={{ margin: 0 }}>
        The weight of a row is PD · (1 − PD): rows whose outcome is hardly in doubt count little. Penalties pull leaf
        values to 0. Numbers are cut into bins before growing.
      </p>
      <LevelFields params={params} onChange={onChange} />
    </div>
  )
}

/** How text levels are put in order, and which of them are too rare. */
function LevelFields({ params, onChange }: BoostingSectionProps) {
  const levels = params.categorical
  const setLevels = (part: Partial<typeof levels>) => onChange({ ...params, categorical: { ...levels, ...part } })
  return (
    <>
      <strong>Text levels</strong>
      <FieldPair>
        <ParameterField
          label="Rows per level, least"
          value={levels.minLevelCount}
          min={1}
          max={1_000_000}
          isWhole
          onChange={(minLevelCount) => setLevels({ minLevelCount })}
        />
        <ParameterField
          label="Smoothing"
          value={levels.smoothing}
          min={0}
          max={1_000_000}
          onChange={(smoothing) => setLevels({ smoothing })}
        />
        <ParameterField
          label="L2 penalty of levels"
          value={levels.l2}
          min={0}
          max={1_000_000}
          onChange={(l2) => setLevels({ l2 })}
        />
      </FieldPair>
      <p className="caption" style={{ margin: 0 }}>
        Rarer levels count as missing, as levels unknown in development do. Smoothing puts levels of few rows in the
        middle.
      </p>
    </>
  )
}
