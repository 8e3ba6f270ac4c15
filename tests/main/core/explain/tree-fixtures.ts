import type { BinnedVariable } from '../../../../src/main/core/binning/binned-variable.ts'
import type { Tree, TreeCharacteristic, TreeModel } from '../../../../src/main/core/trees/tree-model.ts'

/** Two inputs in {0, 1}; 80 where both are 1, else 0, every combination equally often. */
export const AND_TREE: Tree = {
  features: [0, 1],
  thresholds: [0.5, 0.5],
  left: [-1, -2],
  right: [1, -3],
  missingLeft: [1, 0],
  sets: [],
  values: [0, 0, 80],
  covers: [4, 2, 2, 1, 1],
  gains: [],
}

export function numericCharacteristic(name: string): TreeCharacteristic {
  return { name, description: null, type: 'numeric', levels: null, monotone: null }
}

/** Bins of a characteristic as a model has them: halves of the line, or one bin per level. */
export function binsFor({ name, levels, type }: TreeCharacteristic): BinnedVariable {
  const figures = { count: 10, share: 0.25, events: 2, nonEvents: 8, eventRate: 0.2, woe: 0, informationValue: 0 }
  const bin = (label: string, definition: BinnedVariable['bins'][number]['definition']) => ({
    definition,
    label,
    ...figures,
    isAdjusted: false,
  })
  const ordered =
    type === 'numeric'
      ? [
          bin('< 0', { kind: 'interval', lower: null, upper: 0 }),
          bin('≥ 0', { kind: 'interval', lower: 0, upper: null }),
        ]
      : (levels ?? []).map((level) => bin(level, { kind: 'levels', levels: [level] }))
  return {
    kind: 'binnedVariable',
    name,
    type,
    trend: 'none',
    splits: type === 'numeric' ? [0] : [],
    bins: [
      ...ordered,
      bin('Missing', { kind: 'missing' }),
      ...(type === 'text' ? [bin('Other values', { kind: 'unseen' })] : []),
    ],
    informationValue: 0,
    gini: null,
    ksStatistic: null,
    cramersV: null,
    isMonotone: true,
    zeroCellRule: 'none',
  }
}

export function treeModelOf(
  characteristics: readonly TreeCharacteristic[],
  trees: readonly Tree[],
  changes: Partial<TreeModel> = {},
): TreeModel {
  return {
    kind: 'treeModel',
    formatVersion: 1,
    target: { column: 'bad', eventValue: '1' },
    factor: 50 / Math.LN2,
    offset: 600 - (50 / Math.LN2) * Math.log(19),
    scaling: { targetPoints: 600, targetOdds: 19, pointsToDoubleOdds: 50, rounding: 'none' },
    variables: characteristics.map(binsFor),
    characteristics: [...characteristics],
    baseMargin: -1.25,
    arithmetic: 'double',
    trees: [...trees],
    developmentEventRate: 0.22,
    ...changes,
  }
}

export const LEVELS = ['rent', 'own', 'free', 'other']

/** The first `nNumeric` are numbers, the last one has levels. */
export function mixedCharacteristics(nNumeric: number): TreeCharacteristic[] {
  return [
    ...Array.from({ length: nNumeric }, (_, j) => numericCharacteristic(`x${j}`)),
    { name: 'housing', description: null, type: 'text', levels: LEVELS, monotone: null },
  ]
}

/** A tree grown at random: leaves split at random until there are `nLeaves`; covers add up, some leaves may have none. */
export function randomTree(
  random: () => number,
  characteristics: readonly TreeCharacteristic[],
  nLeaves: number,
  emptyShare = 0,
): Tree {
  interface Grown {
    readonly feature: number
    readonly threshold: number
    readonly missingLeft: number
    readonly unseenLeft: number
    readonly set: number[]
    left: number | Grown
    right: number | Grown
    cover: number
  }
  let root: number | Grown = 0
  const holes: ((grown: Grown) => void)[] = [(grown) => (root = grown)]
  for (let n = 1; n < nLeaves; n++) {
    const [fill] = holes.splice(Math.floor(random() * holes.length), 1)
    const feature = Math.floor(random() * characteristics.length)
    const levels = characteristics[feature]!.levels
    const grown: Grown = {
      feature,
      threshold: Math.round(random() * 40 - 20) / 10,
      missingLeft: random() < 0.5 ? 1 : 0,
      unseenLeft: random() < 0.5 ? 1 : 0,
      set: levels === null ? [] : levels.flatMap((_, place) => (random() < 0.5 ? [place] : [])),
      left: 0,
      right: 0,
      cover: 0,
    }
    fill!(grown)
    holes.push(
      (child) => (grown.left = child),
      (child) => (grown.right = child),
    )
  }
  const inner: Grown[] = []
  const number = (grown: number | Grown): void => {
    if (typeof grown === 'number') return
    inner.push(grown)
    number(grown.left)
    number(grown.right)
  }
  number(root)
  const places = new Map(inner.map((grown, place) => [grown, place]))
  const values: number[] = []
  const leafCovers: number[] = []
  const childOf = (child: number | Grown): { at: number; cover: number } => {
    if (typeof child !== 'number') return { at: places.get(child)!, cover: coverOf(child) }
    values.push(Math.round((random() - 0.5) * 400) / 100)
    leafCovers.push(random() < emptyShare ? 0 : Math.floor(random() * 50) + 1)
    return { at: -values.length, cover: leafCovers.at(-1)! }
  }
  const left: number[] = []
  const right: number[] = []
  const coverOf = (grown: Grown): number => {
    const at = places.get(grown)!
    const a = childOf(grown.left)
    const b = childOf(grown.right)
    left[at] = a.at
    right[at] = b.at
    grown.cover = a.cover + b.cover
    return grown.cover
  }
  if (typeof root === 'number') childOf(root)
  else coverOf(root)
  const sets: number[][] = []
  const thresholds = inner.map(({ feature, threshold, set }) =>
    characteristics[feature]!.levels === null ? threshold : sets.push(set) - 1,
  )
  return {
    features: inner.map(({ feature }) => feature),
    thresholds,
    left,
    right,
    missingLeft: inner.map(({ missingLeft }) => missingLeft),
    unseenLeft: inner.map(({ unseenLeft }) => unseenLeft),
    sets,
    values,
    covers: [...inner.map(({ cover }) => cover), ...leafCovers],
    gains: [],
  }
}

/** A case with some values missing, at thresholds or unseen. */
export function randomCase(
  random: () => number,
  characteristics: readonly TreeCharacteristic[],
): (number | string | null)[] {
  return characteristics.map(({ levels }) => {
    if (random() < 0.15) return null
    if (levels === null) return Math.round(random() * 40 - 20) / 10
    return random() < 0.2 ? 'tent' : levels[Math.floor(random() * levels.length)]!
  })
}
