import { printDate } from '../calendar/print-date.ts'
import { type Column, type Frame, getColumn, type NumericColumn, type TextColumn } from '../frame/frame.ts'
import { printNumber } from '../frame/parse-number.ts'
import { tallyMoments } from '../frame/tally-statistics.ts'
import type { ValueTally } from '../frame/value-tally.ts'
import { StatisticError } from '../statistic-error.ts'
import { chiSquaredSurvival } from '../stats/chi-squared-survival.ts'
import { attemptEstimate, undefinedEstimate } from '../stats/estimate.ts'
import { populationStabilityIndex } from '../stats/population-stability-index.ts'
import { requireBandCount } from '../stats/requirements.ts'
import { attemptTest, type TestDescription, type TestNumbers, undefinedTest } from '../stats/test-result.ts'
import { stabilityReport } from '../validation/stability-report.ts'
import { chiSquaredOfTable } from './association-measures.ts'
import { datesAsNumbers } from './dates-as-numbers.ts'
import { type DriftBins, numericDriftBins, textDriftBins } from './drift-bins.ts'
import type { ColumnDrift, DataDriftOptions, DataDriftReport, UncomparedColumn } from './drift-types.ts'
import { jensenShannonDistance } from './jensen-shannon-distance.ts'
import { ksTwoSamples } from './ks-two-samples.ts'

export type { ColumnDrift, DataDriftOptions, DataDriftReport } from './drift-types.ts'

const SMOOTHED =
  'population stability index over the bins shown, natural logarithm; a bin empty in one sample counts as half a row there'
const JENSEN_SHANNON = 'Jensen–Shannon distance over the bins shown, to base 2'
const MEAN_CHANGE = 'difference of the means, actual − expected, in standard deviations of the expected sample'

const KS_TEST: TestDescription = {
  id: 'ksTwoSamples',
  formula: 'D = max |F_e(x) − F_a(x)|; p from the limiting distribution of D · √(N · M / (N + M))',
  source: 'Smirnov (1948), Annals of Mathematical Statistics 19',
  nullHypothesis: 'both samples come from one distribution',
}

const CHI_SQUARED_TEST: TestDescription = {
  id: 'chiSquaredHomogeneity',
  formula: 'X² = Σ (O − E)² / E over samples and filled bins without Missing; χ² with bins − 1 degrees of freedom',
  source: 'Pearson (1900), Philosophical Magazine 50',
  nullHypothesis: 'both samples have the same shares',
}

/**
 * Drift of columns between two samples: stability index, distances, tests, and the bins they rest on.
 *
 * The expected sample fixes the bins: ten of equal counts for numbers and dates (ties never split), the most frequent levels for
 * texts; special codes and Missing are bins of their own. What counts as drift is policy and does not belong here.
 *
 * @param expected - development sample
 * @param actual - monitored sample
 * @param columns - columns to compare; those that both frames have if left out
 * @param options - bins (10), levels (50), special codes per column (none)
 * @returns one entry per column that both have as the same type, the others with the reason
 * @throws StatisticError `invalidInput` if a number of bins or levels is not whole and ≥ 1
 * @see Siddiqi (2006), Credit Risk Scorecards, characteristic analysis report
 */
export function dataDrift(
  expected: Frame,
  actual: Frame,
  columns?: readonly string[],
  options: DataDriftOptions = {},
): DataDriftReport {
  const { nBins = 10, maxLevels = 50, specialCodes = new Map() } = options
  requireBandCount('dataDrift', nBins)
  requireBandCount('dataDrift', maxLevels)
  const names = columns ?? [...expected.columns.keys()].filter((name) => actual.columns.has(name))
  const compared: ColumnDrift[] = []
  const uncompared: UncomparedColumn[] = []
  for (const name of names) {
    const reason = uncomparedReason(name, expected, actual)
    if (reason !== null) {
      uncompared.push({ column: name, reason })
      continue
    }
    const [e, a] = [getColumn(expected, name), getColumn(actual, name)]
    const [numbersE, numbersA] = [datesAsNumbers(e), datesAsNumbers(a)]
    if (numbersE.kind === 'numeric' && numbersA.kind === 'numeric') {
      const codes = specialCodes.get(name) ?? []
      compared.push(numericDrift(numbersE, numbersA, { nBins, specialCodes: codes }, printerOf(e)))
    } else compared.push(textDrift(e as TextColumn, a as TextColumn, maxLevels))
  }
  return { nExpected: expected.nRows, nActual: actual.nRows, columns: compared, uncompared }
}

