import { oc } from '@orpc/contract'
import { z } from 'zod'
import { GATE_EVIDENCE_KINDS } from './evidence.ts'
import { countSchema, hashSchema, instantSchema, nameSchema, refSchema, sampleSchema } from './primitives.ts'

export const VERDICTS = ['withinTolerance', 'investigate', 'breach', 'notAssessed'] as const
export const METRICS = [
  'rocAuc',
  'gini',
  'ksStatistic',
  'brierScore',
  'logLoss',
  'hosmerLemeshowP',
  'calibrationInTheLarge',
  'populationStabilityIndex',
  'lowestAdverseImpactRatio',
  'lowestOutcomeImpactRatio',
  'largestVarianceInflationFactor',
  'largestCoefficientP',
  'largestAdditivityResidual',
] as const

/** A threshold as data: fixed before the run, read by the gate, never by the statistics. */
export const policyCheckSchema = z.object({
  id: z.string(),
  label: z.string(),
  metric: z.enum(METRICS),
  evidenceKind: z.enum(GATE_EVIDENCE_KINDS),
  sample: sampleSchema.nullable(),
  comparator: z.enum(['atLeast', 'atMost']),
  /** Within tolerance on the good side of `limit`; between the two limits: investigate; beyond `breachLimit`: breach. */
  limit: z.number(),
  breachLimit: z.number(),
  isRequired: z.boolean(),
  source: z.string(),
})

export const policySchema = z.object({
  kind: z.literal('policy'),
  id: z.string(),
  version: z.string(),
  title: z.string(),
  effectiveFrom: z.string(),
  gates: z.array(
    z.object({ id: z.string(), title: z.string(), purpose: z.string(), checks: z.array(policyCheckSchema) }),
  ),
})

export const checkResultSchema = z.object({
  checkId: z.string(),
  label: z.string(),
  metric: z.enum(METRICS),
  comparator: z.enum(['atLeast', 'atMost']),
  limit: z.number(),
  breachLimit: z.number(),
  value: z.number().nullable(),
  verdict: z.enum(VERDICTS),
  isRequired: z.boolean(),
  reason: z.string(),
  evidenceId: z.string().nullable(),
})

export const DECISIONS = ['approved', 'approvedWithConditions', 'notApproved'] as const

export const gateEvaluationSchema = z.object({
  gateId: z.string(),
  title: z.string(),
  purpose: z.string(),
  modelVersionId: z.string(),
  policyId: z.string(),
  policyVersion: z.string(),
  policyHash: hashSchema,
  checks: z.array(checkResultSchema),
  evidenceIds: z.array(z.string()),
  /** SHA-256 over the ids and hashes of all evidence there was, in the order of the ids. */
  evidenceManifestHash: hashSchema,
  outcome: z.enum(VERDICTS),
  /** Decisions open to the approver now; `blockers` says why the others are not. */
  allowedDecisions: z.array(z.enum(DECISIONS)),
  blockers: z.array(z.string()),
})

export const decisionSchema = z.object({
  id: z.string(),
  gateId: z.string(),
  gateTitle: z.string(),
  modelVersionId: z.string(),
  modelHash: hashSchema,
  decision: z.enum(DECISIONS),
  reason: z.string(),
  conditions: z.string().nullable(),
  policyId: z.string(),
  policyVersion: z.string(),
  policyHash: hashSchema,
  evidenceIds: z.array(z.string()),
  evidenceManifestHash: hashSchema,
  evaluation: gateEvaluationSchema,
  /** True when the approver also trained the model: recorded openly, never hidden. */
  isOwnModel: z.boolean(),
  decidedBy: z.string(),
  role: z.string(),
  decidedAt: instantSchema,
  contentHash: hashSchema,
})

export const gateContract = {
  policy: oc.output(policySchema),
  evaluate: oc.input(z.object({ model: refSchema, gate: nameSchema })).output(gateEvaluationSchema),
  decide: oc
    .input(
      z.object({
        model: refSchema,
        gate: nameSchema,
        decision: z.enum(DECISIONS),
        reason: z.string().trim().min(10).max(4000),
        conditions: z.string().trim().min(1).max(4000).optional(),
        /** What the approver saw; a newer evaluation refuses the decision. */
        evidenceManifestHash: hashSchema,
      }),
    )
    .output(decisionSchema),
  decisions: oc.input(z.object({ model: refSchema.optional() })).output(z.array(decisionSchema)),
}

export const auditEventSchema = z.object({
  seq: countSchema,
  at: instantSchema,
  actor: z.string(),
  roles: z.array(z.string()),
  channel: z.string(),
  action: z.string(),
  object: z.string().nullable(),
  before: hashSchema.nullable(),
  after: hashSchema.nullable(),
  reason: z.string().nullable(),
  result: z.enum(['done', 'refused', 'failed']),
  hash: hashSchema,
})

export const auditVerificationSchema = z.object({
  ok: z.boolean(),
  nEvents: countSchema,
  root: hashSchema,
  firstBad: z.object({ seq: countSchema, problem: z.string() }).nullable(),
})

export const auditContract = {
  list: oc
    .input(z.object({ offset: countSchema.default(0), limit: z.number().int().min(1).max(1000).default(200) }))
    .output(z.object({ nEvents: countSchema, events: z.array(auditEventSchema) })),
  verify: oc.output(auditVerificationSchema),
}

export type Policy = z.infer<typeof policySchema>
export type PolicyCheck = z.infer<typeof policyCheckSchema>
export type CheckResult = z.infer<typeof checkResultSchema>
export type Verdict = CheckResult['verdict']
export type Metric = CheckResult['metric']
export type GateEvaluation = z.infer<typeof gateEvaluationSchema>
export type Decision = z.infer<typeof decisionSchema>
export type AuditEvent = z.infer<typeof auditEventSchema>
export type AuditVerification = z.infer<typeof auditVerificationSchema>
