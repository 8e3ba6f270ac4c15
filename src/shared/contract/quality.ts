import { oc } from '@orpc/contract'
import { z } from 'zod'
import { jobStartedSchema } from './job.ts'
import { countSchema, hashSchema, instantSchema, refSchema } from './primitives.ts'

export const SEVERITIES = ['error', 'warning', 'information'] as const
const severitySchema = z.enum(SEVERITIES)
const column = z.string()
const columns = z.array(z.string()).max(2000)
const limit = z.number().nullable()

const envelope = {
  id: z.string().min(1).max(100),
  severity: severitySchema,
  note: z.string().max(500).optional(),
}

/** One demand on a data set, as data. What each kind means stands in the manual; evaluated by `core/quality`. */
export const qualityRuleSchema = z.discriminatedUnion('kind', [
  z.object({
    ...envelope,
    kind: z.literal('schema'),
    present: columns,
    absent: columns.optional(),
    isClosed: z.boolean().optional(),
  }),
  z.object({
    ...envelope,
    kind: z.literal('type'),
    column,
    type: z.enum(['numeric', 'text', 'date']),
    format: z.string().optional(),
  }),
  z.object({
    ...envelope,
    kind: z.literal('range'),
    column,
    minimum: limit,
    maximum: limit,
    isMinimumExcluded: z.boolean().optional(),
    isMaximumExcluded: z.boolean().optional(),
  }),
  z.object({
    ...envelope,
    kind: z.literal('allowedValues'),
    column,
    values: z.array(z.union([z.string(), z.number()])).max(10_000),
    allowMissing: z.boolean().optional(),
  }),
  z.object({ ...envelope, kind: z.literal('pattern'), column, pattern: z.string().min(1).max(1000) }),
  z.object({ ...envelope, kind: z.literal('missingShare'), column, maximum: z.number() }),
  z.object({ ...envelope, kind: z.literal('duplicateRows'), columns: columns.optional(), maximum: z.number() }),
  z.object({ ...envelope, kind: z.literal('unique'), columns, allowMissing: z.boolean().optional() }),
  z.object({
    ...envelope,
    kind: z.literal('highCardinality'),
    column,
    maximumDistinct: z.number().optional(),
    maximumShare: z.number().optional(),
  }),
  z.object({ ...envelope, kind: z.literal('constant'), column }),
  z.object({
    ...envelope,
    kind: z.literal('correlation'),
    columns: z.tuple([z.string(), z.string()]).optional(),
    maximum: z.number(),
  }),
  z.object({ ...envelope, kind: z.literal('imbalance'), column, eventValue: z.string(), minimum: z.number() }),
  z.object({ ...envelope, kind: z.literal('rowCount'), minimum: limit, maximum: limit }),
  z.object({ ...envelope, kind: z.literal('reference'), column, dataset: z.string(), referenceColumn: z.string() }),
  z.object({ ...envelope, kind: z.literal('expression'), expression: z.string().min(1).max(10_000) }),
  z.object({
    ...envelope,
    kind: z.literal('dateRange'),
    column,
    minimum: z.string().nullable(),
    maximum: z.string().nullable(),
    format: z.string().optional(),
  }),
])

export const RULE_KINDS = qualityRuleSchema.options.map((option) => option.shape.kind.value)
export const rulesSchema = z.array(qualityRuleSchema).max(5000)

/** The rules of a data set, by its name; changing them makes a new version. */
export const qualitySuiteSchema = z.object({
  datasetName: z.string(),
  version: z.number().int().positive(),
  contentHash: hashSchema,
  rules: rulesSchema,
  createdAt: instantSchema,
  createdBy: z.string(),
})

export const proposedRuleSchema = z.object({ rule: qualityRuleSchema, because: z.string() })

const countsSchema = z.object({ pass: countSchema, fail: countSchema, notAssessed: countSchema })
export const ruleResultSchema = z.object({
  ruleId: z.string(),
  kind: z.enum(RULE_KINDS),
  severity: severitySchema,
  verdict: z.enum(['pass', 'fail', 'notAssessed']),
  observed: z.union([z.number(), z.string()]).nullable(),
  expected: z.string(),
  nFailing: countSchema.nullable(),
  /** The first 100 rows that fail, from 0. */
  failingRows: z.array(countSchema),
  message: z.string(),
  reason: z.string().nullable(),
})
export const qualityReportSchema = z.object({
  verdict: z.enum(['pass', 'warn', 'fail', 'notAssessed']),
  nRows: countSchema,
  nColumns: countSchema,
  totals: z.object({ error: countsSchema, warning: countsSchema, information: countsSchema }),
  results: z.array(ruleResultSchema),
})

export const qualityContract = {
  /** Rules that fit the data as they are, to be edited and saved; computed afresh. */
  propose: oc.input(z.object({ dataset: refSchema })).output(z.array(proposedRuleSchema)),
  /** The saved suite of a data set's name, or null. */
  suite: oc.input(z.object({ dataset: refSchema })).output(qualitySuiteSchema.nullable()),
  save: oc.input(z.object({ dataset: refSchema, rules: rulesSchema })).output(qualitySuiteSchema),
  /** Evaluates rules (the saved suite unless rules are given; the proposed ones if there is neither) and stores the evidence. */
  run: oc.input(z.object({ dataset: refSchema, rules: rulesSchema.optional() })).output(jobStartedSchema),
}

export type Severity = (typeof SEVERITIES)[number]
export type QualityRule = z.infer<typeof qualityRuleSchema>
export type QualityRuleKind = QualityRule['kind']
export type QualitySuite = z.infer<typeof qualitySuiteSchema>
export type ProposedRule = z.infer<typeof proposedRuleSchema>
export type RuleResult = z.infer<typeof ruleResultSchema>
export type QualityReport = z.infer<typeof qualityReportSchema>
