import type { GbdtKernel } from '../kernels/gbdt-kernel.ts'
import { BLOCK_ROWS, type Desk, NODE_NUMBERS, ORDER, RESULT_NUMBERS } from './desk.ts'
import { splitLevels } from './split-levels.ts'

/** What a hand can be told to do. */
export const VERB = {
  gradients: 1,
  partition: 2,
  histogram: 3,
  split: 4,
  update: 5,
  apply: 6,
  encode: 7,
  dismiss: 99,
} as const

/** One of those that do the work: it reads the order that stands and does tasks of it. */
export interface Hand {
  readonly desk: Desk
  readonly kernel: GbdtKernel
  readonly views: DeskViews
  /** Its own room for intermediate sums. */
  readonly scratch: number
}

export interface DeskViews {
  readonly i32: Int32Array
  readonly f64: Float64Array
  readonly u8: Uint8Array
}

/** Views of the whole memory. */
export function deskViews(buffer: ArrayBufferLike): DeskViews {
  return { i32: new Int32Array(buffer), f64: new Float64Array(buffer), u8: new Uint8Array(buffer) }
}

/** Does one task of the order that stands. Tasks of one order touch different places; the result never depends on who does which. */
export function doTask(hand: Hand, task: number): void {
  const { desk, kernel, views } = hand
  const order = (word: keyof typeof ORDER): number => views.i32[(desk.at.order >> 2) + ORDER[word]]!
  const { at } = desk
  switch (order('verb')) {
    case VERB.gradients:
      gradientTask(hand, task, order('from'), order('to'), order('root') === 1)
      return
    case VERB.partition: {
      const segment = (at.segments >> 2) + 2 * task
      const from = views.i32[segment]!
      const to = views.i32[segment + 1]!
      views.i32[(at.leafSegments >> 2) + task] = kernel.partition(
        order('column'),
        order('rows'),
        order('into'),
        from,
        to,
        at.table,
      )
      return
    }
    case VERB.histogram:
      sliceTask(hand, task, order('slices'), order('small'), order('rows'))
      return
    case VERB.split:
      splitTask(hand, task, order)
      return
    case VERB.update:
      updateTask(hand, task, order('leaves'))
      return
    case VERB.apply: {
      const from = order('from') + task * BLOCK_ROWS
      const to = Math.min(order('to'), from + BLOCK_ROWS)
      kernel.applyTree(at.treeNodes, at.treeTables, at.leafValues, at.margins, from, to)
      return
    }
    case VERB.encode: {
      const from = task * BLOCK_ROWS
      const to = Math.min(desk.nRows, from + BLOCK_ROWS)
      kernel.encode(at.column, from, to, at.edges, order('column'), order('codes'), desk.stride)
      return
    }
  }
}

function gradientTask({ desk, kernel }: Hand, task: number, first: number, end: number, isPacked: boolean): void {
  const { at } = desk
  const from = first + task * BLOCK_ROWS
  const to = Math.min(end, from + BLOCK_ROWS)
  kernel.gradients(
    at.margins,
    at.labels,
    at.weights,
    isPacked ? at.packed : 0,
    from,
    to,
    desk.mode,
    desk.scaleG,
    desk.scaleH,
    at.blocks + task * 64,
  )
}

/** A part of the rows of one group, into a histogram of its own; the first part into that of the node. */
function sliceTask(hand: Hand, task: number, nSlices: number, slot: number, rows: number): void {
  const { desk } = hand
  const slice = task % nSlices
  const group = Math.floor(task / nSlices)
  accumulate(hand, group, 1, slice === 0 ? slot : desk.maxLeaves + slice - 1, rows, slice, nSlices)
}

function accumulate(
  hand: Hand,
  group: number,
  nGroups: number,
  slot: number,
  rows: number,
  slice: number,
  nSlices: number,
): void {
  const { desk, kernel, views, scratch } = hand
  const { at, nBins, nHands } = desk
  for (let segment = 0; segment < nHands; segment++) {
    const start = views.i32[(at.segments >> 2) + 2 * segment]!
    const length = views.i32[(at.segments >> 2) + 2 * segment + 1]! - start
    kernel.histogram(
      at.codes,
      desk.stride,
      at.groups + group * 16,
      nGroups,
      rows,
      at.packed,
      start + Math.floor((length * slice) / nSlices),
      start + Math.floor((length * (slice + 1)) / nSlices),
      desk.block,
      at.sums + slot * nBins * 16,
      at.counts + slot * nBins * 4,
      segment === 0 ? 1 : 0,
      1 / desk.scaleG,
      1 / desk.scaleH,
      scratch,
    )
  }
}

/** Of some groups of features: the histogram of the smaller node, that of the larger one by subtraction, and the best splits of both. */
function splitTask(hand: Hand, task: number, order: (word: keyof typeof ORDER) => number): void {
  const { desk, kernel } = hand
  const { at, nBins, maxLeaves, groups } = desk
  const [small, large, nSlices] = [order('small'), order('large'), order('slices')]
  const from = task * order('perTask')
  const to = Math.min(groups.length, from + order('perTask'))
  if (nSlices === 1) accumulate(hand, from, to - from, small, order('rows'), 0, 1)
  for (const { start, nBins: n, first, nFeatures } of groups.slice(from, to)) {
    const sums = (slot: number) => at.sums + (slot * nBins + start) * 16
    const counts = (slot: number) => at.counts + (slot * nBins + start) * 4
    for (let part = maxLeaves; part < maxLeaves + nSlices - 1; part++)
      kernel.combine(sums(small), counts(small), sums(part), counts(part), n, 1)
    if (large >= 0) kernel.combine(sums(large), counts(large), sums(small), counts(small), n, -1)
    for (let feature = first; feature < first + nFeatures; feature++) {
      searchFeature(hand, feature, small, 0)
      if (large >= 0) searchFeature(hand, feature, large, 1)
    }
  }
}

/** Best split of a node on one feature, into the results; nothing where the node may not split on it. */
function searchFeature({ desk, kernel, views }: Hand, feature: number, slot: number, which: 0 | 1): void {
  const { at, nBins } = desk
  const nFeatures = desk.features.length
  const result = at.results + (which * nFeatures + feature) * RESULT_NUMBERS * 8
  if (views.u8[at.allowed + which * nFeatures + feature] === 0) {
    views.f64[result >> 3] = -Infinity
    return
  }
  const { start, nBins: n, isLevels, firstLeft, lastLeft, direction } = desk.features[feature]!
  const sums = at.sums + (slot * nBins + start) * 16
  const counts = at.counts + (slot * nBins + start) * 4
  const node = at.nodes + which * NODE_NUMBERS * 8
  views.f64[result >> 3] = isLevels
    ? splitLevels(views, sums >> 3, counts >> 2, n, node >> 3, result >> 3, desk.smoothing, desk.levelL2)
    : kernel.scan(sums, counts, n, firstLeft, lastLeft, direction, node, result)
}

/** Adds the leaf values to the margins of one segment's rows. */
function updateTask({ desk, kernel, views }: Hand, segment: number, nLeaves: number): void {
  const { at, nHands } = desk
  for (let leaf = 0; leaf < nLeaves; leaf++) {
    const word = (at.leafSegments >> 2) + (leaf * nHands + segment) * 4
    const [rows, from, to] = [views.i32[word]!, views.i32[word + 1]!, views.i32[word + 2]!]
    kernel.addValue(at.margins, rows, from, to, views.f64[(at.leafValues >> 3) + leaf]!)
  }
}
