import { oc } from '@orpc/contract'
import { z } from 'zod'
import { calibrationBinSchema, rocPointSchema } from './curves.ts'
import { jobStartedSchema } from './job.ts'
import { fitReportSchema } from './model.ts'
import {
  countSchema,
  estimateSchema,
  hashSchema,
  instantSchema,
  refSchema,
  sampleSchema,
  shareSchema,
  testResultSchema,
} from './primitives.ts'
import { calibrationReportSchema, comparisonReportSchema, strategyReportSchema } from './strategy.ts'

/** Cumulative shares at or below `points`, lowest points first. */
const ksPointSchema = z.object({ points: z.number(), eventShare: z.number(), nonEventShare: z.number() })

/** One band of [lower, upper) points; the last band includes its upper bound. */
const scoreBandSchema = z.object({
  lower: z.number(),
  upper: z.number(),
  count: countSchema,
  events: countSchema,
  nonEvents: countSchema,
  eventRate: z.number().nullable(),
})

/** Band of the gains table, riskiest first. */
const gainsRowSchema = z.object({
  band: z.number().int().positive(),
  minimumPoints: z.number(),
  maximumPoints: z.number(),
  count: countSchema,
  events: countSchema,
  nonEvents: countSchema,
  eventRate: z.number(),
  cumulativeShare: z.number(),
  cumulativeEventShare: z.number(),
  cumulativeNonEventShare: z.number(),
  lift: z.number(),
})

export const sampleReportSchema = z.object({
  sample: sampleSchema,
  nRows: countSchema,
  nEvents: countSchema,
  eventRate: z.number(),
  rocAuc: estimateSchema,
  gini: estimateSchema,
  ksStatistic: estimateSchema,
  /** Points at which the KS distance is largest. */
  ksPoints: z.number().nullable(),
  brierScore: estimateSchema,
  logLoss: estimateSchema,
  hosmerLemeshow: testResultSchema,
  calibrationSlope: estimateSchema,
  calibrationIntercept: estimateSchema,
  /** Mean predicted minus observed rate. */
  calibrationInTheLarge: estimateSchema,
  expectedCalibrationError: estimateSchema,
  calibrationCurve: z.array(calibrationBinSchema),
  gains: z.array(gainsRowSchema),
  /** Thinned to at most 201 points; the statistics use every row. */
  rocCurve: z.array(rocPointSchema),
  ksCurve: z.array(ksPointSchema),
  scoreDistribution: z.array(scoreBandSchema),
})

export const stabilityBandSchema = z.object({
  label: z.string(),
  expected: countSchema,
  expectedShare: z.number(),
  actual: countSchema,
  actualShare: z.number(),
  logRatio: z.number().nullable(),
  contribution: z.number().nullable(),
})

export const stabilityReportSchema = z.object({
  name: z.string(),
  populationStabilityIndex: estimateSchema,
  nExpected: countSchema,
  nActual: countSchema,
  bands: z.array(stabilityBandSchema),
  /** 95% limit of the index when nothing has drifted: chi-squared quantile times (1/N + 1/M). */
  noDriftLimit: z.number().nullable(),
})

export const validationReportSchema = z.object({
  kind: z.literal('validationReport'),
  samples: z.array(sampleReportSchema),
  /** Score bands, development against the other sample. */
  scoreStability: stabilityReportSchema.nullable(),
  characteristicStability: z.array(stabilityReportSchema),
})

/** How rows are put into groups: by each value, or by cut points of a numeric column. */
export const groupingSchema = z.object({
  column: z.string(),
  /** Ascending cut points c1 < c2 …: groups "≤ c1", "> c1 and ≤ c2", …, "> ck". Empty: one group per value. */
  cuts: z.array(z.number()).default([]),
})

export const fairnessGroupSchema = z.object({
  group: z.string(),
  isReference: z.boolean(),
  count: countSchema,
  nSelected: countSchema,
  selectionRate: z.number().nullable(),
  /** Selection rate over the reference group's; 1 means parity. */
  adverseImpactRatio: estimateSchema,
  /** Selection rate minus the reference group's, in shares. */
  rateDifference: z.number().nullable(),
  oddsRatio: z.number().nullable(),
  fisherTest: testResultSchema,
  chiSquaredTest: testResultSchema,
  /** Which of the two tests is to be read, and why. */
  preferredTest: z.enum(['fisher', 'chiSquared']),
  /** (mean points − reference mean) / pooled standard deviation; null on the outcome basis. */
  standardizedMeanDifference: z.number().nullable(),
  /** People of the group who would have to be selected in addition to reach parity. */
  shortfall: z.number().nullable(),
  /** Selected among non-events, and among events; null on the outcome basis. */
  selectionRateNonEvents: z.number().nullable(),
  selectionRateEvents: z.number().nullable(),
  rocAuc: z.number().nullable(),
  /** False below the smallest group size: listed, never passed. */
  isSufficient: z.boolean(),
})

export const fairnessBasisSchema = z.object({
  /** `decision`: selected = points at or above the cut-off. `outcome`: selected = non-event that really happened. */
  basis: z.enum(['decision', 'outcome']),
  selectedMeans: z.string(),
  groups: z.array(fairnessGroupSchema),
  nMissing: countSchema,
  equalizedOddsDifference: z.number().nullable(),
  demographicParityDifference: z.number().nullable(),
})

