import { printDate } from '../calendar/print-date.ts'
import { type Column, columnLength, type NumericColumn, type TextColumn } from '../frame/frame.ts'
import { parseNumber, printNumber } from '../frame/parse-number.ts'
import { firstIndexFrom, tallyValues, tallyWithout, type ValueTally } from '../frame/value-tally.ts'
import { StatisticError } from '../statistic-error.ts'
import { equalCountBands } from '../stats/equal-count-bands.ts'
import { requireBandCount } from '../stats/requirements.ts'
import { wilsonInterval } from '../stats/wilson-interval.ts'
import { datesAsNumbers } from './dates-as-numbers.ts'
import { poolLevels } from './pool-levels.ts'

/** Outcomes of the rows that share a value, a range of values, a special code or nothing at all. */
export interface TargetRate {
  readonly label: string
  readonly kind: 'level' | 'range' | 'otherLevels' | 'special' | 'missing'
  /** Smallest and largest value of a range; null for others. Of dates, days since 1970-01-01. */
  readonly lowest: number | null
  readonly highest: number | null
  readonly count: number
  readonly events: number
  /** Event rate with its Wilson interval; null for a special code without rows. */
  readonly eventRate: number | null
  readonly lower: number | null
  readonly upper: number | null
  /** Event rate over that of all rows; null if either does not exist or there are no events at all. */
  readonly lift: number | null
  readonly reason: string | null
}

export interface TargetRatesReport {
  readonly column: string
  /** Rows with a known outcome; only these count. */
  readonly count: number
  readonly events: number
  readonly eventRate: number | null
  readonly nWithoutOutcome: number
  readonly level: number
  readonly rates: readonly TargetRate[]
}

export interface TargetRatesOptions {
  readonly specialCodes?: readonly string[]
  /** Ranges of a numeric column; ties can make them fewer. */
  readonly nBins?: number
  /** Levels of a text listed one by one. */
  readonly maxLevels?: number
  /** Confidence level of the intervals. */
  readonly level?: number
}

/** Where each row goes: an index of `groups`. */
interface Grouping {
  readonly groups: readonly Pick<TargetRate, 'label' | 'kind' | 'lowest' | 'highest'>[]
  readonly codes: Int32Array
}

/**
 * Event rate of the target by the value of one column.
 *
 * Texts go by level, the most frequent first, rare ones together; numbers and dates by ranges of about equal counts that never
 * split ties, or value by value if there are no more values than ranges. Each special code is a line of its own, and so is
 * Missing. Rows without an outcome are counted apart.
 *
 * @param column - shape (nRows,)
 * @param yTrue - outcomes, shape (nRows,), 1 = event; NaN = not known
 * @param options - special codes (none), ranges (10), levels (50), confidence level (0.95)
 * @returns rates with Wilson intervals and lift; counts add up to the rows with an outcome
 * @throws StatisticError `invalidInput` if lengths differ, an outcome is neither 0, 1 nor NaN, a number of ranges or levels is
 * not whole and ≥ 1, or the confidence level is not in (0, 1)
 * @see Siddiqi (2006), Credit Risk Scorecards, initial characteristic analysis; Wilson (1927), JASA 22
 */
export function targetRates(
  column: Column,
  yTrue: ArrayLike<number>,
  options: TargetRatesOptions = {},
): TargetRatesReport {
  const { specialCodes = [], nBins = 10, maxLevels = 50, level = 0.95 } = options
  requireTarget(column, yTrue)
  requireBandCount('targetRates', nBins)
  requireBandCount('targetRates', maxLevels)
  wilsonInterval(0, 1, level)
  const codes = [...new Set(specialCodes)]
  const grouping =
    column.kind === 'text' ? groupText(column, codes, nBins, maxLevels) : groupNumbers(column, codes, nBins)
  const counts = new Float64Array(grouping.groups.length)
  const events = new Float64Array(grouping.groups.length)
  let nWithoutOutcome = 0
  for (let i = 0; i < grouping.codes.length; i++) {
    const outcome = yTrue[i]!
    if (Number.isNaN(outcome)) nWithoutOutcome++
    else {
      counts[grouping.codes[i]!]!++
      events[grouping.codes[i]!]! += outcome
    }
  }
  const count = yTrue.length - nWithoutOutcome
  const nEvents = events.reduce((sum, value) => sum + value, 0)
  const eventRate = count === 0 ? null : nEvents / count
  const rates = grouping.groups
    .map((group, g) => describeRate(group, counts[g]!, events[g]!, eventRate, level))
    .filter((rate) => rate.count > 0 || rate.kind === 'special')
  return { column: column.name, count, events: nEvents, eventRate, nWithoutOutcome, level, rates }
}

