import { type Column, columnLength, type Frame, getColumn, takeRows } from '../frame/frame.ts'
import { printCoefficientAgainst } from '../quality/print-against.ts'
import { targetVector } from '../scorecard/target-vector.ts'
import { StatisticError } from '../statistic-error.ts'
import { undefinedReason } from '../stats/estimate.ts'
import { leakageSigns, leakageVerdict } from './judge-feature.ts'
import type { FeatureMeasures, LeakageFinding, LeakageReport, LeakageThresholds } from './leakage-types.ts'
import { measureFeature } from './measure-feature.ts'

/** A feature with its figures, or why it has none. */
interface Measured {
  readonly column: string
  readonly measures: FeatureMeasures | null
  readonly reason: string | null
}

/**
 * Scans features for those that know the target: values written after the outcome, or because of it.
 *
 * Per feature, over the rows with a known target: the tie-correct AUC of the number itself; the AUC of out-of-fold event rates by
 * level or quantile group, which sees what is not monotone and gives an identifier nothing to remember; the AUC of being missing;
 * the share of each class lying in segments whose lower bound of balanced purity reaches a limit; the information value; the
 * agreement with the target after the best recoding; the distance above the other features; the words of its name.
 *
 * What the rules rest on: a leak is an **implausible** strength, not the largest one. The best of honest features always stands
 * somewhat above the rest, so distance counts only for a feature that is strong anyway, and a conclusion needs a figure no honest
 * characteristic of credit reaches. Missingness is held to lower limits, because by honest means it says little. Purity is
 * balanced by the class shares, so that a rare outcome does not make every segment pure, and counts by how much of a class it
 * decides, so that a small safe group (the very young among high incomes) is no leak. A name alone never flags: a term called
 * `duration` is an honest feature in one dataset and the length of the deciding call in another.
 *
 * @param frame - data
 * @param target - column and the value that means the event; rows without a target are left out
 * @param columns - names of the features, distinct, without the target
 * @param options - limits; recorded in the report
 * @returns one finding per feature, in the order given
 * @throws StatisticError `invalidInput` if a column is not there, is named twice, or is the target, or the event does not occur
 * @throws StatisticError `undefined` if fewer than `minClassRows` rows are events or non-events
 * @see Kaufman, Rosset, Perlich & Stitelman (2012), Leakage in data mining, ACM TKDD 6(4)
 */
export function leakageScan(
  frame: Frame,
  target: { readonly column: string; readonly eventValue: string },
  columns: readonly string[],
  options: { readonly thresholds: LeakageThresholds },
): LeakageReport {
  const { thresholds } = options
  requireColumns(frame, target.column, columns)
  const rows = knownRows(getColumn(frame, target.column))
  const isWhole = rows.length === frame.nRows
  const pick = (column: Column): Column => (isWhole ? column : takeRows(column, rows))
  const yTrue = targetVector(pick(getColumn(frame, target.column)), target.eventValue)
  let nEvents = 0
  for (const label of yTrue) nEvents += label
  const nNonEvents = yTrue.length - nEvents
  if (Math.min(nEvents, nNonEvents) < thresholds.minClassRows) {
    throw new StatisticError(
      'undefined',
      `leakageScan needs ${thresholds.minClassRows} events and non-events, got ${nEvents} events and ${nNonEvents} non-events`,
    )
  }
  const measured = columns.map((name) => measure(pick(getColumn(frame, name)), yTrue, thresholds))
  return {
    target: { column: target.column, eventValue: target.eventValue },
    nRows: yTrue.length,
    nEvents,
    nMissingTarget: frame.nRows - yTrue.length,
    thresholds,
    findings: findingsOf(measured, { nEvents, nNonEvents }, thresholds),
  }
}

function requireColumns(frame: Frame, target: string, columns: readonly string[]): void {
  getColumn(frame, target)
  for (const name of columns) getColumn(frame, name)
  if (columns.includes(target)) {
    throw new StatisticError('invalidInput', `leakageScan needs features other than the target, got "${target}"`)
  }
  if (new Set(columns).size !== columns.length) {
    throw new StatisticError('invalidInput', 'leakageScan needs distinct features, got one twice')
  }
}

function knownRows(target: Column): Int32Array {
  const rows = new Int32Array(columnLength(target))
  let nKnown = 0
  for (let row = 0; row < rows.length; row++) {
    const isMissing = target.kind === 'numeric' ? Number.isNaN(target.values[row]) : target.codes[row]! < 0
    if (!isMissing) rows[nKnown++] = row
  }
  return rows.slice(0, nKnown)
}

function measure(column: Column, yTrue: Uint8Array, thresholds: LeakageThresholds): Measured {
  try {
    const measures = measureFeature(column, yTrue, thresholds)
    const isVoid = measures.nDistinct === 0 || (measures.nDistinct === 1 && measures.missing.nMissing === 0)
    return isVoid
      ? {
          column: column.name,
          measures: null,
          reason: measures.nDistinct === 0 ? 'Every value is missing.' : 'It has one value only.',
        }
      : { column: column.name, measures, reason: null }
  } catch (error) {
    return { column: column.name, measures: null, reason: undefinedReason(error) }
  }
}

function findingsOf(
  measured: readonly Measured[],
  totals: { readonly nEvents: number; readonly nNonEvents: number },
  thresholds: LeakageThresholds,
): LeakageFinding[] {
  const withoutRank = measured.map(({ column, measures }) =>
    measures === null ? null : leakageVerdict(leakageSigns(column, measures, totals, null, thresholds)),
  )
  return measured.map(({ column, measures, reason }, index) => {
    if (measures === null) {
      return { column, verdict: 'notAssessed', reason: reason!, signs: [], measures: null, gapToOthers: null }
    }
    const others = measured.filter(
      (_, i) => i !== index && withoutRank[i] !== null && withoutRank[i] !== 'leakSuspected',
    )
    const gapToOthers =
      others.length === 0 ? null : measures.strength - Math.max(...others.map((one) => one.measures!.strength))
    const signs = leakageSigns(column, measures, totals, gapToOthers, thresholds)
    const verdict = leakageVerdict(signs)
    return { column, verdict, reason: reasonText(measures, signs, thresholds), signs, measures, gapToOthers }
  })
}

function reasonText(measures: FeatureMeasures, signs: LeakageFinding['signs'], thresholds: LeakageThresholds): string {
  const strength = `Alone it has AUC ${printCoefficientAgainst(measures.strength, thresholds.reviewAuc)}`
  if (signs.length === 0) return `${strength}, and nothing else points to the target.`
  const text = signs.map((sign) => sign.text).join('; ')
  const isHint = signs.every((sign) => sign.weight === 'hint')
  return isHint ? `${strength}; ${text}, which alone is no sign.` : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
