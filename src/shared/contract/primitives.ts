import { z } from 'zod'

/** SHA-256 in lower-case hex. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/)
/** UTC instant, ISO 8601 with milliseconds. */
export const instantSchema = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
/** An id, an unambiguous prefix of one, or a name; resolved by the service. */
export const refSchema = z.string().min(1).max(200)
export const nameSchema = z.string().trim().min(1).max(120)
export const countSchema = z.number().int().nonnegative()
export const shareSchema = z.number().min(0).max(1)

/** An estimate with its confidence interval; `value` null means undefined, and `reason` says why. */
export const estimateSchema = z.object({
  value: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  level: z.number().nullable(),
  method: z.string(),
  reason: z.string().nullable(),
})

/** A hypothesis test; undefined ones carry null numbers and the reason. */
export const testResultSchema = z.object({
  id: z.string(),
  formula: z.string(),
  source: z.string(),
  nullHypothesis: z.string(),
  statistic: z.number().nullable(),
  degreesOfFreedom: z.number().nullable(),
  pValue: z.number().nullable(),
  reason: z.string().nullable(),
})

export const SAMPLES = ['development', 'holdout', 'all'] as const
export const sampleSchema = z.enum(SAMPLES)

export const ROLES = ['administrator', 'developer', 'validator', 'approver', 'analyst', 'auditor'] as const
export const roleSchema = z.enum(ROLES)

export type Estimate = z.infer<typeof estimateSchema>
export type TestResult = z.infer<typeof testResultSchema>
export type SampleName = z.infer<typeof sampleSchema>
export type Role = z.infer<typeof roleSchema>
