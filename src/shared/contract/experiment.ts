import { oc } from '@orpc/contract'
import { z } from 'zod'
import { jobStartedSchema } from './job.ts'
import { countSchema, estimateSchema, hashSchema, instantSchema, refSchema } from './primitives.ts'
import { METHODS, trainingSpecSchema } from './training.ts'

/** How well a specification did on rows it was not fitted to. */
export const foldResultSchema = z.object({
  fold: z.number().int().positive(),
  repeat: z.number().int().positive(),
  nTraining: countSchema,
  nTest: countSchema,
  nEventsTest: countSchema,
  trainingAuc: estimateSchema,
  testAuc: estimateSchema,
  testKs: estimateSchema,
  testLogLoss: estimateSchema,
  testBrier: estimateSchema,
  nCharacteristics: countSchema,
  characteristics: z.array(z.string()),
  /** Why the fold has no result. */
  problem: z.string().nullable(),
})

export const crossValidationReportSchema = z.object({
  kind: z.literal('crossValidation'),
  folds: countSchema,
  repeats: countSchema,
  nRows: countSchema,
  nEvents: countSchema,
  /** Which rows were divided: those of the development sample; the hold-out is not touched. */
  sample: z.string(),
  results: z.array(foldResultSchema),
  /** Mean over folds with a t interval over fold values; AUC of the pooled out-of-fold scores with DeLong interval. */
  meanAuc: estimateSchema,
  meanKs: estimateSchema,
  meanLogLoss: estimateSchema,
  meanBrier: estimateSchema,
  pooledAuc: estimateSchema,
  /** In how many folds each characteristic was kept. */
  stability: z.array(z.object({ name: z.string(), nKept: countSchema })),
})

export const learningCurveReportSchema = z.object({
  kind: z.literal('learningCurve'),
  points: z.array(
    z.object({
      share: z.number(),
      nRows: countSchema,
      nEvents: countSchema,
      trainingAuc: estimateSchema,
      testAuc: estimateSchema,
      problem: z.string().nullable(),
    }),
  ),
  nTest: countSchema,
  statement: z.string(),
})

/** One dimension of a search: a parameter by its path, and its values or range. */
export const searchDimensionSchema = z.object({
  /** Such as `binning.maxBins` or `l2`. */
  path: z.string().regex(/^[a-zA-Z0-9]+(\.[a-zA-Z0-9]+)*$/),
  values: z
    .array(z.union([z.number(), z.string(), z.boolean(), z.null()]))
    .min(1)
    .max(100)
    .optional(),
  range: z
    .object({ minimum: z.number(), maximum: z.number(), scale: z.enum(['linear', 'log', 'integer']).default('linear') })
    .optional(),
})

export const SEARCH_STRATEGIES = ['grid', 'random', 'successiveHalving'] as const

export const searchTrialSchema = z.object({
  trial: z.number().int().positive(),
  /** Round of successive halving, else 1. */
  round: z.number().int().positive(),
  /** Share of the development rows used. */
  rowShare: z.number(),
  settings: z.array(z.object({ path: z.string(), value: z.union([z.number(), z.string(), z.boolean(), z.null()]) })),
  meanAuc: estimateSchema,
  meanLogLoss: estimateSchema,
  nCharacteristics: z.number().nullable(),
  problem: z.string().nullable(),
})

export const searchReportSchema = z.object({
  kind: z.literal('search'),
  strategy: z.enum(SEARCH_STRATEGIES),
  folds: countSchema,
  trials: z.array(searchTrialSchema),
  /** Index into `trials`; null when none has a result. */
  best: countSchema.nullable(),
  /** The best parameters, whole, ready for training. */
  bestParams: z.record(z.string(), z.unknown()).nullable(),
  statement: z.string(),
})

export const experimentPayloadSchema = z.discriminatedUnion('kind', [
  crossValidationReportSchema,
  learningCurveReportSchema,
  searchReportSchema,
])
export const EXPERIMENT_KINDS = ['crossValidation', 'learningCurve', 'search'] as const

export const experimentSummarySchema = z.object({
  id: z.string(),
  kind: z.enum(EXPERIMENT_KINDS),
  title: z.string(),
  method: z.enum(METHODS),
  datasetVersionId: z.string(),
  datasetHash: hashSchema,
  /** Hash of what was asked: data, specification, settings, code version. */
  key: hashSchema,
  contentHash: hashSchema,
  /** The specification and the settings of the experiment. */
  parameters: z.record(z.string(), z.unknown()),
  /** The one figure for a list. */
  headline: z.string(),
  codeVersion: z.string(),
  createdAt: instantSchema,
  createdBy: z.string(),
})
export const experimentSchema = experimentSummarySchema.extend({ payload: experimentPayloadSchema })

export const experimentContract = {
  list: oc
    .input(z.object({ dataset: refSchema.optional(), kind: z.enum(EXPERIMENT_KINDS).optional() }))
    .output(z.array(experimentSummarySchema)),
  get: oc.input(z.object({ experiment: refSchema })).output(experimentSchema),
  /** Seeded stratified k-fold on the development rows. */
  crossValidate: oc
    .input(
      z.object({
        spec: trainingSpecSchema,
        folds: z.number().int().min(2).max(20).default(5),
        repeats: z.number().int().min(1).max(20).default(1),
      }),
    )
    .output(jobStartedSchema),
  learningCurve: oc
    .input(
      z.object({
        spec: trainingSpecSchema,
        shares: z.array(z.number().gt(0).lte(1)).min(2).max(20).default([0.1, 0.2, 0.4, 0.6, 0.8, 1]),
      }),
    )
    .output(jobStartedSchema),
  /** Finished trials are stored as they come: the same search started again goes on where it stopped. */
  search: oc
    .input(
      z.object({
        spec: trainingSpecSchema,
        strategy: z.enum(SEARCH_STRATEGIES).default('random'),
        dimensions: z.array(searchDimensionSchema).min(1).max(10),
        /** Trials of a random search, or of the first round of halving. */
        trials: z.number().int().min(1).max(500).default(20),
        folds: z.number().int().min(2).max(20).default(5),
      }),
    )
    .output(jobStartedSchema),
}

export type FoldResult = z.infer<typeof foldResultSchema>
export type CrossValidationReport = z.infer<typeof crossValidationReportSchema>
export type LearningCurveReport = z.infer<typeof learningCurveReportSchema>
export type SearchDimension = z.infer<typeof searchDimensionSchema>
export type SearchTrial = z.infer<typeof searchTrialSchema>
export type SearchReport = z.infer<typeof searchReportSchema>
export type ExperimentPayload = z.infer<typeof experimentPayloadSchema>
export type ExperimentSummary = z.infer<typeof experimentSummarySchema>
export type Experiment = z.infer<typeof experimentSchema>
