import { type Column, createFrame, type Frame } from '../../src/main/core/frame/frame.ts'
import type { SeededRandom } from '../../src/main/core/random/seeded-random.ts'
import { scalingConstants } from '../../src/main/core/scorecard/scaling.ts'
import type { Tree, TreeCharacteristic, TreeModel } from '../../src/main/core/trees/tree-model.ts'

/** What generated tree models are made of. */
export interface GeneratedTrees {
  readonly nTrees: number
  /** Most leaves of a tree, at least 1; every tree draws its own number. */
  readonly mostLeaves: number
  /** The next split is of the newest leaf: trees as deep as they have leaves. */
  readonly isDeep?: boolean
  /** Distinct thresholds per characteristic that nodes choose from; default 40. */
  readonly nThresholds?: number
  /** Levels of the text characteristic; default 12. */
  readonly nLevels?: number
  readonly arithmetic?: TreeModel['arithmetic']
  /** ±∞ among the thresholds and covers left out; the texts of models cannot carry the former. */
  readonly isOdd?: boolean
}

const SCALING = { targetPoints: 600, targetOdds: 19, pointsToDoubleOdds: 50, rounding: 'none' } as const

/**
 * A random sound tree model of six characteristics: plain numbers, numbers with missing codes, with zero as missing, texts by levels,
 * numbers by levels, and a number that few nodes ask for. It has no bins and no scores of its own to believe in.
 */
export function generatedTreeModel(random: SeededRandom, of: GeneratedTrees): TreeModel {
  const characteristics = characteristicsOf(of.nLevels ?? 12)
  const thresholds = characteristics.map(() => drawThresholds(random, of.nThresholds ?? 40, of.isOdd === true))
  return {
    kind: 'treeModel',
    formatVersion: 1,
    target: { column: 'bad', eventValue: '1' },
    ...scalingConstants(SCALING),
    scaling: SCALING,
    variables: [],
    characteristics,
    baseMargin: random.nextDouble() - 2,
    arithmetic: of.arithmetic ?? 'double',
    trees: Array.from({ length: of.nTrees }, () => drawTree(random, characteristics, thresholds, of)),
    developmentEventRate: 0.1,
  }
}

/** Values worth a look for one characteristic: around its thresholds, its codes and levels, and what no model expects. */
export function valuesToTry({ characteristics, trees }: TreeModel, place: number): (number | string | null)[] {
  const { type, levels, missingCodes = [] } = characteristics[place]!
  if (type === 'text') return [...(levels ?? []), 'never seen', '', ' ', '0', '__proto__', null]
  const odd = [
    0,
    -0,
    1,
    -1,
    0.5,
    -0.5,
    3.7,
    1e-35,
    -1e-35,
    1.1e-35,
    1e-300,
    1e21,
    1e300,
    Infinity,
    -Infinity,
    NaN,
    null,
  ]
  if (levels !== null) return [...levels.map(Number), ...levels.map((level) => Number(level) + 0.9), ...odd]
  const edges = trees.flatMap(({ features, thresholds }) =>
    thresholds.filter((_, node) => features[node] === place).flatMap((t) => [t, neighbour(t, 1), neighbour(t, -1)]),
  )
  return [...new Set([...edges, ...missingCodes, ...odd])]
}

/** Random rows of values to try, one array per case. */
export function drawCases(random: SeededRandom, model: TreeModel, nCases: number): (number | string | null)[][] {
  const pools = model.characteristics.map((_, place) => valuesToTry(model, place))
  return Array.from({ length: nCases }, () => pools.map((pool) => pool[random.nextBelow(pool.length)]!))
}

/** The cases as columns named as the characteristics; texts in an order of their own. */
export function frameOfCases(model: TreeModel, cases: readonly (readonly (number | string | null)[])[]): Frame {
  return createFrame(
    model.characteristics.map(({ name, type }, j): Column => {
      const values = cases.map((row) => row[j]!)
      if (type === 'numeric')
        return { kind: 'numeric', name, values: Float64Array.from(values, (value) => (value as number | null) ?? NaN) }
      const levels = [...new Set(values.filter((value) => value !== null))].map(String).reverse()
      const codes = Int32Array.from(values, (value) => (value === null ? -1 : levels.indexOf(String(value))))
      return { kind: 'text', name, codes, levels }
    }),
  )
}

