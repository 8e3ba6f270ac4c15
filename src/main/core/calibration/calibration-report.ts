import type { Calibration } from '../scorecard/scorecard-model.ts'
import { StatisticError } from '../statistic-error.ts'
import type { CalibrationBin } from '../stats/calibration-curve.ts'
import type { Estimate } from '../stats/estimate.ts'
import { mean } from '../stats/mean.ts'
import { niceBandEdges } from '../stats/nice-band-edges.ts'
import { requireOutcomes } from '../stats/requirements.ts'
import { sampleReport } from '../validation/sample-report.ts'
import { applyCalibration } from './apply-calibration.ts'
import { calibrationStatement } from './calibration-statement.ts'

/** One sample on which a calibration is looked at; arrays of shape (nRows,). */
export interface CalibrationSample {
  readonly label: string
  /** 0 or 1, 1 = event. */
  readonly yTrue: Uint8Array
  /** Log odds of the event before any calibration. */
  readonly eta: Float64Array
  /** PD as it was: plain, or by an earlier calibration. */
  readonly before: Float64Array
  /** Whether the model itself was fitted to these rows; default no. */
  readonly isDevelopment?: boolean | undefined
}

/** Figures of calibration of one sample; each with its method, or the reason why it does not exist. */
export interface CalibrationFigures {
  readonly brierScore: Estimate
  readonly logLoss: Estimate
  readonly expectedCalibrationError: Estimate
  readonly calibrationSlope: Estimate
  readonly calibrationIntercept: Estimate
  readonly calibrationInTheLarge: Estimate
  readonly meanPredicted: number
  readonly curve: CalibrationBin[]
}

/** What a calibration changed. Arrays are typed as plain ones, so that a report is assignable to what crosses the door. */
export interface CalibrationReport {
  readonly kind: 'calibrationReport'
  readonly calibration: Calibration
  readonly fittedOn: string
  readonly nRows: number
  readonly nEvents: number
  readonly statement: string
  readonly samples: {
    readonly label: string
    readonly nRows: number
    readonly before: CalibrationFigures
    readonly after: CalibrationFigures
  }[]
}

/** What a calibration report is made from. */
export interface CalibrationReportInput {
  readonly calibration: Calibration
  /** The first sample is the one it was fitted to; samples without rows are left out. */
  readonly samples: readonly CalibrationSample[]
  /** Mean PD asked of a shift; null: the event rate. */
  readonly centralTendency?: number | null | undefined
  /** Method of an earlier calibration that this one takes the place of. */
  readonly replaces?: string | null | undefined
}

/**
 * Calibration report: Brier score, log-loss, calibration error, slope, intercept and level before and after, by sample.
 *
 * Figures after are flattered on the sample the calibration was fitted to; those of other samples are not. They are the figures of the
 * validation report, computed alike.
 *
 * @param input - the calibration and samples with log odds and earlier PD
 * @returns the report as plain data
 * @throws StatisticError `invalidInput` if there is no sample, lengths differ, an outcome is neither 0 nor 1, or a log odds is not finite
 * @throws StatisticError `undefined` if the first sample has no rows
 */
export function calibrationReport(input: CalibrationReportInput): CalibrationReport {
  const [first] = input.samples
  if (first === undefined) {
    throw new StatisticError('invalidInput', 'A calibration report needs one sample at least, got 0')
  }
  const { calibration } = input
  const samples = input.samples
    .filter((sample) => sample === first || sample.yTrue.length > 0)
    .map((sample) => {
      requireOutcomes('calibration report', sample.yTrue, sample.eta)
      return {
        label: sample.label,
        nRows: sample.yTrue.length,
        before: figures(sample, sample.before),
        after: figures(
          sample,
          sample.eta.map((eta) => applyCalibration(calibration, eta)),
        ),
      }
    })
  const nEvents = first.yTrue.reduce((sum, y) => sum + y, 0)
  const fitted = samples[0]!
  return {
    kind: 'calibrationReport',
    calibration,
    fittedOn: first.label,
    nRows: first.yTrue.length,
    nEvents,
    statement: calibrationStatement({
      calibration,
      fittedOn: first.label,
      nRows: first.yTrue.length,
      nEvents,
      meanBefore: fitted.before.meanPredicted,
      meanAfter: fitted.after.meanPredicted,
      ...othersOf(input.samples),
      centralTendency: input.centralTendency ?? null,
      replaces: input.replaces ?? null,
    }),
    samples,
  }
}

/** Samples with rows besides the first, by whether the model was fitted to them. */
function othersOf([, ...others]: readonly CalibrationSample[]) {
  const labels = (isDevelopment: boolean): string[] =>
    others
      .filter((sample) => sample.yTrue.length > 0 && (sample.isDevelopment ?? false) === isDevelopment)
      .map(({ label }) => label)
  return { unseen: labels(false), seenByModel: labels(true) }
}

function figures({ yTrue, eta }: CalibrationSample, yProb: Float64Array): CalibrationFigures {
  const points = eta.map((value) => 0 - value)
  const report = sampleReport({ sample: 'all', yTrue, yProb, points, isInSample: false }, edgesOf(points))
  return {
    brierScore: report.brierScore,
    logLoss: report.logLoss,
    expectedCalibrationError: report.expectedCalibrationError,
    calibrationSlope: report.calibrationSlope,
    calibrationIntercept: report.calibrationIntercept,
    calibrationInTheLarge: report.calibrationInTheLarge,
    meanPredicted: mean(yProb),
    curve: report.calibrationCurve,
  }
}

function edgesOf(points: Float64Array): number[] {
  let [minimum, maximum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of points) {
    minimum = Math.min(minimum, value)
    maximum = Math.max(maximum, value)
  }
  return points.length === 0 ? [0, 1] : niceBandEdges(minimum, maximum)
}
