import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { LineageGraph, LineageNode } from './lineage-records.ts'

const SCHEMA_URL = 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent'
const HASH_FACET_URL = 'https://openlineage.io/spec/facets/1-0-1/DatasetVersionDatasetFacet.json'

interface OpenLineageDataset {
  readonly namespace: string
  readonly name: string
  readonly facets: Record<string, unknown>
}

/** One finished run of one job, as OpenLineage writes it. */
export interface OpenLineageEvent {
  readonly eventType: 'COMPLETE'
  readonly eventTime: string
  readonly producer: string
  readonly schemaURL: string
  readonly run: { readonly runId: string }
  readonly job: { readonly namespace: string; readonly name: string }
  readonly inputs: readonly OpenLineageDataset[]
  readonly outputs: readonly OpenLineageDataset[]
}

/**
 * The graph as OpenLineage run events: everything that was made is the output of one run, with what it was made from as
 * inputs. Run ids follow from the ids of what was made, so the same graph gives the same bytes.
 *
 * @param graph - nodes that were made have an instant; files, which Assay did not make, are inputs only
 * @param workspace - namespace of everything that lives in the workspace
 * @param producer - URI that names the program and its version
 * @see OpenLineage specification 2-0-2, RunEvent and DatasetVersionDatasetFacet
 */
export function openLineageEvents(graph: LineageGraph, workspace: string, producer: string): OpenLineageEvent[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
  return graph.nodes.flatMap((node) => {
    if (node.createdAt === null) return []
    const inputs = graph.edges.filter((edge) => edge.to === node.id).map((edge) => nodes.get(edge.from)!)
    return {
      eventType: 'COMPLETE' as const,
      eventTime: node.createdAt,
      producer,
      schemaURL: SCHEMA_URL,
      run: { runId: runIdOf(`${workspace}/${node.id}`) },
      job: { namespace: workspace, name: `${node.kind}.create` },
      inputs: inputs.map((input) => describe(input, workspace, producer)),
      outputs: [describe(node, workspace, producer)],
    }
  })
}

function describe(node: LineageNode, workspace: string, producer: string): OpenLineageDataset {
  const version =
    node.hash === null
      ? {}
      : { version: { _producer: producer, _schemaURL: HASH_FACET_URL, datasetVersion: node.hash } }
  return {
    namespace: node.kind === 'file' ? 'file' : workspace,
    name: node.kind === 'file' ? node.label : node.id,
    facets: version,
  }
}

/** A UUID of version 8 (RFC 9562: contents of one's own choice) made from a SHA-256. */
function runIdOf(text: string): string {
  const bytes = sha256(utf8ToBytes(text)).slice(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytesToHex(bytes)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
