import { z } from 'zod'
import { countSchema } from './primitives.ts'

export const rocPointSchema = z.object({ falsePositiveRate: z.number(), truePositiveRate: z.number() })

export const calibrationBinSchema = z.object({
  count: countSchema,
  events: countSchema,
  meanPredicted: z.number(),
  observed: z.number(),
  /** 95% Wilson interval of the observed rate. */
  lower: z.number(),
  upper: z.number(),
})
