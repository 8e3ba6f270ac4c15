import { exponential } from '../kernels/exponential.ts'
import { gbdtMemory } from '../kernels/gbdt-wasm.ts'
import { naturalLogarithm } from '../kernels/natural-logarithm.ts'
import { StatisticError } from '../statistic-error.ts'
import type { TreeCharacteristic } from '../trees/tree-model.ts'
import { type Crew, type Foreman, leadCrew } from './crew.ts'
import { BLOCK_ROWS, layOutDesk, type WeightRange } from './desk.ts'
import type { GrowInput } from './grow-input.ts'
import { VERB } from './hand.ts'
import { type Feature, planFeatures, readNumbers } from './plan-features.ts'

/** All that is ready before the first tree. */
export interface PreparedGrowth {
  readonly characteristics: TreeCharacteristic[]
  readonly features: readonly Feature[]
  readonly warnings: string[]
  readonly baseMargin: number
  /** Null: no characteristic can be split. */
  readonly foreman: Foreman | null
  /** Weight per development row as covers count it, so rounded that sums are exact; null: 1 each. */
  readonly coverWeights: Float64Array | null
  /** Sum of weights of the losses. */
  readonly developmentWeight: number
  readonly watchedWeight: number
}

/**
 * Checks the input, decides the bins, and fills the memory.
 *
 * @throws StatisticError `invalidInput` if rows, weights or names do not fit
 * @throws StatisticError `undefined` with one class only, or without the memory
 */
export function prepareGrowth(input: GrowInput, crew: Crew): PreparedGrowth {
  requireRows(input)
  const { development, watched, params } = input
  const rows = new Uint32Array(development.length + (watched?.length ?? 0))
  rows.set(development)
  if (watched !== null) rows.set(watched, development.length)
  const weights = trainingWeights(input, rows)
  const { characteristics, features, warnings } = planFeatures(input)
  const offsets = input.offset === null ? null : Float64Array.from(rows, (row) => input.offset![row]!)
  const baseMargin = startMargin(input, weights, offsets)
  const sum = (from: number, to: number) => (weights === null ? to - from : exactSum(weights.subarray(from, to)))
  const common = {
    characteristics,
    features,
    warnings,
    baseMargin,
    coverWeights: input.weights === null ? null : roundedWeights(development, input.weights),
    developmentWeight: sum(0, development.length),
    watchedWeight: sum(development.length, rows.length),
  }
  if (features.length === 0) return { ...common, foreman: null }
  const size = {
    nHands: crew.nHands,
    nDevelopment: development.length,
    nWatched: watched?.length ?? 0,
    maxLeaves: params.maxLeaves,
    isWeighted: weights !== null,
  }
  const desk = layOutDesk(size, features, weights === null ? null : rangeOf(weights), params.categorical)
  const foreman = leadCrew(crew, gbdtMemory(desk.bytes), desk)
  fillRows(foreman, input, rows, weights, offsets, baseMargin)
  for (const [place, feature] of features.entries()) encodeFeature(foreman, place, feature, rows)
  return { ...common, foreman }
}

function requireRows({ yTrue, development, watched, weights, offset, frame }: GrowInput): void {
  if (yTrue.length !== frame.nRows)
    throw new StatisticError('invalidInput', `growTrees needs ${frame.nRows} outcomes, got ${yTrue.length}`)
  let nEvents = 0
  for (const row of development) nEvents += yTrue[row] === 1 ? 1 : 0
  if (nEvents === 0 || nEvents === development.length)
    throw new StatisticError(
      'undefined',
      `growTrees needs events and non-events in development, got ${nEvents} events in ${development.length} rows`,
    )
  for (const rows of [development, watched ?? []])
    for (const row of rows) {
      const weight = weights?.[row] ?? 1
      if (!(weight > 0 && weight < Infinity))
        throw new StatisticError('invalidInput', `growTrees needs weights above 0, got ${weight} in row ${row + 1}`)
      const margin = offset?.[row] ?? 0
      if (!Number.isFinite(margin))
        throw new StatisticError('invalidInput', `growTrees needs finite offsets, got ${margin} in row ${row + 1}`)
    }
}

/** Weights of the loss: those given times those of the class balance; null: 1 each. */
function trainingWeights({ yTrue, development, weights, params }: GrowInput, rows: Uint32Array): Float64Array | null {
  if (weights === null && params.classBalance === 'none') return null
  const own = Float64Array.from(rows, (row) => weights?.[row] ?? 1)
  if (params.classBalance === 'none') return own
  let events = 0
  let others = 0
  development.forEach((row, i) => {
    if (yTrue[row] === 1) events += own[i]!
    else others += own[i]!
  })
  const ofEvents = (events + others) / (2 * events)
  const ofOthers = (events + others) / (2 * others)
  return own.map((weight, i) => weight * (yTrue[rows[i]!] === 1 ? ofEvents : ofOthers))
}

