import { oc } from '@orpc/contract'
import { z } from 'zod'
import { targetSchema } from './dataset.ts'
import { jobStartedSchema } from './job.ts'
import {
  countSchema,
  estimateSchema,
  hashSchema,
  instantSchema,
  nameSchema,
  refSchema,
  shareSchema,
  testResultSchema,
} from './primitives.ts'
import { caseStepSchema } from './step.ts'

export const TRENDS = ['auto', 'ascending', 'descending', 'peak', 'valley', 'none'] as const

export const binningParamsSchema = z.object({
  /** Optimal bins at most, missing and special bins not counted. */
  maxBins: z.number().int().min(2).max(20).default(6),
  /** Quantile pre-bins handed to the optimiser, at most. */
  maxPrebins: z.number().int().min(2).max(50).default(20),
  /** Smallest share of the sample in one bin. */
  minBinShare: shareSchema.default(0.05),
  minEvents: z.number().int().min(0).default(1),
  minNonEvents: z.number().int().min(0).default(1),
  /** Trend of the event rate over increasing values. */
  trend: z.enum(TRENDS).default('auto'),
  trends: z.array(z.object({ column: z.string(), trend: z.enum(TRENDS) })).default([]),
  /** Codes that get a bin of their own, per column; numbers as decimal text. */
  specialCodes: z.array(z.object({ column: z.string(), codes: z.array(z.string()) })).default([]),
  /** Keep every level of text columns as its own bin instead of merging levels. */
  keepLevels: z.boolean().default(false),
})

export const scalingSchema = z.object({
  targetPoints: z.number().default(600),
  /** Good-to-bad odds at the target points. */
  targetOdds: z.number().positive().default(19),
  pointsToDoubleOdds: z.number().positive().default(50),
  rounding: z.enum(['integer', 'none']).default('integer'),
})

export const scorecardParamsSchema = z.object({
  developmentShare: z.number().gt(0).lte(1).default(0.7),
  binning: binningParamsSchema.prefault({}),
  scaling: scalingSchema.prefault({}),
  /** Characteristics below this information value are left out, with the reason. */
  minInformationValue: z.number().min(0).default(0.02),
  /** Ridge penalty on the coefficients, intercept not penalised. */
  l2: z.number().min(0).default(0),
  /** Leave out characteristics whose coefficient has the wrong sign, weakest first. */
  dropWrongSigns: z.boolean().default(true),
})

/** `interval` is [lower, upper): null bounds are infinite. `unseen` stands for levels and missings not seen in development. */
export const binDefinitionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('interval'), lower: z.number().nullable(), upper: z.number().nullable() }),
  z.object({ kind: z.literal('levels'), levels: z.array(z.string()) }),
  z.object({ kind: z.literal('special'), codes: z.array(z.string()) }),
  z.object({ kind: z.literal('missing') }),
  z.object({ kind: z.literal('unseen') }),
])

export const binSchema = z.object({
  definition: binDefinitionSchema,
  label: z.string(),
  count: countSchema,
  share: shareSchema,
  events: countSchema,
  nonEvents: countSchema,
  eventRate: z.number().nullable(),
  /** ln(share of non-events / share of events); 0 for bins empty in development. */
  woe: z.number(),
  informationValue: z.number(),
  /** True when the zero-cell rule was used or the bin is empty. */
  isAdjusted: z.boolean(),
})

export const binnedVariableSchema = z.object({
  kind: z.literal('binnedVariable'),
  name: z.string(),
  type: z.enum(['numeric', 'text']),
  trend: z.enum(TRENDS),
  /** How the trend was chosen, or why there is one ordered bin only. */
  trendReason: z.string().optional(),
  splits: z.array(z.number()),
  /** Ordered bins first, then special, missing, and (text only) unseen. */
  bins: z.array(binSchema),
  informationValue: z.number(),
  gini: z.number().nullable(),
  ksStatistic: z.number().nullable(),
  cramersV: z.number().nullable(),
  isMonotone: z.boolean(),
  zeroCellRule: z.string(),
})

export const coefficientSchema = z.object({
  name: z.string(),
  estimate: z.number(),
  standardError: z.number().nullable(),
  zValue: z.number().nullable(),
  pValue: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  varianceInflationFactor: z.number().nullable(),
})

/** One line of the printed scorecard; `bin` indexes the characteristic's bins. */
export const scorecardAttributeSchema = z.object({
  bin: z.number().int().nonnegative(),
  label: z.string(),
  points: z.number(),
})

