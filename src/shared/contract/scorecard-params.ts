import { z } from 'zod'
import { binningParamsSchema } from './binning.ts'

export const MISSING_RULES = ['woe', 'neutral', 'worst', 'points'] as const
export const SELECTION_METHODS = ['none', 'forward', 'backward', 'stepwise', 'bestSubset'] as const
export const SELECTION_CRITERIA = ['aic', 'bic', 'crossValidatedAuc'] as const
export const REJECT_METHODS = ['none', 'knownOnly', 'augmentation', 'parcelling', 'fuzzy', 'hardCutOff'] as const

/**
 * Points of the missing bin: `woe` those of its own weight of evidence, `neutral` those of weight of evidence 0, `worst` the
 * fewest points any other bin of the characteristic has, `points` the number given.
 */
export const missingPointsSchema = z.object({
  rule: z.enum(['woe', 'neutral', 'worst']).default('woe'),
  exceptions: z
    .array(z.object({ column: z.string(), rule: z.enum(MISSING_RULES), points: z.number().optional() }))
    .default([]),
})

export const scalingSchema = z.object({
  targetPoints: z.number().default(600),
  /** Good-to-bad odds at the target points. */
  targetOdds: z.number().positive().default(19),
  pointsToDoubleOdds: z.number().positive().default(50),
  /** `integer` rounds so that the lowest and the highest possible score are the rounded exact ones. */
  rounding: z.enum(['integer', 'none']).default('integer'),
  missing: missingPointsSchema.optional(),
})

/** Which of the characteristics that could stay do stay. */
export const selectionSchema = z.object({
  method: z.enum(SELECTION_METHODS).default('none'),
  criterion: z.enum(SELECTION_CRITERIA).default('aic'),
  /** Folds of `crossValidatedAuc`. */
  folds: z.number().int().min(2).max(20).default(5),
  /** Kept whatever the criterion says. */
  mustHave: z.array(z.string()).default([]),
  /** Left out before anything is fitted; their bins are reported all the same. */
  mustNot: z.array(z.string()).default([]),
  maxCharacteristics: z.number().int().min(1).max(500).nullable().default(null),
  /** Of two characteristics more correlated than this (Pearson, absolute, on WoE) the weaker goes; null: no limit. */
  maxCorrelation: z.number().gt(0).lt(1).nullable().default(null),
  /** The characteristic of the largest variance inflation factor goes while it is above this; null: no limit. */
  maxVarianceInflation: z.number().gt(1).nullable().default(null),
})

/** What is done with applicants whose outcome is not known because they were rejected. */
export const rejectInferenceSchema = z.object({
  /** `none` refuses rows without an outcome; `knownOnly` leaves them out and says so. */
  method: z.enum(REJECT_METHODS).default('none'),
  /** Which rows were rejected; null: those without an outcome. */
  rejected: z.object({ column: z.string(), value: z.string() }).nullable().default(null),
  /** Score bands of augmentation and parcelling. */
  bands: z.number().int().min(2).max(50).default(10),
  /** Odds of the event among rejects over those among accepts of one score. */
  oddsMultiplier: z.number().positive().default(1),
  /** Rejects with a PD above this count as events (`hardCutOff`); null: the event rate of the accepts. */
  cutOffProbability: z.number().gt(0).lt(1).nullable().default(null),
})

export const scorecardParamsSchema = z.object({
  developmentShare: z.number().gt(0).lte(1).default(0.7),
  binning: binningParamsSchema.prefault({}),
  scaling: scalingSchema.prefault({}),
  /** Characteristics below this information value are left out, with the reason. */
  minInformationValue: z.number().min(0).default(0.02),
  /** Ridge penalty on the coefficients, intercept not penalised. */
  l2: z.number().min(0).default(0),
  /** Lasso penalty on the coefficients; with `l2` an elastic net. */
  l1: z.number().min(0).default(0),
  /** Leave out characteristics whose coefficient has the wrong sign, weakest first. */
  dropWrongSigns: z.boolean().default(true),
  /** `role`: rows count as the column of role weight says, if there is one. */
  weights: z.enum(['role', 'none']).default('role'),
  /** Column with log odds of the event added to the linear predictor with coefficient 1; not part of the score. */
  offsetColumn: z.string().nullable().default(null),
  selection: selectionSchema.prefault({}),
  rejectInference: rejectInferenceSchema.prefault({}),
  /** Score bands of equal size in development that the scorecard prints; 0: none. */
  riskBands: z.number().int().min(0).max(20).default(0),
})

export type MissingPoints = z.infer<typeof missingPointsSchema>
export type Scaling = z.infer<typeof scalingSchema>
export type Selection = z.infer<typeof selectionSchema>
export type RejectInference = z.infer<typeof rejectInferenceSchema>
export type ScorecardParams = z.infer<typeof scorecardParamsSchema>
