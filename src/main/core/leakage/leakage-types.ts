/**
 * Limits of the leakage scan. They are policy: the caller hands them in, records them with the result, and may change each.
 */
export interface LeakageThresholds {
  /** Strength (see {@link FeatureMeasures}) from which one feature alone is worth a review, and from which it is a leak. */
  readonly reviewAuc: number
  readonly leakAuc: number
  /** The same for whether the value is missing, folded at ½: missingness is rarely worth much by honest means. */
  readonly reviewMissingAuc: number
  readonly leakMissingAuc: number
  /** Balanced purity from which a segment decides the outcome; its lower confidence bound must reach it. */
  readonly purity: number
  /** Share of one class inside such segments. */
  readonly reviewDecidedShare: number
  readonly leakDecidedShare: number
  readonly reviewInformationValue: number
  readonly leakInformationValue: number
  /** Balanced accuracy from which a feature is the target under other names. */
  readonly duplicateAgreement: number
  /** A feature of at least `standOutAuc` stands out if it is this far above the strongest of the others. */
  readonly standOutAuc: number
  readonly standOutGap: number
  /** Strength from which a telling name is worth a review; a name alone never is. */
  readonly namedAuc: number
  /** Beginnings of words, in lower case with `_` between words, for things known only after the outcome. */
  readonly postOutcomeWords: readonly string[]
  /** Least number of events and of non-events among the rows a figure stands on. */
  readonly minClassRows: number
}

/**
 * A starting point for the limits, to be recorded as policy.
 *
 * Single honest characteristics of retail credit seldom pass an AUC of 0.75, so 0.80 asks for a look and 0.95 is not believed.
 * For two normal classes of equal variance AUC = Φ(d/√2) and IV = d², so the information values 2 and 5 say about the same as
 * 0.84 and 0.94; the usual "suspicious above 0.5" would flag every checking-account status. The other lines follow the same
 * thought: a fifth of a class decided by one feature asks for a look, half of it is not believed.
 */
export const DEFAULT_LEAKAGE_THRESHOLDS: LeakageThresholds = {
  reviewAuc: 0.8,
  leakAuc: 0.95,
  reviewMissingAuc: 0.6,
  leakMissingAuc: 0.8,
  purity: 0.99,
  reviewDecidedShare: 0.2,
  leakDecidedShare: 0.5,
  reviewInformationValue: 2,
  leakInformationValue: 5,
  duplicateAgreement: 0.98,
  standOutAuc: 0.75,
  standOutGap: 0.1,
  namedAuc: 0.7,
  postOutcomeWords: [
    ...['recover', 'collection', 'charge_off', 'chargeoff', 'charged_off', 'write_off', 'writeoff', 'written_off'],
    ...['denial_reason', 'rejection_reason', 'decline_reason', 'adverse_action', 'foreclos', 'repossess', 'settlement'],
    ...['loss_given', 'lgd', 'default_date', 'closed', 'closure', 'outcome', 'decision', 'last_payment', 'last_pymnt'],
    ...['total_paid', 'total_pymnt', 'total_rec', 'out_prncp', 'hardship', 'duration'],
  ],
  minClassRows: 30,
}

/** Whether being missing goes with the outcome. */
export interface MissingMeasures {
  readonly nMissing: number
  readonly nMissingEvents: number
  readonly nMissingNonEvents: number
  /** Null if no row is missing, or none is known. */
  readonly eventRateMissing: number | null
  readonly eventRateKnown: number | null
  /** AUC of the indicator (1 = missing): above ½, missing rows are riskier. */
  readonly rocAuc: number | null
}

/** A segment that as good as decides the outcome. */
export interface PureSegment {
  readonly label: string
  readonly outcome: 'event' | 'nonEvent'
  readonly count: number
  /** Share of all rows. */
  readonly share: number
  readonly eventRate: number
  /** Lower confidence bound of the balanced purity. */
  readonly purityLower: number
}

/** Figures of one feature; null where one does not exist. */
export interface FeatureMeasures {
  readonly nRows: number
  readonly nDistinct: number
  /** AUC of the number itself over the rows where it is known: above ½, larger is riskier. Null for texts. */
  readonly valueAuc: number | null
  readonly valueAucLower: number | null
  readonly valueAucUpper: number | null
  /** AUC of out-of-fold event rates by level or quantile group, missing being a group. */
  readonly segmentAuc: number
  readonly missing: MissingMeasures
  /** Largest of `segmentAuc`, and of `valueAuc` and the missing indicator's AUC folded at ½. */
  readonly strength: number
  readonly informationValue: number
  /** Balanced accuracy of the best recoding to the target, out of fold. */
  readonly agreement: number
  /** Share of all events, and of all non-events, in segments that decide the outcome. */
  readonly decidedEvents: number
  readonly decidedNonEvents: number
  /** The largest such segments, at most five. */
  readonly pureSegments: readonly PureSegment[]
}

export type LeakageSignKind =
  | 'strength'
  | 'missing'
  | 'decided'
  | 'informationValue'
  | 'duplicate'
  | 'standOut'
  | 'name'

/** One sign, with its figures in words. `conclusive` suffices alone, `hint` never does. */
export interface LeakageSign {
  readonly kind: LeakageSignKind
  readonly weight: 'conclusive' | 'review' | 'hint'
  readonly text: string
}

export type LeakageVerdict = 'leakSuspected' | 'review' | 'noSign' | 'notAssessed'

/** What the scan says about one feature. */
export interface LeakageFinding {
  readonly column: string
  readonly verdict: LeakageVerdict
  /** Signs in words, or why there is none. */
  readonly reason: string
  readonly signs: readonly LeakageSign[]
  /** Null if not assessed. */
  readonly measures: FeatureMeasures | null
  /** Distance of the strength above the strongest other feature that is no leak by itself; null without another. */
  readonly gapToOthers: number | null
}

export interface LeakageReport {
  readonly target: { readonly column: string; readonly eventValue: string }
  /** Rows with a known target. */
  readonly nRows: number
  readonly nEvents: number
  readonly nMissingTarget: number
  readonly thresholds: LeakageThresholds
  /** In the order of the columns. */
  readonly findings: readonly LeakageFinding[]
}
