import { oc } from '@orpc/contract'
import { z } from 'zod'
import { instantSchema, refSchema } from './primitives.ts'

export const LINEAGE_KINDS = ['file', 'dataset', 'dataEvidence', 'model', 'evidence', 'decision', 'pack'] as const

export const lineageNodeSchema = z.object({
  id: z.string(),
  kind: z.enum(LINEAGE_KINDS),
  label: z.string(),
  detail: z.string(),
  /** Content hash, or SHA-256 of a file. */
  hash: z.string().nullable(),
  createdAt: instantSchema.nullable(),
  createdBy: z.string().nullable(),
})

export const lineageEdgeSchema = z.object({ from: z.string(), to: z.string(), label: z.string() })
export const lineageGraphSchema = z.object({ nodes: z.array(lineageNodeSchema), edges: z.array(lineageEdgeSchema) })

export const lineageContract = {
  /** Everything the object came from and everything made from it; the whole workspace when none is named. */
  graph: oc.input(z.object({ object: refSchema.optional() })).output(lineageGraphSchema),
  /** Writes the graph as OpenLineage run events, one JSON object a line. */
  export: oc
    .input(z.object({ object: refSchema.optional(), path: z.string().min(1) }))
    .output(z.object({ path: z.string(), sha256: z.string(), nEvents: z.number().int() })),
}

export type LineageKind = (typeof LINEAGE_KINDS)[number]
export type LineageNode = z.infer<typeof lineageNodeSchema>
export type LineageEdge = z.infer<typeof lineageEdgeSchema>
export type LineageGraph = z.infer<typeof lineageGraphSchema>
