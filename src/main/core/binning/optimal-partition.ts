import { binEvidence } from './bin-statistics.ts'
import type { ClassCounts } from './count-classes.ts'
import { leastChiSquared, ratesChiSquared } from './rates-chi-squared.ts'

/** Trends the optimiser can be held to; `peak` and `valley` include the trends without a turn. */
export type FixedTrend = 'ascending' | 'descending' | 'peak' | 'valley' | 'none'

/** What every bin of a partition must keep. */
export interface PartitionLimits {
  readonly maxBins: number
  /** Fewest rows (sum of weights) in one bin. */
  readonly minCount: number
  readonly minEvents: number
  readonly minNonEvents: number
  /** Event rates of neighbouring bins differ with at most this p-value (chi-squared, not corrected); null or absent: no such limit. */
  readonly maxPValue?: number | null | undefined
}

/** Counts (sums of weights) per pre-bin, in order. */
export interface PrebinCounts {
  readonly events: ArrayLike<number>
  readonly nonEvents: ArrayLike<number>
}

/** A partition of the pre-bins into bins of neighbours. */
export interface Partition {
  /** Index of the first pre-bin of each bin; begins with 0. */
  readonly starts: readonly number[]
  /** Information value of these bins together. */
  readonly informationValue: number
}

/**
 * Optimal binning: the partition of ordered pre-bins into neighbouring bins with the largest information value, exactly.
 *
 * Dynamic programming over (number of bins k, phase, last bin [j, i)): the objective is a sum over bins, and the trend and the
 * p-value bind only neighbours, so
 *
 *     best(k, phase, j, i) = IV(j, i) + max over j' < j of best(k − 1, phase', j', j) that may be followed by [j, i)
 *
 * reaches the optimum among all feasible partitions, in O(maxBins · nPrebins³). Neighbouring bins differ strictly in event rate
 * unless the trend is `none` (two bins of one rate tell nothing apart). Of partitions within 1e-12 of the best the one with the
 * fewest bins is taken. Sums of weights that are not whole numbers are compared with a tolerance of 1e-12 of their size.
 *
 * @param counts - events and non-events per pre-bin, in order
 * @param totals - events and non-events of the whole sample, the denominators of the shares
 * @param limits - what every bin must keep
 * @param trend - trend of the event rate over the order
 * @returns the best partition, or null when none keeps the limits
 * @throws StatisticError `invalidInput` if the largest p-value is not in (0, 1]
 * @see Navas-Palencia (2020), Optimal binning: mathematical programming formulation, arXiv:2001.08025 (the same problem)
 */
export function optimalPartition(
  counts: PrebinCounts,
  totals: ClassCounts,
  limits: PartitionLimits,
  trend: FixedTrend,
): Partition | null {
  return partitionFinder(counts, totals, limits)(trend)
}

/**
 * `optimalPartition` for several trends of the same counts: what does not depend on the trend is prepared once.
 *
 * @param counts - events and non-events per pre-bin, in order
 * @param totals - events and non-events of the whole sample
 * @param limits - what every bin must keep
 * @returns (trend) → the best partition, or null when none keeps the limits
 * @throws StatisticError `invalidInput` if the largest p-value is not in (0, 1]
 */
export function partitionFinder(
  counts: PrebinCounts,
  totals: ClassCounts,
  limits: PartitionLimits,
): (trend: FixedTrend) => Partition | null {
  const n = counts.events.length
  if (n === 0) return () => null
  const segments = feasibleSegments(counts, totals, limits)
  return (trend) => {
    const nPhases = trend === 'peak' || trend === 'valley' ? 2 : 1
    const layers: Layer[] = [firstLayer(segments, nPhases)]
    for (let k = 2; k <= Math.min(limits.maxBins, n); k++)
      layers.push(nextLayer(segments, layers.at(-1)!, nPhases, trend))
    let best: { k: number; phase: number; start: number; value: number } | null = null
    layers.forEach((layer, index) => {
      for (let phase = 0; phase < nPhases; phase++) {
        for (let start = 0; start < n; start++) {
          const value = layer.value[at(n, phase, start, n)]!
          if (value > (best === null ? -Infinity : best.value + 1e-12)) best = { k: index, phase, start, value }
        }
      }
    })
    return best === null ? null : traceBack(layers, n, best)
  }
}

/** The value of each segment [j, i), −∞ where a limit is broken, and what lies between two neighbouring ones. */
interface Segments {
  readonly n: number
  readonly value: Float64Array
  /** By [start, middle, end): how the event rate of [middle, end) stands to that of [start, middle). */
  readonly steps: Int8Array
}

const TOO_CLOSE = 2

/** Best value per (phase, j, i), and the phase and start of the bin before. */
interface Layer {
  readonly value: Float64Array
  readonly previousStart: Int16Array
  readonly previousPhase: Int8Array
}

function at(n: number, phase: number, start: number, end: number): number {
  return (phase * (n + 1) + start) * (n + 1) + end
}

