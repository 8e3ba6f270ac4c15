/** What a pack can speak of; profiles point at these, sections fill them. */
export const PACK_TOPICS = [
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

export type PackTopic = (typeof PACK_TOPICS)[number]

/** A regulatory profile as dated data; superseded ones stay for old packs. */
export interface PackProfile {
  readonly kind: 'packProfile'
  readonly id: string
  readonly version: string
  readonly title: string
  readonly jurisdiction: string
  readonly effectiveFrom: string | null
  readonly effectiveTo: string | null
  readonly status: 'current' | 'superseded' | 'announced' | 'jurisdictional'
  /** How sure the dates are and where they come from, in words. */
  readonly statusText: string
  readonly source: { readonly title: string; readonly publisher: string; readonly kind: 'primary' | 'secondary' }
  readonly wording: {
    readonly introduction: string
    readonly thresholds: string
    readonly disclaimer: string
  }
  readonly sections: readonly {
    readonly id: string
    readonly title: string
    readonly expectation: string
    readonly topics: readonly PackTopic[]
  }[]
}
