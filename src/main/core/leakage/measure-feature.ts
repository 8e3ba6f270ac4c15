import { binStatistics } from '../binning/bin-statistics.ts'
import type { Column } from '../frame/frame.ts'
import { countDistinctValues } from '../quality/find-duplicate-rows.ts'
import { delongInterval } from '../stats/delong-interval.ts'
import { attemptEstimate, type Estimate } from '../stats/estimate.ts'
import { rocAuc } from '../stats/roc-auc.ts'
import { tallyScores } from '../stats/score-tally.ts'
import { balancedPurity } from './balanced-purity.ts'
import type { FeatureMeasures, LeakageThresholds, MissingMeasures, PureSegment } from './leakage-types.ts'
import { outOfFoldRates } from './out-of-fold-rates.ts'
import { poolRareSegments, type Segments, segmentColumn } from './segment-column.ts'

const MAX_LISTED_SEGMENTS = 5

/**
 * The figures of one feature that the leakage scan judges; each is defined at {@link FeatureMeasures}.
 *
 * @param column - values, shape (nRows,), missing allowed
 * @param yTrue - outcomes, shape (nRows,), 1 = event, both classes present
 * @param thresholds - `purity` and `minClassRows` are used
 * @throws StatisticError `invalidInput` if lengths differ or an outcome is neither 0 nor 1
 * @throws StatisticError `undefined` if there are no events or no non-events
 */
export function measureFeature(column: Column, yTrue: Uint8Array, thresholds: LeakageThresholds): FeatureMeasures {
  const segments = segmentColumn(column)
  const rates = outOfFoldRates(segments.groups, segments.labels.length, yTrue)
  const segmentAuc = rocAuc(tallyScores(yTrue, rates))
  const value = valueAuc(column, yTrue, thresholds.minClassRows)
  const missing = missingMeasures(segments, yTrue)
  const pooled = poolRareSegments(segments, thresholds.minClassRows)
  const counts = countSegments(pooled, yTrue)
  const decided = decidedShares(pooled, counts, thresholds.purity)
  return {
    nRows: yTrue.length,
    nDistinct: countDistinctValues(column),
    valueAuc: value?.value ?? null,
    valueAucLower: value?.lower ?? null,
    valueAucUpper: value?.upper ?? null,
    segmentAuc,
    missing,
    strength: Math.max(segmentAuc, folded(value?.value), folded(missing.rocAuc)),
    informationValue: binStatistics(counts.events, counts.nonEvents).informationValue,
    agreement: agreement(rates, yTrue),
    ...decided,
  }
}

/** An AUC read in the direction that makes it the larger; ½ if there is none. */
export function folded(auc: number | null | undefined): number {
  return auc === null || auc === undefined ? 0.5 : Math.max(auc, 1 - auc)
}

function valueAuc(column: Column, yTrue: Uint8Array, minClassRows: number): Estimate | null {
  if (column.kind !== 'numeric') return null
  const isKnown = (_: number, row: number): boolean => Number.isFinite(column.values[row])
  const tally = tallyScores(yTrue.filter(isKnown), column.values.filter(isKnown))
  if (Math.min(tally.nEvents, tally.nNonEvents) < minClassRows) return null
  const point = rocAuc(tally)
  const interval = attemptEstimate('DeLong', () => {
    const { lower, upper, level } = delongInterval(tally)
    return { value: point, lower, upper, level }
  })
  return { ...interval, value: point }
}

function missingMeasures(segments: Segments, yTrue: Uint8Array): MissingMeasures {
  const missingGroup = segments.labels.length - 1
  const indicator = Uint8Array.from(segments.groups, (group) => (group === missingGroup ? 1 : 0))
  const tally = tallyScores(yTrue, indicator)
  const last = tally.values.length - 1
  const hasMissing = tally.values[last] === 1
  const nMissingEvents = hasMissing ? tally.events[last]! : 0
  const nMissingNonEvents = hasMissing ? tally.nonEvents[last]! : 0
  const nMissing = nMissingEvents + nMissingNonEvents
  const nKnown = tally.nRows - nMissing
  const isBoth = nMissing > 0 && nKnown > 0
  return {
    nMissing,
    nMissingEvents,
    nMissingNonEvents,
    eventRateMissing: isBoth ? nMissingEvents / nMissing : null,
    eventRateKnown: isBoth ? (tally.nEvents - nMissingEvents) / nKnown : null,
    rocAuc: isBoth ? rocAuc(tally) : null,
  }
}

interface SegmentCounts {
  readonly events: Float64Array
  readonly nonEvents: Float64Array
  readonly nEvents: number
  readonly nNonEvents: number
}

function countSegments(segments: Segments, yTrue: Uint8Array): SegmentCounts {
  const events = new Float64Array(segments.labels.length)
  const nonEvents = new Float64Array(segments.labels.length)
  let nEvents = 0
  for (let row = 0; row < yTrue.length; row++) {
    nEvents += yTrue[row]!
    if (yTrue[row] === 1) events[segments.groups[row]!]!++
    else nonEvents[segments.groups[row]!]!++
  }
  return { events, nonEvents, nEvents, nNonEvents: yTrue.length - nEvents }
}

type Decided = Pick<FeatureMeasures, 'decidedEvents' | 'decidedNonEvents' | 'pureSegments'>

function decidedShares(segments: Segments, counts: SegmentCounts, purity: number): Decided {
  const { nEvents, nNonEvents } = counts
  const pure: PureSegment[] = []
  let decidedEvents = 0
  let decidedNonEvents = 0
  segments.labels.forEach((label, group) => {
    const events = counts.events[group]!
    const count = events + counts.nonEvents[group]!
    if (count === 0) return
    const bounds = balancedPurity(events, count, nEvents, nNonEvents)
    const isEvent = bounds.lower >= purity
    const isNonEvent = 1 - bounds.upper >= purity
    if (!isEvent && !isNonEvent) return
    if (isEvent) decidedEvents += events
    else decidedNonEvents += count - events
    pure.push({
      label,
      outcome: isEvent ? 'event' : 'nonEvent',
      count,
      share: count / (nEvents + nNonEvents),
      eventRate: events / count,
      purityLower: isEvent ? bounds.lower : 1 - bounds.upper,
    })
  })
  pure.sort((a, b) => b.count - a.count)
  return {
    decidedEvents: decidedEvents / nEvents,
    decidedNonEvents: decidedNonEvents / nNonEvents,
    pureSegments: pure.slice(0, MAX_LISTED_SEGMENTS),
  }
}

/** Balanced accuracy of "event where the out-of-fold rate is above the average"; rows at the average count half. */
function agreement(rates: Float64Array, yTrue: Uint8Array): number {
  let nEvents = 0
  for (const label of yTrue) nEvents += label
  const average = nEvents / yTrue.length
  let eventsRight = 0
  let nonEventsRight = 0
  for (let row = 0; row < yTrue.length; row++) {
    const isAbove = rates[row] === average ? 0.5 : rates[row]! > average ? 1 : 0
    if (yTrue[row] === 1) eventsRight += isAbove
    else nonEventsRight += 1 - isAbove
  }
  return (eventsRight / nEvents + nonEventsRight / (yTrue.length - nEvents)) / 2
}
