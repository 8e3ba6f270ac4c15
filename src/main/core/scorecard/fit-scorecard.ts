import { assignBins } from '../binning/assign-bin.ts'
import { binVariable } from '../binning/bin-variable.ts'
import { countClasses } from '../binning/count-classes.ts'
import { createFrame, type Frame, getColumn, takeRows } from '../frame/frame.ts'
import type { LogisticRegressionModel } from '../learn/logistic-regression.ts'
import type { SampleSplit } from '../random/stratified-split.ts'
import { StatisticError } from '../statistic-error.ts'
import { describeRegression, pointsAuc } from './describe-regression.ts'
import type { Exclusion, FitReport } from './fit-report.ts'
import { fitWarnings } from './fit-warnings.ts'
import { fitWoeRegression, type WoeColumn } from './fit-woe-regression.ts'
import { attributePoints, scalingConstants } from './scaling.ts'
import { compileScorecard } from './score-scorecard.ts'
import type { Characteristic, Scaling, ScorecardModel, ScorecardParams, Target } from './scorecard-model.ts'
import { screenCharacteristic } from './screen-characteristics.ts'
import { targetVector } from './target-vector.ts'

/** Told how far the fit is: stage in words, steps done, steps in all. */
export type FitProgress = (stage: string, done: number, total: number) => void

/**
 * Fits a points-based scorecard: optimal binning, weights of evidence (WoE), logistic regression, scaling to points.
 *
 * Everything is estimated on the development rows alone. Characteristics are left out, each with its reason, when all missing,
 * constant, without feasible bins, below the minimum information value, a combination of others, or of the wrong sign. The score
 * is the sum of the printed points, in scorecard order; the order is that of `characteristics`.
 *
 * @param frame - target and characteristics, nRows rows
 * @param target - target column and event value
 * @param characteristics - distinct names of candidate columns, the target not among them
 * @param params - parameters with defaults applied
 * @param split - row indices of development and hold-out sample
 * @param onProgress - called at every step
 * @returns the scorecard as plain data and the report of the fit
 * @throws StatisticError `invalidInput` if names are wrong or repeated, the target has missing values, or parameters are out of range
 * @throws StatisticError `undefined` if the development sample lacks a class, the characteristics separate the classes, or none is left
 * @see Siddiqi (2006), Credit Risk Scorecards, chapter 6
 */
export function fitScorecard(
  frame: Frame,
  target: Target,
  characteristics: readonly string[],
  params: ScorecardParams,
  split: SampleSplit,
  onProgress: FitProgress = () => {},
): { model: ScorecardModel; fit: FitReport } {
  checkNames(target, characteristics)
  const yAll = targetVector(getColumn(frame, target.column), target.eventValue)
  const yTrue = Uint8Array.from(split.development, (row) => yAll[row]!)
  const { events } = countClasses(yTrue, 'the development sample')
  const development = createFrame(characteristics.map((name) => takeRows(getColumn(frame, name), split.development)))
  const binned = binCandidates(development, yTrue, characteristics, params, onProgress)
  onProgress('Fitting', 0, 1)
  const regression = fitWoeRegression(binned.columns, yTrue, params)
  const exclusions = [...binned.exclusions, ...regression.exclusions]
  if (regression.model === null) throw nothingLeft(exclusions)
  onProgress('Scaling', 0, 1)
  const model = buildModel(target, regression.columns, regression.model, params.scaling, events / yTrue.length)
  const points = compileScorecard(model).scoreFrame(development).points
  const nEvents = yAll.reduce((sum, y) => sum + y, 0)
  const fit: FitReport = {
    kind: 'fitReport',
    nDevelopment: split.development.length,
    nHoldout: split.holdout.length,
    nEventsDevelopment: events,
    nEventsHoldout: split.holdout.length === 0 ? 0 : nEvents - events,
    ...describeRegression(regression.model, regression.columns),
    characteristicReport: binned.report,
    exclusions,
    developmentAuc: pointsAuc(yTrue, points),
    warnings: fitWarnings(
      getColumn(frame, target.column),
      target,
      characteristics,
      params,
      split,
      regression.model,
      regression.columns,
    ),
  }
  onProgress('Scaling', 1, 1)
  return { model, fit }
}

