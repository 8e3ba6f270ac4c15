import { Anchor, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { LineageGraph, LineageNode } from '../../../../shared/contract/index.ts'
import { formatInstant } from '../../../../shared/format.ts'
import { useServices } from '../../../app-context.tsx'
import { KeyValues } from '../../../components/key-values.tsx'
import { Panel } from '../../../components/panel.tsx'
import type { ShownNode } from './fold-lineage.ts'
import { evidencePage, KIND_WORDS, pageOf } from './lineage-words.ts'

interface DetailsProps {
  readonly node: LineageNode | ShownNode | null
  /** The whole graph, for what a node is linked with. */
  readonly graph: LineageGraph
  readonly onSelect: (id: string) => void
  /** Folds the group of the node again; null if it has none. */
  readonly onFold: (() => void) | null
  readonly onOpen: (id: string) => void
}

/** What is known of the chosen object, and where to see it. */
export function LineageDetails({ node, graph, onSelect, onFold, onOpen }: DetailsProps) {
  if (node === null) {
    return (
      <Panel title="No object chosen">
        <p className="caption" style={{ margin: 0 }}>
          Choose an object in the graph to see its hash, its maker and its page.
        </p>
      </Panel>
    )
  }
  const members = 'folded' in node ? node.folded : []
  return (
    <Panel title={KIND_WORDS[node.kind].word}>
      <strong style={{ overflowWrap: 'anywhere' }}>{node.label}</strong>
      {node.detail !== '' && (
        <p className="caption" style={{ margin: 0, overflowWrap: 'anywhere' }}>
          {node.detail}
        </p>
      )}
      {members.length > 0 ? (
        <Button variant="default" onClick={() => onOpen(node.id)}>
          Open these {members.length}
        </Button>
      ) : (
        <>
          <PageLink node={node} />
          <KeyValues
            items={[
              ['Created', node.createdAt === null ? 'unknown' : `${formatInstant(node.createdAt)} UTC`],
              ['By', node.createdBy ?? 'unknown'],
              ['Id', <code key="id">{node.id}</code>],
              [
                node.kind === 'file' || node.kind === 'pack' ? 'SHA-256' : 'Content hash',
                <code key="hash">{node.hash ?? 'none'}</code>,
              ],
            ]}
          />
          <Links title="Made from" id={node.id} near="to" far="from" graph={graph} onSelect={onSelect} />
          <Links title="Used for" id={node.id} near="from" far="to" graph={graph} onSelect={onSelect} />
        </>
      )}
      {onFold !== null && (
        <Button variant="subtle" color="gray" onClick={onFold}>
          Fold its group again
        </Button>
      )}
    </Panel>
  )
}

const N_LINKS = 6

function Links(props: {
  title: string
  id: string
  near: 'from' | 'to'
  far: 'from' | 'to'
  graph: LineageGraph
  onSelect: (id: string) => void
}) {
  const edges = props.graph.edges.filter((edge) => edge[props.near] === props.id)
  if (edges.length === 0) return null
  const names = new Map(props.graph.nodes.map((node) => [node.id, node.label]))
  return (
    <div className="stack" style={{ gap: 2 }}>
      <span className="caption">{props.title}</span>
      {edges.slice(0, N_LINKS).map((edge) => (
        <div key={`${edge[props.far]} ${edge.label}`} className="one-line">
          <button
            type="button"
            className="plain-button link-button"
            title={names.get(edge[props.far])}
            onClick={() => props.onSelect(edge[props.far])}
          >
            {names.get(edge[props.far]) ?? edge[props.far]}
          </button>{' '}
          <span className="caption">{edge.label}</span>
        </div>
      ))}
      {edges.length > N_LINKS && <span className="caption">and {edges.length - N_LINKS} more, see the table</span>}
    </div>
  )
}

function PageLink({ node }: { node: LineageNode }) {
  const { api } = useServices()
  const evidence = useQuery(
    api.evidence.get.queryOptions({ input: { evidence: node.id }, enabled: node.kind === 'evidence' }),
  )
  const report = useQuery(
    api.dataEvidence.get.queryOptions({ input: { evidence: node.id }, enabled: node.kind === 'dataEvidence' }),
  )
  const page =
    node.kind === 'evidence' && evidence.data !== undefined
      ? evidencePage(evidence.data.payload.kind, node.id, evidence.data.modelVersionId)
      : node.kind === 'dataEvidence' && report.data !== undefined
        ? `/datasets/${report.data.datasetVersionId}/${report.data.kind}/${node.id}`
        : pageOf(node.kind, node.id)
  if (page === null) return null
  return (
    <Anchor component={Link} href={page}>
      Open its page
    </Anchor>
  )
}
