import type { NumericColumn, TextColumn } from '../frame/frame.ts'
import { parseNumber, printNumber } from '../frame/parse-number.ts'
import { firstIndexFrom, tallyCount, tallyValues, tallyWithout, type ValueTally } from '../frame/value-tally.ts'
import { equalCountBands } from '../stats/equal-count-bands.ts'
import type { LevelDifference } from './drift-types.ts'
import { levelCounts } from './pool-levels.ts'

/** Counts of two samples over the same bins; Missing comes last. */
export interface DriftBins {
  readonly labels: readonly string[]
  readonly expected: readonly number[]
  readonly actual: readonly number[]
}

/** Two numeric columns without their special codes, and all their rows in bins. */
export interface NumericDriftBins extends DriftBins {
  readonly expectedTally: ValueTally
  readonly actualTally: ValueTally
}

const MISSING = 'Missing'
const LISTED_LEVELS = 50

/**
 * Bins two numeric columns by equal counts of the expected one: bin k ends with the value at the type-7 position of k / nBins,
 * ties never split, the last bin is open. Special codes and Missing get bins of their own.
 *
 * @param expected - development sample, fixes the bins
 * @param actual - monitored sample
 * @param print - text of a cut
 */
export function numericDriftBins(
  expected: NumericColumn,
  actual: NumericColumn,
  options: { readonly nBins: number; readonly specialCodes: readonly string[] },
  print: (value: number) => string = printNumber,
): NumericDriftBins {
  const codes = [...new Set(options.specialCodes)]
  const specials = codes.map((code) => parseNumber(code.trim()).value)
  const all = [tallyValues(expected.values), tallyValues(actual.values)] as const
  const [expectedTally, actualTally] = [
    tallyWithout(all[0], new Set(specials)),
    tallyWithout(all[1], new Set(specials)),
  ]
  const cuts = equalCountBands(expectedTally.counts, options.nBins)
    .slice(0, -1)
    .map((end) => expectedTally.values[end - 1]!)
  const count = (column: NumericColumn, whole: ValueTally, tally: ValueTally) => [
    ...countByCuts(tally, cuts),
    ...specials.map((special) => tallyCount(whole, special)),
    column.values.length - whole.n,
  ]
  const ranges = rangeLabels(cuts.map(print))
  return {
    labels: [...ranges, ...codes, MISSING],
    expected: count(expected, all[0], expectedTally),
    actual: count(actual, all[1], actualTally),
    expectedTally,
    actualTally,
  }
}

/** Two text columns over the same bins, and the levels only one of them has. */
export interface TextDriftBins extends DriftBins {
  readonly newLevels: LevelDifference
  readonly vanishedLevels: LevelDifference
}

/**
 * Bins two text columns by the most frequent levels of the expected one; its other levels share a bin, levels that only the
 * actual sample has share another, Missing comes last.
 *
 * @param maxLevels - levels with a bin of their own
 */
export function textDriftBins(expected: TextColumn, actual: TextColumn, maxLevels: number): TextDriftBins {
  const [e, a] = [countByText(expected), countByText(actual)]
  const ranked = [...e.keys()].sort((x, y) => e.get(y)! - e.get(x)! || (x < y ? -1 : 1))
  const kept = ranked.slice(0, maxLevels)
  const pooled = ranked.slice(maxLevels)
  const fresh = [...a.keys()].filter((level) => !e.has(level))
  const bins = kept.map((level) => ({ label: level, levels: [level] }))
  if (pooled.length > 0) bins.push({ label: `other levels (${pooled.length})`, levels: pooled })
  if (fresh.length > 0) bins.push({ label: `new levels (${fresh.length})`, levels: fresh })
  const count = (of: ReadonlyMap<string, number>, column: TextColumn) => {
    const filled = bins.map(({ levels }) => levels.reduce((sum, level) => sum + (of.get(level) ?? 0), 0))
    return [...filled, column.codes.length - filled.reduce((sum, rows) => sum + rows, 0)]
  }
  return {
    labels: [...bins.map(({ label }) => label), MISSING],
    expected: count(e, expected),
    actual: count(a, actual),
    newLevels: levelDifference(fresh, a),
    vanishedLevels: levelDifference(
      ranked.filter((level) => !a.has(level)),
      e,
    ),
  }
}

function rangeLabels(cuts: readonly string[]): string[] {
  if (cuts.length === 0) return ['all values']
  const inner = cuts.slice(1).map((cut, i) => `> ${cuts[i]} and ≤ ${cut}`)
  return [`≤ ${cuts[0]}`, ...inner, `> ${cuts.at(-1)}`]
}

function countByCuts(tally: ValueTally, cuts: readonly number[]): number[] {
  const counts: number[] = []
  let from = 0
  for (let bin = 0; bin <= cuts.length; bin++) {
    const cut = cuts[bin]
    // A value equal to a cut belongs below it.
    let to = cut === undefined ? tally.values.length : firstIndexFrom(tally.values, cut, from)
    if (cut !== undefined && tally.values[to] === cut) to++
    let count = 0
    for (let i = from; i < to; i++) count += tally.counts[i]!
    counts.push(count)
    from = to
  }
  return counts
}

function countByText(column: TextColumn): Map<string, number> {
  const counts = levelCounts(column)
  const byText = new Map<string, number>()
  for (let code = 0; code < counts.length; code++) {
    if (counts[code] === 0) continue
    byText.set(column.levels[code]!, (byText.get(column.levels[code]!) ?? 0) + counts[code]!)
  }
  return byText
}

function levelDifference(levels: readonly string[], counts: ReadonlyMap<string, number>): LevelDifference {
  const listed = levels.map((level) => ({ level, count: counts.get(level)! }))
  listed.sort((x, y) => y.count - x.count || (x.level < y.level ? -1 : 1))
  const nRows = listed.reduce((sum, { count }) => sum + count, 0)
  return { nLevels: levels.length, nRows, levels: listed.slice(0, LISTED_LEVELS) }
}
