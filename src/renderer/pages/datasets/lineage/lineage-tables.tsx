import type { LineageEdge, LineageGraph, LineageNode } from '../../../../shared/contract/index.ts'
import { formatHash, formatInstant } from '../../../../shared/format.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { KIND_WORDS } from './lineage-words.ts'

/** The graph as two tables: every object, and what was made from what. */
export function LineageTables({ graph, onSelect }: { graph: LineageGraph; onSelect: (id: string) => void }) {
  const names = new Map(graph.nodes.map((node) => [node.id, node.label]))
  const nodeColumns: readonly Column<LineageNode>[] = [
    {
      id: 'label',
      header: 'Object',
      value: (node) => node.label,
      text: (node) => node.label,
      clip: 260,
      cell: (node) => (
        <button type="button" className="plain-button link-button" onClick={() => onSelect(node.id)}>
          {node.label}
        </button>
      ),
    },
    { id: 'kind', header: 'Kind', value: (node) => node.kind, text: (node) => KIND_WORDS[node.kind].word },
    { id: 'detail', header: 'Detail', text: (node) => node.detail, clip: 280 },
    { id: 'hash', header: 'Hash', text: (node) => (node.hash === null ? '–' : formatHash(node.hash)) },
    {
      id: 'created',
      header: 'Created, UTC',
      value: (node) => node.createdAt,
      text: (node) => (node.createdAt === null ? '–' : formatInstant(node.createdAt)),
    },
    { id: 'by', header: 'By', value: (node) => node.createdBy, text: (node) => node.createdBy ?? '–', clip: 160 },
  ]
  const edgeColumns: readonly Column<LineageEdge>[] = [
    { id: 'from', header: 'From', value: (edge) => names.get(edge.from) ?? '', text: nameIn(names, 'from'), clip: 300 },
    { id: 'label', header: 'How', value: (edge) => edge.label, text: (edge) => edge.label },
    { id: 'to', header: 'To', value: (edge) => names.get(edge.to) ?? '', text: nameIn(names, 'to'), clip: 300 },
  ]
  return (
    <div className="stack">
      <DataTable
        label="Objects of the lineage"
        title={`Objects (${graph.nodes.length})`}
        columns={nodeColumns}
        rows={graph.nodes}
        rowKey={(node) => node.id}
        hasSearch
        maxHeight={360}
      />
      <DataTable
        label="Links of the lineage"
        title={`Links (${graph.edges.length})`}
        columns={edgeColumns}
        rows={graph.edges}
        rowKey={(edge) => `${edge.from} ${edge.to} ${edge.label}`}
        hasSearch
        maxHeight={300}
      />
    </div>
  )
}

function nameIn(names: ReadonlyMap<string, string>, side: 'from' | 'to') {
  return (edge: LineageEdge) => names.get(edge[side]) ?? edge[side]
}
