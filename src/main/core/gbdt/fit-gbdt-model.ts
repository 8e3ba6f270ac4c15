import { countClasses } from '../binning/count-classes.ts'
import { type Column, type Frame, getColumn } from '../frame/frame.ts'
import { type FitInputs, requireNames, reservedColumns, sampleSource } from '../scorecard/fit-inputs.ts'
import type { Exclusion } from '../scorecard/fit-report.ts'
import { eventRateOf, type FitSample, type SampleSource, takeSample } from '../scorecard/fit-sample.ts'
import { scalingConstants } from '../scorecard/scaling.ts'
import { StatisticError } from '../statistic-error.ts'
import type { Tree, TreeCharacteristic, TreeModel } from '../trees/tree-model.ts'
import { checkGbdtParams, withoutStrangers } from './check-params.ts'
import type { Crew } from './crew.ts'
import { type BoostingSamples, boostingSamples } from './fit-gbdt-samples.ts'
import type { GbdtParams } from './gbdt-params.ts'
import type { GrowHooks, GrowInput, GrowResult } from './grow-input.ts'
import { growTrees } from './grow-trees.ts'

const SUBJECT = 'Boosting'

/** What trees are fitted to, and how; characteristics stand in the order of the model. */
export interface FitGbdtInput extends FitInputs {
  /** With defaults applied. */
  readonly params: GbdtParams
  /** Integer in [0, 2³²): draws of rows and characteristics, the validation sample, shuffles. */
  readonly seed: number
}

/** Trees as grown, made into a model that has no bins yet. */
export interface GrownModel {
  readonly model: TreeModel
  readonly grown: GrowResult
  readonly samples: BoostingSamples
  readonly source: SampleSource
  /** Outcomes, weights and offset of the development rows; its frame is empty. */
  readonly development: FitSample
  readonly nEvents: number
  /** Columns with another part in the fit, and why they are no characteristics. */
  readonly reserved: ReadonlyMap<string, string>
  /** Characteristics without a part in the trees, and why. */
  readonly unused: readonly Omit<Exclusion, 'informationValue'>[]
}

/**
 * Grows boosted trees and makes a model of them: the part of {@link fitGbdt} that yields scores.
 *
 * @param input - rows, parameters, samples
 * @param hooks - told of every iteration; may stop early
 * @param crew - the hands that work; the same model whatever their number
 * @param keepsUnused - true: characteristics that no tree splits on stay in the model
 * @throws StatisticError as `fitGbdt`
 */
export function growModel(input: FitGbdtInput, hooks?: GrowHooks, crew?: Crew, keepsUnused = false): GrownModel {
  const { frame, target, params, split, seed } = input
  const reserved = reservedColumns(params, input.weightColumn)
  const candidates = input.characteristics.filter((name) => !reserved.has(name))
  requireNames(SUBJECT, target, candidates)
  checkGbdtParams(params, frame, candidates)
  requireNoGuesses(params, input.rejected)
  const source = sampleSource(SUBJECT, input, reserved, params.rejectInference.method)
  const development = takeSample({ ...source, characteristics: [] }, split.development)
  const { events } = countClasses(development.yTrue, 'the development sample')
  const samples = boostingSamples(source.yTrue, split, params.earlyStopping, seed)
  const flat = flatCharacteristics(frame, samples.grown, candidates, params)
  const characteristics = candidates.filter((name) => !flat.some((other) => other.name === name))
  if (characteristics.length === 0)
    throw new StatisticError(
      'undefined',
      `${SUBJECT} needs a characteristic with two values at least, got ${candidates.length} constant ones`,
    )
  const growInput: GrowInput = {
    ...{ frame, characteristics, yTrue: source.yTrue, weights: source.weights, offset: source.offset, seed },
    ...{ development: samples.grown, watched: samples.watched, params: withoutStrangers(params, characteristics) },
  }
  const grown = growTrees(growInput, hooks, crew)
  requireSplit(grown)
  const used = keepsUnused ? grown : withoutUnused(grown.characteristics, grown.trees)
  const kept = new Set(used.characteristics.map(({ name }) => name))
  const idle = characteristics.filter((name) => !kept.has(name))
  return {
    ...{ grown, samples, source, development, reserved, nEvents: events },
    unused: [...flat, ...idle.map((name) => ({ name, reason: 'No tree splits on it.' }))],
    model: assemble(input, used, grown.baseMargin, eventRateOf(development)),
  }
}

