import type { LineageDataset, LineageEdge, LineageGraph, LineageNode, LineageProduct } from './lineage-records.ts'

/**
 * The graph from files over data set versions to models, evidence, decisions and packs. A file is one node however often
 * it was imported: what tells files apart is their SHA-256, not their name. Edges to things that are not there are left out.
 *
 * @param datasets - versions, in any order
 * @param products - what was made of them
 * @returns nodes in order of creation as given, files before the versions made of them
 */
export function buildLineage(datasets: readonly LineageDataset[], products: readonly LineageProduct[]): LineageGraph {
  const nodes = new Map<string, LineageNode>()
  const edges: LineageEdge[] = []
  for (const dataset of datasets) {
    if (dataset.parent === null || dataset.parent.kind === 'append') addFile(dataset, nodes, edges)
    if (dataset.parent !== null) {
      edges.push({
        from: dataset.parent.id,
        to: dataset.id,
        label: PARENT_WORDS.get(dataset.parent.kind) ?? 'made into',
      })
    }
    nodes.set(dataset.id, datasetNode(dataset))
  }
  for (const { from, ...product } of products) {
    nodes.set(product.id, product)
    for (const source of from) edges.push({ from: source.id, to: product.id, label: source.label })
  }
  return { nodes: [...nodes.values()], edges: edges.filter(({ from, to }) => nodes.has(from) && nodes.has(to)) }
}

/**
 * The part of a graph that one object came from, and all that was made of it.
 *
 * @param graph - any graph without circles
 * @param id - id of a node; a graph without it gives an empty one
 */
export function lineageOf(graph: LineageGraph, id: string): LineageGraph {
  if (!graph.nodes.some((node) => node.id === id)) return { nodes: [], edges: [] }
  const kept = new Set([...reachable(id, graph.edges, 'from', 'to'), ...reachable(id, graph.edges, 'to', 'from')])
  return {
    nodes: graph.nodes.filter((node) => kept.has(node.id)),
    edges: graph.edges.filter((edge) => kept.has(edge.from) && kept.has(edge.to)),
  }
}

const PARENT_WORDS: ReadonlyMap<string, string> = new Map([
  ['append', 'continued by'],
  ['derive', 'steps'],
  ['roles', 'roles changed'],
])

function addFile(dataset: LineageDataset, nodes: Map<string, LineageNode>, edges: LineageEdge[]): void {
  const { sha256, fileName } = dataset.source
  const id = `file_${sha256.slice(0, 12)}`
  const known = nodes.get(id)
  if (known === undefined) {
    nodes.set(id, { id, kind: 'file', label: fileName, detail: '', hash: sha256, createdAt: null, createdBy: null })
  }
  edges.push({ from: id, to: dataset.id, label: 'imported' })
}

function datasetNode(dataset: LineageDataset): LineageNode {
  const { id, name, version, contentHash, nRows, nColumns, createdAt, createdBy } = dataset
  return {
    id,
    kind: 'dataset',
    label: `${name}, version ${version}`,
    detail: `${nRows} rows, ${nColumns} columns`,
    hash: contentHash,
    createdAt,
    createdBy,
  }
}

function reachable(id: string, edges: readonly LineageEdge[], near: 'from' | 'to', far: 'from' | 'to'): Set<string> {
  const next = new Map<string, string[]>()
  for (const edge of edges) next.set(edge[near], [...(next.get(edge[near]) ?? []), edge[far]])
  const seen = new Set([id])
  const open = [id]
  while (open.length > 0) {
    for (const found of next.get(open.pop()!) ?? []) {
      if (seen.has(found)) continue
      seen.add(found)
      open.push(found)
    }
  }
  return seen
}
