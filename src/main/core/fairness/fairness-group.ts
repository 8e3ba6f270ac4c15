import { adverseImpactRatio } from '../stats/adverse-impact-ratio.ts'
import { chiSquaredTest } from '../stats/chi-squared-test.ts'
import { type ContingencyTable, smallestExpectedCount } from '../stats/contingency-table.ts'
import { attemptEstimate, type Estimate } from '../stats/estimate.ts'
import { fisherExactTest } from '../stats/fisher-exact-test.ts'
import { oddsRatio } from '../stats/odds-ratio.ts'
import { rocAuc } from '../stats/roc-auc.ts'
import { reverseTally, tallyScores } from '../stats/score-tally.ts'
import { standardizedMeanDifference } from '../stats/standardized-mean-difference.ts'
import { attemptTest, type TestDescription, type TestResult, undefinedTest } from '../stats/test-result.ts'
import type { FairnessBasisName, FairnessGroup } from './fairness-types.ts'
import type { GroupRows } from './group-rows.ts'

const LEVEL = 0.95

const AIR_METHOD = 'selection rate over that of the reference group; interval on the log scale (Katz et al. 1978)'

const NULL_HYPOTHESIS = 'The group and the reference group are selected at the same rate.'

const FISHER: TestDescription = {
  id: 'fisherExact',
  formula:
    'Σ P(table) over tables with the same margins and P ≤ P(observed) · (1 + 1e-7), two-sided; rows group and reference, columns selected and rejected; statistic: sample odds ratio',
  source: "Fisher (1934), Statistical Methods for Research Workers, section 21.02; R's fisher.test",
  nullHypothesis: NULL_HYPOTHESIS,
}

const CHI_SQUARED: TestDescription = {
  id: 'chiSquaredYates',
  formula: 'Σ (|O − E| − min(½, |O − E|))² / E, df = 1; rows group and reference, columns selected and rejected',
  source: "Yates (1934), Supplement to the Journal of the Royal Statistical Society 1; R's chisq.test",
  nullHypothesis: NULL_HYPOTHESIS,
}

/**
 * Figures of one group against the reference group on one basis.
 *
 * The reference group has ratio 1, differences 0 and no tests: it is not compared with itself.
 *
 * @param group - rows of the group
 * @param reference - rows of the reference group
 * @param basis - what selected means; figures of the score are given on the decision basis only
 * @param minimumGroupSize - rows from which the group counts as sufficient evidence
 * @returns the figures; those that do not exist are null with the reason where there is room for one
 */
export function fairnessGroup(
  group: GroupRows,
  reference: GroupRows,
  basis: FairnessBasisName,
  minimumGroupSize: number,
): FairnessGroup {
  const isReference = group === reference
  const table: ContingencyTable = [
    [group.nSelected, group.count - group.nSelected],
    [reference.nSelected, reference.count - reference.nSelected],
  ]
  const rate = share(group.nSelected, group.count)
  const referenceRate = share(reference.nSelected, reference.count)
  const hasRates = rate !== null && referenceRate !== null
  return {
    group: group.label,
    isReference,
    count: group.count,
    nSelected: group.nSelected,
    selectionRate: rate,
    adverseImpactRatio: impactRatio(table, isReference),
    rateDifference: hasRates ? rate - referenceRate : null,
    oddsRatio: valueOrNull(() => (isReference && group.count > 0 ? 1 : oddsRatio(table))),
    ...tests(table, isReference, group.count === 0 || reference.count === 0),
    preferredTest: smallestExpectedCount(table) < 5 ? 'fisher' : 'chiSquared',
    shortfall: hasRates ? Math.max(0, referenceRate * group.count - group.nSelected) : null,
    ...scoreFigures(group, reference, basis),
    isSufficient: group.count >= minimumGroupSize,
  }
}

function impactRatio(table: ContingencyTable, isReference: boolean): Estimate {
  if (!isReference) return attemptEstimate(AIR_METHOD, () => adverseImpactRatio(table, LEVEL))
  return attemptEstimate('1 by definition: this is the reference group', () => ({
    value: adverseImpactRatio(table, LEVEL).value,
  }))
}

function tests(
  table: ContingencyTable,
  isReference: boolean,
  isEmpty: boolean,
): { readonly fisherTest: TestResult; readonly chiSquaredTest: TestResult } {
  if (isReference) {
    const reason = 'the reference group is not tested against itself'
    return { fisherTest: undefinedTest(FISHER, reason), chiSquaredTest: undefinedTest(CHI_SQUARED, reason) }
  }
  return {
    // By its formula the p-value of an empty group is 1, which would read as "no difference found".
    fisherTest: isEmpty
      ? undefinedTest(FISHER, 'the test needs groups that are not empty')
      : attemptTest(FISHER, () => ({
          pValue: fisherExactTest(table),
          statistic: valueOrNull(() => oddsRatio(table)),
        })),
    chiSquaredTest: attemptTest(CHI_SQUARED, () => chiSquaredTest(table)),
  }
}

function scoreFigures(group: GroupRows, reference: GroupRows, basis: FairnessBasisName) {
  if (basis === 'outcome') {
    return { standardizedMeanDifference: null, selectionRateNonEvents: null, selectionRateEvents: null, rocAuc: null }
  }
  return {
    standardizedMeanDifference: valueOrNull(() => standardizedMeanDifference(group.points, reference.points)),
    selectionRateNonEvents: share(group.nSelected - group.nSelectedEvents, group.count - group.nEvents),
    selectionRateEvents: share(group.nSelectedEvents, group.nEvents),
    rocAuc: valueOrNull(() => rocAuc(reverseTally(tallyScores(group.yTrue, group.points)))),
  }
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

function valueOrNull(compute: () => number): number | null {
  return attemptEstimate('', () => ({ value: compute() })).value
}
