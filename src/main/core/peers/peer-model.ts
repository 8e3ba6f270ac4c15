import { scalingConstants } from '../scorecard/scaling.ts'
import type { Calibration, Target } from '../scorecard/scorecard-model.ts'
import { StatisticError } from '../statistic-error.ts'
import { requireTrees } from '../trees/require-trees.ts'
import type { Tree, TreeCharacteristic, TreeModel } from '../trees/tree-model.ts'

/** Sizes of a model of another program beyond which it is refused. */
export const PEER_LIMITS = {
  trees: 20_000,
  leaves: 2_000_000,
  features: 50_000,
  levels: 1_000_000,
  /** Levels in the sets of all splits. */
  'members of sets': 10_000_000,
} as const

/** Scale of the points of models that have none: 600 points at odds of 19:1, 50 points to double the odds, not rounded. */
const SCALING = { targetPoints: 600, targetOdds: 19, pointsToDoubleOdds: 50, rounding: 'none' } as const

/** Boosted trees as a file of another program has them. */
export interface PeerModel {
  /** Every feature of the file, in its order. */
  readonly features: readonly TreeCharacteristic[]
  readonly baseMargin: number
  readonly arithmetic: 'double' | 'single'
  readonly trees: readonly Tree[]
  /** Where the PD is not the plain logistic function of the margin. */
  readonly calibration?: Calibration
  /** What a person has to know of the file. */
  readonly notes: readonly string[]
}

/** A model of another program as a tree model, and what has to be said of it. */
export interface ReadPeer {
  readonly model: TreeModel
  readonly notes: readonly string[]
}

/**
 * The tree model of what another program's file holds: features that no tree asks for are left out, the scale of the points is the
 * default one, and counts of development are not known. The target is not in such files.
 *
 * @param peer - parts of the file
 * @throws StatisticError `invalidInput` if the trees are not sound (`requireTrees`), or none has a split
 */
export function treeModelOfPeer(peer: PeerModel): ReadPeer {
  const { features, trees, calibration, notes } = peer
  const isUsed = new Uint8Array(features.length)
  for (const tree of trees) for (const feature of tree.features) isUsed[feature] = 1
  const places = new Int32Array(features.length)
  const characteristics = features.filter((_, i) => isUsed[i] === 1)
  if (characteristics.length === 0)
    throw new StatisticError('invalidInput', 'tree model needs a split in one of its trees, got none')
  let place = 0
  for (let i = 0; i < features.length; i++) places[i] = isUsed[i] === 1 ? place++ : -1
  const nUnused = features.length - characteristics.length
  const model: TreeModel = {
    kind: 'treeModel',
    formatVersion: 1,
    target: NO_TARGET,
    ...scalingConstants(SCALING),
    scaling: SCALING,
    variables: [],
    characteristics,
    baseMargin: peer.baseMargin,
    arithmetic: peer.arithmetic,
    trees: trees.map((tree) => ({ ...tree, features: tree.features.map((feature) => places[feature]!) })),
    developmentEventRate: 0,
    ...(calibration === undefined ? {} : { calibration }),
  }
  requireTrees(model)
  const unused = `Features of the file that are in no tree and are left out: ${nUnused} of ${features.length}.`
  return { model, notes: nUnused === 0 ? notes : [...notes, unused] }
}

/** Stands where the target goes until it is told. */
const NO_TARGET: Target = { column: '', eventValue: '' }

/**
 * Refuses a model beyond the limits before it is taken apart.
 *
 * @param what - what is counted
 * @throws StatisticError `invalidInput`
 */
export function requireWithin(what: keyof typeof PEER_LIMITS, count: number): void {
  if (count <= PEER_LIMITS[what]) return
  throw new StatisticError('invalidInput', `model needs at most ${PEER_LIMITS[what]} ${what}, got ${count}`)
}

/** A fault of a model file. @param got - shown as JSON, cut short */
export function peerFault(place: string, condition: string, got: unknown): StatisticError {
  const text = got === undefined ? 'nothing' : (JSON.stringify(got) ?? String(got)).slice(0, 80)
  return new StatisticError('invalidInput', `${place} ${condition}, got ${text}`)
}
