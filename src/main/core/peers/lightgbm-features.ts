import { parseStrictJson } from '../deploy/strict-json.ts'
import type { TreeCharacteristic } from '../trees/tree-model.ts'
import type { LightgbmSections } from './lightgbm-sections.ts'
import { LIGHTGBM_MISSING, type LightgbmTree } from './lightgbm-tree.ts'
import { peerFault, requireWithin } from './peer-model.ts'

/** A feature of a LightGBM file, and the place that each category has among the levels. */
export interface LightgbmFeature {
  readonly characteristic: TreeCharacteristic
  /** Null: numeric. */
  readonly placeOfCategory: ReadonlyMap<number, number> | null
}

const MONOTONE: Readonly<Record<string, TreeCharacteristic['monotone']>> = {
  '-1': 'decreasing',
  '0': null,
  '1': 'increasing',
}

/**
 * The features of a LightGBM file: numeric ones, and categorical ones with their levels. Levels are the categories of pandas where the
 * file has them, else the whole numbers that categories are.
 *
 * @param sections - the file
 * @param trees - its trees
 * @throws StatisticError `invalidInput` if names and trees do not fit each other, a feature is split as number and as category, or by
 *   ways of missing that do not go together, or it is not plain which pandas categories belong to which feature
 */
export function lightgbmFeatures(sections: LightgbmSections, trees: readonly LightgbmTree[]): LightgbmFeature[] {
  const { header } = sections
  const names = listOf(header, 'feature_names')
  requireWithin('features', names.length)
  if (Number(header.get('max_feature_idx')) !== names.length - 1)
    throw peerFault('LightGBM model', `needs max_feature_idx=${names.length - 1}`, header.get('max_feature_idx'))
  const infos = listOf(header, 'feature_infos')
  if (infos.length !== names.length) throw peerFault('feature_infos', `needs ${names.length} entries`, infos.length)
  const monotone = header.has('monotone_constraints') ? listOf(header, 'monotone_constraints') : null
  if (monotone !== null && monotone.length !== names.length)
    throw peerFault('monotone_constraints', `needs ${names.length} entries`, monotone.length)
  const uses = usesOf(trees, names)
  const isCategorical = names.map((_, i) => uses[i]!.categories !== null || isCategoryInfo(infos[i]!))
  const lists = pandasLists(sections.pandasCategorical, infos, isCategorical)
  return names.map((name, i) => {
    const { missing, categories } = uses[i]!
    const direction = MONOTONE[monotone?.[i] ?? '0']
    if (direction === undefined) throw peerFault('monotone_constraints', 'needs -1, 0 or 1', monotone?.[i])
    const about = { name, description: null, monotone: direction }
    if (!isCategorical[i]) {
      const zero = missing === LIGHTGBM_MISSING.zero ? { zeroIsMissing: true } : {}
      return { characteristic: { ...about, type: 'numeric', levels: null, ...zero }, placeOfCategory: null }
    }
    return categorical(
      { ...about, type: 'numeric', levels: [] },
      infos[i]!,
      categories ?? new Set(),
      lists.get(i) ?? null,
    )
  })
}

interface Use {
  /** Way of missing at numeric nodes; null: there are none. */
  missing: number | null
  /** Categories in the sets of its nodes; null: no categorical node. */
  categories: Set<number> | null
}

function usesOf(trees: readonly LightgbmTree[], names: readonly string[]): Use[] {
  const uses: Use[] = names.map(() => ({ missing: null, categories: null }))
  trees.forEach((tree, index) => {
    tree.features.forEach((feature, node) => {
      const use = uses[feature]
      if (use === undefined)
        throw peerFault(`tree ${index}`, `needs features from 0 to ${names.length - 1} at node ${node}`, feature)
      if (tree.isCategorical[node]) addCategories(use, tree, node, index)
      else addMissing(use, tree.missing[node]!, names[feature]!)
      if (use.missing !== null && use.categories !== null)
        throw peerFault(`feature "${names[feature]}"`, 'needs splits of one kind', 'numbers and categories')
    })
  })
  return uses
}