function rangeOf(weights: Float64Array): WeightRange {
  let largest = 0
  let areWhole = true
  for (const weight of weights) {
    if (weight > largest) largest = weight
    if (!Number.isInteger(weight)) areWhole = false
  }
  return { largest, areWhole }
}

function exactSum(numbers: Float64Array): number {
  let sum = 0
  for (const number of numbers) sum += number
  return sum
}

/** Weights as multiples of a power of 2 so large that sums of them are exact in any order. */
function roundedWeights(development: Uint32Array, weights: Float64Array): Float64Array {
  const own = Float64Array.from(development, (row) => weights[row]!)
  const total = exactSum(own)
  let unit = 1
  while (unit > total * 2 ** -51) unit /= 2
  while (unit < total * 2 ** -52) unit *= 2
  return own.map((weight) => Math.round(weight / unit) * unit)
}

/**
 * Where boosting starts: without offsets the log odds of the sample, ln(Σ weight of events / Σ weight of the others), which equal
 * classes make 0; with offsets the constant that fits best beside them, by Newton's method.
 */
function startMargin(input: GrowInput, weights: Float64Array | null, offsets: Float64Array | null): number {
  if (offsets !== null) return marginBeside(input, weights, offsets)
  if (input.params.classBalance === 'balanced') return 0
  let events = 0
  let others = 0
  input.development.forEach((row, i) => {
    const weight = weights === null ? 1 : weights[i]!
    if (input.yTrue[row] === 1) events += weight
    else others += weight
  })
  const odds = events / others
  return odds === 1 ? 0 : naturalLogarithm(odds)
}

function marginBeside({ yTrue, development }: GrowInput, weights: Float64Array | null, offsets: Float64Array): number {
  let margin = 0
  for (let step = 0; step < 100; step++) {
    let slope = 0
    let curvature = 0
    for (let i = 0; i < development.length; i++) {
      const p = sigma(margin + offsets[i]!)
      const weight = weights === null ? 1 : weights[i]!
      slope += weight * (yTrue[development[i]!]! - p)
      curvature += weight * p * (1 - p)
    }
    const change = Math.max(-4, Math.min(4, slope / Math.max(curvature, 1e-300)))
    margin += change
    if (Math.abs(change) < 1e-12) break
  }
  return margin === 0 ? 0 : margin
}

function sigma(x: number): number {
  const e = exponential(-Math.abs(x))
  return x > 0 ? 1 / (1 + e) : e / (1 + e)
}

function fillRows(
  { views, desk }: Foreman,
  { yTrue }: GrowInput,
  rows: Uint32Array,
  weights: Float64Array | null,
  offsets: Float64Array | null,
  baseMargin: number,
): void {
  const { at, nDevelopment, firstWatched, groups, features } = desk
  const margins = at.margins >> 3
  for (let i = 0; i < rows.length; i++) {
    const place = i < nDevelopment ? i : i - nDevelopment + firstWatched
    views.u8[at.labels + place] = yTrue[rows[i]!]!
    views.f64[margins + place] = baseMargin + (offsets?.[i] ?? 0)
    if (weights !== null) views.f64[(at.weights >> 3) + place] = weights[i]!
  }
  for (let i = 0; i < nDevelopment; i++) views.i32[(at.rootRows >> 2) + i] = i
  groups.forEach(({ first, nFeatures, offset, width }, group) => {
    views.i32.set([offset, width, at.spans + group * 128, 0], (at.groups >> 2) + group * 4)
    for (let lane = 0; lane < nFeatures; lane++) {
      const { start, nBins } = features[first + lane]!
      views.i32.set([start, nBins], (at.spans >> 2) + group * 32 + 2 * lane)
    }
  })
}

/** Writes the bin codes of one feature. */
function encodeFeature(foreman: Foreman, place: number, feature: Feature, rows: Uint32Array): void {
  const { views, desk } = foreman
  const { at, firstWatched, nDevelopment, nRows, stride } = desk
  const { group, lane } = desk.features[place]!
  const codes = at.codes + desk.groups[group]!.offset + lane
  const column = at.columns + place * nRows
  if (feature.binOfLevel !== null && feature.column.kind === 'text') {
    const { codes: levels } = feature.column
    for (let i = 0; i < rows.length; i++) {
      const row = i < nDevelopment ? i : i - nDevelopment + firstWatched
      const level = levels[rows[i]!]!
      const code = level < 0 ? 0 : feature.binOfLevel[level]!
      views.u8[column + row] = code
      views.u8[codes + row * stride] = code
    }
    return
  }
  const first = at.column >> 3
  readNumbers(feature, rows.subarray(0, nDevelopment), views.f64.subarray(first, first + nDevelopment))
  readNumbers(feature, rows.subarray(nDevelopment), views.f64.subarray(first + firstWatched, first + nRows))
  views.f64.fill(Infinity, at.edges >> 3, (at.edges >> 3) + 256)
  views.f64.set(feature.edges!, at.edges >> 3)
  foreman.order(VERB.encode, Math.ceil(nRows / BLOCK_ROWS), { column, codes })
}