function uncomparedReason(name: string, expected: Frame, actual: Frame): string | null {
  const [e, a] = [expected.columns.get(name), actual.columns.get(name)]
  if (e === undefined) return 'the expected sample has no such column'
  if (a === undefined) return 'the actual sample has no such column'
  const [typeE, typeA] = [typeOf(e), typeOf(a)]
  return typeE === typeA ? null : `the column is ${typeE} in the expected and ${typeA} in the actual sample`
}

function typeOf(column: Column): string {
  return column.kind === 'text' && column.dateFormat !== undefined ? 'a date' : column.kind
}

function printerOf(column: Column): (value: number) => string {
  const format = column.kind === 'text' ? column.dateFormat : undefined
  return format === undefined ? printNumber : (day) => printDate(day, format) ?? printNumber(day)
}

function numericDrift(
  expected: NumericColumn,
  actual: NumericColumn,
  options: { readonly nBins: number; readonly specialCodes: readonly string[] },
  print: (value: number) => string,
): ColumnDrift {
  const bins = numericDriftBins(expected, actual, options, print)
  return {
    column: expected.name,
    type: 'numeric',
    ...binnedDrift(expected.name, bins),
    ksTest: attemptTest(KS_TEST, () => ksTwoSamples(bins.expectedTally, bins.actualTally)),
    chiSquaredTest: undefinedTest(CHI_SQUARED_TEST, 'the test needs texts, got numbers'),
    meanChangeInSd: attemptEstimate(MEAN_CHANGE, () => ({
      value: meanChangeInSd(bins.expectedTally, bins.actualTally),
    })),
    newLevels: null,
    vanishedLevels: null,
  }
}

function textDrift(expected: TextColumn, actual: TextColumn, maxLevels: number): ColumnDrift {
  const bins = textDriftBins(expected, actual, maxLevels)
  return {
    column: expected.name,
    type: 'text',
    ...binnedDrift(expected.name, bins),
    ksTest: undefinedTest(KS_TEST, 'the test needs numbers, got texts'),
    chiSquaredTest: attemptTest(CHI_SQUARED_TEST, () => homogeneity(bins)),
    meanChangeInSd: undefinedEstimate(MEAN_CHANGE, 'a mean needs numbers, got texts'),
    newLevels: bins.newLevels,
    vanishedLevels: bins.vanishedLevels,
  }
}

function binnedDrift(name: string, { labels, expected, actual }: DriftBins) {
  const stability = stabilityReport({ name, labels, expected, actual })
  const { nExpected, nActual } = stability
  const halfRows = (counts: readonly number[], others: readonly number[]) =>
    counts.map((count, b) => (count === 0 && others[b]! > 0 ? 0.5 : count))
  return {
    nExpected,
    nActual,
    bins: stability.bands,
    populationStabilityIndex: stability.populationStabilityIndex,
    smoothedPopulationStabilityIndex:
      nExpected === 0 || nActual === 0
        ? undefinedEstimate(SMOOTHED, `the index needs rows in both samples, got ${nExpected} and ${nActual}`)
        : attemptEstimate(SMOOTHED, () => ({
            value: populationStabilityIndex(halfRows(expected, actual), halfRows(actual, expected)),
          })),
    noDriftLimit: stability.noDriftLimit,
    jensenShannonDistance: attemptEstimate(JENSEN_SHANNON, () => ({ value: jensenShannonDistance(expected, actual) })),
    missingShareChange:
      nExpected === 0 || nActual === 0 ? null : actual.at(-1)! / nActual - expected.at(-1)! / nExpected,
  }
}

function meanChangeInSd(expected: ValueTally, actual: ValueTally): number {
  const [e, a] = [tallyMoments(expected), tallyMoments(actual)]
  if (e.mean === null || a.mean === null) {
    throw new StatisticError('undefined', `a mean needs numbers in both samples, got ${expected.n} and ${actual.n}`)
  }
  if (e.standardDeviation === null || e.standardDeviation === 0) {
    throw new StatisticError('undefined', `the change needs an expected sample that varies, got ${expected.n} numbers`)
  }
  return (a.mean - e.mean) / e.standardDeviation
}

function homogeneity({ expected, actual }: DriftBins): TestNumbers {
  const table = [...expected.slice(0, -1), ...actual.slice(0, -1)]
  const { chiSquared, r, c } = chiSquaredOfTable(table, expected.length - 1)
  if (r < 2 || c < 2) {
    throw new StatisticError('undefined', `the test needs two samples and two filled bins, got ${r} and ${c}`)
  }
  return { statistic: chiSquared, degreesOfFreedom: c - 1, pValue: chiSquaredSurvival(chiSquared, c - 1) }
}
