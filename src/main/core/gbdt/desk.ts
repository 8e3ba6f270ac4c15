import type { Feature } from './plan-features.ts'

/** Rows of one task that passes over rows; even, and a multiple of 8. */
export const BLOCK_ROWS = 16_384
/** Numbers per feature in the results of a split search: gain, bin, missing left, g, h, n, then 32 bytes of levels that go left. */
export const RESULT_NUMBERS = 10
/** Numbers of a node's totals. */
export const NODE_NUMBERS = 9
/** 32-bit words of the order that stands. */
export const ORDER = {
  epoch: 0,
  next: 1,
  done: 2,
  tasks: 3,
  verb: 4,
  failed: 5,
  sleepers: 6,
  rows: 16,
  into: 17,
  codes: 18,
  column: 19,
  small: 20,
  large: 21,
  slices: 22,
  root: 23,
  from: 24,
  to: 25,
  leaves: 27,
  perTask: 28,
} as const
const ORDER_WORDS = 64
/** Sums of rows that a packed row of weight 1 allows: fewer than 2¹². */
const MOST_PACKED = 4000
/** Packed sums of 16 features, codes of 512 rows, packed numbers of a block. */
export const SCRATCH_BYTES = 81_920

/** A feature in memory. */
export interface FeatureSlot {
  /** Its column of codes: group and place in it. */
  readonly group: number
  readonly lane: number
  /** First bin in a histogram. */
  readonly start: number
  readonly nBins: number
  readonly isLevels: boolean
  readonly direction: -1 | 0 | 1
  readonly firstLeft: 0 | 1
  readonly lastLeft: number
}

/** Up to 16 features that are counted together. */
export interface FeatureGroup {
  readonly first: number
  readonly nFeatures: number
  readonly width: number
  /** Place of its codes in a row. */
  readonly offset: number
  /** First bin of the group, and bins of the group. */
  readonly start: number
  readonly nBins: number
}

/** What all hands know: plain data. Places are byte addresses. */
export interface Desk {
  readonly nHands: number
  readonly nDevelopment: number
  /** Where watched rows begin: after the development rows, on a multiple of 8. */
  readonly firstWatched: number
  /** Development and watched rows, in that order, and the gap between them. */
  readonly nRows: number
  readonly nSlots: number
  readonly nBins: number
  readonly maxLeaves: number
  readonly features: readonly FeatureSlot[]
  readonly groups: readonly FeatureGroup[]
  /** Codes of a row. */
  readonly stride: number
  /** 0: no weights; 1: whole ones; 2: others. */
  readonly mode: 0 | 1 | 2
  readonly scaleG: number
  readonly scaleH: number
  /** Rows whose packed sums fit into 64 bits. */
  readonly block: number
  readonly smoothing: number
  readonly levelL2: number
  readonly at: Readonly<Record<DeskPart, number>>
  readonly bytes: number
}

export type DeskPart =
  | 'order'
  | 'table'
  | 'spans'
  | 'groups'
  | 'segments'
  | 'nodes'
  | 'allowed'
  | 'results'
  | 'blocks'
  | 'leafSegments'
  | 'leafValues'
  | 'treeNodes'
  | 'treeTables'
  | 'edges'
  | 'scratch'
  | 'labels'
  | 'weights'
  | 'margins'
  | 'packed'
  | 'rootRows'
  | 'rowsA'
  | 'rowsB'
  | 'sums'
  | 'counts'
  | 'column'
  | 'codes'
  | 'columns'

/** Sizes that the memory depends on. */
export interface DeskSize {
  readonly nHands: number
  readonly nDevelopment: number
  readonly nWatched: number
  readonly maxLeaves: number
  readonly isWeighted: boolean
  /** Bins per feature. */
  readonly bins: readonly number[]
}

/** Bytes of the codes of a row in groups of 16 features; the last group may be narrower. */
function groupWidths(nFeatures: number): number[] {
  const widths = Array.from({ length: Math.floor(nFeatures / 16) }, () => 16)
  const rest = nFeatures % 16
  if (rest > 0) widths.push(rest <= 4 ? 4 : rest <= 8 ? 8 : 16)
  return widths
}

