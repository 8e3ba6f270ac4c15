import { z } from 'zod'
import { shareSchema } from './primitives.ts'
import { caseStepSchema } from './step.ts'

/**
 * How the PD comes from the points where it is not the plain logistic one. With η = −(points − offset) / factor and p = 1/(1 + e^−η):
 * platt: σ(intercept + slope·η); shift: σ(η + intercept); beta: σ(c + a·ln p − b·ln(1 − p)); isotonic: linear between the knots
 * (p, PD), constant beyond the ends.
 */
export const calibrationSchema = z.discriminatedUnion('method', [
  z.object({ method: z.literal('platt'), intercept: z.number(), slope: z.number() }),
  z.object({ method: z.literal('shift'), intercept: z.number() }),
  z.object({ method: z.literal('beta'), a: z.number(), b: z.number(), c: z.number() }),
  z.object({
    method: z.literal('isotonic'),
    /** Ascending in p; PD does not fall. */
    knots: z
      .array(z.object({ probability: z.number(), calibrated: z.number() }))
      .min(1)
      .max(10_000),
  }),
])

/** A range of scores from `minimumPoints` (null: without lower end) up to the next band. */
export const riskBandSchema = z.object({
  label: z.string(),
  minimumPoints: z.number().nullable(),
  share: shareSchema,
  eventRate: z.number().nullable(),
})

const modelInputSchema = z.object({
  name: z.string(),
  type: z.enum(['numeric', 'text', 'date']),
  dateFormat: z.string().nullable(),
})

/** How the characteristics come from the columns of a file. */
export const preprocessingSchema = z.object({
  steps: z.array(caseStepSchema),
  inputs: z.array(modelInputSchema),
  populationInputs: z.array(modelInputSchema),
})

export type Calibration = z.infer<typeof calibrationSchema>
export type RiskBand = z.infer<typeof riskBandSchema>
