import { createRandom, type SeededRandom } from '../random/seeded-random.ts'
import type { Tree, TreeCharacteristic, TreeModel } from '../trees/tree-model.ts'
import { ZERO_RANGE } from '../trees/walk-trees.ts'
import type { CaseValue, GoldenCase } from './golden-cases.ts'
import { codeOfMissing, codeOfUnseen, codesGoingLeft } from './level-codes.ts'
import { nextAbove, nextBelow, nextSingleAbove, nextSingleBelow } from './neighbours.ts'

/** How many cases there are of a tree model. */
export interface TreeCaseOptions {
  /** Cases that mix the values of all characteristics. */
  readonly nMixed: number
  /** Inner nodes that cases are led to. */
  readonly nNodes: number
  readonly seed: number
}

/** Cases of a tree model, and what the limits left out. */
export interface TreeCases {
  /** Values in the order of the characteristics. */
  readonly cases: readonly GoldenCase[]
  /** Inner nodes that no case was led to. */
  readonly nNodesLeftOut: number
}

const DEFAULTS: TreeCaseOptions = { nMixed: 4_000, nNodes: 2_000, seed: 20_260_101 }
/** A text no file holds by accident. */
const UNSEEN = 'assay: not a level'

/**
 * Cases at which a translation of trees is most likely to go wrong. Led to a node, that is with values that take the way from the root
 * to it: its threshold, the next double and the next 32-bit number on either side, missing, a level that goes left, one that goes
 * right, an unseen one. Mixed: values of each characteristic drawn together, so that each threshold with its neighbours, each level,
 * missing, missing codes, zero with either sign and very large numbers occur.
 *
 * @param model - a sound model
 * @param options - how many
 * @returns distinct cases, always the same for one model
 */
export function treeCases(model: TreeModel, options: Partial<TreeCaseOptions> = {}): TreeCases {
  const { nMixed, nNodes, seed } = { ...DEFAULTS, ...options }
  const random = createRandom(seed)
  const pools = model.characteristics.map((characteristic, j) => treeValues(characteristic, thresholdsOf(model, j)))
  const cases = new Map<string, GoldenCase>()
  const add = (values: readonly CaseValue[]): void => {
    const key = JSON.stringify(values.map((value) => (typeof value === 'number' ? numberKey(value) : [value])))
    if (!cases.has(key)) cases.set(key, { values })
  }
  add(pools.map(() => null))
  for (const values of mixedValues(pools, nMixed, random)) add(values)
  const places = model.trees.flatMap((tree, t) => tree.features.map((_, node) => ({ t, node })))
  const chosen = thinned(places, nNodes)
  const parents = new Map<number, Int32Array>()
  for (const { t, node } of chosen) {
    const tree = model.trees[t]!
    const above = parents.get(t) ?? parentsOf(tree)
    parents.set(t, above)
    for (const values of ledTo(model, tree, node, above, pools, random)) add(values)
  }
  return { cases: [...cases.values()], nNodesLeftOut: places.length - chosen.length }
}

/**
 * Values worth trying of a characteristic.
 *
 * @param thresholds - ascending
 */
export function treeValues(characteristic: TreeCharacteristic, thresholds: readonly number[]): readonly CaseValue[] {
  const { type, levels, missingCodes = [], zeroIsMissing } = characteristic
  if (levels !== null && type === 'text')
    return [...levels, ...levels.slice(0, 20).flatMap((level) => [`${level} `, level.toUpperCase()]), UNSEEN, '0', null]
  const values = new Set<number>()
  const addNeighbours = (value: number): void => {
    values.add(value).add(nextBelow(value)).add(nextAbove(value))
  }
  if (levels !== null) {
    for (const level of levels) if (Number.isFinite(Number(level))) values.add(Number(level)).add(Number(level) + 0.5)
    for (const odd of [-1, -0.5, -7, 1e15, 2 ** 53, Number.MAX_VALUE]) values.add(odd)
    return [...values, null]
  }
  for (const threshold of thresholds) {
    if (!Number.isFinite(threshold)) continue
    addNeighbours(threshold)
    values.add(nextSingleBelow(threshold)).add(nextSingleAbove(threshold)).add(Math.fround(threshold))
  }
  for (const code of missingCodes) addNeighbours(code)
  if (zeroIsMissing === true) for (const edge of [ZERO_RANGE, -ZERO_RANGE]) addNeighbours(edge)
  for (const plain of [0, 1, -1, 0.5, 1e15, -1e15, Number.MAX_VALUE, -Number.MAX_VALUE]) values.add(plain)
  return [...[...values].filter(Number.isFinite), -0, null]
}

/** Thresholds of a characteristic over all trees, ascending, each once. @param place - place of the characteristic */
export function thresholdsOf({ characteristics, trees }: TreeModel, place: number): number[] {
  if (characteristics[place]!.levels !== null) return []
  const found = new Set<number>()
  for (const { features, thresholds } of trees)
    features.forEach((feature, node) => {
      if (feature === place) found.add(thresholds[node]! + 0)
    })
  return [...found].sort((a, b) => a - b)
}

/**
 * Cases that mix values: each value of each characteristic occurs, as far as the number of cases allows, beside others in random order.
 *
 * @param pools - values per characteristic
 * @param most - number of cases, at most
 */
