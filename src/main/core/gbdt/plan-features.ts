import { type Column, type Frame, getColumn } from '../frame/frame.ts'
import { StatisticError } from '../statistic-error.ts'
import type { TreeCharacteristic } from '../trees/tree-model.ts'
import type { GrowInput } from './grow-input.ts'
import { numericEdges } from './numeric-bins.ts'

/** Levels that have a bin of their own; the others share the one of missing values. */
const MOST_LEVELS = 254
/** Values looked at per column: more do not make better quantiles. */
const MOST_VALUES = 200_000

/** A characteristic that can be split, and its bins: 0 is that of missing values. */
export interface Feature {
  /** Place among the characteristics. */
  readonly place: number
  readonly column: Column
  /** Bins, that of missing values included. */
  readonly nBins: number
  /** Of a number: edges between bins 1, 2, …; null: levels. */
  readonly edges: Float64Array | null
  /** Of levels: the bin of each level of the column. */
  readonly binOfLevel: Uint8Array | null
  readonly missingCodes: readonly number[]
  /** −1: the PD falls as the value rises, 1: it rises, 0: free. */
  readonly direction: -1 | 0 | 1
  /** Whether every value that is not missing is ≤ the largest number there is: then "missing or not" is a threshold. */
  readonly hasFiniteTop: boolean
  readonly hasFiniteBottom: boolean
}

export interface FeaturePlan {
  readonly characteristics: TreeCharacteristic[]
  readonly features: readonly Feature[]
  readonly warnings: string[]
}

/**
 * Decides the bins of all characteristics from the development rows. A characteristic with one value only has no bins and is named
 * in a warning.
 *
 * @throws StatisticError `invalidInput` if a characteristic is not a column, is named twice, or a direction is asked of levels
 */
export function planFeatures({ frame, characteristics, development, weights, params }: GrowInput): FeaturePlan {
  if (new Set(characteristics).size < characteristics.length)
    throw new StatisticError('invalidInput', 'growTrees needs distinct characteristics, got one twice')
  const looked = everyKth(development, weights)
  const features: Feature[] = []
  const listed: TreeCharacteristic[] = []
  const warnings: string[] = []
  characteristics.forEach((name, place) => {
    const column = getColumn(frame, name)
    const wanted = params.monotone.find((constraint) => constraint.column === name)?.direction ?? null
    const codes = params.specialCodes.find((special) => special.column === name)?.codes ?? []
    if (column.kind === 'text' && wanted !== null)
      throw new StatisticError('invalidInput', `a direction needs a column of numbers, got "${name}"`)
    const direction = wanted === null ? 0 : wanted === 'increasing' ? 1 : -1
    const sketch = { place, column, missingCodes: codes, direction } as const
    const { feature, levels } =
      column.kind === 'numeric'
        ? numericFeature(sketch, development, looked, params.maxBins)
        : levelFeature(sketch, development, Math.min(MOST_LEVELS, params.maxBins), params.categorical.minLevelCount)
    if (feature.nBins > 2 || (feature.nBins === 2 && hasMissing(feature, development))) features.push(feature)
    else warnings.push(`"${name}" ${whyNoSplit(column, levels, params)} and cannot be split`)
    listed.push({
      name,
      description: null,
      type: column.kind,
      levels,
      ...(column.kind === 'numeric' && codes.length > 0 ? { missingCodes: [...codes] } : {}),
      monotone: wanted,
    })
  })
  requireColumns(frame, params.monotone, 'a direction')
  return { characteristics: listed, features, warnings }
}

/** Rows that quantiles come from. */
interface LookedAt {
  readonly rows: Uint32Array
  readonly weights: Float64Array | null
}

function everyKth(development: Uint32Array, weights: Float64Array | null): LookedAt {
  const step = Math.ceil(development.length / MOST_VALUES)
  const rows = Uint32Array.from({ length: Math.ceil(development.length / step) }, (_, i) => development[i * step]!)
  return { rows, weights: weights === null ? null : Float64Array.from(rows, (row) => weights[row]!) }
}

