import { z } from 'zod'
import { countSchema, estimateSchema } from './primitives.ts'
import { rejectInferenceSchema, scalingSchema } from './scorecard-params.ts'

export const BOOSTING_METRICS = ['logLoss', 'rocAuc'] as const
export const MONOTONE_DIRECTIONS = ['increasing', 'decreasing'] as const

/** On which rows boosting is watched, and stopped when these stop improving. */
export const earlyStoppingSchema = z.object({
  /**
   * `none`: all trees are grown, and the hold-out rows are watched; `validation`: `share` of the development rows is set aside;
   * `holdout`: the hold-out rows decide, and are then no independent judge any more, which the report says.
   */
  sample: z.enum(['none', 'validation', 'holdout']).default('none'),
  share: z.number().gt(0).lt(1).default(0.2),
  /** Trees without improvement after which it stops; the best iteration is kept. */
  patience: z.number().int().min(1).max(10_000).default(50),
  metric: z.enum(BOOSTING_METRICS).default('logLoss'),
})

export const categoricalSchema = z.object({
  /** Levels rarer than this in development count as missing, as unseen ones do. */
  minLevelCount: z.number().int().min(1).default(10),
  /** Added to the hessian of a level when levels are put in order, so that rare ones stand in the middle. */
  smoothing: z.number().min(0).default(10),
  /** Ridge penalty on leaf values of splits on levels, besides `l2`. */
  l2: z.number().min(0).default(10),
})

/** Parameters of gradient-boosted trees; names follow those of LightGBM and XGBoost where these agree. */
export const gbdtParamsSchema = z.object({
  developmentShare: z.number().gt(0).lte(1).default(0.7),
  maxTrees: z.number().int().min(1).max(10_000).default(300),
  learningRate: z.number().gt(0).lte(1).default(0.05),
  maxLeaves: z.number().int().min(2).max(1024).default(31),
  /** Splits between root and leaf; null: no limit. */
  maxDepth: z.number().int().min(1).max(64).nullable().default(null),
  /** Smallest sum of hessians in a leaf. */
  minChildWeight: z.number().min(0).default(1),
  /** Fewest development rows in a leaf. */
  minChildCount: z.number().int().min(1).default(20),
  /** Smallest gain of a split. */
  minSplitGain: z.number().min(0).default(0),
  l1: z.number().min(0).default(0),
  l2: z.number().min(0).default(1),
  /** Bins per characteristic, the missing one aside. */
  maxBins: z.number().int().min(2).max(255).default(255),
  /** Share of the development rows drawn for each tree. */
  rowShare: z.number().gt(0).lte(1).default(1),
  /** Share of the characteristics drawn for each tree. */
  columnShare: z.number().gt(0).lte(1).default(1),
  /** `balanced`: events weigh as much as non-events in all; PDs are then too high until calibrated. */
  classBalance: z.enum(['none', 'balanced']).default('none'),
  categorical: categoricalSchema.prefault({}),
  /** Direction of the PD as the value rises. Only numbers can have one. */
  monotone: z.array(z.object({ column: z.string(), direction: z.enum(MONOTONE_DIRECTIONS) })).default([]),
  /**
   * Groups of characteristics that may meet on the way to a leaf; those of different groups never do. Characteristics in no group
   * form one more. None: all may meet.
   */
  interactions: z.array(z.array(z.string()).min(1)).max(500).default([]),
  /** Numbers that mean something else than an amount: they go the way of missing values. */
  specialCodes: z.array(z.object({ column: z.string(), codes: z.array(z.number()).min(1).max(50) })).default([]),
  earlyStopping: earlyStoppingSchema.prefault({}),
  /** Shuffles per characteristic for the importance by permutation; 0: none. */
  permutations: z.number().int().min(0).max(50).default(5),
  weights: z.enum(['role', 'none']).default('role'),
  /** Column with log odds of the event that boosting starts from; not part of the score. */
  offsetColumn: z.string().nullable().default(null),
  /** Rows without an outcome are refused (`none`) or left out (`knownOnly`). */
  rejectInference: rejectInferenceSchema.extend({ method: z.enum(['none', 'knownOnly']).default('none') }).prefault({}),
  /** Scores of trees are not rounded. */
  scaling: scalingSchema.extend({ rounding: z.literal('none').default('none') }).prefault({}),
  riskBands: z.number().int().min(0).max(20).default(0),
})