export const fairnessReportSchema = z.object({
  kind: z.literal('fairnessReport'),
  grouping: groupingSchema,
  referenceGroup: z.string(),
  referenceReason: z.string(),
  sample: sampleSchema,
  cutOff: z.object({ points: z.number(), probability: z.number(), reason: z.string() }),
  minimumGroupSize: z.number().int(),
  bases: z.array(fairnessBasisSchema),
})

export const importanceSchema = z.object({
  name: z.string(),
  meanPoints: z.number(),
  /** Mean absolute distance of a case's points from the mean, over the sample. */
  meanAbsoluteDeviation: z.number(),
  pointsRange: z.number(),
  share: shareSchema,
})

export const explanationReportSchema = z.object({
  kind: z.literal('explanationReport'),
  sample: sampleSchema,
  nRows: countSchema,
  baseline: z.string(),
  baselinePoints: z.number(),
  importance: z.array(importanceSchema),
  /** Largest |score − (baseline + contributions)| over all rows, in points. */
  largestAdditivityResidual: z.number(),
})

/** One line of a case's waterfall; the contributions and the baseline add up to the score exactly. */
export const caseContributionSchema = z.object({
  name: z.string(),
  value: z.union([z.number(), z.string(), z.null()]),
  attribute: z.string(),
  /** Null for trees, where a characteristic has no points of its own. */
  points: z.number().nullable(),
  baselinePoints: z.number().nullable(),
  contribution: z.number(),
})

export const reasonSchema = z.object({
  rank: z.number().int().positive(),
  code: z.string(),
  name: z.string(),
  text: z.string(),
  pointsBelowBaseline: z.number(),
})

export const caseExplanationSchema = z.object({
  row: countSchema,
  points: z.number(),
  probability: z.number(),
  baseline: z.string(),
  baselinePoints: z.number(),
  contributions: z.array(caseContributionSchema),
  reasons: z.array(reasonSchema),
  tieRule: z.string(),
  outcome: z.enum(['event', 'nonEvent']).nullable(),
})

export const evidencePayloadSchema = z.discriminatedUnion('kind', [
  fitReportSchema,
  validationReportSchema,
  fairnessReportSchema,
  explanationReportSchema,
  calibrationReportSchema,
  strategyReportSchema,
  comparisonReportSchema,
])

/** The evidence that gates read; the rest informs people. */
export const GATE_EVIDENCE_KINDS = ['fitReport', 'validationReport', 'fairnessReport', 'explanationReport'] as const

export const EVIDENCE_KINDS = [
  'fitReport',
  'validationReport',
  'fairnessReport',
  'explanationReport',
  'calibrationReport',
  'strategyReport',
  'comparisonReport',
] as const

export const evidenceSummarySchema = z.object({
  id: z.string(),
  kind: z.enum(EVIDENCE_KINDS),
  title: z.string(),
  modelVersionId: z.string(),
  datasetVersionId: z.string(),
  /** Hash of what was asked: model, data, method, parameters, code version. */
  key: hashSchema,
  contentHash: hashSchema,
  method: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  codeVersion: z.string(),
  createdAt: instantSchema,
  createdBy: z.string(),
})

export const evidenceSchema = evidenceSummarySchema.extend({ payload: evidencePayloadSchema })

export const evidenceContract = {
  list: oc
    .input(z.object({ model: refSchema.optional(), kind: z.enum(EVIDENCE_KINDS).optional() }))
    .output(z.array(evidenceSummarySchema)),
  get: oc.input(z.object({ evidence: refSchema })).output(evidenceSchema),
}

export const validationContract = {
  run: oc.input(z.object({ model: refSchema, dataset: refSchema })).output(jobStartedSchema),
}

export const fairnessContract = {
  run: oc
    .input(
      z.object({
        model: refSchema,
        dataset: refSchema,
        grouping: groupingSchema,
        reference: z.string().optional(),
        /** Cut-off: below 1 a PD (approve below it), else points (approve at or above). Default: the development event rate. */
        threshold: z.number().positive().optional(),
        sample: sampleSchema.default('all'),
      }),
    )
    .output(jobStartedSchema),
}

export const explainContract = {
  run: oc
    .input(z.object({ model: refSchema, dataset: refSchema, sample: sampleSchema.default('all') }))
    .output(jobStartedSchema),
  /** One case of a dataset by its row number, counted from 1. */
  case: oc
    .input(
      z.object({
        model: refSchema,
        dataset: refSchema,
        row: z.number().int().positive(),
        maxReasons: z.number().int().min(1).max(10).default(4),
      }),
    )
    .output(caseExplanationSchema),
}

export type SampleReport = z.infer<typeof sampleReportSchema>
export type StabilityReport = z.infer<typeof stabilityReportSchema>
export type ValidationReport = z.infer<typeof validationReportSchema>
export type Grouping = z.infer<typeof groupingSchema>
export type FairnessGroup = z.infer<typeof fairnessGroupSchema>
export type FairnessReport = z.infer<typeof fairnessReportSchema>
export type ExplanationReport = z.infer<typeof explanationReportSchema>
export type CaseExplanation = z.infer<typeof caseExplanationSchema>
export type EvidencePayload = z.infer<typeof evidencePayloadSchema>
export type EvidenceKind = EvidencePayload['kind']
export type EvidenceSummary = z.infer<typeof evidenceSummarySchema>
export type Evidence = z.infer<typeof evidenceSchema>
