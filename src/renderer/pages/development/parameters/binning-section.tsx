import { Checkbox, Select } from '@mantine/core'
import { type BinningParams, TRENDS, type Trend } from '../../../../shared/contract/index.ts'
import { percentOf, shareOf } from '../../../words/percent.ts'
import { FieldPair, LimitField, ParameterField } from './parameter-field.tsx'
import type { SectionProps } from './section-props.ts'

const TREND_WORDS: Readonly<Record<Trend, string>> = {
  auto: 'Automatic',
  ascending: 'Rises',
  descending: 'Falls',
  peak: 'Peak',
  valley: 'Valley',
  none: 'Free',
}

const TREND_EXPLANATIONS: Partial<Record<Trend, string>> = {
  auto: 'Automatic: the bad rate rises or falls with the value; one turn only on very strong evidence.',
  none: 'Free: the bins that separate best, whatever the bad rate does.',
}

/** How characteristics are cut into bins. */
export function BinningSection({ params, onChange }: SectionProps) {
  const { binning } = params
  const set = (part: Partial<typeof binning>) => onChange({ ...params, binning: { ...binning, ...part } })
  return (
    <div className="stack" style={{ gap: 8 }}>
      <FieldPair>
        <BinSizeFields binning={binning} onChange={set} />
        <ParameterField
          label="Pre-bins at most"
          value={binning.maxPrebins}
          min={2}
          max={50}
          isWhole
          onChange={(maxPrebins) => set({ maxPrebins })}
        />
        <LimitField
          label="Neighbours, p at most"
          value={binning.maxPValue}
          min={0.000_001}
          max={1}
          step={0.01}
          onChange={(maxPValue) => set({ maxPValue })}
        />
        <Select
          label="Trend of bad rate"
          data={TRENDS.map((value) => ({ value, label: TREND_WORDS[value] }))}
          value={binning.trend}
          onChange={(trend) => set({ trend: (trend ?? 'auto') as Trend })}
        />
        <LimitField
          label="Rare levels below, %"
          placeholder="as smallest bin"
          value={binning.rareLevelShare === null ? null : percentOf(binning.rareLevelShare)}
          min={0}
          max={50}
          onChange={(percent) => set({ rareLevelShare: percent === null ? null : shareOf(percent) })}
        />
      </FieldPair>
      <p className="caption" style={{ margin: 0 }}>
        {TREND_EXPLANATIONS[binning.trend] ?? 'The same trend for every number; exceptions are set in the bin editor.'}
      </p>
      <Checkbox
        label="Keep every text level as its own bin"
        checked={binning.keepLevels}
        onChange={(event) => set({ keepLevels: event.currentTarget.checked })}
      />
    </div>
  )
}

interface BinningFields {
  readonly binning: BinningParams
  readonly onChange: (part: Partial<BinningParams>) => void
}

/** How many bins, and how large each must be. */
function BinSizeFields({ binning, onChange: set }: BinningFields) {
  return (
    <>
      <ParameterField
        label="Bins at most"
        value={binning.maxBins}
        min={2}
        max={20}
        isWhole
        onChange={(maxBins) => set({ maxBins })}
      />
      <ParameterField
        label="Smallest bin, %"
        value={percentOf(binning.minBinShare)}
        min={0}
        max={50}
        onChange={(percent) => set({ minBinShare: shareOf(percent) })}
      />
      <ParameterField
        label="Bads per bin, at least"
        value={binning.minEvents}
        min={0}
        max={1_000_000}
        isWhole
        onChange={(minEvents) => set({ minEvents })}
      />
      <ParameterField
        label="Goods per bin, at least"
        value={binning.minNonEvents}
        min={0}
        max={1_000_000}
        isWhole
        onChange={(minNonEvents) => set({ minNonEvents })}
      />
    </>
  )
}
