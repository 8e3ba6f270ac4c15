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
  const nLayers = Math.min(limits.maxBins, n)
  const known = new Map<Step, readonly Layer[]>()
  const before = (step: Step): readonly Layer[] => {
    const layers = known.get(step) ?? straightLayers(segments, step, nLayers)
    known.set(step, layers)
    return layers
  }
  return (trend) => {
    const [step, turn] = wantedSteps(trend)
    const phases = turn === undefined ? [before(step)] : [before(step), turnedLayers(segments, before(step), turn)]
    let best: { k: number; phase: number; start: number; value: number } | null = null
    for (let k = 0; k < nLayers; k++) {
      for (let phase = 0; phase < phases.length; phase++) {
        for (let start = 0; start < n; start++) {
          const value = phases[phase]![k]!.value[at(n, start, n)]!
          if (value > (best === null ? -Infinity : best.value + 1e-12)) best = { k, phase, start, value }
        }
      }
    }
    return best === null ? null : traceBack(phases, n, best)
  }
}

/** The value of each segment [j, i), −∞ where a limit is broken, and what lies between two neighbouring ones. */
interface Segments {
  readonly n: number
  readonly value: Float64Array
  /** By (middle, end, start): how the event rate of [middle, end) stands to that of [start, middle). */
  readonly steps: Int8Array
}

const TOO_CLOSE = 2

/** Best value per (start, end) of the last of so many bins, in one phase, and the phase and start of the bin before. */
interface Layer {
  readonly value: Float64Array
  readonly previousStart: Uint16Array
  readonly previousPhase: Uint8Array
}

/** Ends before starts: what may come before a bin lies side by side. */
function at(n: number, start: number, end: number): number {
  return end * (n + 1) + start
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
      value[at(n, start, end)] = binEvidence(events, nonEvents, totals.events, totals.nonEvents).informationValue
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
  for (let middle = 1; middle < size; middle++) {
    for (let end = middle + 1; end < size; end++) {
      if (value[end * size + middle] === -Infinity) continue
      const rightEvents = e[end]! - e[middle]!
      const rightNonEvents = n[end]! - n[middle]!
      for (let start = 0; start < middle; start++) {
        if (value[middle * size + start] === -Infinity) continue
        const leftEvents = e[middle]! - e[start]!
        const leftNonEvents = n[middle]! - n[start]!
        if (least > 0 && ratesChiSquared(leftEvents, leftNonEvents, rightEvents, rightNonEvents) < least) continue
        const a = rightEvents * leftNonEvents
        const b = leftEvents * rightNonEvents
        steps[(middle * size + end) * size + start] = Math.abs(a - b) <= tolerance * (a + b) ? 0 : Math.sign(a - b)
      }
    }
  }
  return steps
}

function emptyLayer(n: number): Layer {
  const size = (n + 1) ** 2
  return {
    value: new Float64Array(size).fill(-Infinity),
    previousStart: new Uint16Array(size),
    previousPhase: new Uint8Array(size),
  }
}

/** Layers of 1, 2, … bins with the same step between all neighbours. */
function straightLayers(segments: Segments, step: Step, nLayers: number): readonly Layer[] {
  const first = emptyLayer(segments.n)
  for (let end = 1; end <= segments.n; end++)
    first.value[at(segments.n, 0, end)] = segments.value[at(segments.n, 0, end)]!
  const layers = [first]
  while (layers.length < nLayers) layers.push(nextLayer(segments, layers.at(-1)!, step))
  return layers
}

/** Layers that go on after the turn, by such steps, from those before it or from each other. */
function turnedLayers(segments: Segments, before: readonly Layer[], step: Step): readonly Layer[] {
  const layers = [emptyLayer(segments.n)]
  while (layers.length < before.length)
    layers.push(nextLayer(segments, betterOf(before[layers.length - 1]!, layers.at(-1)!), step))
  return layers
}

type Previous = Pick<Layer, 'value' | 'previousPhase'>

/** The better of each segment; its phase stands where that of the bin before it would. */
function betterOf(before: Layer, after: Layer): Previous {
  const value = before.value.slice()
  const previousPhase = new Uint8Array(value.length)
  for (let i = 0; i < value.length; i++) {
    if (after.value[i]! <= value[i]!) continue
    value[i] = after.value[i]!
    previousPhase[i] = 1
  }
  return { value, previousPhase }
}

function nextLayer({ n, value: own, steps }: Segments, previous: Previous, step: Step): Layer {
  const layer = emptyLayer(n)
  for (let start = 1; start < n; start++) {
    for (let end = start + 1; end <= n; end++) {
      const target = at(n, start, end)
      if (own[target] === -Infinity) continue
      const stepsInto = (start * (n + 1) + end) * (n + 1)
      let best = -Infinity
      let bestBefore = 0
      for (let before = 0; before < start; before++) {
        const value = previous.value[at(n, before, start)]!
        if (value <= best) continue
        const taken = steps[stepsInto + before]!
        if (step === ANY ? taken === TOO_CLOSE : taken !== step) continue
        best = value
        bestBefore = before
      }
      if (best === -Infinity) continue
      layer.value[target] = own[target]! + best
      layer.previousStart[target] = bestBefore
      layer.previousPhase[target] = previous.previousPhase[at(n, bestBefore, start)]!
    }
  }
  return layer
}

const ANY = 3

/** Up, down or as it comes. */
type Step = 1 | -1 | typeof ANY

/** Step of the event rate between neighbours, by phase (phase 1 = after the turn). */
function wantedSteps(trend: FixedTrend): readonly [Step, Step?] {
  switch (trend) {
    case 'none':
      return [ANY]
    case 'ascending':
      return [1]
    case 'descending':
      return [-1]
    case 'peak':
      return [1, -1]
    case 'valley':
      return [-1, 1]
  }
}

function traceBack(
  phases: readonly (readonly Layer[])[],
  n: number,
  best: { k: number; phase: number; start: number; value: number },
): Partition {
  const starts = [best.start]
  let { phase, start } = best
  let end = n
  for (let k = best.k; k > 0; k--) {
    const layer = phases[phase]![k]!
    const i = at(n, start, end)
    end = start
    start = layer.previousStart[i]!
    phase = layer.previousPhase[i]!
    starts.unshift(start)
  }
  return { starts, informationValue: best.value }
}
