import type {
  DataEvidenceSummary,
  Decision,
  EvidenceSummary,
  LineageGraph,
  ModelVersion,
} from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { CODE_VERSION } from '../../../shared/version.ts'
import { buildLineage, lineageOf } from '../../core/lineage/build-lineage.ts'
import type { LineageProduct } from '../../core/lineage/lineage-records.ts'
import { openLineageEvents } from '../../core/lineage/open-lineage.ts'
import { writeFileAtomically } from '../../disk/atomic-file.ts'
import { asPlainJson } from '../../jobs/tasks/plain-json.ts'
import type { PackRecord } from '../../store/pack-store.ts'
import type { Workspace } from '../../store/workspace.ts'
import type { AuditedCall, SignedInCall } from '../call.ts'
import { outputPath } from '../output-path.ts'

const PRODUCER = `urn:assay:${CODE_VERSION}`

export function getLineage(input: { object?: string | undefined }, call: SignedInCall): LineageGraph {
  return asPlainJson(lineageIn(call.workspace, input.object))
}

/** Writes the graph as OpenLineage run events, one a line. */
export function exportLineage(
  input: { object?: string | undefined; path: string },
  call: AuditedCall,
): { path: string; sha256: string; nEvents: number } {
  const { workspace } = call
  const path = outputPath(input.path, { field: 'path', workspaceDirectory: workspace.directory })
  const events = openLineageEvents(lineageIn(workspace, input.object), `assay:${workspace.id}`, PRODUCER)
  const text = events.map((event) => `${JSON.stringify(event)}\n`).join('')
  const { sha256 } = writeFileAtomically(path, Buffer.from(text, 'utf8'))
  return call.commit(() => ({
    value: { path, sha256, nEvents: events.length },
    object: input.object ?? workspace.id,
    after: sha256,
  }))
}

function lineageIn(workspace: Workspace, ref: string | undefined) {
  const datasets = workspace.datasets.list().reverse()
  const graph = buildLineage(datasets, productsIn(workspace))
  if (ref === undefined) return graph
  return lineageOf(graph, resolveObject(workspace, ref, new Set(graph.nodes.map((node) => node.id))))
}

function productsIn(workspace: Workspace): LineageProduct[] {
  return [
    ...workspace.datasetEvidence.list().reverse().map(dataEvidenceProduct),
    ...workspace.models.list().reverse().map(modelProduct),
    ...workspace.evidence.list().reverse().map(evidenceProduct),
    ...workspace.decisions.list().map(decisionProduct),
    ...workspace.packs.list().map(packProduct),
  ]
}

function dataEvidenceProduct(item: DataEvidenceSummary): LineageProduct {
  const other = item.otherVersionId === null ? [] : [{ id: item.otherVersionId, label: 'compared with' }]
  return {
    ...pick(item),
    kind: 'dataEvidence',
    label: item.title,
    detail: item.verdict,
    hash: item.contentHash,
    from: [{ id: item.datasetVersionId, label: 'examined' }, ...other],
  }
}

function modelProduct(item: ModelVersion): LineageProduct {
  return {
    ...pick(item),
    kind: 'model',
    label: `${item.name}, version ${item.version}`,
    detail: item.method,
    hash: item.contentHash,
    from: modelSources(item),
  }
}

function modelSources({ origin, datasetVersionId }: ModelVersion): LineageProduct['from'] {
  switch (origin.kind) {
    case 'trained':
      return [{ id: datasetVersionId, label: 'trained on' }]
    case 'calibrated':
      return [{ id: origin.modelVersionId, label: `calibrated (${origin.method})` }]
    case 'imported':
      return [{ id: datasetVersionId, label: 'described on' }]
  }
}

/** The models a comparison sets beside the one whose evidence it is. */
function comparedModels({ kind, modelVersionId, parameters }: EvidenceSummary): LineageProduct['from'] {
  const { models } = parameters
  if (kind !== 'comparisonReport' || !Array.isArray(models)) return []
  return models
    .map((model: { readonly modelVersionId: string }) => ({ id: model.modelVersionId, label: 'compared' }))
    .filter(({ id }) => id !== modelVersionId)
}

function evidenceProduct(item: EvidenceSummary): LineageProduct {
  return {
    ...pick(item),
    kind: 'evidence',
    label: item.title,
    detail: item.method,
    hash: item.contentHash,
    from: [
      { id: item.modelVersionId, label: 'assessed' },
      { id: item.datasetVersionId, label: 'used' },
      ...comparedModels(item),
    ],
  }
}

function decisionProduct(item: Decision): LineageProduct {
  return {
    id: item.id,
    createdAt: item.decidedAt,
    createdBy: item.decidedBy,
    kind: 'decision',
    label: item.decision,
    detail: item.reason,
    hash: item.contentHash,
    from: [
      { id: item.modelVersionId, label: 'decided on' },
      ...item.evidenceIds.map((id) => ({ id, label: 'rests on' })),
    ],
  }
}

function packProduct(item: PackRecord): LineageProduct {
  return {
    ...pick(item),
    kind: 'pack',
    label: item.path.replace(/^.*[\\/]/, ''),
    detail: `${item.nPages} pages`,
    hash: item.sha256,
    from: [{ id: item.modelVersionId, label: 'reported in' }],
  }
}

function pick({ id, createdAt, createdBy }: { id: string; createdAt: string; createdBy: string }) {
  return { id, createdAt, createdBy }
}

/** Data sets and models go by name too; everything else by the beginning of its id. */
function resolveObject(workspace: Workspace, ref: string, ids: ReadonlySet<string>): string {
  if (ids.has(ref)) return ref
  const byPrefix = ref.length < 3 ? [] : [...ids].filter((id) => id.startsWith(ref))
  if (byPrefix.length === 1) return byPrefix[0]!
  for (const find of [() => workspace.datasets.get(ref).id, () => workspace.models.get(ref).version.id]) {
    try {
      return find()
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'notFound')) throw error
    }
  }
  throw new AppError('notFound', `Nothing in the workspace matches "${ref}"`, {
    hint: 'Name a data set, a model, or the beginning of an id.',
  })
}
