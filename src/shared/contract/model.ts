import { oc } from '@orpc/contract'
import { z } from 'zod'
import { binnedVariableSchema } from './binning.ts'
import { boostingReportSchema, equalityReportSchema, gbdtParamsSchema, partialDependenceSchema } from './boosting.ts'
import { targetSchema } from './dataset.ts'
import { jobStartedSchema } from './job.ts'
import { calibrationSchema, preprocessingSchema, riskBandSchema } from './model-parts.ts'
import {
  countSchema,
  estimateSchema,
  hashSchema,
  instantSchema,
  nameSchema,
  refSchema,
  sampleSchema,
  testResultSchema,
} from './primitives.ts'
import { scalingSchema, scorecardParamsSchema } from './scorecard-params.ts'
import { treeModelSchema } from './tree-model.ts'

export const coefficientSchema = z.object({
  name: z.string(),
  estimate: z.number(),
  standardError: z.number().nullable(),
  zValue: z.number().nullable(),
  pValue: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  varianceInflationFactor: z.number().nullable(),
  /** Likelihood-ratio test of leaving this characteristic out; null for the intercept and under a lasso penalty. */
  likelihoodRatioP: z.number().nullable().default(null),
})

/** One line of the printed scorecard; `bin` indexes the characteristic's bins. */
export const scorecardAttributeSchema = z.object({
  bin: z.number().int().nonnegative(),
  label: z.string(),
  points: z.number(),
  /**
   * For a straight line instead of a step: points = `points` + `pointsPerUnit` · value, the value capped to the characteristic's
   * `range`. Only bins of intervals have it.
   */
  pointsPerUnit: z.number().optional(),
  /** How the points of a missing bin were set, where it was not by its weight of evidence. */
  rule: z.enum(['neutral', 'worst', 'points']).optional(),
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
  /** Smallest and largest value in development; values beyond count as these. Only with straight lines. */
  range: z.object({ minimum: z.number(), maximum: z.number() }).optional(),
})

/**
 * The whole scorecard as plain data: what is printed is what is scored.
 * score = sum over characteristics of the points of the attribute that applies;
 * PD = 1 / (1 + exp((score - offset) / factor)), unless there is a calibration.
 */
export const scorecardModelSchema = z.object({
  kind: z.literal('scorecardModel'),
  formatVersion: z.literal(1),
  /** How the characteristics come from the columns of a file; absent if they are those columns. */
  preprocessing: preprocessingSchema.optional(),
  target: targetSchema,
  factor: z.number(),
  offset: z.number(),
  scaling: scalingSchema,
  variables: z.array(binnedVariableSchema),
  characteristics: z.array(characteristicSchema),
  intercept: z.number(),
  /** Share of events in the development sample. */
  developmentEventRate: z.number(),
  calibration: calibrationSchema.optional(),
  /** Riskiest first. */
  riskBands: z.array(riskBandSchema).optional(),
})

export const exclusionSchema = z.object({
  name: z.string(),
  reason: z.string(),
  informationValue: z.number().nullable(),
})

/** What a selection did, step by step. */
export const selectionStepSchema = z.object({
  action: z.enum(['start', 'add', 'remove', 'choose', 'stop']),
  name: z.string().nullable(),
  nCharacteristics: countSchema,
  /** Value of the criterion after the step: smaller is better for AIC and BIC, larger for the AUC. */
  criterion: z.number().nullable(),
  reason: z.string(),
})