function requireColumns(frame: Frame, named: readonly { readonly column: string }[], what: string): void {
  for (const { column } of named)
    if (!frame.columns.has(column))
      throw new StatisticError('invalidInput', `${what} needs a column of the data, got "${column}"`)
}

type Sketch = Pick<Feature, 'place' | 'column' | 'missingCodes' | 'direction'>

function numericFeature(
  sketch: Sketch,
  development: Uint32Array,
  looked: LookedAt,
  maxBins: number,
): { feature: Feature; levels: null } {
  const values = readNumbers(sketch, looked.rows, new Float64Array(looked.rows.length))
  const edges = numericEdges(values, looked.weights, maxBins)
  const ends = endsOf(sketch, development)
  const nBins = ends.isEmpty ? 1 : edges.length + 2
  return { feature: { ...sketch, nBins, edges, binOfLevel: null, ...ends }, levels: null }
}

function endsOf(
  { column }: Sketch,
  rows: Uint32Array,
): { isEmpty: boolean; hasFiniteTop: boolean; hasFiniteBottom: boolean } {
  let largest = -Infinity
  let smallest = Infinity
  const values = column.kind === 'numeric' ? column.values : new Float64Array()
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i]!]!
    if (value > largest) largest = value
    if (value < smallest) smallest = value
  }
  // Without any number both ends stand where they began; with infinite ones only, there is an edge to neither side.
  return {
    isEmpty: smallest > largest,
    hasFiniteTop: largest < Infinity,
    hasFiniteBottom: smallest > -Infinity,
  }
}

/** Reads the numbers of some rows, missing codes as NaN. @returns `into` */
export function readNumbers({ column, missingCodes }: Sketch, rows: Uint32Array, into: Float64Array): Float64Array {
  if (column.kind !== 'numeric') return into
  const all = column.values
  for (let i = 0; i < rows.length; i++) into[i] = all[rows[i]!]!
  for (const code of missingCodes) for (let i = 0; i < rows.length; i++) if (into[i] === code) into[i] = Number.NaN
  return into
}

function levelFeature(
  sketch: Sketch,
  development: Uint32Array,
  mostLevels: number,
  minCount: number,
): { feature: Feature; levels: string[] } {
  if (sketch.column.kind !== 'text') throw new StatisticError('invalidInput', 'levels need a column of text')
  const { codes, levels: names } = sketch.column
  const counts = new Int32Array(names.length)
  for (const row of development) if (codes[row]! >= 0) counts[codes[row]!]!++
  const common = [...counts.keys()].filter((level) => counts[level]! >= Math.max(1, minCount))
  // The commonest, ties by their order; then in the order of the column again.
  common.sort((a, b) => counts[b]! - counts[a]! || a - b)
  const kept = common.slice(0, mostLevels).sort((a, b) => a - b)
  const binOfLevel = new Uint8Array(names.length)
  kept.forEach((level, i) => {
    binOfLevel[level] = i + 1
  })
  const feature: Feature = {
    ...sketch,
    nBins: kept.length + 1,
    edges: null,
    binOfLevel,
    hasFiniteTop: false,
    hasFiniteBottom: false,
  }
  return { feature, levels: kept.map((level) => names[level]!) }
}

function hasMissing(feature: Feature, development: Uint32Array): boolean {
  const { column, binOfLevel } = feature
  if (column.kind === 'numeric') {
    const numbers = readNumbers(feature, development, new Float64Array(development.length))
    return numbers.some(Number.isNaN)
  }
  return development.some((row) => column.codes[row]! < 0 || binOfLevel![column.codes[row]!] === 0)
}

function whyNoSplit(column: Column, levels: readonly string[] | null, { categorical }: GrowInput['params']): string {
  if (column.kind === 'numeric' || levels === null || levels.length > 0) return 'has one value in development'
  return `has no level in ${categorical.minLevelCount} development rows (categorical.minLevelCount)`
}
