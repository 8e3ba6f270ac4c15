import { parseStrictJson } from '../deploy/strict-json.ts'
import type { TreeCharacteristic } from '../trees/tree-model.ts'
import { listAt, type Members, membersAt, textAt } from './json-parts.ts'
import { peerFault, type ReadPeer, requireWithin, treeModelOfPeer } from './peer-model.ts'
import { treeOfXgboost, type XgboostTree, xgboostTree } from './xgboost-tree.ts'

/** Longest XGBoost file, in characters. */
export const MAX_XGBOOST_CHARACTERS = 128 * 1024 * 1024

/** Whether a JSON object is the model file of XGBoost rather than one of Assay. */
export function isXgboostText(text: string): boolean {
  return /^\s*\{\s*"(learner|version)"\s*:/.test(text.slice(0, 1000))
}

/**
 * Reads a model that XGBoost (1.6 to 3) saved as JSON (`save_model("….json")`): boosted trees for a yes-no outcome, the event being 1.
 *
 * Margins are added as 32-bit numbers, tree by tree from the base score, and equal those of XGBoost (`output_margin=True`). XGBoost
 * rounds every number to 32 bits and sends those below the threshold left; thresholds here are the doubles that decide equally. The base
 * score is a probability under a logistic objective, η₀ = −ln(1/p − 1), and a margin for `binary:logitraw`.
 *
 * @param text - the whole file
 * @returns the model without its target, and notes
 * @throws StatisticError `invalidInput` with line and column or the path of the fault, or for a model of another kind (dart, linear, more
 *   than two classes, other objectives)
 * @see Chen & Guestrin (2016), XGBoost; XGBoost, JSON schema of the model (doc/model.schema)
 */
export function readXgboostJson(text: string): ReadPeer {
  const file = membersAt(
    parseStrictJson(text, { characters: MAX_XGBOOST_CHARACTERS, allowsNaN: true }),
    'the XGBoost model',
  )
  const version = listAt(file.version, 'version')
  const learner = membersAt(file.learner, 'learner')
  const parameters = membersAt(learner.learner_model_param, 'learner.learner_model_param')
  const objective = textAt(membersAt(learner.objective, 'learner.objective').name, 'learner.objective.name')
  requireBinary(parameters, objective)
  const { trees, model } = treesOf(membersAt(learner.gradient_booster, 'learner.gradient_booster'))
  const features = featuresOf(learner, parameters, trees)
  requireWithin(
    'members of sets',
    trees.reduce((sum, { left, features: asked }) => {
      const isSplit = (node: number) => left[node] !== -1
      return asked.reduce((all, one, node) => all + (isSplit(node) ? (features[one]?.places?.size ?? 0) : 0), sum)
    }, 0),
  )
  return treeModelOfPeer({
    features: features.map(({ characteristic }) => characteristic),
    baseMargin: baseMarginOf(parameters.base_score, objective, version),
    arithmetic: 'single',
    trees: trees.map((tree, i) =>
      treeOfXgboost(
        tree,
        features.map(({ places }) => places),
        `trees[${i}]`,
      ),
    ),
    notes: notesOf(learner, model, trees.length),
  })
}

const OBJECTIVES: ReadonlySet<string> = new Set(['binary:logistic', 'binary:logitraw', 'reg:logistic'])

function requireBinary(parameters: Members, objective: string): void {
  if (!OBJECTIVES.has(objective))
    throw peerFault('learner.objective.name', `needs to be ${[...OBJECTIVES].join(', ')}`, objective)
  if (Number(parameters.num_class ?? 0) > 1) throw peerFault('num_class', 'needs to be 0 or 1', parameters.num_class)
  if (Number(parameters.num_target ?? 1) > 1) throw peerFault('num_target', 'needs to be 1', parameters.num_target)
}

function treesOf(booster: Members): { trees: XgboostTree[]; model: Members } {
  if (booster.name !== 'gbtree')
    throw peerFault('learner.gradient_booster.name', 'needs to be gbtree: dart and gblinear are not read', booster.name)
  const model = membersAt(booster.model, 'learner.gradient_booster.model')
  const list = listAt(model.trees, 'trees')
  requireWithin('trees', list.length)
  const trees = list.map((tree, i) => xgboostTree(tree, `trees[${i}]`))
  requireWithin(
    'leaves',
    trees.reduce((sum, { left }) => sum + left.length, 0),
  )
  const { num_trees: said, size_leaf_vector: width = 0 } = membersAt(model.gbtree_model_param, 'gbtree_model_param')
  if (Number(said) !== trees.length)
    throw peerFault('gbtree_model_param.num_trees', `needs to be ${trees.length}`, said)
  if (Number(width) > 1) throw peerFault('gbtree_model_param.size_leaf_vector', 'needs one value per leaf', width)
  return { trees, model }
}

interface XgboostFeature {
  readonly characteristic: TreeCharacteristic
  /** Place of every category among the levels; null: numeric. */
  readonly places: ReadonlyMap<number, number> | null
}

/** Features by the names of the file, or f0, f1 … as XGBoost calls them without; levels are the categories that splits name. */
function featuresOf(learner: Members, parameters: Members, trees: readonly XgboostTree[]): XgboostFeature[] {
  const count = Number(parameters.num_feature)
  if (!(Number.isInteger(count) && count > 0)) throw peerFault('num_feature', 'needs to be a whole number', count)
  requireWithin('features', count)
  const named = listAt(learner.feature_names ?? [], 'learner.feature_names')
  if (named.length !== 0 && named.length !== count)
    throw peerFault('learner.feature_names', `needs ${count} names or none`, named.length)
  const categories = categoriesOf(trees, count)
  return categories.map((found, i) => {
    const name = named.length === 0 ? `f${i}` : textAt(named[i], `learner.feature_names[${i}]`)
    const about = { name, description: null, type: 'numeric', monotone: null } as const
    if (found === null) return { characteristic: { ...about, levels: null }, places: null }
    const ascending = [...found].sort((a, b) => a - b)
    requireWithin('levels', ascending.length)
    return {
      characteristic: { ...about, levels: ascending.map(String) },
      places: new Map(ascending.map((category, place) => [category, place])),
    }
  })
}

function categoriesOf(trees: readonly XgboostTree[], count: number): (Set<number> | null)[] {
  const found: (Set<number> | null | undefined)[] = Array.from({ length: count })
  trees.forEach((tree, i) => {
    tree.left.forEach((child, node) => {
      if (child === -1) return
      const feature = tree.features[node]!
      if (!(Number.isInteger(feature) && feature >= 0 && feature < count))
        throw peerFault(`trees[${i}].split_indices`, `needs features from 0 to ${count - 1}`, feature)
      const isCategorical = tree.isCategorical[node] === 1
      found[feature] ??= isCategorical ? new Set() : null
      if ((found[feature] !== null) !== isCategorical)
        throw peerFault(
          `trees[${i}].split_type`,
          `needs splits of one kind on feature ${feature}`,
          tree.isCategorical[node],
        )
      if (!isCategorical) return
      const set = tree.categories.get(node)
      if (set === undefined) throw peerFault(`trees[${i}].categories_nodes`, `needs node ${node}`, undefined)
      for (const category of set) found[feature]!.add(category)
    })
  })
  return Array.from(found, (one) => one ?? null)
}

/** The base score in the file may stand in brackets (XGBoost 3.1 and later). */
function baseMarginOf(said: unknown, objective: string, version: readonly unknown[]): number {
  const text = typeof said === 'string' ? said.replace(/^\[(.*)\]$/, '$1') : ''
  const score = text === '' ? Number.NaN : Math.fround(Number(text))
  if (!Number.isFinite(score)) throw peerFault('base_score', 'needs to be one number', said)
  if (objective === 'binary:logitraw') {
    const [major, minor] = version
    const isOld = Number(major) < 1 || (Number(major) === 1 && Number(minor) < 6)
    if (isOld) throw peerFault('version', 'needs to be 1.6 or later for binary:logitraw', version)
    return score
  }
  if (!(score > 0 && score < 1)) throw peerFault('base_score', 'needs to lie between 0 and 1', said)
  return 0 - Math.fround(Math.log(Math.fround(Math.fround(1 / score) - 1)))
}

function notesOf(learner: Members, model: Members, nTrees: number): string[] {
  const notes = ['The event is what XGBoost was given as 1.']
  const attributes = learner.attributes === undefined ? {} : membersAt(learner.attributes, 'learner.attributes')
  const best = Number(attributes.best_iteration)
  const perIteration = Number(membersAt(model.gbtree_model_param, 'gbtree_model_param').num_parallel_tree ?? 1) || 1
  if ((best + 1) * perIteration < nTrees)
    notes.push(
      `XGBoost found its best iteration to be ${best}, counted from 0. All ${nTrees} trees of the file are read, as Booster.predict does; XGBClassifier.predict stops at the best iteration: save model[:${best + 1}] to read that.`,
    )
  const kept = model.cats === undefined ? [] : listAt(membersAt(model.cats, 'cats').enc ?? [], 'cats.enc')
  if (kept.some((one) => one !== null && JSON.stringify(one) !== '[]' && JSON.stringify(one) !== '{}'))
    notes.push('The file names its categories; they are read by their numbers, which the columns must hold.')
  return notes
}
