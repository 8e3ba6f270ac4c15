import { z } from 'zod'

/** What a pack can speak of; equal to the core's list, which a test holds. */
export const PROFILE_TOPICS = [
  'identification',
  'intendedUse',
  'materiality',
  'data',
  'representativeness',
  'method',
  'alternatives',
  'developmentTesting',
  'conceptualSoundness',
  'replication',
  'implementation',
  'discrimination',
  'calibration',
  'stability',
  'sensitivity',
  'benchmark',
  'segments',
  'backTesting',
  'explainability',
  'reasonCodes',
  'fairness',
  'monitoring',
  'overrides',
  'vendorModels',
  'findings',
  'effectiveChallenge',
  'approvals',
  'thresholdsBeforehand',
  'exceptions',
  'inventory',
  'review',
  'independence',
  'riskManagement',
  'humanOversight',
  'instructionsForUse',
  'cybersecurity',
  'lifecycleChanges',
  'standards',
  'declaration',
  'postMarketPlan',
  'recordKeeping',
  'lessDiscriminatoryAlternatives',
  'dataSubjectRights',
] as const

const dateSchema = z.string().regex(/^\d{4}-\d\d-\d\d$/)

/** A regulatory profile as dated data; `resources/profiles/<id>.json`. */
export const packProfileSchema = z.strictObject({
  kind: z.literal('packProfile'),
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  /** Of the profile itself: a changed profile gets a new version, old packs keep theirs. */
  version: z.string().min(1),
  title: z.string().min(1),
  jurisdiction: z.string().min(1),
  effectiveFrom: dateSchema.nullable(),
  effectiveTo: dateSchema.nullable(),
  status: z.enum(['current', 'superseded', 'announced', 'jurisdictional']),
  /** How sure the dates are and where they come from, in words. */
  statusText: z.string().min(1),
  source: z.strictObject({
    title: z.string().min(1),
    publisher: z.string().min(1),
    kind: z.enum(['primary', 'secondary']),
  }),
  wording: z.strictObject({
    introduction: z.string().min(1),
    thresholds: z.string().min(1),
    disclaimer: z.string().min(1),
  }),
  sections: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        title: z.string().min(1),
        expectation: z.string().min(1),
        topics: z.array(z.enum(PROFILE_TOPICS)).min(1),
      }),
    )
    .min(1),
})

export type PackProfile = z.infer<typeof packProfileSchema>
