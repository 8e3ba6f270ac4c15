import { StatisticError } from '../statistic-error.ts'
import { requireOutcomes, requireProbabilities } from '../stats/requirements.ts'
import { fairnessGroup } from './fairness-group.ts'
import type {
  FairnessBasis,
  FairnessBasisName,
  FairnessGroup,
  FairnessInput,
  FairnessReport,
} from './fairness-types.ts'
import { groupRows } from './group-rows.ts'

const DEFAULT_MINIMUM_GROUP_SIZE = 30

/**
 * Disparate-impact report of one grouping, on two bases.
 *
 * On the outcome basis a person is selected who really was a non-event: what the data say, whatever the model. On the
 * decision basis a person is selected whose points reach the cut-off: what the model would do. Every ratio is against the
 * named reference group, never smallest over largest. Small groups stay listed with `isSufficient` false and are left out
 * of the two spreads over groups only. What ratio or p-value is tolerable is policy and does not belong here.
 *
 * @param input - groups, outcomes, points and the cut-off of one sample
 * @returns the report as plain data
 * @throws StatisticError `invalidInput` if arrays differ in length, values are out of range, labels repeat, a code has no
 *   label, the reference group is not among the labels, or a number of the cut-off is not finite
 */
export function fairnessReport(input: FairnessInput): FairnessReport {
  requireFairnessInput(input)
  const minimumGroupSize = input.minimumGroupSize ?? DEFAULT_MINIMUM_GROUP_SIZE
  return {
    kind: 'fairnessReport',
    grouping: { column: input.grouping.column, cuts: [...input.grouping.cuts] },
    referenceGroup: input.referenceGroup,
    referenceReason: input.referenceReason,
    sample: input.sample,
    cutOff: { points: input.cutOffPoints, probability: input.cutOffProbability, reason: input.cutOffReason },
    minimumGroupSize,
    bases: [
      fairnessBasis(input, 'decision', 'points at or above the cut-off', minimumGroupSize),
      fairnessBasis(input, 'outcome', 'no event in the data: the person paid as agreed', minimumGroupSize),
    ],
  }
}

function fairnessBasis(
  input: FairnessInput,
  basis: FairnessBasisName,
  selectedMeans: string,
  minimumGroupSize: number,
): FairnessBasis {
  const { codes, labels, yTrue, points, cutOffPoints, referenceGroup } = input
  const isSelected =
    basis === 'decision' ? (row: number) => points[row]! >= cutOffPoints : (row: number) => yTrue[row] === 0
  const rows = groupRows(codes, labels, yTrue, points, isSelected)
  const reference = rows[labels.indexOf(referenceGroup)]!
  const groups = rows.map((group) => fairnessGroup(group, reference, basis, minimumGroupSize))
  const grouped = rows.reduce((total, { count }) => total + count, 0)
  return {
    basis,
    selectedMeans,
    groups,
    nMissing: codes.length - grouped,
    equalizedOddsDifference: larger(
      spread(groups, (group) => group.selectionRateNonEvents),
      spread(groups, (group) => group.selectionRateEvents),
    ),
    demographicParityDifference: spread(groups, (group) => group.selectionRate),
  }
}

/** Largest minus smallest rate over groups of sufficient size; null if fewer than two of them have one. */
function spread(groups: readonly FairnessGroup[], rateOf: (group: FairnessGroup) => number | null): number | null {
  const rates = groups
    .filter(({ isSufficient }) => isSufficient)
    .map(rateOf)
    .filter((rate) => rate !== null)
  return rates.length < 2 ? null : Math.max(...rates) - Math.min(...rates)
}

function larger(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : Math.max(a, b)
}

function requireFairnessInput(input: FairnessInput): void {
  const { codes, labels, yTrue, points, yProb, referenceGroup, cutOffPoints, cutOffProbability } = input
  requireOutcomes('fairnessReport', yTrue, points)
  requireOutcomes('fairnessReport', yTrue, yProb)
  requireOutcomes('fairnessReport', yTrue, codes)
  requireProbabilities('fairnessReport', yProb)
  if (new Set(labels).size !== labels.length) {
    throw new StatisticError('invalidInput', `fairnessReport needs distinct labels, got ${labels.join(', ')}`)
  }
  for (const code of codes) {
    if (code < -1 || code >= labels.length) {
      throw new StatisticError('invalidInput', `fairnessReport needs codes of its ${labels.length} labels, got ${code}`)
    }
  }
  if (!labels.includes(referenceGroup)) {
    throw new StatisticError(
      'invalidInput',
      `fairnessReport needs a reference group among ${labels.map((label) => `"${label}"`).join(', ')}, got "${referenceGroup}"`,
    )
  }
  if (!Number.isFinite(cutOffPoints) || !Number.isFinite(cutOffProbability)) {
    throw new StatisticError(
      'invalidInput',
      `fairnessReport needs a finite cut-off, got ${cutOffPoints} points and PD ${cutOffProbability}`,
    )
  }
}
