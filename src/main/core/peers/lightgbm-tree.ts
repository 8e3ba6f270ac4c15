import type { LightgbmBlock } from './lightgbm-sections.ts'
import { peerFault, requireWithin } from './peer-model.ts'

/** How missing values are told at a node, by the numbers LightGBM gives the ways. */
export const LIGHTGBM_MISSING = { none: 0, zero: 1, nan: 2 } as const

/** One tree of a LightGBM file; inner nodes and leaves are numbered as Assay numbers them. */
export interface LightgbmTree {
  readonly features: number[]
  readonly thresholds: number[]
  readonly isCategorical: readonly boolean[]
  readonly defaultLeft: readonly boolean[]
  /** Per inner node, one of {@link LIGHTGBM_MISSING}. */
  readonly missing: readonly number[]
  readonly left: number[]
  readonly right: number[]
  readonly values: number[]
  readonly covers: number[]
  readonly gains: number[]
  /** Categories that go left, ascending; a categorical node has its place among them as threshold. */
  readonly categories: readonly (readonly number[])[]
}

const NUMBERS = /^[-+.\deE]+$/

/**
 * Reads one tree.
 *
 * @param block - its lines
 * @param index - number of the tree, from 0
 * @throws StatisticError `invalidInput` naming the tree and the line for anything that is not a tree of LightGBM 3 or 4, or a linear tree
 * @see LightGBM 4, tree.cpp, Tree::Tree(const char*) and Tree::ToString
 */
export function lightgbmTree(block: LightgbmBlock, index: number): LightgbmTree {
  const at = `tree ${index}`
  const [nLeaves] = numbersOf(block, 'num_leaves', 1, at)
  if (!Number.isInteger(nLeaves) || nLeaves! < 1) throw peerFault(at, 'needs a whole number of leaves', nLeaves)
  requireWithin('leaves', nLeaves!)
  if (block.has('is_linear') && block.get('is_linear') !== '0')
    throw peerFault(at, 'needs constants in its leaves: linear trees (linear_tree) are not read', 'is_linear=1')
  const n = nLeaves! - 1
  const features = numbersOf(block, 'split_feature', n, at)
  const decisions = numbersOf(block, 'decision_type', n, at)
  for (const [node, type] of decisions.entries())
    if (!(Number.isInteger(type) && type >= 0 && type < 12))
      throw peerFault(at, `needs a decision type from 0 to 11 at node ${node}`, type)
  const counts = n === 0 ? [] : optional(block, 'internal_count', n, at)
  const leafCounts = optional(block, 'leaf_count', n + 1, at)
  return {
    features,
    thresholds: numbersOf(block, 'threshold', n, at, INFINITE),
    isCategorical: decisions.map((type) => (type & 1) === 1),
    defaultLeft: decisions.map((type) => (type & 2) !== 0),
    missing: decisions.map((type) => type >> 2),
    left: numbersOf(block, 'left_child', n, at),
    right: numbersOf(block, 'right_child', n, at),
    values: numbersOf(block, 'leaf_value', n + 1, at),
    covers: counts === null || leafCounts === null ? [] : [...counts, ...leafCounts],
    gains: optional(block, 'split_gain', n, at) ?? [],
    categories: categoriesOf(block, at),
  }
}

/** Bit sets of categories: `cat_boundaries` tells where the 32-bit words of each begin. */
function categoriesOf(block: LightgbmBlock, at: string): number[][] {
  const [nSets] = numbersOf(block, 'num_cat', 1, at)
  if (!(Number.isInteger(nSets) && nSets! >= 0)) throw peerFault(at, 'needs a whole number of category sets', nSets)
  if (nSets === 0) return []
  requireWithin('leaves', nSets!)
  const boundaries = numbersOf(block, 'cat_boundaries', nSets! + 1, at)
  const words = numbersOf(block, 'cat_threshold', null, at)
  const isAscending = boundaries.every((one, i) => Number.isInteger(one) && one >= (boundaries[i - 1] ?? 0))
  if (!isAscending || boundaries[0] !== 0 || boundaries.at(-1) !== words.length)
    throw peerFault(at, `needs category boundaries that ascend from 0 to ${words.length}`, boundaries.slice(0, 8))
  for (const word of words)
    if (!(Number.isInteger(word) && word >= 0 && word < 2 ** 32))
      throw peerFault(at, 'needs 32-bit words of categories', word)
  requireWithin(
    'members of sets',
    words.reduce((sum, word) => sum + nBits(word), 0),
  )
  return boundaries.slice(1).map((end, i) => bitsOf(words, boundaries[i]!, end))
}

/** Ones among 32 bits, added up in pairs, then fours, then bytes. */
function nBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

function bitsOf(words: readonly number[], from: number, to: number): number[] {
  const places: number[] = []
  for (let i = from; i < to; i++)
    for (let bit = 0; bit < 32; bit++) if (((words[i]! >>> bit) & 1) === 1) places.push((i - from) * 32 + bit)
  return places
}

function optional(block: LightgbmBlock, key: string, count: number, at: string): number[] | null {
  const text = block.get(key)
  return text === undefined || (text === '' && count > 0) ? null : numbersOf(block, key, count, at)
}

/** Where missing values are split from all others; no number of a file is beyond. */
const INFINITE: Readonly<Record<string, number>> = { inf: Number.MAX_VALUE, '-inf': -Number.MAX_VALUE }

/** Numbers of a line. @param count - how many there have to be; null: any number */
function numbersOf(
  block: LightgbmBlock,
  key: string,
  count: number | null,
  at: string,
  words: Readonly<Record<string, number>> = {},
): number[] {
  const text = block.get(key)
  if (text === undefined) throw peerFault(at, `needs a line "${key}"`, undefined)
  const tokens = text.trim() === '' ? [] : text.trim().split(' ')
  if (count !== null && tokens.length !== count) throw peerFault(at, `needs ${count} numbers as ${key}`, tokens.length)
  return tokens.map((token) => {
    const value = words[token] ?? (NUMBERS.test(token) ? Number(token) : Number.NaN)
    if (!Number.isFinite(value)) throw peerFault(at, `needs finite numbers as ${key}`, token)
    return value
  })
}
