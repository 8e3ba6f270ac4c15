import type { Trend } from './binned-variable.ts'
import type { ClassCounts } from './count-classes.ts'
import {
  type FixedTrend,
  type Partition,
  type PartitionLimits,
  type PrebinCounts,
  partitionFinder,
} from './optimal-partition.ts'

/** A partition with the trend it follows and why. */
export interface ChosenPartition {
  readonly starts: readonly number[]
  readonly trend: FixedTrend
  readonly reason: string
}

/** Difference in BIC called "very strong" evidence; the search over cut points is paid for by asking that much. */
const VERY_STRONG_EVIDENCE = 10

/**
 * The optimal partition under the trend asked for. `auto` takes the better of ascending and descending by information value, and a
 * peak or a valley only where the turn is more than noise:
 *
 *     BIC(partition) = −2 · Σ (e ln(e/count) + n ln(n/count)) + nBins · ln(nRows)
 *
 * must be lower by more than 10 than that of the monotone partition. A single bin covering everything, trend `none`, is returned
 * where no partition keeps the limits.
 *
 * @param counts - events and non-events per pre-bin, in order
 * @param totals - events and non-events of the whole sample
 * @param limits - what every bin must keep
 * @param trend - trend asked for
 * @returns starts of the bins (one bin starting at 0 when there is no better), trend and reason in words
 * @see Kass and Raftery (1995), Bayes factors, JASA 90, section 3.2, on the size of BIC differences
 */
export function choosePartition(
  counts: PrebinCounts,
  totals: ClassCounts,
  limits: PartitionLimits,
  trend: Trend,
): ChosenPartition {
  if (counts.events.length === 0)
    return { starts: [0], trend: 'none', reason: 'No values outside the missing and special bins.' }
  if (counts.events.length === 1) return { starts: [0], trend: 'none', reason: 'One distinct value only.' }
  const find = partitionFinder(counts, totals, limits)
  const chosen = trend === 'auto' ? chooseAutomatically(counts, find) : chooseFixed(find(trend), trend)
  if (chosen === null)
    return { starts: [0], trend: 'none', reason: `No feasible bins: not even one bin has ${limitText(limits)}.` }
  if (chosen.starts.length === 1) {
    const wanted = trend === 'auto' || trend === 'none' ? '' : ` and the trend ${trend}`
    return { starts: [0], trend: 'none', reason: `No feasible split: no two bins keep ${limitText(limits)}${wanted}.` }
  }
  return chosen
}

function chooseFixed(partition: Partition | null, trend: FixedTrend): ChosenPartition | null {
  return (
    partition && {
      starts: partition.starts,
      trend,
      reason: trend === 'none' ? 'No trend asked for.' : `Trend ${trend} asked for.`,
    }
  )
}

type FindPartition = (trend: FixedTrend) => Partition | null

function chooseAutomatically(counts: PrebinCounts, find: FindPartition): ChosenPartition | null {
  const monotone = better(find, 'ascending', 'descending')
  const turning = better(find, 'peak', 'valley')
  if (monotone === null || turning === null) return null
  const gain = schwarz(counts, monotone.partition) - schwarz(counts, turning.partition)
  if (gain > VERY_STRONG_EVIDENCE) {
    const reason = `Automatic: ${turning.trend}, its BIC is ${gain.toFixed(1)} lower than that of the best monotone bins (more than 10 needed).`
    return { starts: turning.partition.starts, trend: turning.trend, reason }
  }
  return {
    starts: monotone.partition.starts,
    trend: monotone.trend,
    reason: `Automatic: ${monotone.trend} has the larger information value.`,
  }
}

function better(find: FindPartition, first: FixedTrend, second: FixedTrend) {
  const a = find(first)
  const b = find(second)
  if (a === null || b === null) return null
  return b.informationValue > a.informationValue + 1e-12
    ? { partition: b, trend: second }
    : { partition: a, trend: first }
}

/** Bayesian information criterion (BIC) of the event rates of a partition. */
function schwarz(counts: PrebinCounts, partition: Partition): number {
  const nPrebins = counts.events.length
  let deviance = 0
  let nRows = 0
  partition.starts.forEach((start, b) => {
    const end = partition.starts[b + 1] ?? nPrebins
    let events = 0
    let nonEvents = 0
    for (let i = start; i < end; i++) {
      events += counts.events[i]!
      nonEvents += counts.nonEvents[i]!
    }
    const count = events + nonEvents
    nRows += count
    if (events > 0) deviance -= 2 * events * Math.log(events / count)
    if (nonEvents > 0) deviance -= 2 * nonEvents * Math.log(nonEvents / count)
  })
  return deviance + partition.starts.length * Math.log(nRows)
}

/** The limits of a bin in words, for reasons. */
export function limitText({ minCount, minEvents, minNonEvents, maxPValue }: PartitionLimits): string {
  const apart = maxPValue === undefined || maxPValue === null ? '' : ` and rates that differ with p ≤ ${maxPValue}`
  return `at least ${rowsText(minCount)}, ${plural(minEvents, 'event')} and ${plural(minNonEvents, 'non-event')}${apart}`
}

/** A number of rows in words; a sum of weights need not be whole. */
export function rowsText(count: number): string {
  return Number.isInteger(count) ? plural(count, 'row') : `a weight of ${Number(count.toPrecision(6))}`
}

function plural(count: number, word: string): string {
  return count === 1 ? `1 ${word}` : `${count} ${word}s`
}
