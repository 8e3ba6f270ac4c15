import { leafScore, leafValue } from '../kernels/gbdt-plain-scan.ts'
import type { Foreman } from './crew.ts'
import { NODE_NUMBERS, RESULT_NUMBERS } from './desk.ts'
import type { GbdtParams } from './gbdt-params.ts'
import { VERB } from './hand.ts'
import { type InteractionGroups, narrowGroups } from './interaction-groups.ts'

/** Rows of a node below which handing out work costs more than it saves. */
const WORTH_SHARING = 4096
/** A gain below this share of what was there is rounding. */
const NO_GAIN = 1e-9

/** A split found for a node. */
export interface Split {
  readonly feature: number
  /** Numbers: largest bin that goes left. Levels: how many go left. */
  readonly bin: number
  readonly isMissingLeft: boolean
  readonly g: number
  readonly h: number
  readonly n: number
  /** Bins of levels that go left; null for numbers. */
  readonly bins: readonly number[] | null
  readonly gain: number
}

/** A leaf of the growing tree. */
export interface OpenLeaf {
  readonly g: number
  readonly h: number
  readonly n: number
  readonly depth: number
  readonly l2: number
  readonly low: number
  readonly high: number
  /** The list its rows stand in, and per hand from where to where. */
  readonly rows: number
  readonly segments: Int32Array
  readonly groups: readonly number[] | null
  slot: number
  split: Split | null
}

/** An inner node: its split, and children, ≥ 0 for inner nodes, −leaf − 1 for leaves. */
export interface GrownNode {
  readonly split: Split
  readonly hasMissing: boolean
  left: number
  right: number
}

export interface GrownTree {
  readonly nodes: readonly GrownNode[]
  readonly leaves: readonly OpenLeaf[]
}

/** What a tree starts from. */
export interface Root {
  readonly g: number
  readonly h: number
  readonly n: number
  /** Whether all development rows take part. */
  readonly isWhole: boolean
  /** 1 per feature that may be used. */
  readonly columns: Uint8Array
}

/**
 * Grows one tree leaf by leaf: the leaf whose split gains most is split next, of equal ones the older; among splits of equal gain the
 * first feature and the lowest bin win.
 */
export function growTree(foreman: Foreman, params: GbdtParams, interactions: InteractionGroups, root: Root): GrownTree {
  const { nSlots } = foreman.desk
  const growth: Growth = {
    foreman,
    params,
    interactions,
    columns: root.columns,
    freeSlots: Array.from({ length: Math.min(nSlots, params.maxLeaves) }, (_, i) => params.maxLeaves - 1 - i),
    isRootWhole: root.isWhole,
  }
  const first: OpenLeaf = {
    ...{ g: root.g, h: root.h, n: root.n, depth: 0, l2: params.l2, low: -Infinity, high: Infinity },
    rows: foreman.desk.at.rootRows,
    segments: rootSegments(root.n, foreman.desk.nHands),
    groups: null,
    slot: growth.freeSlots.pop()!,
    split: null,
  }
  const leaves: OpenLeaf[] = [first]
  const nodes: GrownNode[] = []
  if (canSplit(first, params)) searchSplits(growth, first, null)
  const parents: { node: number; isLeft: boolean }[] = [{ node: -1, isLeft: true }]
  while (leaves.length < params.maxLeaves) {
    const place = bestLeaf(leaves)
    if (place < 0) break
    const parent = leaves[place]!
    const isLast = leaves.length + 1 === params.maxLeaves
    const { left, right, hasMissing } = splitLeaf(growth, parent, isLast)
    const node = nodes.length
    nodes.push({ split: parent.split!, hasMissing, left: -place - 1, right: -leaves.length - 1 })
    const { node: above, isLeft } = parents[place]!
    if (above >= 0) nodes[above]![isLeft ? 'left' : 'right'] = node
    parents[place] = { node, isLeft: true }
    parents.push({ node, isLeft: false })
    leaves[place] = left
    leaves.push(right)
  }
  return { nodes, leaves }
}

interface Growth {
  readonly foreman: Foreman
  readonly params: GbdtParams
  readonly interactions: InteractionGroups
  readonly columns: Uint8Array
  readonly freeSlots: number[]
  readonly isRootWhole: boolean
}

function rootSegments(n: number, nHands: number): Int32Array {
  const segments = new Int32Array(2 * nHands)
  for (let hand = 0; hand < nHands; hand++) {
    segments[2 * hand] = Math.floor((n * hand) / nHands)
    segments[2 * hand + 1] = Math.floor((n * (hand + 1)) / nHands)
  }
  return segments
}