function feasibleSegments(counts: PrebinCounts, totals: ClassCounts, limits: PartitionLimits): Segments {
  const n = counts.events.length
  const cumulativeEvents = new Float64Array(n + 1)
  const cumulativeNonEvents = new Float64Array(n + 1)
  for (let i = 0; i < n; i++) {
    cumulativeEvents[i + 1] = cumulativeEvents[i]! + counts.events[i]!
    cumulativeNonEvents[i + 1] = cumulativeNonEvents[i]! + counts.nonEvents[i]!
  }
  const value = new Float64Array((n + 1) * (n + 1)).fill(-Infinity)
  for (let start = 0; start < n; start++) {
    for (let end = start + 1; end <= n; end++) {
      const events = cumulativeEvents[end]! - cumulativeEvents[start]!
      const nonEvents = cumulativeNonEvents[end]! - cumulativeNonEvents[start]!
      if (events < limits.minEvents || nonEvents < limits.minNonEvents || events + nonEvents < limits.minCount) continue
      value[at(n, 0, start, end)] = binEvidence(events, nonEvents, totals.events, totals.nonEvents).informationValue
    }
  }
  return { n, value, steps: stepsBetween(cumulativeEvents, cumulativeNonEvents, value, limits) }
}

/**
 * Sign of (event rate of [middle, end) − event rate of [start, middle)), exact in whole numbers; `TOO_CLOSE` where the p-value of the
 * difference is above the limit, or one of the two is no bin.
 */
function stepsBetween(e: Float64Array, n: Float64Array, value: Float64Array, limits: PartitionLimits): Int8Array {
  const size = e.length
  const steps = new Int8Array(size ** 3).fill(TOO_CLOSE)
  const least = leastChiSquared(limits.maxPValue ?? 1)
  const tolerance = e.every(Number.isInteger) && n.every(Number.isInteger) ? 0 : 1e-12
  for (let start = 0; start < size; start++) {
    for (let middle = start + 1; middle < size; middle++) {
      if (value[start * size + middle] === -Infinity) continue
      const leftEvents = e[middle]! - e[start]!
      const leftNonEvents = n[middle]! - n[start]!
      for (let end = middle + 1; end < size; end++) {
        if (value[middle * size + end] === -Infinity) continue
        const rightEvents = e[end]! - e[middle]!
        const rightNonEvents = n[end]! - n[middle]!
        if (least > 0 && ratesChiSquared(leftEvents, leftNonEvents, rightEvents, rightNonEvents) < least) continue
        const a = rightEvents * leftNonEvents
        const b = leftEvents * rightNonEvents
        steps[(start * size + middle) * size + end] = Math.abs(a - b) <= tolerance * (a + b) ? 0 : Math.sign(a - b)
      }
    }
  }
  return steps
}

function emptyLayer(n: number, nPhases: number): Layer {
  const size = nPhases * (n + 1) * (n + 1)
  return {
    value: new Float64Array(size).fill(-Infinity),
    previousStart: new Int16Array(size),
    previousPhase: new Int8Array(size),
  }
}

function firstLayer(segments: Segments, nPhases: number): Layer {
  const layer = emptyLayer(segments.n, nPhases)
  for (let end = 1; end <= segments.n; end++) {
    const i = at(segments.n, 0, 0, end)
    layer.value[i] = segments.value[i]!
  }
  return layer
}

function nextLayer(segments: Segments, previous: Layer, nPhases: number, trend: FixedTrend): Layer {
  const { n, steps } = segments
  const layer = emptyLayer(n, nPhases)
  for (let start = 1; start < n; start++) {
    for (let end = start + 1; end <= n; end++) {
      const own = segments.value[at(n, 0, start, end)]!
      if (own === -Infinity) continue
      for (let before = 0; before < start; before++) {
        const direction = steps[(before * (n + 1) + start) * (n + 1) + end]!
        if (direction === TOO_CLOSE) continue
        for (let phase = 0; phase < nPhases; phase++) {
          for (let from = 0; from <= phase; from++) {
            if (!mayFollow(trend, from, phase, direction)) continue
            const value = own + previous.value[at(n, from, before, start)]!
            const target = at(n, phase, start, end)
            if (value > layer.value[target]!) {
              layer.value[target] = value
              layer.previousStart[target] = before
              layer.previousPhase[target] = from
            }
          }
        }
      }
    }
  }
  return layer
}

/** Whether a step of the event rate is allowed from one phase into another (phase 1 = after the turn). */
function mayFollow(trend: FixedTrend, from: number, to: number, direction: number): boolean {
  switch (trend) {
    case 'none':
      return true
    case 'ascending':
      return direction > 0
    case 'descending':
      return direction < 0
    case 'peak':
      return to === 0 ? direction > 0 : from <= to && direction < 0
    case 'valley':
      return to === 0 ? direction < 0 : from <= to && direction > 0
  }
}

function traceBack(
  layers: readonly Layer[],
  n: number,
  best: { k: number; phase: number; start: number; value: number },
): Partition {
  const starts = [best.start]
  let { phase, start } = best
  let end = n
  for (let k = best.k; k > 0; k--) {
    const layer = layers[k]!
    const i = at(n, phase, start, end)
    end = start
    start = layer.previousStart[i]!
    phase = layer.previousPhase[i]!
    starts.unshift(start)
  }
  return { starts, informationValue: best.value }
}