function assemble(
  { target, params }: FitGbdtInput,
  { characteristics, trees }: Pick<GrowResult, 'characteristics' | 'trees'>,
  baseMargin: number,
  developmentEventRate: number,
): TreeModel {
  const scaling = { ...params.scaling, rounding: 'none' as const }
  return {
    kind: 'treeModel',
    formatVersion: 1,
    target: { column: target.column, eventValue: target.eventValue },
    ...scalingConstants(scaling),
    scaling,
    variables: [],
    characteristics: [...characteristics],
    baseMargin,
    arithmetic: 'double',
    trees: [...trees],
    developmentEventRate,
  }
}

/** The characteristics that some tree splits on, and the trees counting by these alone. */
function withoutUnused(
  characteristics: readonly TreeCharacteristic[],
  trees: readonly Tree[],
): { characteristics: TreeCharacteristic[]; trees: Tree[] } {
  const used = new Set(trees.flatMap(({ features }) => features))
  const places = new Map([...used].sort((a, b) => a - b).map((feature, place) => [feature, place]))
  return {
    characteristics: characteristics.filter((_, feature) => used.has(feature)),
    trees: trees.map((tree) => ({ ...tree, features: tree.features.map((feature) => places.get(feature)!) })),
  }
}

function requireSplit({ trees, stopped }: GrowResult): void {
  if (trees.some(({ features }) => features.length > 0)) return
  throw new StatisticError(
    'undefined',
    stopped === 'person'
      ? `${SUBJECT} needs one tree at least to keep, got a stop before the first`
      : `${SUBJECT} needs a split that gains, got none: lower minChildCount, minChildWeight or minSplitGain, or there is nothing to learn from these characteristics`,
  )
}

function requireNoGuesses({ rejectInference }: GbdtParams, rejected: Uint32Array | undefined): void {
  const nRejected = rejected?.length ?? 0
  if (nRejected === 0 || rejectInference.method === 'knownOnly') return
  throw new StatisticError(
    'invalidInput',
    `${SUBJECT} needs rejectInference.method knownOnly to leave rejected applicants out, got "${rejectInference.method}" and ${nRejected} of them`,
  )
}

/** Characteristics that are the same in all rows that trees are grown on, special codes counting as missing. */
function flatCharacteristics(
  frame: Frame,
  rows: Uint32Array,
  names: readonly string[],
  { specialCodes }: GbdtParams,
): { name: string; reason: string }[] {
  return names.flatMap((name) => {
    const codes = specialCodes.filter(({ column }) => column === name).flatMap((entry) => entry.codes)
    const only = onlyValue(getColumn(frame, name), rows, codes)
    if (only === 'several') return []
    const reason = only === 'missing' ? 'All values are missing' : 'Constant'
    return [{ name, reason: `${reason} in the rows that trees are grown on.` }]
  })
}

function onlyValue(column: Column, rows: Uint32Array, codes: readonly number[]): 'missing' | 'one' | 'several' {
  const valueAt = (row: number): number => {
    if (column.kind === 'text') return column.codes[row]! < 0 ? Number.NaN : column.codes[row]!
    return codes.includes(column.values[row]!) ? Number.NaN : column.values[row]!
  }
  const first = valueAt(rows[0]!)
  for (const row of rows) {
    const value = valueAt(row)
    if (value !== first && !(Number.isNaN(value) && Number.isNaN(first))) return 'several'
  }
  return Number.isNaN(first) ? 'missing' : 'one'
}