function addCategories(use: Use, tree: LightgbmTree, node: number, index: number): void {
  const set = tree.categories[tree.thresholds[node]!]
  if (set === undefined)
    throw peerFault(`tree ${index}`, `needs a set of categories at node ${node}`, tree.thresholds[node])
  use.categories ??= new Set()
  for (const category of set) use.categories.add(category)
}

/** None and NaN can stand side by side, zero cannot: it changes what the value 0 is. */
function addMissing(use: Use, missing: number, name: string): void {
  const { zero } = LIGHTGBM_MISSING
  if (use.missing !== null && (use.missing === zero) !== (missing === zero))
    throw peerFault(`feature "${name}"`, 'needs one meaning of 0 in all trees', 'missing in some of them')
  use.missing = missing
}

function categorical(
  characteristic: TreeCharacteristic,
  info: string,
  split: ReadonlySet<number>,
  pandas: readonly string[] | null,
): LightgbmFeature {
  if (pandas !== null) {
    const type = pandas.every((level) => /^\d+$/.test(level)) ? 'numeric' : 'text'
    for (const category of split)
      if (category >= pandas.length)
        throw peerFault(`feature "${characteristic.name}"`, `needs categories below ${pandas.length}`, category)
    const places = new Map(pandas.map((_, place) => [place, place]))
    return { characteristic: { ...characteristic, type, levels: [...pandas] }, placeOfCategory: places }
  }
  const known = new Set(split)
  if (isCategoryInfo(info)) for (const text of info.split(':')) if (/^\d{1,10}$/.test(text)) known.add(Number(text))
  requireWithin('levels', known.size)
  const ascending = [...known].sort((a, b) => a - b)
  return {
    characteristic: { ...characteristic, levels: ascending.map(String) },
    placeOfCategory: new Map(ascending.map((category, place) => [category, place])),
  }
}

/** `[0:12]` is a range of numbers, `none` a constant; categories stand bare: `-1:3:0:1`. */
function isCategoryInfo(info: string): boolean {
  return info !== 'none' && !info.startsWith('[')
}

/** Categories of pandas by feature: they are listed in the order of the columns that have them. */
function pandasLists(
  line: string | null,
  infos: readonly string[],
  isCategorical: readonly boolean[],
): Map<number, readonly string[]> {
  const value = line === null ? null : parseStrictJson(line)
  if (value === null) return new Map()
  if (!Array.isArray(value) || !value.every(Array.isArray))
    throw peerFault('pandas_categorical', 'needs lists of categories', value)
  if (value.length === 0) return new Map()
  const lists = (value as unknown[][]).map((list, i) => levelsOf(list, i))
  const certain = [...infos.keys()].filter((i) => isCategorical[i])
  const possible = [...infos.keys()].filter((i) => isCategorical[i] || infos[i] === 'none')
  const columns = [certain, possible].find(({ length }) => length === lists.length)
  if (columns === undefined)
    throw peerFault(
      'pandas_categorical',
      `needs a list for each of the ${certain.length} categorical features, so that it is plain which belongs to which`,
      lists.length,
    )
  return new Map(columns.map((feature, k) => [feature, lists[k]!]))
}

function levelsOf(list: readonly unknown[], index: number): string[] {
  const levels = list.map((one) => {
    if (typeof one === 'string') return one
    if (typeof one === 'number' && Number.isSafeInteger(one) && one >= 0) return String(one)
    throw peerFault(`pandas_categorical[${index}]`, 'needs texts or whole numbers', one)
  })
  requireWithin('levels', levels.length)
  if (new Set(levels).size !== levels.length)
    throw peerFault(`pandas_categorical[${index}]`, 'needs distinct categories', 'one twice')
  return levels
}

function listOf(header: ReadonlyMap<string, string>, key: string): string[] {
  const text = header.get(key)
  if (text === undefined || text === '') throw peerFault('LightGBM model', `needs a line "${key}"`, text)
  return text.split(' ')
}