function checkNames(target: Target, characteristics: readonly string[]): void {
  if (characteristics.length === 0)
    throw new StatisticError('invalidInput', 'fitScorecard needs at least one candidate characteristic, got none')
  const seen = new Set<string>()
  for (const name of characteristics) {
    if (name === target.column)
      throw new StatisticError(
        'invalidInput',
        `fitScorecard needs characteristics other than the target, got "${name}"`,
      )
    if (seen.has(name))
      throw new StatisticError('invalidInput', `fitScorecard needs distinct characteristics, got "${name}" twice`)
    seen.add(name)
  }
}

function binCandidates(
  development: Frame,
  yTrue: Uint8Array,
  names: readonly string[],
  params: ScorecardParams,
  onProgress: FitProgress,
) {
  const columns: WoeColumn[] = []
  const exclusions: Exclusion[] = []
  const report = names.map((name, done) => {
    onProgress('Binning', done, names.length)
    const column = getColumn(development, name)
    const variable = binVariable(column, yTrue, params.binning)
    const exclusion = screenCharacteristic(variable, params.minInformationValue)
    if (exclusion === null) {
      const woeOfBin = Float64Array.from(variable.bins, (bin) => bin.woe)
      columns.push({ variable, woe: Float64Array.from(assignBins(variable, column), (bin) => woeOfBin[bin]!) })
    } else exclusions.push(exclusion)
    return variable
  })
  onProgress('Binning', names.length, names.length)
  return { columns, exclusions, report }
}

function nothingLeft(exclusions: readonly Exclusion[]): StatisticError {
  const shown = exclusions.slice(0, 10).map(({ name, reason }) => `${name}: ${reason}`)
  const more = exclusions.length > shown.length ? ` (and ${exclusions.length - shown.length} more)` : ''
  return new StatisticError(
    'undefined',
    `fitScorecard needs a characteristic that helps to tell events from non-events, got none of ${exclusions.length}. ${shown.join(' ')}${more} ` +
      'Check target and event value, give more rows or other columns, or lower minInformationValue, minBinShare, minEvents or minNonEvents.',
  )
}

function buildModel(
  target: Target,
  columns: readonly WoeColumn[],
  regression: LogisticRegressionModel,
  scaling: Scaling,
  eventRate: number,
): ScorecardModel {
  const intercept = regression.intercept.estimate
  return {
    kind: 'scorecardModel',
    formatVersion: 1,
    target: { column: target.column, eventValue: target.eventValue },
    ...scalingConstants(scaling),
    scaling: { ...scaling },
    variables: columns.map(({ variable }) => variable),
    characteristics: columns.map((column, j) =>
      buildCharacteristic(column, regression.coefficients[j]!.estimate, intercept, columns.length, scaling),
    ),
    intercept,
    developmentEventRate: eventRate,
  }
}

function buildCharacteristic(
  { variable, woe }: WoeColumn,
  coefficient: number,
  intercept: number,
  n: number,
  scaling: Scaling,
): Characteristic {
  const attributes = variable.bins.map(({ label, woe: binWoe }, bin) => ({
    bin,
    label,
    points: attributePoints(binWoe, coefficient, intercept, n, scaling),
  }))
  let total = 0
  variable.bins.forEach((bin, i) => {
    total += bin.count * attributes[i]!.points
  })
  const points = attributes.map((attribute) => attribute.points)
  return {
    name: variable.name,
    description: null,
    coefficient,
    attributes,
    meanPoints: total / woe.length,
    maximumPoints: Math.max(...points),
    minimumPoints: Math.min(...points),
  }
}
