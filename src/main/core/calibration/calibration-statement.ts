import type { Calibration } from '../scorecard/scorecard-model.ts'

/** What the statement of a calibration speaks of. */
export interface CalibrationFacts {
  readonly calibration: Calibration
  readonly fittedOn: string
  readonly nRows: number
  readonly nEvents: number
  readonly meanBefore: number
  readonly meanAfter: number
  /** Other samples of the report, of rows that neither the model nor the calibration was fitted to. */
  readonly unseen: readonly string[]
  /** Other samples of the report, of rows that the model was fitted to. */
  readonly seenByModel: readonly string[]
  readonly centralTendency: number | null
  readonly replaces: string | null
}

/**
 * What a calibration did, in words: method, rows, level before and after, what it means for the ranking, and what to be wary of.
 *
 * @param facts - the calibration and the sample it was fitted to
 * @returns a few sentences
 */
export function calibrationStatement(facts: CalibrationFacts): string {
  const { calibration, fittedOn, nRows, nEvents, meanBefore, meanAfter } = facts
  const replaced = facts.replaces === null ? '' : ` It takes the place of the ${facts.replaces} calibration before.`
  return [
    `${nameOf(facts)}, fitted to ${fittedOn}: ${nRows} rows with ${nEvents} events.${replaced}`,
    `The mean PD goes from ${percent(meanBefore)} to ${percent(meanAfter)}; observed are ${percent(nEvents / nRows)}.`,
    rankingOf(calibration),
    ...wariness(calibration),
    ...judgement(facts),
  ].join(' ')
}

/** Where the calibration can be judged, and where not. */
function judgement({ fittedOn, unseen, seenByModel }: CalibrationFacts): string[] {
  const where = unseen.length > 0 ? `by ${unseen.join(' and ')}` : 'on rows that neither it nor the model was fitted to'
  const own = `Figures of ${fittedOn} after calibration are those of the rows it was fitted to: judge it ${where}.`
  if (seenByModel.length === 0) return [own]
  const seen = seenByModel.join(' and ')
  return [own, `The model itself was fitted to ${seen}: there its slope is near 1 before any calibration.`]
}

function nameOf({ calibration, centralTendency }: CalibrationFacts): string {
  switch (calibration.method) {
    case 'platt':
      return 'Platt calibration (a line in log odds, Platt’s smoothed targets)'
    case 'beta':
      return 'Beta calibration (three parameters)'
    case 'isotonic':
      return `Isotonic calibration (${calibration.knots.length} knots)`
    case 'shift':
      return centralTendency === null
        ? 'Shift of the log odds to the observed event rate'
        : `Shift of the log odds to a central tendency of ${percent(centralTendency)}`
  }
}

function rankingOf({ method }: Calibration): string {
  return method === 'isotonic'
    ? 'Cases of one step get one PD, so the PD ranks more coarsely than the points; the points stay as they are.'
    : 'The ranking, and with it AUC and KS, stays as it is; so do the points.'
}

function wariness(calibration: Calibration): string[] {
  if (calibration.method === 'beta' && (calibration.a === 0 || calibration.b === 0)) {
    return [`The term ${calibration.a === 0 ? 'ln p' : '−ln(1 − p)'} is left out: its coefficient would be negative.`]
  }
  if (calibration.method !== 'isotonic') return []
  const lowest = calibration.knots[0]!.calibrated
  const highest = calibration.knots.at(-1)!.calibrated
  if (lowest > 0 && highest < 1) return []
  const ends = [...(lowest > 0 ? [] : ['0']), ...(highest < 1 ? [] : ['1'])].join(' and ')
  return [`Its PD reaches exactly ${ends}, where the log-loss does not exist as soon as the opposite happens.`]
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)}%`
}
