import type { Calibration, CreditModel, SampleName } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { shareOf } from '../../../words/percent.ts'

export const CALIBRATION_METHODS = [
  'platt',
  'isotonic',
  'beta',
  'shift',
] as const satisfies readonly Calibration['method'][]

/** What a person asks of a calibration; the percentage as it is typed. */
export interface CalibrationChoices {
  readonly method: Calibration['method']
  readonly sample: SampleName
  readonly tendencyPercent: number | null
}

export const DEFAULT_CALIBRATION: CalibrationChoices = { method: 'platt', sample: 'holdout', tendencyPercent: null }

/** The settings as the door takes them; only the model's own data set has samples. */
export function calibrationInput({ method, sample, tendencyPercent }: CalibrationChoices, isOwnDataset: boolean) {
  return {
    method,
    sample: isOwnDataset ? sample : ('all' as const),
    centralTendency: method === 'shift' && tendencyPercent !== null ? shareOf(tendencyPercent) : null,
  }
}

/** Names and one-line explanations of the ways to calibrate. */
export const CALIBRATION_WORDS: Readonly<Record<Calibration['method'], { label: string; explanation: string }>> = {
  platt: {
    label: 'Platt (logistic)',
    explanation: 'Stretches and shifts the log-odds; two numbers, safe in small samples.',
  },
  isotonic: {
    label: 'Isotonic',
    explanation: 'Any rising curve; needs many bads, or it follows their chance.',
  },
  beta: {
    label: 'Beta',
    explanation: 'Three numbers; also mends PDs that are too timid at one end and too bold at the other.',
  },
  shift: {
    label: 'Shift to a central tendency',
    explanation: 'Moves the level of all PDs, so that their mean is the rate asked for.',
  },
}

/** How the PD of this version comes from its points, or of trees from their sum, as one formula. */
export function calibrationFormula(model: CreditModel): string {
  const number = (value: number) => formatNumber(value, 'number')
  const signed = (value: number) => ` ${value < 0 ? '−' : '+'} ${number(Math.abs(value))}`
  const eta =
    model.kind === 'treeModel'
      ? `η = ${number(model.baseMargin)} + the leaves a case falls into, one of each of ${formatNumber(model.trees.length, 'integer')} trees`
      : `η = −\u2060(points${signed(-model.offset)}) / ${number(model.factor)}`
  const { calibration } = model
  switch (calibration?.method) {
    case undefined:
      return `PD = 1 / (1 + e^−η) with ${eta}.`
    case 'platt':
      return `PD = 1 / (1 + e^−(${number(calibration.intercept)}${signed(calibration.slope)} · η)) with ${eta}.`
    case 'shift':
      return `PD = 1 / (1 + e^−(η${signed(calibration.intercept)})) with ${eta}.`
    case 'beta':
      return `PD = 1 / (1 + e^−(${number(calibration.c)}${signed(calibration.a)} · ln p${signed(-calibration.b)} · ln(1 − p))) with p = 1 / (1 + e^−η), ${eta}.`
    case 'isotonic':
      return `PD by straight lines between ${formatNumber(calibration.knots.length, 'integer')} knots over p = 1 / (1 + e^−η), ${eta}.`
  }
}
