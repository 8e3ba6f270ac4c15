import type { ManualBins } from '../../../../shared/contract/index.ts'

/** A level with the bin it is in and its figures. */
export interface LevelRow {
  readonly level: string
  /** Null: in no bin, so it counts with the other values. */
  readonly bin: number | null
  readonly count: number | null
  readonly rate: number | null
}

/** Every level known, those of the selected bin first, then bin by bin, then those without a bin. */
export function levelRows(
  bins: ManualBins,
  levels: readonly { readonly level: string; readonly count: number; readonly events: number }[],
  selected: number,
): LevelRow[] {
  const figures = new Map(levels.map((one) => [one.level, one]))
  const row = (level: string, bin: number | null): LevelRow => {
    const known = figures.get(level)
    return {
      level,
      bin,
      count: known?.count ?? null,
      rate: known === undefined || known.count === 0 ? null : known.events / known.count,
    }
  }
  const held = bins.bins.map(({ definition }, index) =>
    definition.kind === 'levels' ? definition.levels.map((level) => row(level, index)) : [],
  )
  const taken = new Set(bins.bins.flatMap(({ definition }) => valuesOf(definition)))
  const free = levels.filter(({ level }) => !taken.has(level)).map(({ level }) => row(level, null))
  return [...(held[selected] ?? []), ...held.flatMap((rows, index) => (index === selected ? [] : rows)), ...free]
}

/** Levels that contain every word of the search. */
export function foundLevels(rows: readonly LevelRow[], search: string): readonly LevelRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return words.length === 0
    ? rows
    : rows.filter(({ level }) => words.every((word) => level.toLowerCase().includes(word)))
}

function valuesOf(definition: ManualBins['bins'][number]['definition']): readonly string[] {
  if (definition.kind === 'levels') return definition.levels
  return definition.kind === 'special' ? definition.codes : []
}
