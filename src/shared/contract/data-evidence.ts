import { oc } from '@orpc/contract'
import { z } from 'zod'
import {
  associationsSchema,
  driftSchema,
  leakageReportSchema,
  leakageThresholdsSchema,
  privacyReportSchema,
  targetRatesSchema,
  versionDiffSchema,
} from './data-report.ts'
import { jobStartedSchema } from './job.ts'
import { hashSchema, instantSchema, refSchema } from './primitives.ts'
import { qualityReportSchema, rulesSchema } from './quality.ts'

/** Reports about a data set version, by kind. */
export const dataEvidencePayloadSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('quality'), rules: rulesSchema, report: qualityReportSchema }),
  z.object({ kind: z.literal('leakage'), report: leakageReportSchema }),
  z.object({
    kind: z.literal('association'),
    report: associationsSchema,
    /** Empty without a target. */
    targetRates: z.array(targetRatesSchema),
  }),
  z.object({ kind: z.literal('drift'), report: driftSchema }),
  z.object({ kind: z.literal('diff'), report: versionDiffSchema }),
  z.object({ kind: z.literal('privacy'), report: privacyReportSchema }),
])

export const DATA_EVIDENCE_KINDS = ['quality', 'leakage', 'association', 'drift', 'diff', 'privacy'] as const

export const dataEvidenceSummarySchema = z.object({
  id: z.string(),
  kind: z.enum(DATA_EVIDENCE_KINDS),
  title: z.string(),
  datasetVersionId: z.string(),
  /** The version compared with, of a drift or a difference. */
  otherVersionId: z.string().nullable(),
  key: hashSchema,
  contentHash: hashSchema,
  parameters: z.record(z.string(), z.unknown()),
  codeVersion: z.string(),
  createdAt: instantSchema,
  createdBy: z.string(),
  /** The finding in one sentence. */
  verdict: z.string(),
})

export const dataEvidenceSchema = dataEvidenceSummarySchema.extend({ payload: dataEvidencePayloadSchema })

export const dataEvidenceContract = {
  list: oc
    .input(z.object({ dataset: refSchema.optional(), kind: z.enum(DATA_EVIDENCE_KINDS).optional() }))
    .output(z.array(dataEvidenceSummarySchema)),
  get: oc.input(z.object({ evidence: refSchema })).output(dataEvidenceSchema),
}

export const leakageContract = {
  run: oc
    .input(z.object({ dataset: refSchema, thresholds: leakageThresholdsSchema.partial().optional() }))
    .output(jobStartedSchema),
}

export const associationContract = {
  /** Associations of every two columns, and the event rate by the values of each. */
  run: oc.input(z.object({ dataset: refSchema })).output(jobStartedSchema),
}

export const driftContract = {
  /** How `dataset` (the actual sample) differs from `expected`. */
  run: oc.input(z.object({ dataset: refSchema, expected: refSchema })).output(jobStartedSchema),
}

export const diffContract = {
  run: oc
    .input(z.object({ dataset: refSchema, before: refSchema, key: z.array(z.string()).max(10).default([]) }))
    .output(jobStartedSchema),
}

export type DataEvidencePayload = z.infer<typeof dataEvidencePayloadSchema>
export type DataEvidenceKind = (typeof DATA_EVIDENCE_KINDS)[number]
export type DataEvidenceSummary = z.infer<typeof dataEvidenceSummarySchema>
export type DataEvidence = z.infer<typeof dataEvidenceSchema>