export function mixedValues(
  pools: readonly (readonly CaseValue[])[],
  most: number,
  random: SeededRandom,
): readonly CaseValue[][] {
  const shuffled = pools.map((pool) => shuffle(thinned(pool, most), random))
  const n = Math.min(most, Math.max(500, ...shuffled.map((pool) => pool.length)))
  return Array.from({ length: n }, (_, i) =>
    shuffled.map((pool) => (i < pool.length ? pool[i]! : pool[random.nextBelow(pool.length)]!)),
  )
}

function numberKey(value: number): number | string {
  return Object.is(value, -0) || !Number.isFinite(value) ? String(value) : value
}

function shuffle<T>(list: readonly T[], random: SeededRandom): T[] {
  const shuffled = [...list]
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = random.nextBelow(i + 1)
    const held = shuffled[i]!
    shuffled[i] = shuffled[j]!
    shuffled[j] = held
  }
  return shuffled
}

/** At most so many, evenly over the list. */
function thinned<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list
  return Array.from({ length: most }, (_, i) => list[Math.floor((i * list.length) / most)]!)
}

/** Per inner node the one above it; −1 for the root. */
function parentsOf({ left, right }: Tree): Int32Array {
  const parents = new Int32Array(left.length).fill(-1)
  for (const children of [left, right]) {
    children.forEach((child, node) => {
      if (child >= 0) parents[child] = node
    })
  }
  return parents
}

/** What the way to a node asks of a characteristic: above `low` and up to `high`, or one of the codes. */
interface Demand {
  low: number
  high: number
  readonly codes: Uint8Array | null
}

function ledTo(
  { characteristics }: TreeModel,
  tree: Tree,
  node: number,
  parents: Int32Array,
  pools: readonly (readonly CaseValue[])[],
  random: SeededRandom,
): CaseValue[][] {
  const demands = new Map<number, Demand>()
  for (let child = node, at = parents[node]!; at >= 0; child = at, at = parents[at]!) {
    demand(demands, tree, at, characteristics, tree.left[at] === child)
  }
  const values = characteristics.map((characteristic, j) => {
    const asked = demands.get(j)
    return asked === undefined ? pools[j]![random.nextBelow(pools[j]!.length)]! : within(characteristic, asked)
  })
  const feature = tree.features[node]!
  const tried = triedAt(tree, node, characteristics[feature]!, demands.get(feature))
  return tried.map((value) => values.map((one, j) => (j === feature ? value : one)))
}

function demand(
  demands: Map<number, Demand>,
  tree: Tree,
  node: number,
  characteristics: readonly TreeCharacteristic[],
  isLeft: boolean,
): void {
  const feature = tree.features[node]!
  const { levels } = characteristics[feature]!
  const asked = demands.get(feature) ?? {
    low: Number.NEGATIVE_INFINITY,
    high: Number.POSITIVE_INFINITY,
    codes: levels === null ? null : new Uint8Array(levels.length + 3).fill(1),
  }
  demands.set(feature, asked)
  if (levels === null) {
    if (isLeft) asked.high = Math.min(asked.high, tree.thresholds[node]!)
    else asked.low = Math.max(asked.low, tree.thresholds[node]!)
    return
  }
  codesGoingLeft(tree, node, levels.length).forEach((goesLeft, code) => {
    if ((goesLeft === 1) !== isLeft) asked.codes![code] = 0
  })
}

function within(characteristic: TreeCharacteristic, { low, high, codes }: Demand): CaseValue {
  if (codes !== null) {
    const code = codes.indexOf(1, 1)
    return code < 0 ? null : valueOfCode(characteristic, code)
  }
  if (Number.isFinite(high)) return high
  return Number.isFinite(low) ? Math.min(nextAbove(low), Number.MAX_VALUE) : 0
}

function triedAt(
  tree: Tree,
  node: number,
  characteristic: TreeCharacteristic,
  asked: Demand | undefined,
): readonly CaseValue[] {
  const { levels } = characteristic
  if (levels === null) {
    const threshold = tree.thresholds[node]!
    if (!Number.isFinite(threshold)) return [0, null]
    const beside = [nextBelow(threshold), nextAbove(threshold), nextSingleBelow(threshold), nextSingleAbove(threshold)]
    return [threshold, ...beside.filter(Number.isFinite), null]
  }
  const goesLeft = codesGoingLeft(tree, node, levels.length)
  const isAsked = (code: number): boolean => asked === undefined || asked.codes![code] === 1
  const firstOn = (side: number): number => goesLeft.findIndex((one, code) => code > 0 && one === side && isAsked(code))
  const codes = [firstOn(1), firstOn(0), codeOfMissing(levels.length), codeOfUnseen(levels.length)]
  return codes.filter((code) => code > 0).map((code) => valueOfCode(characteristic, code))
}

function valueOfCode({ type, levels }: TreeCharacteristic, code: number): CaseValue {
  if (code === codeOfMissing(levels!.length)) return null
  if (code === codeOfUnseen(levels!.length)) return type === 'text' ? UNSEEN : -7
  const level = levels![code - 1]!
  if (type === 'text') return level
  return Number.isFinite(Number(level)) ? Number(level) : null
}