function bestLeaf(leaves: readonly OpenLeaf[]): number {
  let best = -1
  let gain = 0
  leaves.forEach(({ split }, place) => {
    if (split === null || split.gain <= gain) return
    best = place
    gain = split.gain
  })
  return best
}

function canSplit({ n, h, depth }: OpenLeaf, params: GbdtParams): boolean {
  const isDeep = params.maxDepth !== null && depth >= params.maxDepth
  return !isDeep && n >= 2 * params.minChildCount && h >= 2 * params.minChildWeight
}

/** Sends the rows of a leaf to two new ones and, unless the tree is full, looks for their splits. */
function splitLeaf(
  growth: Growth,
  parent: OpenLeaf,
  isLast: boolean,
): { left: OpenLeaf; right: OpenLeaf; hasMissing: boolean } {
  const { foreman, params, freeSlots } = growth
  const split = parent.split!
  const { desk, views } = foreman
  const feature = desk.features[split.feature]!
  const hasMissing = views.i32[(desk.at.counts >> 2) + parent.slot * desk.nBins + feature.start]! > 0
  const { left, right } = childrenOf(growth, parent, partitionRows(foreman, parent, split))
  const [small, large] = left.n <= right.n ? [left, right] : [right, left]
  const isSmallOpen = !isLast && canSplit(small, params)
  const isLargeOpen = !isLast && canSplit(large, params)
  if (!isSmallOpen && !isLargeOpen) {
    freeSlots.push(parent.slot)
    return { left, right, hasMissing }
  }
  small.slot = freeSlots.pop()!
  large.slot = parent.slot
  searchSplits(growth, small, isLargeOpen ? large : null)
  if (!isSmallOpen) small.split = null
  for (const leaf of [small, large])
    if (leaf.split === null) {
      freeSlots.push(leaf.slot)
      leaf.slot = -1
    }
  return { left, right, hasMissing }
}

/** Per hand how many of its rows go left. */
function partitionRows(foreman: Foreman, parent: OpenLeaf, split: Split): Int32Array {
  const { desk, views, kernel } = foreman
  const { at, nHands } = desk
  const feature = desk.features[split.feature]!
  fillTable(views.u8, at.table, split, feature.nBins)
  const column = at.columns + split.feature * desk.nRows
  const into = parent.rows === at.rowsA ? at.rowsB : at.rowsA
  if (parent.n < WORTH_SHARING || nHands === 1)
    return Int32Array.from({ length: nHands }, (_, hand) => {
      const [from, to] = [parent.segments[2 * hand]!, parent.segments[2 * hand + 1]!]
      return kernel.partition(column, parent.rows, into, from, to, at.table)
    })
  views.i32.set(parent.segments, at.segments >> 2)
  foreman.order(VERB.partition, nHands, { column, rows: parent.rows, into })
  return views.i32.slice(at.leafSegments >> 2, (at.leafSegments >> 2) + nHands)
}

/** 256 bytes: 1 where a bin goes left. */
export function fillTable(
  u8: Uint8Array,
  table: number,
  split: Pick<Split, 'bin' | 'bins' | 'isMissingLeft'>,
  nBins: number,
): void {
  u8.fill(0, table, table + 256)
  u8[table] = split.isMissingLeft ? 1 : 0
  if (split.bins !== null) for (const bin of split.bins) u8[table + bin] = 1
  else u8.fill(1, table + 1, table + 1 + Math.min(split.bin, nBins - 1))
}

