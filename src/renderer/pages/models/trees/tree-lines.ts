import type { Tree, TreeCharacteristic } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'

/** One line of a tree as it is read: a question with its yes and no below it, or a leaf. */
export interface TreeLine {
  /** Inner nodes as the tree numbers them, leaf c as −c − 1; unique within a tree. */
  readonly node: number
  readonly depth: number
  /** How it is reached from its parent: of the root null. */
  readonly answer: 'yes' | 'no' | null
  /** Name of the characteristic asked about; null for a leaf. */
  readonly name: string | null
  /** The question, or what the leaf adds. */
  readonly text: string
  /** Where missing values go; null for a leaf. */
  readonly missing: 'yes' | 'no' | null
  /** Weight of the development rows, and its share of all; null where not known. */
  readonly cover: number | null
  readonly coverShare: number | null
  readonly gain: number | null
  /** Log odds that the leaf adds; null for a question. */
  readonly value: number | null
  /** Nodes on the way from the root, the root first. */
  readonly path: readonly number[]
}

/** A tree from the root down, the yes side before the no side. */
export function treeLines(tree: Tree, characteristics: readonly TreeCharacteristic[]): TreeLine[] {
  const lines: TreeLine[] = []
  const nInner = tree.features.length
  const coverOf = (node: number) => tree.covers[node >= 0 ? node : nInner - node - 1] ?? null
  const root = nInner === 0 ? -1 : 0
  const total = coverOf(root)
  const waiting: { node: number; answer: TreeLine['answer']; path: readonly number[] }[] = [
    { node: root, answer: null, path: [] },
  ]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (next === undefined) break
    const { node, answer, path } = next
    const cover = coverOf(node)
    const shared = {
      node,
      depth: path.length,
      answer,
      path,
      cover,
      coverShare: cover === null || total === null || total === 0 ? null : cover / total,
    }
    if (node < 0) {
      const value = tree.values[-node - 1] ?? 0
      lines.push({ ...shared, name: null, text: leafText(value), missing: null, gain: null, value })
      continue
    }
    const characteristic = characteristics[tree.features[node] ?? -1]
    lines.push({
      ...shared,
      name: characteristic?.name ?? '?',
      text: questionText(tree, node, characteristic),
      missing: tree.missingLeft[node] === 1 ? 'yes' : 'no',
      gain: tree.gains[node] ?? null,
      value: null,
    })
    const below = [...path, node]
    // The yes side is taken from the end first, so it is pushed last.
    waiting.push({ node: tree.right[node] ?? -1, answer: 'no', path: below })
    waiting.push({ node: tree.left[node] ?? -1, answer: 'yes', path: below })
  }
  return lines
}

/** Leaves and depth of a tree: splits between root and farthest leaf. */
export function treeSize(tree: Tree): { readonly nLeaves: number; readonly depth: number } {
  const depths = new Map<number, number>([[0, 0]])
  let depth = 0
  // A child is numbered after its parent is known; walking by parents reaches all.
  const waiting = tree.features.length === 0 ? [] : [0]
  while (waiting.length > 0) {
    const node = waiting.pop() ?? 0
    const below = (depths.get(node) ?? 0) + 1
    depth = Math.max(depth, below)
    for (const child of [tree.left[node], tree.right[node]]) {
      if (child === undefined || child < 0) continue
      depths.set(child, below)
      waiting.push(child)
    }
  }
  return { nLeaves: tree.values.length, depth }
}

/** Trees that ask about a characteristic, counted from 1. */
export function treesWith(trees: readonly Tree[], place: number): number[] {
  return trees.flatMap((tree, index) => (tree.features.includes(place) ? [index + 1] : []))
}

/** Lines to be seen: those with no closed question above them. */
export function openLines(lines: readonly TreeLine[], closed: ReadonlySet<number>): TreeLine[] {
  return lines.filter(({ path }) => path.every((node) => !closed.has(node)))
}

/** Texts of the levels that answer yes, at most this many in a line. */
const MOST_LEVELS = 8

function questionText(tree: Tree, node: number, characteristic: TreeCharacteristic | undefined): string {
  const threshold = tree.thresholds[node] ?? Number.NaN
  if (characteristic?.levels == null) return `≤ ${thresholdText(threshold)}`
  const levels = (tree.sets[threshold] ?? []).map((place) => characteristic.levels?.[place] ?? '?')
  const rest = levels.length - MOST_LEVELS
  const shown = rest > 1 ? `${levels.slice(0, MOST_LEVELS).join(', ')} and ${rest} more` : levels.join(', ')
  const unseen = tree.unseenLeft?.[node] === 1 ? '; unknown levels too' : ''
  return `is one of ${shown === '' ? 'no level' : shown}${unseen}`
}

/** Every digit that decides, in the shortest text that reads back to the same number. */
function thresholdText(value: number): string {
  return Number.isFinite(value) ? String(value).replace('-', '−') : value > 0 ? '∞' : '−∞'
}

/** Below it four decimals would say little: three digits that count are shown. */
const SMALL_LEAF = 0.01

function leafText(value: number): string {
  const sign = value < 0 ? '−' : '+'
  const size = Math.abs(value)
  if (size === 0 || size >= SMALL_LEAF) return `${value < 0 ? '' : '+'}${formatNumber(value, 'coefficient')}`
  return `${sign}${size < 1e-6 ? size.toExponential(2).replace('-', '−') : String(Number(size.toPrecision(3)))}`
}
