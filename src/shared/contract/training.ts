import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { binnedVariableSchema } from './binning.ts'
import {
  gbdtParamsSchema,
  monotoneSuggestionSchema,
  partialDependenceSchema,
  trainingProgressSchema,
} from './boosting.ts'
import { targetSchema } from './dataset.ts'
import { jobSchema, jobStartedSchema } from './job.ts'
import { countSchema, estimateSchema, nameSchema, refSchema } from './primitives.ts'
import { scorecardParamsSchema } from './scorecard-params.ts'

const REGRESSION_METHODS = ['scorecard', 'logistic'] as const
export const METHODS = [...REGRESSION_METHODS, 'gbdt'] as const

/** What every training is asked, besides method and parameters. */
const specFields = {
  target: targetSchema.optional(),
  include: z.array(z.string()).optional(),
  exclude: z.array(z.string()).default([]),
  seed: z.number().int().min(0).max(4_294_967_295).default(1),
}

/** A specification without its data set, by its method. */
function specWith<Fields extends z.ZodRawShape>(fields: Fields) {
  return z.discriminatedUnion('method', [regressionWith(fields), boostingWith(fields)])
}

function regressionWith<Fields extends z.ZodRawShape>(fields: Fields) {
  return z.object({
    ...fields,
    ...specFields,
    // Optional as well, so that the union knows whose the absent method is.
    method: z.enum(REGRESSION_METHODS).optional().default('scorecard'),
    params: scorecardParamsSchema.prefault({}),
  })
}

function boostingWith<Fields extends z.ZodRawShape>(fields: Fields) {
  return z.object({ ...fields, ...specFields, method: z.literal('gbdt'), params: gbdtParamsSchema.prefault({}) })
}

/** Everything that decides a training, and nothing else: the parameter file of the command line holds `params`. */
export const trainingSpecSchema = specWith({ dataset: refSchema })
/** The same, before a data set is chosen. */
export const trainingPlanSchema = specWith({})
/** A specification of a scorecard or a logistic regression: what bins are made for. */
export const regressionSpecSchema = regressionWith({ dataset: refSchema })
export const boostingSpecSchema = boostingWith({ dataset: refSchema })

export const trainingContract = {
  /** `workers`: threads of boosting, by default those of the machine; they do not change the model. */
  start: oc
    .input(
      specWith({
        dataset: refSchema,
        name: nameSchema.optional(),
        workers: z.number().int().min(1).max(16).optional(),
      }),
    )
    .output(jobStartedSchema),
  /** Iterations of a running training of trees as they come; ends with it. */
  progress: oc.input(z.object({ jobId: z.string() })).output(eventIterator(trainingProgressSchema)),
  /** Ends a training of trees early and keeps the best iteration so far; cancelling keeps nothing. */
  stop: oc.input(z.object({ jobId: z.string() })).output(jobSchema),
  /** Bytes a training of trees will need at most, and what the machine has. */
  estimateMemory: oc
    .input(boostingSpecSchema)
    .output(
      z.object({ bytes: countSchema, availableBytes: countSchema, nRows: countSchema, nCharacteristics: countSchema }),
    ),
  /** The direction each number of the data suggests for the PD. */
  suggestMonotone: oc.input(boostingSpecSchema).output(z.object({ suggestions: z.array(monotoneSuggestionSchema) })),
  /** Partial dependence on one characteristic of a small model grown at once with this specification. Nothing is stored. */
  previewDependence: oc.input(boostingWith({ dataset: refSchema, column: z.string() })).output(
    z.object({
      unconstrained: partialDependenceSchema,
      constrained: partialDependenceSchema.nullable(),
      statement: z.string(),
    }),
  ),
}

/** A bin of the hold-out sample, in the order of the variable's bins. */
const holdoutBinSchema = z.object({ count: z.number().nonnegative(), events: z.number().nonnegative() })

export const editedVariableSchema = z.object({
  /** As it stands now: by hand if the specification has bins of a person for it, else as the optimiser chose. */
  variable: binnedVariableSchema,
  /** What the optimiser chose, for comparison. */
  automatic: binnedVariableSchema,
  holdout: z.array(holdoutBinSchema).nullable(),
  /** Information value over the hold-out sample. */
  holdoutInformationValue: z.number().nullable(),
  /** Population stability index of the bins, development against hold-out. */
  stabilityIndex: z.number().nullable(),
  /** Points per bin if the characteristic is in the scorecard fitted now. */
  points: z.array(z.number()).nullable(),
  coefficient: z.number().nullable(),
  /** Why it is not in the scorecard. */
  exclusion: z.string().nullable(),
})

export const binningContract = {
  /**
   * Bins, weights of evidence, points and AUC as they would be with this specification, at once: what the bin editor shows after
   * every edit. Nothing is stored. Reject inference is left aside here.
   */
  evaluate: oc
    .input(
      regressionSpecSchema.extend({
        /** Characteristics described in full; all if absent. */
        columns: z.array(z.string()).optional(),
      }),
    )
    .output(
      z.object({
        variables: z.array(editedVariableSchema),
        nDevelopment: countSchema,
        nHoldout: countSchema,
        eventRate: z.number(),
        developmentAuc: estimateSchema,
        holdoutAuc: estimateSchema,
        nCharacteristics: countSchema,
        /** Why no scorecard could be fitted with these bins; bins are shown all the same. */
        problem: z.string().nullable(),
        elapsedMs: z.number().nonnegative(),
      }),
    ),
  /** Where the bins of one characteristic could be cut: fine pre-bins of numbers, or every level (the first 1,000 by count). */
  candidates: oc.input(regressionSpecSchema.extend({ column: z.string() })).output(
    z.object({
      type: z.enum(['numeric', 'text']),
      minimum: z.number().nullable(),
      maximum: z.number().nullable(),
      /** [lower, next lower) of each pre-bin. */
      prebins: z.array(z.object({ lower: z.number(), count: z.number(), events: z.number() })),
      levels: z.array(z.object({ level: z.string(), count: z.number(), events: z.number() })),
      nLevels: countSchema,
    }),
  ),
}

/** What a person is working on in the development room, per data set version and person: kept in the workspace, changed freely. */
export const developmentDraftSchema = z.object({
  dataset: refSchema,
  spec: trainingPlanSchema,
  /** The specification last used of the other learner, regression or trees: what it holds is there again when a person goes back. */
  aside: trainingPlanSchema.optional(),
  name: nameSchema.nullable().default(null),
})

export const draftContract = {
  get: oc.input(z.object({ dataset: refSchema })).output(developmentDraftSchema.nullable()),
  save: oc.input(developmentDraftSchema).output(z.object({ saved: z.boolean() })),
  remove: oc.input(z.object({ dataset: refSchema })).output(z.object({ removed: z.boolean() })),
}

export type Method = (typeof METHODS)[number]
export type TrainingSpec = z.infer<typeof trainingSpecSchema>
export type RegressionSpec = z.infer<typeof regressionSpecSchema>
export type BoostingSpec = z.infer<typeof boostingSpecSchema>
export type EditedVariable = z.infer<typeof editedVariableSchema>
export type DevelopmentDraft = z.infer<typeof developmentDraftSchema>
