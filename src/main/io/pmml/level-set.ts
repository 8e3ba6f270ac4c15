/** A set of texts: those listed, or all but those listed. */
export interface LevelSet {
  readonly isAllBut: boolean
  readonly levels: ReadonlySet<string>
}

export const ALL_LEVELS: LevelSet = { isAllBut: true, levels: new Set() }

export function theseLevels(levels: Iterable<string>): LevelSet {
  return { isAllBut: false, levels: new Set(levels) }
}

export function complementOfLevels({ isAllBut, levels }: LevelSet): LevelSet {
  return { isAllBut: !isAllBut, levels }
}

export function intersectLevels(a: LevelSet, b: LevelSet): LevelSet {
  if (a.isAllBut && b.isAllBut) return { isAllBut: true, levels: new Set([...a.levels, ...b.levels]) }
  const [listed, other] = a.isAllBut ? [b, a] : [a, b]
  return theseLevels([...listed.levels].filter((level) => other.levels.has(level) !== other.isAllBut))
}

export function uniteLevels(a: LevelSet, b: LevelSet): LevelSet {
  return complementOfLevels(intersectLevels(complementOfLevels(a), complementOfLevels(b)))
}