export const characteristicSchema = z.object({
  name: z.string(),
  description: z.string().nullable(),
  coefficient: z.number(),
  attributes: z.array(scorecardAttributeSchema),
  /** Mean points over the development sample: the baseline of the reasons. */
  meanPoints: z.number(),
  maximumPoints: z.number(),
  minimumPoints: z.number(),
})

/**
 * The whole scorecard as plain data: what is printed is what is scored.
 * score = sum over characteristics of the points of the attribute that applies;
 * PD = 1 / (1 + exp((score - offset) / factor)).
 */
const modelInputSchema = z.object({
  name: z.string(),
  type: z.enum(['numeric', 'text', 'date']),
  dateFormat: z.string().nullable(),
})

export const scorecardModelSchema = z.object({
  kind: z.literal('scorecardModel'),
  formatVersion: z.literal(1),
  /** How the characteristics come from the columns of a file; absent if they are those columns. */
  preprocessing: z
    .object({
      steps: z.array(caseStepSchema),
      inputs: z.array(modelInputSchema),
      populationInputs: z.array(modelInputSchema),
    })
    .optional(),
  target: targetSchema,
  factor: z.number(),
  offset: z.number(),
  scaling: scalingSchema,
  variables: z.array(binnedVariableSchema),
  characteristics: z.array(characteristicSchema),
  intercept: z.number(),
  /** Share of events in the development sample. */
  developmentEventRate: z.number(),
})

export const exclusionSchema = z.object({
  name: z.string(),
  reason: z.string(),
  informationValue: z.number().nullable(),
})

export const fitReportSchema = z.object({
  kind: z.literal('fitReport'),
  nDevelopment: countSchema,
  nHoldout: countSchema,
  nEventsDevelopment: countSchema,
  nEventsHoldout: countSchema,
  nIterations: countSchema,
  converged: z.boolean(),
  logLikelihood: z.number(),
  logLikelihoodNull: z.number(),
  likelihoodRatio: testResultSchema,
  aic: z.number(),
  bic: z.number(),
  coefficients: z.array(coefficientSchema),
  /** Every characteristic looked at, kept or not, with its full bins. */
  characteristicReport: z.array(binnedVariableSchema),
  exclusions: z.array(exclusionSchema),
  developmentAuc: estimateSchema,
  warnings: z.array(z.string()),
})

export const modelVersionSchema = z.object({
  id: z.string(),
  name: z.string(),
  version: z.number().int().positive(),
  method: z.literal('scorecard'),
  contentHash: hashSchema,
  datasetVersionId: z.string(),
  datasetHash: hashSchema,
  datasetName: z.string(),
  seed: z.number().int(),
  params: scorecardParamsSchema,
  target: targetSchema,
  codeVersion: z.string(),
  fitEvidenceId: z.string(),
  nCharacteristics: countSchema,
  createdAt: instantSchema,
  createdBy: z.string(),
})

export const modelContract = {
  list: oc.output(z.array(modelVersionSchema)),
  get: oc
    .input(z.object({ model: refSchema }))
    .output(z.object({ version: modelVersionSchema, model: scorecardModelSchema, fit: fitReportSchema })),
  /** The model as JSON text in canonical form, whose SHA-256 is the content hash. */
  export: oc
    .input(z.object({ model: refSchema, format: z.enum(['json']), path: z.string().min(1) }))
    .output(z.object({ path: z.string(), bytes: countSchema, sha256: hashSchema })),
}

export const trainingContract = {
  start: oc
    .input(
      z.object({
        dataset: refSchema,
        method: z.literal('scorecard').default('scorecard'),
        name: nameSchema.optional(),
        target: targetSchema.optional(),
        include: z.array(z.string()).optional(),
        exclude: z.array(z.string()).default([]),
        seed: z.number().int().min(0).max(4_294_967_295).default(1),
        params: scorecardParamsSchema.prefault({}),
      }),
    )
    .output(jobStartedSchema),
}

export type BinningParams = z.infer<typeof binningParamsSchema>
export type Scaling = z.infer<typeof scalingSchema>
export type ScorecardParams = z.infer<typeof scorecardParamsSchema>
export type BinDefinition = z.infer<typeof binDefinitionSchema>
export type Bin = z.infer<typeof binSchema>
export type BinnedVariable = z.infer<typeof binnedVariableSchema>
export type Coefficient = z.infer<typeof coefficientSchema>
export type Characteristic = z.infer<typeof characteristicSchema>
export type ScorecardModel = z.infer<typeof scorecardModelSchema>
export type FitReport = z.infer<typeof fitReportSchema>
export type ModelVersion = z.infer<typeof modelVersionSchema>
