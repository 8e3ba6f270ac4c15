import type { TextColumn } from '../frame/frame.ts'

/** Pre-bins of a text variable: groups of levels. */
export interface LevelPrebins {
  readonly levels: readonly (readonly string[])[]
  readonly events: Float64Array
  readonly nonEvents: Float64Array
}

interface LevelCounts {
  readonly levels: readonly string[]
  readonly events: number
  readonly nonEvents: number
}

/**
 * Pre-bins of a text variable for optimal merging, in ascending order of event rate (ties: code units of the first level).
 *
 * Rare levels are pooled first: every level with fewer than `minCount` rows, and beyond `maxPrebins` pre-bins the levels with the
 * fewest rows, form one pre-bin, so that their chance event rates do not decide their place. Of all partitions of these pre-bins
 * into a number of bins, one into neighbours in this order is among the best, because the information value is a convex function of
 * the shares. That holds without limits: where bins need a least size or a difference between neighbours, bins of levels that are
 * no neighbours may do better, and are not looked for.
 *
 * @param counts - the levels that occur, in code-unit order
 * @param minCount - fewest rows (sum of weights) for a level to stand alone
 * @param maxPrebins - at least 1
 */
export function levelPrebins(counts: LevelPrebins, minCount: number, maxPrebins: number): LevelPrebins {
  const single = counts.levels.map((levels, i) => ({
    levels,
    events: counts.events[i]!,
    nonEvents: counts.nonEvents[i]!,
  }))
  const byCount = [...single].sort((a, b) => rows(b) - rows(a) || compareFirst(a, b))
  let nAlone = byCount.filter((level) => rows(level) >= minCount).length
  if (nAlone < single.length) nAlone = Math.min(nAlone, maxPrebins - 1)
  else if (nAlone > maxPrebins) nAlone = maxPrebins - 1
  const alone = byCount.slice(0, nAlone)
  const rare = byCount.slice(nAlone)
  const groups = rare.length === 0 ? alone : [...alone, pool(rare)]
  groups.sort((a, b) => a.events * rows(b) - b.events * rows(a) || compareFirst(a, b))
  return {
    levels: groups.map((group) => group.levels),
    events: Float64Array.from(groups, (group) => group.events),
    nonEvents: Float64Array.from(groups, (group) => group.nonEvents),
  }
}

/**
 * Counts of the levels that occur in a text column, in code-unit order.
 *
 * @param column - text column; missing rows are left out
 * @param yTrue - 0 or 1 per row, shape (nRows,)
 * @param leaveOut - levels not counted
 * @param weights - weight per row, ≥ 0 (rows of weight 0 count as absent); null: 1 each
 */
export function countLevels(
  column: TextColumn,
  yTrue: Uint8Array,
  leaveOut: ReadonlySet<string>,
  weights: Float64Array | null = null,
): LevelPrebins {
  const events = new Float64Array(column.levels.length)
  const nonEvents = new Float64Array(column.levels.length)
  for (let i = 0; i < column.codes.length; i++) {
    const code = column.codes[i]!
    if (code < 0) continue
    const weight = weights === null ? 1 : weights[i]!
    if (yTrue[i] === 1) events[code]! += weight
    else nonEvents[code]! += weight
  }
  const occurring = column.levels
    .map((level, code) => ({ level, code }))
    .filter(({ level, code }) => events[code]! + nonEvents[code]! > 0 && !leaveOut.has(level))
    .sort((a, b) => compareText(a.level, b.level))
  return {
    levels: occurring.map(({ level }) => [level]),
    events: Float64Array.from(occurring, ({ code }) => events[code]!),
    nonEvents: Float64Array.from(occurring, ({ code }) => nonEvents[code]!),
  }
}

/** Order by code units, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function pool(groups: readonly LevelCounts[]): LevelCounts {
  return {
    levels: groups.flatMap((group) => group.levels).sort(compareText),
    events: groups.reduce((sum, group) => sum + group.events, 0),
    nonEvents: groups.reduce((sum, group) => sum + group.nonEvents, 0),
  }
}

function rows(group: LevelCounts): number {
  return group.events + group.nonEvents
}

function compareFirst(a: LevelCounts, b: LevelCounts): number {
  return compareText(a.levels[0]!, b.levels[0]!)
}
