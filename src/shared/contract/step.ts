import { z } from 'zod'
import { countSchema } from './primitives.ts'

const columnName = z.string().min(1).max(255)
const expressionText = z.string().min(1).max(10_000)
const seed = z.number().int().min(0).max(4_294_967_295).default(1)
const share = z.number().gt(0).lt(1)

/** Steps that mean the same for a single case: what a model keeps to score files as its rows were trained on. */
const CASE_STEPS = [
  z.object({
    kind: z.literal('derive'),
    name: columnName,
    expression: expressionText,
    description: z.string().max(2000).default(''),
    unit: z.string().max(60).default(''),
    role: z.enum(['feature', 'sensitive', 'weight', 'date', 'exposure', 'identifier', 'ignore']).optional(),
  }),
  z.object({ kind: z.literal('filter'), keep: expressionText, reason: z.string().min(1).max(500) }),
  z.object({ kind: z.literal('exclude'), where: expressionText, reason: z.string().min(1).max(500) }),
] as const
export const caseStepSchema = z.discriminatedUnion('kind', CASE_STEPS)

/** One step from a data set version to the next one. Steps are data: they are stored, shown, and applied again when a model scores. */
export const stepSchema = z.discriminatedUnion('kind', [
  ...CASE_STEPS,
  z.object({
    kind: z.literal('split'),
    name: columnName.default('sample'),
    developmentShare: share.default(0.7),
    stratifyBy: columnName.nullable().default(null),
    seed,
  }),
  z.object({
    kind: z.literal('outOfTime'),
    name: columnName.default('sample'),
    dateColumn: columnName,
    /** First day out of time, as YYYY-MM-DD. */
    from: z.string().regex(/^\d{4}-\d\d-\d\d$/),
    /** Divides the earlier rows into development and hold-out; else all of them are development. */
    developmentShare: share.nullable().default(null),
    stratifyBy: columnName.nullable().default(null),
    seed,
  }),
  z.object({
    kind: z.literal('folds'),
    name: columnName.default('fold'),
    k: z.number().int().min(2).max(100),
    stratifyBy: columnName.nullable().default(null),
    seed,
  }),
  z.object({ kind: z.literal('weight'), name: columnName.default('weight'), expression: expressionText }),
])

/** What one step did. */
export const stepLogSchema = z.object({
  kind: z.string(),
  /** The column made, or the reason of the exclusion. */
  what: z.string(),
  nBefore: countSchema,
  nAfter: countSchema,
  nMissing: countSchema.nullable(),
})

export type Step = z.infer<typeof stepSchema>
export type StepLog = z.infer<typeof stepLogSchema>
