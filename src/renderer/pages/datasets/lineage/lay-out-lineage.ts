import type { LineageEdge } from '../../../../shared/contract/index.ts'
import type { ShownGraph, ShownNode } from './fold-lineage.ts'
import { type LayerItem, orderLayers } from './order-layers.ts'

export interface PlacedNode {
  readonly node: ShownNode
  readonly layer: number
  /** Place in its layer among the nodes, from the top. */
  readonly place: number
  readonly x: number
  readonly y: number
}

export interface PlacedEdge {
  readonly edge: LineageEdge
  /** SVG path from the right side of the source to the left side of the target. */
  readonly path: string
}

export interface LineageLayout {
  readonly nodes: readonly PlacedNode[]
  readonly edges: readonly PlacedEdge[]
  readonly width: number
  readonly height: number
}

export const NODE_WIDTH = 184
export const NODE_HEIGHT = 50
const NODE_GAP = 14
const BEND_HEIGHT = 10
const LAYER_GAP = 44
const MARGIN = 12
const N_PASSES = 6

/** A layered drawing from left to right; the same graph is always drawn the same. */
export function layOutLineage(graph: ShownGraph): LineageLayout {
  const ids = graph.nodes.map((node) => node.id)
  const { layers, routes } = orderLayers(ids, graph.edges)
  const links = routes.flatMap(({ through }) => through.slice(1).map((to, at) => [through[at]!, to] as const))
  const centers = placeRows(layers, links)
  const top = Math.min(0, ...layers.flatMap((items) => items.map((item) => centers.get(item.id)! - heightOf(item) / 2)))
  const bottom = Math.max(
    0,
    ...layers.flatMap((items) => items.map((item) => centers.get(item.id)! + heightOf(item) / 2)),
  )
  const x = (layer: number) => MARGIN + layer * (NODE_WIDTH + LAYER_GAP)
  const layerOf = new Map(layers.flatMap((items, layer) => items.map((item) => [item.id, layer] as const)))
  const center = (id: string) => centers.get(id)! - top + MARGIN
  const byId = new Map(graph.nodes.map((node) => [node.id, node]))
  const nodes = layers.flatMap((items, layer) =>
    items
      .filter((item) => !item.isBend)
      .map(({ id }, place) => ({
        node: byId.get(id)!,
        layer,
        place,
        x: x(layer),
        y: Math.round(center(id) - NODE_HEIGHT / 2),
      })),
  )
  return {
    nodes,
    edges: routes.map(({ edge, through }) => ({
      edge,
      path: pathOf(through.map((id) => ({ x: x(layerOf.get(id)!), y: Math.round(center(id)) }))),
    })),
    width: MARGIN * 2 + layers.length * NODE_WIDTH + Math.max(0, layers.length - 1) * LAYER_GAP,
    height: Math.round(bottom - top) + MARGIN * 2,
  }
}

/** Centre of every item: as near to its neighbours as order and distances allow. */
function placeRows(
  layers: readonly (readonly LayerItem[])[],
  links: readonly (readonly [string, string])[],
): Map<string, number> {
  const centers = new Map<string, number>()
  for (const items of layers) {
    let y = 0
    for (const item of items) {
      centers.set(item.id, y + heightOf(item) / 2)
      y += heightOf(item) + NODE_GAP
    }
  }
  const near = new Map<string, string[]>()
  for (const [from, to] of links) {
    near.set(from, [...(near.get(from) ?? []), to])
    near.set(to, [...(near.get(to) ?? []), from])
  }
  for (let pass = 0; pass < N_PASSES; pass++) {
    const inOrder = pass % 2 === 0 ? layers : [...layers].reverse()
    for (const items of inOrder) spread(items, near, centers)
  }
  return centers
}

function spread(
  items: readonly LayerItem[],
  near: ReadonlyMap<string, readonly string[]>,
  centers: Map<string, number>,
): void {
  const offsets: number[] = []
  items.forEach((item, index) => {
    const before = items[index - 1]
    offsets.push(before === undefined ? 0 : offsets[index - 1]! + (heightOf(before) + heightOf(item)) / 2 + NODE_GAP)
  })
  const wished = items.map((item, index) => {
    const others = near.get(item.id) ?? []
    const mean =
      others.length === 0
        ? centers.get(item.id)!
        : others.reduce((sum, id) => sum + centers.get(id)!, 0) / others.length
    return mean - offsets[index]!
  })
  const placed = ascendingFit(wished)
  items.forEach((item, index) => {
    centers.set(item.id, placed[index]! + offsets[index]!)
  })
}

/** The ascending numbers nearest to those given in least squares (pool adjacent violators). */
export function ascendingFit(values: readonly number[]): number[] {
  const blocks: { sum: number; count: number }[] = []
  for (const value of values) {
    let block = { sum: value, count: 1 }
    for (let last = blocks.at(-1); last !== undefined && last.sum / last.count > block.sum / block.count; ) {
      block = { sum: last.sum + block.sum, count: last.count + block.count }
      blocks.pop()
      last = blocks.at(-1)
    }
    blocks.push(block)
  }
  return blocks.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count))
}

function pathOf(points: readonly { readonly x: number; readonly y: number }[]): string {
  const parts: string[] = []
  points.slice(1).forEach((to, index) => {
    const from = points[index]!
    const startX = from.x + NODE_WIDTH
    const half = LAYER_GAP / 2
    parts.push(
      `${index === 0 ? 'M' : 'L'}${startX} ${from.y}C${startX + half} ${from.y} ${to.x - half} ${to.y} ${to.x} ${to.y}`,
    )
  })
  return parts.join('')
}

function heightOf(item: LayerItem): number {
  return item.isBend ? BEND_HEIGHT : NODE_HEIGHT
}
