import type { BinDefinition } from '../../core/binning/binned-variable.ts'
import { printNumber } from '../../core/frame/parse-number.ts'
import { badPmml } from './bad-pmml.ts'
import type { LevelSet } from './level-set.ts'
import { isSingle, type NumberSet } from './number-set.ts'

/** A bin and the attribute that its points come from. */
export interface AttributeBin {
  readonly definition: BinDefinition
  readonly attribute: number
}

/**
 * Bins of a numeric characteristic: intervals that tile the line, then special codes, then missing. A number that stands alone becomes
 * a special code, and the interval around it closes over it, as special codes come first.
 *
 * @param regions - what falls to each attribute; together they are the whole line
 * @param missing - the attribute missing values fall to
 * @throws AppError `badData` if an edge is beyond the largest number
 */
export function binsOfNumbers(
  regions: readonly NumberSet[],
  missing: number,
  place: string,
  line: number,
): AttributeBin[] {
  const pieces = regions
    .flatMap((set, attribute) => set.map((stretch) => ({ stretch, attribute })))
    .sort((a, b) => a.stretch.from - b.stretch.from)
  const intervals: { lower: number | null; upper: number | null; attribute: number }[] = []
  const codes = new Map<number, number[]>()
  /** The first code behind the last interval. */
  let firstCode: number | null = null
  for (const { stretch, attribute } of pieces) {
    const { from, to } = stretch
    if (isSingle(stretch) && Number.isFinite(from)) {
      const list = codes.get(attribute)
      if (list === undefined) codes.set(attribute, [from])
      else list.push(from)
      firstCode ??= from
      continue
    }
    const upper = Number.isNaN(to) ? null : to
    const last = intervals.at(-1)
    if (last?.attribute === attribute) last.upper = upper
    else {
      // A code between two intervals falls into the upper one, which it overrides.
      const lower = last === undefined ? null : (firstCode ?? from)
      if (last !== undefined) last.upper = lower
      intervals.push({ lower, upper, attribute })
    }
    firstCode = null
  }
  for (const { lower, upper } of intervals) {
    if (Number.isFinite(lower ?? 0) && Number.isFinite(upper ?? 0)) continue
    throw badPmml(`needs edges below the largest number in ${place}, got one beyond`, line)
  }
  return [
    ...intervals.map(({ lower, upper, attribute }) => ({
      definition: { kind: 'interval' as const, lower, upper },
      attribute,
    })),
    ...[...codes]
      .sort(([a], [b]) => a - b)
      .map(([attribute, list]) => ({
        definition: { kind: 'special' as const, codes: list.map((code) => printNumber(code)) },
        attribute,
      })),
    { definition: { kind: 'missing' }, attribute: missing },
  ]
}

/**
 * Bins of a text characteristic: levels, then special codes, then missing, then all other values.
 *
 * @param regions - what falls to each attribute; exactly one holds all but some levels
 * @param missing - the attribute missing values fall to
 * @param isSpecial - whether an attribute is said to hold special codes
 */
export function binsOfLevels(
  regions: readonly LevelSet[],
  missing: number,
  isSpecial: (attribute: number) => boolean,
): AttributeBin[] {
  const listed = regions.flatMap((set, attribute): AttributeBin[] => {
    if (set.isAllBut || set.levels.size === 0) return []
    const texts = [...set.levels]
    const definition: BinDefinition = isSpecial(attribute)
      ? { kind: 'special', codes: texts }
      : { kind: 'levels', levels: texts }
    return [{ definition, attribute }]
  })
  return [
    ...listed.filter(({ definition }) => definition.kind === 'levels'),
    ...listed.filter(({ definition }) => definition.kind === 'special'),
    { definition: { kind: 'missing' }, attribute: missing },
    { definition: { kind: 'unseen' }, attribute: regions.findIndex(({ isAllBut }) => isAllBut) },
  ]
}
