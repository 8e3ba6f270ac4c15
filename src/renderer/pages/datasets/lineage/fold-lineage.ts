import type { LineageEdge, LineageGraph, LineageKind, LineageNode } from '../../../../shared/contract/index.ts'

/** A node as it is drawn: one object, or many of one kind made from the same source. */
export interface ShownNode extends LineageNode {
  /** Ids folded into it; empty for a single object. */
  readonly folded: readonly string[]
}

export interface ShownGraph {
  readonly nodes: readonly ShownNode[]
  readonly edges: readonly LineageEdge[]
}

/** From this many on, like objects of one source are drawn as one. */
export const FOLD_FROM = 4
/** What comes in numbers; data sets, models and decisions always stand alone. */
const FOLDABLE: readonly LineageKind[] = ['dataEvidence', 'evidence', 'pack']
const PLURALS: Partial<Record<LineageKind, string>> = {
  dataEvidence: 'data reports',
  evidence: 'evidences',
  pack: 'packs',
}

/**
 * Folds objects of one kind made from the same first source into one node, unless that group is opened.
 *
 * @param opened - ids of groups drawn in full
 */
export function foldLineage(graph: LineageGraph, opened: ReadonlySet<string>): ShownGraph {
  const groups = groupsOf(graph)
  const shownAs = new Map<string, string>()
  const folded: ShownNode[] = []
  for (const [id, members] of groups) {
    if (opened.has(id)) continue
    for (const member of members) shownAs.set(member.id, id)
    folded.push(groupNode(id, members))
  }
  const single = graph.nodes.filter((node) => !shownAs.has(node.id)).map((node) => ({ ...node, folded: [] }))
  const edges = new Map<string, LineageEdge>()
  for (const edge of graph.edges) {
    const from = shownAs.get(edge.from) ?? edge.from
    const to = shownAs.get(edge.to) ?? edge.to
    const key = `${from}\u0000${to}`
    if (from !== to && !edges.has(key)) edges.set(key, { from, to, label: edge.label })
  }
  return { nodes: [...single, ...folded], edges: [...edges.values()] }
}

/** The group an object would be folded into; null if it stands alone. */
export function groupOf(graph: LineageGraph, id: string): string | null {
  for (const [group, members] of groupsOf(graph)) if (members.some((member) => member.id === id)) return group
  return null
}

function groupsOf(graph: LineageGraph): Map<string, LineageNode[]> {
  const firstSource = new Map<string, string>()
  for (const edge of graph.edges) if (!firstSource.has(edge.to)) firstSource.set(edge.to, edge.from)
  const groups = new Map<string, LineageNode[]>()
  for (const node of graph.nodes) {
    const source = firstSource.get(node.id)
    if (source === undefined || !FOLDABLE.includes(node.kind)) continue
    const id = `group:${node.kind}:${source}`
    groups.set(id, [...(groups.get(id) ?? []), node])
  }
  return new Map([...groups].filter(([, members]) => members.length >= FOLD_FROM))
}

function groupNode(id: string, members: readonly LineageNode[]): ShownNode {
  const { kind } = members[0]!
  const dates = members.flatMap(({ createdAt }) => (createdAt === null ? [] : [createdAt])).sort()
  const labels = [...new Set(members.map(({ label }) => label))]
  return {
    id,
    kind,
    label: `${members.length} ${PLURALS[kind] ?? 'objects'}`,
    detail: labels.slice(0, 6).join(', '),
    hash: null,
    createdAt: dates.at(-1) ?? null,
    createdBy: null,
    folded: members.map((member) => member.id),
  }
}
