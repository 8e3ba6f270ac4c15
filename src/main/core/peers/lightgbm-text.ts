import type { Calibration } from '../scorecard/scorecard-model.ts'
import type { Tree } from '../trees/tree-model.ts'
import { type LightgbmFeature, lightgbmFeatures } from './lightgbm-features.ts'
import { type LightgbmSections, lightgbmSections } from './lightgbm-sections.ts'
import { LIGHTGBM_MISSING, type LightgbmTree, lightgbmTree } from './lightgbm-tree.ts'
import { peerFault, type ReadPeer, requireWithin, treeModelOfPeer } from './peer-model.ts'
import { nextDouble } from './single-threshold.ts'

/** LightGBM takes numbers this close to 0 for 0: 1e-35 as a 32-bit number. */
const ZERO = Math.fround(1e-35)
/** The largest double below −ZERO. */
const BELOW_ZERO = nextDouble(-ZERO, -1)

/**
 * Reads a model that LightGBM 3 or 4 saved as text (`save_model`): boosted trees for a yes-no outcome, the event being label 1.
 *
 * Its raw margins (`predict(…, raw_score=True)`) are those of LightGBM bit for bit: numbers compare as `v ≤ threshold`; where a feature
 * had no missing values in training, a missing one counts as 0; with `zero_as_missing` numbers within ±1e-35 are missing; a category not
 * in the set of a split, a negative one and a missing one go right. A `sigmoid` other than 1 becomes a calibration, PD = σ(sigmoid · η).
 *
 * @param text - the whole file
 * @returns the model without its target, and notes
 * @throws StatisticError `invalidInput` if the file is cut or not sound, or a model of another kind (more than two classes, ranking,
 *   regression, random forest, linear trees)
 * @see Ke et al. (2017), LightGBM; LightGBM 4, tree.h, Tree::NumericalDecision and Tree::CategoricalDecision
 */
export function readLightgbmText(text: string): ReadPeer {
  const sections = lightgbmSections(text)
  const calibration = calibrationOf(sections)
  let nMembers = 0
  const trees = sections.trees.map((block, index) => {
    const tree = lightgbmTree(block, index)
    nMembers += tree.categories.reduce((sum, { length }) => sum + length, 0)
    requireWithin('members of sets', nMembers)
    return tree
  })
  requireWithin(
    'leaves',
    trees.reduce((sum, { values }) => sum + values.length, 0),
  )
  const features = lightgbmFeatures(sections, trees)
  return treeModelOfPeer({
    features: features.map(({ characteristic }) => characteristic),
    baseMargin: 0,
    arithmetic: 'double',
    trees: trees.map((tree) => treeOf(tree, features)),
    ...(calibration === null ? {} : { calibration }),
    notes: notesOf(sections, features),
  })
}

/** Null where the PD is the plain logistic function of the margin. */
function calibrationOf({ header, words }: LightgbmSections): Calibration | null {
  const version = header.get('version')
  if (version !== 'v3' && version !== 'v4')
    throw peerFault('LightGBM model', 'needs the format v3 or v4, of LightGBM 3 and 4', version)
  if (words.has('average_output'))
    throw peerFault('LightGBM model', 'needs boosted trees, whose values are added', 'a random forest (average_output)')
  const other = [...words].find((word) => word !== '')
  if (other !== undefined) throw peerFault('header', 'needs lines "key=value"', other)
  if (header.get('num_class') !== '1' || header.get('num_tree_per_iteration') !== '1')
    throw peerFault('LightGBM model', 'needs one outcome (num_class=1)', header.get('num_class'))
  const [objective, ...settings] = (header.get('objective') ?? '').split(' ')
  if (objective === 'cross_entropy') return null
  if (objective !== 'binary')
    throw peerFault('LightGBM model', 'needs the objective binary or cross_entropy', header.get('objective'))
  const said = settings.find((setting) => setting.startsWith('sigmoid:'))?.slice('sigmoid:'.length) ?? '1'
  const slope = Number(said)
  if (!(slope > 0 && slope < Number.POSITIVE_INFINITY)) throw peerFault('objective', 'needs a positive sigmoid', said)
  return slope === 1 ? null : { method: 'platt', intercept: 0, slope }
}

function treeOf(tree: LightgbmTree, features: readonly LightgbmFeature[]): Tree {
  const thresholds = tree.thresholds.map((threshold, node) => (tree.isCategorical[node] ? threshold : plain(threshold)))
  const missingLeft = tree.features.map((_, node) => {
    if (tree.isCategorical[node]) return 0
    const isNone = tree.missing[node] === LIGHTGBM_MISSING.none
    return (isNone ? thresholds[node]! >= 0 : tree.defaultLeft[node]) ? 1 : 0
  })
  // Sets are kept by the nodes that use them: the places of levels are those of the node's feature.
  const sets: number[][] = []
  tree.features.forEach((feature, node) => {
    if (!tree.isCategorical[node]) return
    const { placeOfCategory } = features[feature]!
    const set = tree.categories[thresholds[node]!]!.map((category) => placeOfCategory!.get(category)!)
    thresholds[node] = sets.push(set) - 1
  })
  const { left, right, values, covers, gains } = tree
  return { features: tree.features, thresholds, left, right, missingLeft, sets, values, covers, gains }
}

/** LightGBM sets numbers within ±ZERO to 0 before it compares them; a threshold among them becomes one that decides as for 0. */
function plain(threshold: number): number {
  if (threshold < -ZERO || threshold > ZERO) return threshold
  return threshold >= 0 ? ZERO : BELOW_ZERO
}

function notesOf({ header }: LightgbmSections, features: readonly LightgbmFeature[]): string[] {
  const byNumber = features.filter(({ characteristic: { levels, type } }) => levels !== null && type === 'numeric')
  const sigmoid = (header.get('objective') ?? '').startsWith('binary') ? '' : ' Its objective is cross_entropy.'
  return [
    `The event is what LightGBM was given as label 1.${sigmoid}`,
    ...(byNumber.length === 0
      ? []
      : [`Features whose categories are whole numbers: ${byNumber.length}. Other numbers count by their whole part.`]),
  ]
}