/** Where everything lies. @returns byte addresses of the parts, and the bytes in all */
export function deskParts(size: DeskSize): { at: Record<DeskPart, number>; bytes: number } {
  const { nHands, nDevelopment, nWatched, maxLeaves, bins } = size
  const nRows = firstWatchedRow(nDevelopment) + nWatched
  const nBins = bins.reduce((sum, n) => sum + padded(n), 0)
  const nWidth = groupWidths(bins.length).reduce((sum, width) => sum + width, 0)
  const nSlots = slotsOf(maxLeaves, nHands)
  const lengths: Record<DeskPart, number> = {
    order: ORDER_WORDS * 4,
    table: 256,
    spans: groupWidths(bins.length).length * 16 * 8,
    groups: groupWidths(bins.length).length * 16,
    segments: nHands * 8,
    nodes: 2 * NODE_NUMBERS * 8,
    allowed: 2 * bins.length,
    results: 2 * bins.length * RESULT_NUMBERS * 8,
    blocks: Math.ceil(nRows / BLOCK_ROWS + 1) * 64,
    leafSegments: maxLeaves * nHands * 16,
    leafValues: maxLeaves * 8,
    treeNodes: maxLeaves * 16,
    treeTables: maxLeaves * 256,
    edges: 256 * 8,
    scratch: nHands * SCRATCH_BYTES,
    labels: nRows,
    weights: size.isWeighted ? nRows * 8 : 0,
    margins: nRows * 8,
    packed: nDevelopment * 8,
    rootRows: nDevelopment * 4,
    rowsA: nDevelopment * 4,
    rowsB: nDevelopment * 4,
    sums: nSlots * nBins * 16,
    counts: nSlots * nBins * 4,
    column: nRows * 8,
    // A vector more, since groups are read by whole vectors.
    codes: nWidth * nRows + 16,
    columns: bins.length * nRows,
  }
  const at: Record<DeskPart, number> = { ...lengths }
  let bytes = 64
  for (const part of Object.keys(lengths) as DeskPart[]) {
    at[part] = bytes
    bytes += Math.ceil(lengths[part] / 64) * 64
  }
  return { at, bytes }
}

function firstWatchedRow(nDevelopment: number): number {
  return Math.ceil(nDevelopment / 8) * 8
}

/** Histograms that stand at once: one per leaf, and the parts of a shared one. */
function slotsOf(maxLeaves: number, nHands: number): number {
  return maxLeaves + nHands - 1
}

/** Bins of a feature in memory: a multiple of 4. */
function padded(nBins: number): number {
  return Math.ceil(nBins / 4) * 4
}

/** What of the rows' weights the arithmetic depends on. */
export interface WeightRange {
  readonly largest: number
  readonly areWhole: boolean
}

/** Whole weights up to this are exact: such a row is as many rows of weight 1. */
const MOST_WHOLE = 16

/**
 * Lays out the memory for features and rows.
 *
 * Gradients are rounded to multiples of 2⁻¹⁴ and hessians to multiples of 2⁻¹⁵; weights that are not whole or larger than 16
 * multiply before that, and the multiples are then those of the power of 2 next above the largest weight.
 */
export function layOutDesk(
  size: Omit<DeskSize, 'bins'>,
  features: readonly Feature[],
  range: WeightRange | null,
  categorical: { readonly smoothing: number; readonly l2: number },
): Desk {
  const { at, bytes } = deskParts({ ...size, bins: features.map((feature) => feature.nBins) })
  const firstWatched = firstWatchedRow(size.nDevelopment)
  const nRows = firstWatched + size.nWatched
  const slots: FeatureSlot[] = []
  const groups: FeatureGroup[] = []
  let start = 0
  let offset = 0
  groupWidths(features.length).forEach((width, group) => {
    const first = group * 16
    const members = features.slice(first, first + 16)
    const groupStart = start
    members.forEach((feature, lane) => {
      slots.push(slotOf(feature, group, lane, start))
      start += padded(feature.nBins)
    })
    groups.push({ first, nFeatures: members.length, width, offset, start: groupStart, nBins: start - groupStart })
    offset += width
  })
  let unit = 1
  if (range !== null) while (unit < range.largest) unit *= 2
  if (range !== null) while (unit / 2 >= range.largest) unit /= 2
  const mode = range === null ? 0 : range.areWhole && range.largest <= MOST_WHOLE ? 1 : 2
  const scale = mode === 2 ? unit : 1
  return {
    ...size,
    firstWatched,
    nRows,
    nSlots: slotsOf(size.maxLeaves, size.nHands),
    nBins: start,
    features: slots,
    groups,
    stride: offset,
    mode,
    scaleG: 2 ** 14 / scale,
    scaleH: 2 ** 15 / scale,
    block: mode === 1 ? Math.floor(MOST_PACKED / range!.largest) : MOST_PACKED,
    smoothing: categorical.smoothing,
    levelL2: categorical.l2,
    at,
    bytes,
  }
}

function slotOf(feature: Feature, group: number, lane: number, start: number): FeatureSlot {
  const { nBins, direction, hasFiniteTop, hasFiniteBottom } = feature
  return {
    group,
    lane,
    start,
    nBins,
    isLevels: feature.edges === null,
    direction,
    firstLeft: hasFiniteTop || !hasFiniteBottom ? 1 : 0,
    lastLeft: hasFiniteTop ? nBins - 1 : nBins - 2,
  }
}
