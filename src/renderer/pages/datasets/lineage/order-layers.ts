import type { LineageEdge } from '../../../../shared/contract/index.ts'

/** What stands in a layer: a node, or the place where a long edge passes. */
export interface LayerItem {
  readonly id: string
  readonly isBend: boolean
}

export interface LayeredGraph {
  /** Items of each layer, left to right, in their order from the top. */
  readonly layers: readonly (readonly LayerItem[])[]
  /** Ids an edge runs through, from its source to its target, one per layer. */
  readonly routes: readonly { readonly edge: LineageEdge; readonly through: readonly string[] }[]
}

const N_SWEEPS = 16

/**
 * Puts every node one layer right of the last thing it was made from (longest path), gives long edges a place in each
 * layer they pass, and orders layers by the mean place of their neighbours so that few edges cross (barycentre method).
 */
export function orderLayers(ids: readonly string[], edges: readonly LineageEdge[]): LayeredGraph {
  const layerOf = longestPaths(ids, edges)
  const layers: LayerItem[][] = Array.from({ length: 1 + Math.max(-1, ...layerOf.values()) }, () => [])
  for (const id of ids) layers[layerOf.get(id)!]!.push({ id, isBend: false })
  const routes = edges
    .filter((edge) => layerOf.has(edge.from) && layerOf.has(edge.to))
    .map((edge, index) => ({ edge, through: routeOf(edge, index, layerOf, layers) }))
  const links = routes.flatMap(({ through }) => through.slice(1).map((to, at) => [through[at]!, to] as const))
  const before = neighbours(links.map(([from, to]) => [to, from] as const))
  const after = neighbours(links)
  let best = { layers: [...layers], nCrossings: countCrossings(layers, after) }
  for (let sweep = 0; sweep < N_SWEEPS && best.nCrossings > 0; sweep++) {
    if (sweep % 2 === 0) for (let at = 1; at < layers.length; at++) sortBy(layers, at, at - 1, before)
    else for (let at = layers.length - 2; at >= 0; at--) sortBy(layers, at, at + 1, after)
    const nCrossings = countCrossings(layers, after)
    if (nCrossings < best.nCrossings) best = { layers: [...layers], nCrossings }
  }
  return { layers: best.layers, routes }
}

/** Crossings of links between neighbouring layers. */
export function countCrossings(
  layers: readonly (readonly LayerItem[])[],
  after: ReadonlyMap<string, readonly string[]>,
): number {
  let nCrossings = 0
  for (let at = 0; at + 1 < layers.length; at++) {
    const place = new Map(layers[at + 1]!.map(({ id }, index) => [id, index]))
    const seen: number[] = []
    for (const { id } of layers[at]!) {
      const ends = (after.get(id) ?? []).flatMap((end) => place.get(end) ?? [])
      for (const end of ends) nCrossings += seen.filter((other) => other > end).length
      seen.push(...ends)
    }
  }
  return nCrossings
}

/** Longest path from a source, per node; a node within a circle counts as far as it could be followed. */
function longestPaths(ids: readonly string[], edges: readonly LineageEdge[]): Map<string, number> {
  const layer = new Map(ids.map((id) => [id, 0]))
  const known = edges.filter((edge) => layer.has(edge.from) && layer.has(edge.to) && edge.from !== edge.to)
  const nOpen = new Map(ids.map((id) => [id, 0]))
  for (const { to } of known) nOpen.set(to, nOpen.get(to)! + 1)
  const next = neighbours(known.map(({ from, to }) => [from, to] as const))
  const ready = ids.filter((id) => nOpen.get(id) === 0)
  for (let at = 0; at < ready.length; at++) {
    const from = ready[at]!
    for (const to of next.get(from) ?? []) {
      layer.set(to, Math.max(layer.get(to)!, layer.get(from)! + 1))
      nOpen.set(to, nOpen.get(to)! - 1)
      if (nOpen.get(to) === 0) ready.push(to)
    }
  }
  return layer
}

function routeOf(edge: LineageEdge, index: number, layerOf: ReadonlyMap<string, number>, layers: LayerItem[][]) {
  const through = [edge.from]
  for (let at = layerOf.get(edge.from)! + 1; at < layerOf.get(edge.to)!; at++) {
    const id = `bend:${index}:${at}`
    layers[at]!.push({ id, isBend: true })
    through.push(id)
  }
  return [...through, edge.to]
}

function neighbours(links: readonly (readonly [string, string])[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const [from, to] of links) {
    const list = found.get(from)
    if (list === undefined) found.set(from, [to])
    else list.push(to)
  }
  return found
}

function sortBy(layers: LayerItem[][], at: number, by: number, links: ReadonlyMap<string, readonly string[]>): void {
  const place = new Map(layers[by]!.map(({ id }, index) => [id, index]))
  const keyed = layers[at]!.map((item, index) => {
    const places = (links.get(item.id) ?? []).flatMap((id) => place.get(id) ?? [])
    const mean = places.length === 0 ? index : places.reduce((sum, value) => sum + value, 0) / places.length
    return { item, index, mean }
  })
  layers[at] = keyed.sort((a, b) => a.mean - b.mean || a.index - b.index).map(({ item }) => item)
}