function childrenOf(growth: Growth, parent: OpenLeaf, fronts: Int32Array): { left: OpenLeaf; right: OpenLeaf } {
  const { foreman, params, interactions } = growth
  const { at, features, levelL2 } = foreman.desk
  const split = parent.split!
  const { direction, isLevels } = features[split.feature]!
  const l2 = params.l2 + (isLevels ? levelL2 : 0)
  const restG = parent.g - split.g
  const restH = parent.h - split.h
  const { low, high } = parent
  const leftValue = leafValue(split.g, split.h, params.l1, l2, low, high)
  const middle = leftValue / 2 + leafValue(restG, restH, params.l1, l2, low, high) / 2
  const leftSegments = Int32Array.from(parent.segments)
  const rightSegments = Int32Array.from(parent.segments)
  fronts.forEach((front, hand) => {
    leftSegments[2 * hand + 1] = parent.segments[2 * hand]! + front
    rightSegments[2 * hand] = parent.segments[2 * hand]! + front
  })
  const common = {
    depth: parent.depth + 1,
    l2,
    rows: parent.rows === at.rowsA ? at.rowsB : at.rowsA,
    groups: narrowGroups(interactions, parent.groups, split.feature),
    slot: -1,
    split: null,
  }
  const left: OpenLeaf = {
    ...common,
    ...{ g: split.g, h: split.h, n: split.n, segments: leftSegments },
    low: direction < 0 ? middle : low,
    high: direction > 0 ? middle : high,
  }
  const right: OpenLeaf = {
    ...common,
    ...{ g: restG, h: restH, n: parent.n - split.n, segments: rightSegments },
    low: direction > 0 ? middle : low,
    high: direction < 0 ? middle : high,
  }
  return { left, right }
}

/** Finds the best splits of a leaf, and of its larger sibling in whose place the parent's histogram stands. */
function searchSplits(growth: Growth, small: OpenLeaf, large: OpenLeaf | null): void {
  const { foreman, isRootWhole } = growth
  const { desk, views } = foreman
  const { at, nHands, groups } = desk
  writeNode(growth, small, 0)
  if (large !== null) writeNode(growth, large, 1)
  views.i32.set(small.segments, at.segments >> 2)
  const isShared = nHands > 1 && small.n >= WORTH_SHARING
  const isEven = groups.length >= 2 * nHands || groups.length % nHands === 0
  const slices = isShared && !isEven ? nHands : 1
  // The rows of a whole root need no list.
  const rows = small.depth === 0 && isRootWhole ? 0 : small.rows
  const perTask = Math.ceil(groups.length / (nHands === 1 ? 1 : 2 * nHands))
  const words = { small: small.slot, large: large === null ? -1 : large.slot, slices, rows, perTask }
  if (slices > 1) foreman.order(VERB.histogram, groups.length * slices, words)
  foreman.order(VERB.split, Math.ceil(groups.length / perTask), words)
  small.split = readSplit(growth, small, 0)
  if (large !== null) large.split = readSplit(growth, large, 1)
}

function writeNode({ foreman, params, interactions, columns }: Growth, leaf: OpenLeaf, which: 0 | 1): void {
  const { desk, views } = foreman
  const { l1, l2, minChildWeight, minChildCount } = params
  const numbers = [leaf.g, leaf.h, leaf.n, l1, l2, minChildWeight, minChildCount, leaf.low, leaf.high]
  views.f64.set(numbers, (desk.at.nodes >> 3) + which * NODE_NUMBERS)
  const allowed = desk.at.allowed + which * columns.length
  views.u8.set(columns, allowed)
  if (leaf.groups === null) return
  for (let feature = 0; feature < columns.length; feature++)
    if (!leaf.groups.some((group) => interactions.members[group]![feature] === 1)) views.u8[allowed + feature] = 0
}

function readSplit({ foreman, params }: Growth, leaf: OpenLeaf, which: 0 | 1): Split | null {
  const { desk, views } = foreman
  const nFeatures = desk.features.length
  const first = (desk.at.results >> 3) + which * nFeatures * RESULT_NUMBERS
  let feature = -1
  let best = -Infinity
  for (let f = 0; f < nFeatures; f++) {
    const gain = views.f64[first + f * RESULT_NUMBERS]!
    if (!(gain > best)) continue
    best = gain
    feature = f
  }
  if (feature < 0) return null
  const value = leafValue(leaf.g, leaf.h, params.l1, leaf.l2, leaf.low, leaf.high)
  const gain = best - leafScore(leaf.g, leaf.h, value, params.l1, leaf.l2)
  if (!(gain > params.minSplitGain && gain > NO_GAIN * Math.abs(best))) return null
  const at = first + feature * RESULT_NUMBERS
  const [bin, missingLeft, g, h, n] = views.f64.subarray(at + 1, at + 6)
  const bins: number[] = []
  if (desk.features[feature]!.isLevels)
    for (let b = 1; b < 256; b++) if ((views.u8[((at + 6) << 3) + (b >> 3)]! >> (b & 7)) & 1) bins.push(b)
  return {
    ...{ feature, bin: bin!, isMissingLeft: missingLeft === 1, g: g!, h: h!, n: n!, gain },
    bins: desk.features[feature]!.isLevels ? bins : null,
  }
}
