import { z } from 'zod'
import { shareSchema } from './primitives.ts'

export const TRENDS = ['auto', 'ascending', 'descending', 'peak', 'valley', 'none'] as const

/** `interval` is [lower, upper): null bounds are infinite. `unseen` stands for levels and missings not seen in development. */
export const binDefinitionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('interval'), lower: z.number().nullable(), upper: z.number().nullable() }),
  z.object({ kind: z.literal('levels'), levels: z.array(z.string()) }),
  z.object({ kind: z.literal('special'), codes: z.array(z.string()) }),
  z.object({ kind: z.literal('missing') }),
  z.object({ kind: z.literal('unseen') }),
])

/** The bins of one column as a person set them: intervals in order (or levels), special codes; missing and unseen come by themselves. */
export const manualBinsSchema = z.object({
  column: z.string(),
  /** `interval`, `levels` and `special` definitions; intervals tile the line. */
  bins: z
    .array(z.object({ definition: binDefinitionSchema, note: z.string().max(500).optional() }))
    .min(1)
    .max(200),
  /** Note on the missing bin. */
  missingNote: z.string().max(500).optional(),
})

export const binningParamsSchema = z.object({
  /** Optimal bins at most, missing and special bins not counted. */
  maxBins: z.number().int().min(2).max(20).default(6),
  /** Pre-bins handed to the optimiser, at most: of numbers from a tree on the outcome and quantiles, of texts the frequent levels. */
  maxPrebins: z.number().int().min(2).max(50).default(50),
  /** Smallest share of the sample in one bin. */
  minBinShare: shareSchema.default(0.05),
  minEvents: z.number().int().min(0).default(1),
  minNonEvents: z.number().int().min(0).default(1),
  /** Neighbouring bins must differ with at most this p-value (chi-squared test of two event rates); null: no such limit. */
  maxPValue: z.number().gt(0).lte(1).nullable().default(null),
  /** Levels of a text column below this share are pooled before merging; null: as `minBinShare`. */
  rareLevelShare: shareSchema.nullable().default(null),
  /** Trend of the event rate over increasing values. */
  trend: z.enum(TRENDS).default('auto'),
  trends: z.array(z.object({ column: z.string(), trend: z.enum(TRENDS) })).default([]),
  /** Codes that get a bin of their own, per column; numbers as decimal text. */
  specialCodes: z.array(z.object({ column: z.string(), codes: z.array(z.string()) })).default([]),
  /** Keep every level of text columns as its own bin instead of merging levels. */
  keepLevels: z.boolean().default(false),
  /** Bins set by a person, per column; the optimiser leaves these columns alone. */
  manual: z.array(manualBinsSchema).default([]),
})

export const binSchema = z.object({
  definition: binDefinitionSchema,
  label: z.string(),
  /** Rows of the development sample, or the sum of their weights; so are events and non-events. */
  count: z.number().nonnegative(),
  share: shareSchema,
  events: z.number().nonnegative(),
  nonEvents: z.number().nonnegative(),
  eventRate: z.number().nullable(),
  /** ln(share of non-events / share of events); 0 for bins empty in development. */
  woe: z.number(),
  informationValue: z.number(),
  /** True when the zero-cell rule was used or the bin is empty. */
  isAdjusted: z.boolean(),
  /** What the analyst wrote about the bin. */
  note: z.string().max(500).optional(),
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
  /** Between 0 and 1: how strong, even and significant the bins are; its formula stands with the function. */
  quality: z.number().nullable().optional(),
  /** True for bins set by a person instead of the optimiser. */
  isManual: z.boolean().optional(),
  isMonotone: z.boolean(),
  zeroCellRule: z.string(),
})

export type Trend = (typeof TRENDS)[number]
export type BinningParams = z.infer<typeof binningParamsSchema>
export type BinDefinition = z.infer<typeof binDefinitionSchema>
export type ManualBins = z.infer<typeof manualBinsSchema>
export type Bin = z.infer<typeof binSchema>
export type BinnedVariable = z.infer<typeof binnedVariableSchema>