/** What the choice of a reject inference does to the result; one row per method tried. */
export const rejectReportSchema = z.object({
  method: z.string(),
  nAccepted: countSchema,
  nRejected: countSchema,
  acceptedEventRate: z.number(),
  /** Event rate the method gives to the rejects; null where it gives none. */
  rejectedEventRate: z.number().nullable(),
  statement: z.string(),
  sensitivity: z.array(
    z.object({
      method: z.string(),
      oddsMultiplier: z.number().nullable(),
      rejectedEventRate: z.number().nullable(),
      /** On accepted hold-out cases (development where there are none), whose outcome is known. */
      rocAuc: estimateSchema,
      intercept: z.number().nullable(),
      /** Largest change of a coefficient against the method chosen, and of which characteristic. */
      largestCoefficientChange: z.number().nullable(),
      changedMost: z.string().nullable(),
      /** Share of all applicants at or above the score that the accepted share stands at under the method chosen. */
      approvalRate: z.number().nullable(),
      problem: z.string().nullable(),
    }),
  ),
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
  /** Null for trees, as are other figures of a regression. */
  aic: z.number().nullable(),
  bic: z.number().nullable(),
  coefficients: z.array(coefficientSchema),
  /** Every characteristic looked at, kept or not, with its full bins. */
  characteristicReport: z.array(binnedVariableSchema),
  exclusions: z.array(exclusionSchema),
  developmentAuc: estimateSchema,
  holdoutAuc: estimateSchema.nullable().default(null),
  /** Pearson correlations of what the regression was fitted to (WoE, or raw columns), row by row. */
  correlations: z
    .object({ names: z.array(z.string()), values: z.array(z.array(z.number().nullable())) })
    .nullable()
    .default(null),
  /** What rounding the points does; null when nothing is rounded. */
  rounding: z
    .object({
      aucExact: z.number().nullable(),
      aucRounded: z.number().nullable(),
      /** Largest difference of a score from its exact value, over all possible cases. */
      largestDifference: z.number(),
      minimumExact: z.number(),
      minimumRounded: z.number(),
      maximumExact: z.number(),
      maximumRounded: z.number(),
    })
    .nullable()
    .default(null),
  selectionPath: z.array(selectionStepSchema).default([]),
  /** How the selection searched, in words; null when there was none. */
  selectionMethod: z.string().nullable().default(null),
  rejectInference: rejectReportSchema.nullable().default(null),
  /** Column of weights and their sum over development. */
  weighting: z.object({ column: z.string(), total: z.number() }).nullable().default(null),
  /** What growing the trees did; null for regressions. */
  boosting: boostingReportSchema.nullable().default(null),
  /** Of a model read from a file with scores of its maker: how they agree. */
  equality: equalityReportSchema.nullable().default(null),
  warnings: z.array(z.string()),
})

/** Where a version comes from. */
export const modelOriginSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('trained') }),
  z.object({ kind: z.literal('calibrated'), modelVersionId: z.string(), method: z.string() }),
  z.object({
    kind: z.literal('imported'),
    fileName: z.string(),
    sha256: hashSchema,
    format: z.enum(['json', 'pmml', 'onnx', 'lightgbm', 'xgboost']),
  }),
])

const versionFields = {
  id: z.string(),
  name: z.string(),
  version: z.number().int().positive(),
  origin: modelOriginSchema.default({ kind: 'trained' }),
  contentHash: hashSchema,
  datasetVersionId: z.string(),
  datasetHash: hashSchema,
  datasetName: z.string(),
  seed: z.number().int(),
  target: targetSchema,
  codeVersion: z.string(),
  fitEvidenceId: z.string(),
  nCharacteristics: countSchema,
  developmentAuc: z.number().nullable().default(null),
  holdoutAuc: z.number().nullable().default(null),
  createdAt: instantSchema,
  createdBy: z.string(),
}

export const modelVersionSchema = z.discriminatedUnion('method', [
  z.object({ ...versionFields, method: z.enum(['scorecard', 'logistic']), params: scorecardParamsSchema }),
  z.object({ ...versionFields, method: z.literal('gbdt'), params: gbdtParamsSchema }),
])

/** A model of any kind as plain data. */
export const creditModelSchema = z.discriminatedUnion('kind', [scorecardModelSchema, treeModelSchema])

export const EXPORT_FORMATS = ['json', 'onnx', 'pmml', 'sql'] as const
export const SQL_DIALECTS = [
  'postgresql',
  'spark',
  'snowflake',
  'bigquery',
  'sqlserver',
  'oracle',
  'duckdb',
  'sqlite',
] as const

export const SQL_FORMS = ['auto', 'case', 'nodes'] as const

/** How an exported file agrees with the engine, case by case; margins are log odds. */
export const exportAgreementSchema = z.object({
  /** The program that ran the file. */
  engine: z.string(),
  nCases: countSchema,
  /** Cases that are rows of the model's own data set; the others are at thresholds, levels and missing values. */
  nRows: countSchema,
  /** Cases whose margin is the same to the last bit. */
  nEqual: countSchema,
  largestMarginDifference: z.number(),
  largestProbabilityDifference: z.number(),
  /** Case of the largest difference, counted from 1; null: none differs. */
  worstCase: countSchema.nullable(),
})

