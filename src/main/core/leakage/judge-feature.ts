import { printCoefficientAgainst, printShareAgainst } from '../quality/print-against.ts'
import type { FeatureMeasures, LeakageSign, LeakageThresholds, LeakageVerdict, PureSegment } from './leakage-types.ts'
import { folded } from './measure-feature.ts'
import { nameHint } from './name-hint.ts'

/**
 * The signs that a feature knows the target, with their figures in words.
 *
 * @param column - name of the feature
 * @param measures - its figures
 * @param totals - events and non-events of the sample
 * @param gapToOthers - distance above the strongest other feature, null without another
 * @param thresholds - limits
 */
export function leakageSigns(
  column: string,
  measures: FeatureMeasures,
  totals: { readonly nEvents: number; readonly nNonEvents: number },
  gapToOthers: number | null,
  thresholds: LeakageThresholds,
): LeakageSign[] {
  return [
    ...duplicateSign(measures, thresholds),
    ...strengthSign(measures, thresholds),
    ...missingSign(measures, totals, thresholds),
    ...decidedSign(measures, thresholds),
    ...informationSign(measures, thresholds),
    ...standOutSign(measures, gapToOthers, thresholds),
    ...nameSign(column, measures, thresholds),
  ]
}

/**
 * The verdict on the signs of one feature: a conclusive sign, or a figure worth a review together with a telling name, is a
 * suspected leak; either of the two figures alone is a review; a name alone is nothing. Strength, information value, decided
 * share and distance all measure one thing, so several of them do not add up; the name is evidence of another kind.
 *
 * @param signs - signs of the feature
 */
export function leakageVerdict(signs: readonly LeakageSign[]): LeakageVerdict {
  if (signs.some((sign) => sign.weight === 'conclusive')) return 'leakSuspected'
  const hasFigure = signs.some((sign) => sign.weight === 'review' && sign.kind !== 'name')
  const hasName = signs.some((sign) => sign.kind === 'name')
  if (hasFigure && hasName) return 'leakSuspected'
  return signs.some((sign) => sign.weight === 'review') ? 'review' : 'noSign'
}

function weightOf(value: number, review: number, leak: number): 'conclusive' | 'review' | null {
  if (value >= leak) return 'conclusive'
  return value >= review ? 'review' : null
}

function duplicateSign(measures: FeatureMeasures, thresholds: LeakageThresholds): LeakageSign[] {
  if (measures.agreement < thresholds.duplicateAgreement) return []
  const printed = printShareAgainst(measures.agreement, thresholds.duplicateAgreement)
  return [
    {
      kind: 'duplicate',
      weight: 'conclusive',
      text: `recoded, it agrees with the target in ${printed} of each class on average`,
    },
  ]
}

function strengthSign(measures: FeatureMeasures, thresholds: LeakageThresholds): LeakageSign[] {
  const weight = weightOf(measures.strength, thresholds.reviewAuc, thresholds.leakAuc)
  if (weight === null) return []
  const limit = weight === 'conclusive' ? thresholds.leakAuc : thresholds.reviewAuc
  return [{ kind: 'strength', weight, text: `alone it has AUC ${printCoefficientAgainst(measures.strength, limit)}` }]
}

function missingSign(
  measures: FeatureMeasures,
  totals: { readonly nEvents: number; readonly nNonEvents: number },
  thresholds: LeakageThresholds,
): LeakageSign[] {
  const { missing } = measures
  const auc = folded(missing.rocAuc)
  const weight = weightOf(auc, thresholds.reviewMissingAuc, thresholds.leakMissingAuc)
  if (weight === null) return []
  const limit = weight === 'conclusive' ? thresholds.leakMissingAuc : thresholds.reviewMissingAuc
  const counts = `missing for ${missing.nMissingEvents} of ${totals.nEvents} events and ${missing.nMissingNonEvents} of ${totals.nNonEvents} non-events`
  return [{ kind: 'missing', weight, text: `it is ${counts} (AUC ${printCoefficientAgainst(auc, limit)})` }]
}

function decidedSign(measures: FeatureMeasures, thresholds: LeakageThresholds): LeakageSign[] {
  const isEvent = measures.decidedEvents >= measures.decidedNonEvents
  const share = isEvent ? measures.decidedEvents : measures.decidedNonEvents
  const weight = weightOf(share, thresholds.reviewDecidedShare, thresholds.leakDecidedShare)
  if (weight === null) return []
  const limit = weight === 'conclusive' ? thresholds.leakDecidedShare : thresholds.reviewDecidedShare
  const outcome = isEvent ? 'event' : 'nonEvent'
  const largest = measures.pureSegments.find((segment) => segment.outcome === outcome)
  const example = largest === undefined ? '' : `, the largest ${segmentText(largest)}`
  const text = `${printShareAgainst(share, limit)} of all ${isEvent ? 'events' : 'non-events'} lie where its value decides the outcome${example}`
  return [{ kind: 'decided', weight, text }]
}

function segmentText(segment: PureSegment): string {
  const rate = printShareAgainst(segment.eventRate, segment.outcome === 'event' ? 1 : 0)
  return `"${segment.label}" with ${segment.count} rows and event rate ${rate}`
}

function informationSign(measures: FeatureMeasures, thresholds: LeakageThresholds): LeakageSign[] {
  const { informationValue } = measures
  const weight = weightOf(informationValue, thresholds.reviewInformationValue, thresholds.leakInformationValue)
  if (weight === null) return []
  const limit = weight === 'conclusive' ? thresholds.leakInformationValue : thresholds.reviewInformationValue
  return [
    {
      kind: 'informationValue',
      weight,
      text: `its information value is ${printCoefficientAgainst(informationValue, limit)}`,
    },
  ]
}

function standOutSign(
  measures: FeatureMeasures,
  gapToOthers: number | null,
  thresholds: LeakageThresholds,
): LeakageSign[] {
  if (gapToOthers === null || gapToOthers < thresholds.standOutGap) return []
  if (measures.strength < thresholds.standOutAuc) return []
  const text = `its AUC stands ${printCoefficientAgainst(gapToOthers, thresholds.standOutGap)} above the strongest other feature`
  return [{ kind: 'standOut', weight: 'review', text }]
}

function nameSign(column: string, measures: FeatureMeasures, thresholds: LeakageThresholds): LeakageSign[] {
  const word = nameHint(column, thresholds.postOutcomeWords)
  if (word === null) return []
  const weight = measures.strength >= thresholds.namedAuc ? 'review' : 'hint'
  return [{ kind: 'name', weight, text: `its name speaks of something known after the outcome ("${word}")` }]
}