/** One tree more: how the samples stand. AUC is computed for some iterations only. */
export const boostingIterationSchema = z.object({
  /** Trees so far. */
  iteration: z.number().int().positive(),
  developmentLogLoss: z.number(),
  watchedLogLoss: z.number().nullable(),
  watchedAuc: z.number().nullable(),
})

export const treeImportanceSchema = z.object({
  name: z.string(),
  /** Sum of the gains of its splits, and its share of all; null where the trees do not know their gains. */
  gain: z.number().nullable(),
  gainShare: z.number().nullable(),
  nSplits: countSchema,
  /** Fall of the AUC when the column is shuffled: mean over shuffles, with interval; null where not asked. */
  permutation: estimateSchema.nullable(),
})

/** What boosting did; part of the fit report. */
export const boostingReportSchema = z.object({
  nTrees: countSchema,
  nLeaves: countSchema,
  largestDepth: countSchema,
  /** Trees grown, of which the best number is kept. */
  nGrown: countSchema,
  stopped: z.enum(['allTrees', 'earlyStopping', 'person', 'noGain', 'imported']),
  /** The sample that was watched, in words; null: none. */
  watched: z.string().nullable(),
  metric: z.enum(BOOSTING_METRICS),
  /** Thinned to at most 2,000 iterations. */
  history: z.array(boostingIterationSchema),
  importance: z.array(treeImportanceSchema),
  permutationSample: z.string().nullable(),
  /**
   * Per constrained characteristic: whether the PD keeps its direction on a grid over all its values, other values from real rows;
   * the largest step against it in log odds.
   */
  monotone: z.array(
    z.object({
      name: z.string(),
      direction: z.enum(MONOTONE_DIRECTIONS),
      nChecked: countSchema,
      largestViolation: z.number(),
    }),
  ),
})

/** What a running training tells as it goes. */
export const trainingProgressSchema = z.object({
  jobId: z.string(),
  maxTrees: countSchema,
  watched: z.string().nullable(),
  metric: z.enum(BOOSTING_METRICS),
  /** New iterations since the last message; the first message has all so far. */
  iterations: z.array(boostingIterationSchema),
  best: z.number().int().positive().nullable(),
  isStopping: z.boolean(),
  isDone: z.boolean(),
})

/** Equality of a model read from a file with scores of its maker's program. */
export const equalityReportSchema = z.object({
  nRows: countSchema,
  column: z.string(),
  meaning: z.enum(['probability', 'margin']),
  nEqual: countSchema,
  largestDifference: z.number().nullable(),
  /** Row of the largest difference, counted from 1. */
  worstRow: countSchema.nullable(),
  statement: z.string(),
})

/** The mean PD over rows of the data as one characteristic is set to each of its values. */
export const partialDependenceSchema = z.object({
  name: z.string(),
  type: z.enum(['numeric', 'text']),
  nRows: countSchema,
  points: z.array(
    z.object({
      value: z.union([z.number(), z.string(), z.null()]),
      meanProbability: z.number(),
      /** 10% and 90% quantile over the rows. */
      lower: z.number(),
      upper: z.number(),
      /** Rows of the sample at or near the value. */
      count: countSchema,
    }),
  ),
})

/** A direction that the data suggest for a characteristic. */
export const monotoneSuggestionSchema = z.object({
  column: z.string(),
  /** Null: no direction is plain. */
  direction: z.enum(MONOTONE_DIRECTIONS).nullable(),
  /** Spearman correlation of value and outcome over development rows. */
  correlation: estimateSchema,
  /** Share of the ups and downs of the event rate between neighbouring bins, by size, that go the way of the correlation. */
  agreement: z.number().nullable(),
  reason: z.string(),
  /** Event rate by bins of equal size, for a small chart; the missing bin last. */
  rates: z.array(
    z.object({
      lower: z.number().nullable(),
      upper: z.number().nullable(),
      isMissing: z.boolean(),
      count: countSchema,
      eventRate: z.number(),
    }),
  ),
})

export type GbdtParams = z.infer<typeof gbdtParamsSchema>
export type EarlyStopping = z.infer<typeof earlyStoppingSchema>
export type BoostingIteration = z.infer<typeof boostingIterationSchema>
export type BoostingReport = z.infer<typeof boostingReportSchema>
export type TreeImportance = z.infer<typeof treeImportanceSchema>
export type TrainingProgress = z.infer<typeof trainingProgressSchema>
export type EqualityReport = z.infer<typeof equalityReportSchema>
export type PartialDependence = z.infer<typeof partialDependenceSchema>
export type MonotoneSuggestion = z.infer<typeof monotoneSuggestionSchema>