export const exportedFileSchema = z.object({ path: z.string(), bytes: countSchema, sha256: hashSchema })

export const modelContract = {
  list: oc.output(z.array(modelVersionSchema)),
  get: oc
    .input(z.object({ model: refSchema }))
    .output(z.object({ version: modelVersionSchema, model: creditModelSchema, fit: fitReportSchema })),
  /**
   * json: the canonical text whose SHA-256 is the content hash. pmml: PMML 4.4, a Scorecard with reason codes or a MiningModel of
   * trees. onnx: TreeEnsembleClassifier, of tree models only, run before it is written and compared with the engine. sql: the scoring
   * query, and beside it NAME.golden.sql (cases with the engine's points) and NAME.verify.sql (counts mismatches).
   */
  export: oc
    .input(
      z.object({
        model: refSchema,
        format: z.enum(EXPORT_FORMATS),
        path: z.string().min(1),
        dialect: z.enum(SQL_DIALECTS).default('postgresql'),
        /** Name of the table the query reads; it may be qualified. */
        table: z.string().min(1).max(255).default('applicants'),
        /**
         * How trees are written as SQL. case: one nested CASE per tree; nodes: a table of nodes, made by the script NAME.nodes.sql, and a
         * query that walks through it; auto: case as far as a statement may be that long.
         */
        sqlForm: z.enum(SQL_FORMS).default('auto'),
        /** Adds the rows of this data set to the golden cases of every edge: its values leave the workspace. */
        goldenDataset: refSchema.optional(),
      }),
    )
    .output(
      exportedFileSchema.extend({
        /** Every file written, the first being the one named. */
        files: z.array(exportedFileSchema),
        nGoldenRows: countSchema.nullable(),
        /** What running the file gave before it was written; null where it was not run. */
        agreement: exportAgreementSchema.nullable().default(null),
        /** What the reader must know: not run on this engine, or what the target cannot express. */
        notes: z.array(z.string()),
      }),
    ),
  /**
   * A model from a file as a new version, described on a data set that has its columns: scorecards from JSON or PMML, trees from
   * Assay's JSON, LightGBM's text, XGBoost's JSON or an ONNX tree ensemble.
   */
  import: oc
    .input(
      z.object({
        path: z.string().min(1),
        dataset: refSchema,
        name: nameSchema.optional(),
        target: targetSchema.optional(),
        /** Columns of the data set for the names in the file that differ: `f0` → `income`. */
        map: z.record(z.string(), z.string()).default({}),
        /** Column of the data set with the scores that the model's maker gave, to be compared with. */
        expected: z.object({ column: z.string(), meaning: z.enum(['probability', 'margin']) }).optional(),
      }),
    )
    .output(jobStartedSchema),
  /** The mean PD over a sample as one characteristic is set to each of its values. */
  dependence: oc
    .input(z.object({ model: refSchema, dataset: refSchema, column: z.string() }))
    .output(partialDependenceSchema),
  /** The same scorecard with another way from points to PD, as a new version; evidence tells what it changed. */
  calibrate: oc
    .input(
      z.object({
        model: refSchema,
        method: z.enum(['platt', 'isotonic', 'beta', 'shift']),
        dataset: refSchema.optional(),
        sample: sampleSchema.default('holdout'),
        /** Event rate that the mean PD is shifted to (`shift`); null: that of the sample. */
        centralTendency: z.number().gt(0).lt(1).nullable().default(null),
        name: nameSchema.optional(),
      }),
    )
    .output(jobStartedSchema),
}

export type Coefficient = z.infer<typeof coefficientSchema>
export type Characteristic = z.infer<typeof characteristicSchema>
export type CreditModel = z.infer<typeof creditModelSchema>
export type ScorecardModel = z.infer<typeof scorecardModelSchema>
export type SelectionStep = z.infer<typeof selectionStepSchema>
export type RejectReport = z.infer<typeof rejectReportSchema>
export type FitReport = z.infer<typeof fitReportSchema>
export type ModelOrigin = z.infer<typeof modelOriginSchema>
export type ModelVersion = z.infer<typeof modelVersionSchema>
export type ExportAgreement = z.infer<typeof exportAgreementSchema>
export type SqlForm = (typeof SQL_FORMS)[number]
export type SqlDialect = (typeof SQL_DIALECTS)[number]
export type ExportFormat = (typeof EXPORT_FORMATS)[number]
