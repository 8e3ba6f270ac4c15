import { StatisticError } from '../statistic-error.ts'
import type { Tree, TreeCharacteristic, TreeModel } from './tree-model.ts'

/** What the check looks at. */
export type TreesToCheck = Pick<TreeModel, 'characteristics' | 'baseMargin' | 'factor' | 'offset' | 'trees'>

/**
 * Checks that a tree model, whoever made it, can be walked through: no walk leaves the arrays or goes in circles.
 *
 * Every place is in range; from the root every inner node and every leaf of a tree is reached exactly once; values are finite, thresholds
 * numbers (±∞ included); the places of a set ascend; covers and gains are there for all nodes or for none; no case can have infinite points.
 *
 * @param model - the parts of a tree model that scoring uses
 * @throws StatisticError `invalidInput` with the number of the tree (from 1) and the node (from 0) of the first fault
 */
export function requireTrees(model: TreesToCheck): void {
  const { characteristics, baseMargin, factor, offset, trees } = model
  if (characteristics.length === 0)
    throw new StatisticError('invalidInput', 'tree model needs characteristics, got none')
  if (!(Number.isFinite(baseMargin) && Number.isFinite(offset) && Number.isFinite(factor) && factor > 0)) {
    throw new StatisticError(
      'invalidInput',
      `tree model needs a finite base margin and offset and a positive factor, got ${baseMargin}, ${offset} and ${factor}`,
    )
  }
  requireCharacteristics(characteristics)
  for (const [index, tree] of trees.entries()) requireTree(tree, index + 1, characteristics)
  requireFiniteScores(model)
}

/** Finite values can add up to infinity. */
function requireFiniteScores({ baseMargin, factor, offset, trees }: TreesToCheck): void {
  let bound = Math.abs(baseMargin)
  for (const { values } of trees) bound += values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
  if (Number.isFinite(Math.abs(offset) + factor * bound)) return
  throw new StatisticError('invalidInput', `tree model needs finite points for every case, got leaves up to ${bound}`)
}

function requireCharacteristics(characteristics: readonly TreeCharacteristic[]): void {
  const names = new Set<string>()
  for (const { name, type, levels } of characteristics) {
    if (names.has(name))
      throw new StatisticError('invalidInput', `tree model needs distinct characteristics, got "${name}" twice`)
    names.add(name)
    if (levels === null) {
      if (type === 'text')
        throw new StatisticError('invalidInput', `text characteristic "${name}" needs levels, got null`)
    } else if (new Set(levels).size !== levels.length) {
      throw new StatisticError('invalidInput', `characteristic "${name}" needs distinct levels, got one twice`)
    }
  }
}

function requireTree(tree: Tree, number: number, characteristics: readonly TreeCharacteristic[]): void {
  const fail = (what: string): never => {
    throw new StatisticError('invalidInput', `tree ${number} ${what}`)
  }
  requireLengths(tree, fail)
  for (const [node, feature] of tree.features.entries()) {
    const characteristic =
      characteristics[feature] ??
      fail(`needs a characteristic from 0 to ${characteristics.length - 1} at node ${node}, got ${feature}`)
    requireThreshold(tree, node, characteristic, fail)
    requireFlag('missingLeft', tree.missingLeft[node]!, node, fail)
    if (tree.unseenLeft !== undefined) requireFlag('unseenLeft', tree.unseenLeft[node]!, node, fail)
  }
  tree.values.forEach((value, leaf) => {
    if (!Number.isFinite(value)) fail(`needs finite values, got ${value} at leaf ${leaf}`)
  })
  tree.covers.forEach((cover, place) => {
    if (!(cover >= 0 && cover < Number.POSITIVE_INFINITY))
      fail(`needs finite covers that are not negative, got ${cover} at place ${place}`)
  })
  requireShape(tree, fail)
}

/** The lengths of all columns; a tree of n inner nodes has n + 1 leaves. */
function requireLengths(tree: Tree, fail: (what: string) => never): void {
  const n = tree.features.length
  const { thresholds, left, right, missingLeft, unseenLeft, values, covers, gains } = tree
  for (const [name, column] of Object.entries({ thresholds, left, right, missingLeft, unseenLeft }))
    if (column !== undefined && column.length !== n) fail(`needs ${n} ${name}, got ${column.length}`)
  if (values.length !== n + 1) fail(`needs ${n + 1} leaves for ${n} inner nodes, got ${values.length}`)
  if (covers.length !== 0 && covers.length !== 2 * n + 1)
    fail(`needs ${2 * n + 1} covers or none, got ${covers.length}`)
  if (gains.length !== 0 && gains.length !== n) fail(`needs ${n} gains or none, got ${gains.length}`)
}

function requireThreshold(
  tree: Tree,
  node: number,
  { levels }: TreeCharacteristic,
  fail: (what: string) => never,
): void {
  const threshold = tree.thresholds[node]!
  if (levels === null) {
    if (typeof threshold !== 'number' || Number.isNaN(threshold))
      fail(`needs a number as threshold at node ${node}, got ${threshold}`)
    return
  }
  const set =
    tree.sets[threshold] ?? fail(`needs a set from 0 to ${tree.sets.length - 1} at node ${node}, got ${threshold}`)
  let last = -1
  for (const place of set) {
    if (!(Number.isInteger(place) && place > last && place < levels.length))
      fail(`needs ascending places of levels below ${levels.length} in the set of node ${node}, got ${place}`)
    last = place
  }
}

function requireFlag(name: string, flag: number, node: number, fail: (what: string) => never): void {
  if (flag !== 0 && flag !== 1) fail(`needs 0 or 1 as ${name} at node ${node}, got ${flag}`)
}

/** From the root every node exactly once: n + 1 leaves and n inner nodes without a second way to any leave none out. */
function requireShape({ features, left, right }: Tree, fail: (what: string) => never): void {
  const n = features.length
  if (n === 0) return
  const isReached = new Uint8Array(2 * n + 1)
  isReached[0] = 1
  const open = [0]
  let nReached = 1
  while (open.length > 0) {
    const node = open.pop()!
    for (const child of [left[node]!, right[node]!]) {
      if (!(Number.isInteger(child) && child < n && child >= -n - 1))
        fail(`needs children from ${-n - 1} to ${n - 1} at node ${node}, got ${child}`)
      const place = child >= 0 ? child : n - child - 1
      if (isReached[place] === 1)
        fail(`needs one way to every node, got a second one to child ${child} of node ${node}`)
      isReached[place] = 1
      nReached++
      if (child >= 0) open.push(child)
    }
  }
  if (nReached !== 2 * n + 1) fail(`needs a way to every node, got ${2 * n + 1 - nReached} without one`)
}
