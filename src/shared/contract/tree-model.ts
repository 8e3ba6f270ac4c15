import { z } from 'zod'
import { binnedVariableSchema } from './binning.ts'
import { targetSchema } from './dataset.ts'
import { calibrationSchema, preprocessingSchema, riskBandSchema } from './model-parts.ts'
import { scalingSchema } from './scorecard-params.ts'

/** A characteristic of a tree model, in the order that trees count them by. */
export const treeCharacteristicSchema = z.object({
  name: z.string(),
  description: z.string().nullable(),
  /** Type of its column. */
  type: z.enum(['numeric', 'text']),
  /**
   * Null: a number compared with thresholds. Else its levels: a text is one of them as it stands, a number by its whole part;
   * everything else is unseen.
   */
  levels: z.array(z.string()).nullable(),
  /** Numbers that count as missing. */
  missingCodes: z.array(z.number()).optional(),
  /** Numbers in [−1e-35, 1e-35] count as missing (LightGBM's zero_as_missing). */
  zeroIsMissing: z.boolean().optional(),
  /** Direction of the PD as the value rises that every tree keeps; null: none. */
  monotone: z.enum(['increasing', 'decreasing']).nullable(),
})

/**
 * One tree as columns. Inner nodes are numbered from 0, the root first; a child ≥ 0 is an inner node, a child c < 0 is leaf −c − 1.
 * A tree without inner nodes is its leaf 0.
 */
export const treeSchema = z.object({
  /** Per inner node: place of its characteristic. */
  features: z.array(z.number().int().nonnegative()),
  /** Per inner node: a number ≤ the threshold goes left; for levels the place in `sets`. */
  thresholds: z.array(z.number()),
  left: z.array(z.number().int()),
  right: z.array(z.number().int()),
  /** Per inner node: 1 where missing values go left, else 0. */
  missingLeft: z.array(z.number().int().min(0).max(1)),
  /** Places of the levels that go left, ascending. */
  sets: z.array(z.array(z.number().int().nonnegative())),
  /** Per inner node on levels: 1 where unseen levels go left; absent: they go the way of missing values. */
  unseenLeft: z.array(z.number().int().min(0).max(1)).optional(),
  /** Per leaf, in log odds of the event, the learning rate included. */
  values: z.array(z.number()),
  /** Weight of the development rows per inner node, then per leaf; empty: not known. */
  covers: z.array(z.number()),
  /** Per inner node; empty: not known. */
  gains: z.array(z.number()),
})

/**
 * The whole tree model as plain data.
 * η = baseMargin + sum over trees of the leaf a case falls into; PD = 1 / (1 + e^−η), unless there is a calibration (of η);
 * points = offset − factor · η.
 */
export const treeModelSchema = z.object({
  kind: z.literal('treeModel'),
  formatVersion: z.literal(1),
  preprocessing: preprocessingSchema.optional(),
  target: targetSchema,
  factor: z.number(),
  offset: z.number(),
  scaling: scalingSchema,
  /** Bins in which the characteristics are watched and named in explanations; scoring does not use them. */
  variables: z.array(binnedVariableSchema),
  characteristics: z.array(treeCharacteristicSchema),
  baseMargin: z.number(),
  /** `single`: margins are added as 32-bit numbers, as XGBoost and ONNX do. */
  arithmetic: z.enum(['double', 'single']),
  trees: z.array(treeSchema),
  developmentEventRate: z.number(),
  calibration: calibrationSchema.optional(),
  riskBands: z.array(riskBandSchema).optional(),
})

export type TreeCharacteristic = z.infer<typeof treeCharacteristicSchema>
export type Tree = z.infer<typeof treeSchema>
export type TreeModel = z.infer<typeof treeModelSchema>