/** The next double above (1) or below (−1). */
export function neighbour(value: number, direction: 1 | -1): number {
  if (!Number.isFinite(value)) return value
  if (value === 0) return direction * Number.MIN_VALUE
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  view.setBigInt64(0, view.getBigInt64(0) + (value > 0 === direction > 0 ? 1n : -1n))
  return view.getFloat64(0)
}

function characteristicsOf(nLevels: number): TreeCharacteristic[] {
  const plain = { description: null, type: 'numeric', levels: null, monotone: null } as const
  return [
    { ...plain, name: 'income' },
    { ...plain, name: 'age', missingCodes: [-999, 0, 98.5] },
    { ...plain, name: 'balance', zeroIsMissing: true },
    { ...plain, name: 'region', type: 'text', levels: Array.from({ length: nLevels }, (_, k) => `level ${k}`) },
    { ...plain, name: 'grade', levels: Array.from({ length: 20 }, (_, k) => String(k * 3)) },
    { ...plain, name: 'rarely asked' },
  ]
}

function drawThresholds(random: SeededRandom, n: number, isOdd: boolean): number[] {
  const drawn = Array.from({ length: n }, () => (random.nextDouble() - 0.5) * 10 ** random.nextBelow(6))
  return [0, -0, 1e-35, ...(isOdd ? [Infinity, -Infinity, Number.MAX_VALUE] : []), ...drawn]
}

/** Half of the levels, or a few of the first ones, or none. */
function drawSet(random: SeededRandom, nLevels: number): number[] {
  const most = random.nextBelow(3) === 0 ? random.nextBelow(4) : nLevels
  return Array.from({ length: Math.min(most, nLevels) }, (_, place) => place).filter(() => random.nextBelow(2) === 1)
}

function drawTree(
  random: SeededRandom,
  characteristics: readonly TreeCharacteristic[],
  thresholds: readonly (readonly number[])[],
  { mostLeaves, isDeep = false, isOdd = false }: GeneratedTrees,
): Tree {
  const n = random.nextBelow(mostLeaves)
  const flag = (): number => random.nextBelow(2)
  const tree = {
    features: [] as number[],
    thresholds: [] as number[],
    left: [] as number[],
    right: [] as number[],
    missingLeft: Array.from({ length: n }, flag),
    sets: [] as number[][],
    ...(flag() === 1 ? { unseenLeft: Array.from({ length: n }, flag) } : {}),
    values: Array.from({ length: n + 1 }, () => random.nextDouble() - 0.5),
    covers: isOdd ? [] : Array.from({ length: 2 * n + 1 }, () => 1 + random.nextBelow(1000)),
    gains: [],
  }
  // Leaves not yet split: the node and side they hang on.
  const open: { node: number; side: 'left' | 'right' }[] = []
  let nLeaves = 1
  for (let node = 0; node < n; node++) {
    const feature = random.nextBelow(50) === 0 ? 5 : random.nextBelow(5)
    const { levels } = characteristics[feature]!
    tree.features.push(feature)
    const choices = thresholds[feature]!
    if (levels === null) tree.thresholds.push(choices[random.nextBelow(choices.length)]!)
    else tree.thresholds.push(tree.sets.push(drawSet(random, levels.length)) - 1)
    if (node > 0) {
      const at = isDeep ? open.length - 1 : random.nextBelow(open.length)
      const { node: parent, side } = open.splice(at, 1)[0]!
      const leaf = tree[side][parent]!
      tree[side][parent] = node
      // The node takes over the leaf on one of its sides.
      const isLeft = flag() === 1
      tree.left.push(isLeft ? leaf : -nLeaves - 1)
      tree.right.push(isLeft ? -nLeaves - 1 : leaf)
    } else {
      tree.left.push(-1)
      tree.right.push(-2)
    }
    nLeaves++
    open.push({ node, side: 'left' }, { node, side: 'right' })
  }
  return tree
}
