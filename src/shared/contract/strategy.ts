import { oc } from '@orpc/contract'
import { z } from 'zod'
import { calibrationBinSchema, rocPointSchema } from './curves.ts'
import { jobStartedSchema } from './job.ts'
import { calibrationSchema } from './model-parts.ts'
import { countSchema, estimateSchema, refSchema, sampleSchema, testResultSchema } from './primitives.ts'

const calibrationFiguresSchema = z.object({
  brierScore: estimateSchema,
  logLoss: estimateSchema,
  expectedCalibrationError: estimateSchema,
  calibrationSlope: estimateSchema,
  calibrationIntercept: estimateSchema,
  calibrationInTheLarge: estimateSchema,
  meanPredicted: z.number(),
  curve: z.array(calibrationBinSchema),
})

/** Calibration before and after, on the rows it was fitted to and, where there are any, on the others of the model's own data. */
export const calibrationReportSchema = z.object({
  kind: z.literal('calibrationReport'),
  calibration: calibrationSchema,
  fittedOn: z.string(),
  nRows: countSchema,
  nEvents: countSchema,
  statement: z.string(),
  samples: z.array(
    z.object({
      label: z.string(),
      nRows: countSchema,
      before: calibrationFiguresSchema,
      after: calibrationFiguresSchema,
    }),
  ),
})

/** Approve at or above `points`. Bad rate, cost and profit are of the rows of the sample. */
const strategyPointSchema = z.object({
  points: z.number(),
  nApproved: countSchema,
  nApprovedEvents: countSchema,
  approvalRate: z.number(),
  /** Events among the approved. */
  badRate: z.number().nullable(),
  /** Events refused over all events, and non-events refused over all non-events. */
  truePositiveRate: z.number(),
  falsePositiveRate: z.number(),
  /** costFalseNegative · events approved + costFalsePositive · non-events refused. */
  cost: z.number(),
  /** profitPerGood · non-events approved − lossPerBad · events approved. */
  profit: z.number(),
  /** Mean PD of the approved. */
  expectedBadRate: z.number().nullable(),
})

export const CUT_OFF_RULES = ['cost', 'profit', 'approvalRate', 'badRate', 'ks', 'youden'] as const

export const strategyReportSchema = z.object({
  kind: z.literal('strategyReport'),
  sample: z.string(),
  nRows: countSchema,
  nEvents: countSchema,
  costFalseNegative: z.number(),
  costFalsePositive: z.number(),
  profitPerGood: z.number(),
  lossPerBad: z.number(),
  /** At most 201 cut-offs, lowest first; the choices below look at every score that occurs. */
  curve: z.array(strategyPointSchema),
  choices: z.array(
    z.object({
      rule: z.enum(CUT_OFF_RULES),
      /** What was asked, in words. */
      label: z.string(),
      choice: strategyPointSchema.nullable(),
      probability: z.number().nullable(),
      /** Why there is no such cut-off, or what is special about it. */
      note: z.string().nullable(),
    }),
  ),
})

const comparedModelSchema = z.object({
  modelVersionId: z.string(),
  name: z.string(),
  contentHash: z.string(),
  method: z.string(),
  nCharacteristics: countSchema,
  rocAuc: estimateSchema,
  gini: estimateSchema,
  ksStatistic: estimateSchema,
  brierScore: estimateSchema,
  logLoss: estimateSchema,
  meanPredicted: z.number(),
  rocCurve: z.array(rocPointSchema),
})

/** Two cut-offs side by side: who changes from refused to approved. `first` is the reference model. */
export const swapSetSchema = z.object({
  first: z.string(),
  second: z.string(),
  firstPoints: z.number(),
  secondPoints: z.number(),
  statement: z.string(),
  cells: z.array(
    z.object({
      cell: z.enum(['bothApproved', 'swapIn', 'swapOut', 'bothRefused']),
      count: countSchema,
      events: countSchema,
      eventRate: z.number().nullable(),
      lower: z.number().nullable(),
      upper: z.number().nullable(),
    }),
  ),
})

/** Up to four models on the same rows; differences are against the first. */
export const comparisonReportSchema = z.object({
  kind: z.literal('comparisonReport'),
  sample: z.string(),
  nRows: countSchema,
  nEvents: countSchema,
  models: z.array(comparedModelSchema),
  differences: z.array(
    z.object({
      first: z.string(),
      second: z.string(),
      /** AUC of the second minus that of the first with DeLong interval, and the paired test. */
      aucDifference: estimateSchema,
      test: testResultSchema,
      ksDifference: z.number().nullable(),
      brierDifference: z.number().nullable(),
      logLossDifference: z.number().nullable(),
      /** Spearman correlation of the two scores. */
      rankCorrelation: z.number().nullable(),
    }),
  ),
  parameterDifferences: z.array(z.object({ path: z.string(), values: z.array(z.string()) })),
  swapSets: z.array(swapSetSchema),
})

export const strategyContract = {
  /** Cut-offs of a model on a data set by cost, profit, approval rate and bad rate, with the whole curve; stored as evidence. */
  run: oc
    .input(
      z.object({
        model: refSchema,
        dataset: refSchema,
        sample: sampleSchema.default('all'),
        costFalseNegative: z.number().nonnegative().default(10),
        costFalsePositive: z.number().nonnegative().default(1),
        profitPerGood: z.number().default(1),
        lossPerBad: z.number().default(10),
        approvalRate: z.number().gt(0).lt(1).optional(),
        badRate: z.number().gt(0).lt(1).optional(),
      }),
    )
    .output(jobStartedSchema),
}

export const comparisonContract = {
  /** Compares up to four models on rows that none of them was fitted to (`holdout`), or on all rows; stored as evidence of the first. */
  run: oc
    .input(
      z.object({
        models: z.array(refSchema).min(2).max(4),
        dataset: refSchema,
        sample: sampleSchema.default('holdout'),
        /** Share approved at which the swap sets are made, the same for every model. */
        approvalRate: z.number().gt(0).lt(1).default(0.7),
      }),
    )
    .output(jobStartedSchema),
}

export type CalibrationReport = z.infer<typeof calibrationReportSchema>
export type StrategyReport = z.infer<typeof strategyReportSchema>
export type StrategyPoint = z.infer<typeof strategyPointSchema>
export type ComparisonReport = z.infer<typeof comparisonReportSchema>
export type SwapSet = z.infer<typeof swapSetSchema>
