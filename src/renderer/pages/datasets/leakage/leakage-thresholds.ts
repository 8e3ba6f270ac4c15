import type { LeakageThresholds } from '../../../../shared/contract/index.ts'

/** The limits a scan starts from when none are given; the same as those of the app, which a test compares. */
export const STARTING_THRESHOLDS: LeakageThresholds = {
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

type NumberKey = Exclude<keyof LeakageThresholds, 'postOutcomeWords'>

interface ThresholdText {
  readonly key: NumberKey
  readonly label: string
  readonly hint: string
  readonly maximum: number | null
}

/** The numbers a person may change, with what each means. */
export const THRESHOLD_TEXTS: readonly ThresholdText[] = [
  { key: 'reviewAuc', label: 'Review from AUC', hint: 'One feature alone', maximum: 1 },
  { key: 'leakAuc', label: 'Leak from AUC', hint: 'One feature alone', maximum: 1 },
  { key: 'reviewMissingAuc', label: 'Review from AUC of missing', hint: 'Whether it is missing', maximum: 1 },
  { key: 'leakMissingAuc', label: 'Leak from AUC of missing', hint: 'Whether it is missing', maximum: 1 },
  { key: 'purity', label: 'Purity of a segment', hint: 'Lower bound, balanced', maximum: 1 },
  { key: 'reviewDecidedShare', label: 'Review from decided share', hint: 'Of one outcome', maximum: 1 },
  { key: 'leakDecidedShare', label: 'Leak from decided share', hint: 'Of one outcome', maximum: 1 },
  { key: 'reviewInformationValue', label: 'Review from IV', hint: 'Information value', maximum: null },
  { key: 'leakInformationValue', label: 'Leak from IV', hint: 'Information value', maximum: null },
  { key: 'duplicateAgreement', label: 'Copy of the target from', hint: 'Balanced accuracy', maximum: 1 },
  { key: 'standOutAuc', label: 'Stands out from AUC', hint: 'With the gap beside', maximum: 1 },
  { key: 'standOutGap', label: 'Stands out by', hint: 'AUC above the next', maximum: 1 },
  { key: 'namedAuc', label: 'Telling name from AUC', hint: 'Name alone never counts', maximum: 1 },
  { key: 'minClassRows', label: 'Fewest rows per outcome', hint: 'Else not assessed', maximum: null },
]

/** Only what differs from the starting point, or undefined if nothing does. */
export function changedThresholds(thresholds: LeakageThresholds): Partial<LeakageThresholds> | undefined {
  const changed = Object.entries(thresholds).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(STARTING_THRESHOLDS[key as keyof LeakageThresholds]),
  )
  return changed.length === 0 ? undefined : (Object.fromEntries(changed) as Partial<LeakageThresholds>)
}

/** Words of a text field: separated by commas, spaces or lines. */
export function splitWords(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '')
}