function describeRate(
  group: Grouping['groups'][number],
  count: number,
  events: number,
  overall: number | null,
  level: number,
): TargetRate {
  if (count === 0) {
    const reason = 'the event rate needs a row with an outcome, got none'
    return { ...group, count, events, eventRate: null, lower: null, upper: null, lift: null, reason }
  }
  const eventRate = events / count
  const interval = wilsonInterval(events, count, level)
  if (overall === null || overall === 0) {
    return { ...group, count, events, eventRate, ...interval, lift: null, reason: 'the lift needs events, got none' }
  }
  return { ...group, count, events, eventRate, ...interval, lift: eventRate / overall, reason: null }
}

const MISSING = { label: 'Missing', kind: 'missing', lowest: null, highest: null } as const

function groupText(column: TextColumn, specialCodes: readonly string[], nBins: number, maxLevels: number): Grouping {
  const isSpecial = new Map(specialCodes.map((code, index) => [code, index]))
  const specialOf = column.levels.map((level) => isSpecial.get(level) ?? -1)
  const rest = { ...column, codes: column.codes.map((code) => (code >= 0 && specialOf[code]! >= 0 ? -1 : code)) }
  const usual = column.dateFormat === undefined ? groupLevels(rest, maxLevels) : groupDates(rest, nBins)
  const first = usual.groups.length
  const codes = usual.codes.map((group, row) => {
    const code = column.codes[row]!
    const special = code < 0 ? -1 : specialOf[code]!
    return special >= 0 ? first + special : group < 0 ? first + specialCodes.length : group
  })
  return { groups: [...usual.groups, ...specialCodes.map(specialGroup), MISSING], codes }
}

function groupLevels(column: TextColumn, maxLevels: number): Grouping {
  const { codes, labels, nPooled } = poolLevels(column, maxLevels)
  const groups = labels.map((label, index) => {
    const kind = nPooled > 0 && index === labels.length - 1 ? ('otherLevels' as const) : ('level' as const)
    return { label, kind, lowest: null, highest: null }
  })
  return { groups, codes }
}

function groupDates(column: TextColumn, nBins: number): Grouping {
  const days = datesAsNumbers(column) as NumericColumn
  return groupRanges(days.values, tallyValues(days.values), nBins, (day) => printDate(day, column.dateFormat!) ?? '')
}

function groupNumbers(column: NumericColumn, specialCodes: readonly string[], nBins: number): Grouping {
  const specials = specialCodes.map((code) => parseNumber(code.trim()).value)
  const tally = tallyWithout(tallyValues(column.values), new Set(specials))
  const { groups, codes } = groupRanges(column.values, tally, nBins, printNumber)
  const first = groups.length
  for (let i = 0; i < codes.length; i++) {
    const special = specials.indexOf(column.values[i]!)
    if (special >= 0) codes[i] = first + special
    else if (codes[i]! < 0) codes[i] = first + specials.length
  }
  return { groups: [...groups, ...specialCodes.map(specialGroup), MISSING], codes }
}

function groupRanges(
  values: Float64Array,
  tally: ValueTally,
  nBins: number,
  print: (value: number) => string,
): Grouping {
  const nDistinct = tally.values.length
  const ends =
    nDistinct <= nBins ? Array.from({ length: nDistinct }, (_, i) => i + 1) : equalCountBands(tally.counts, nBins)
  const lowest = Float64Array.from(ends, (_, band) => tally.values[band === 0 ? 0 : ends[band - 1]!]!)
  const highest = Float64Array.from(ends, (end) => tally.values[end - 1]!)
  const groups = ends.map((_, band) => {
    const [low, high] = [lowest[band]!, highest[band]!]
    const label = low === high ? print(low) : `${print(low)} to ${print(high)}`
    return { label, kind: 'range' as const, lowest: low, highest: high }
  })
  // A special code beyond the last range finds no band here; its own line is set afterwards.
  const codes = Int32Array.from(values, (value) => (Number.isNaN(value) ? -1 : firstIndexFrom(highest, value)))
  return { groups, codes }
}

function specialGroup(code: string) {
  return { label: code, kind: 'special' as const, lowest: null, highest: null }
}

function requireTarget(column: Column, yTrue: ArrayLike<number>): void {
  const nRows = columnLength(column)
  if (yTrue.length !== nRows) {
    throw new StatisticError(
      'invalidInput',
      `targetRates needs one outcome per row, got ${yTrue.length} outcomes and ${nRows} rows`,
    )
  }
  for (let i = 0; i < nRows; i++) {
    const outcome = yTrue[i]!
    if (outcome === 0 || outcome === 1 || Number.isNaN(outcome)) continue
    throw new StatisticError(
      'invalidInput',
      `targetRates needs outcomes 0, 1 or missing, got ${outcome} in row ${i + 1}`,
    )
  }
}
