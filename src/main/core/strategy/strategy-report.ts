import { StatisticError } from '../statistic-error.ts'
import { thinCurve } from '../stats/thin-curve.ts'
import {
  cheapestCutOff,
  costAt,
  cutOffOfApprovalRate,
  cutOffOfBadRate,
  ksCutOff,
  mostProfitableCutOff,
  profitAt,
  youdenCutOff,
} from './choose-cut-off.ts'
import { type CutOffSweep, cutOffSweep } from './cut-off-sweep.ts'
import type {
  CutOffRule,
  StrategyChoice,
  StrategyCosts,
  StrategyInput,
  StrategyPoint,
  StrategyReport,
} from './strategy-types.ts'

const MAXIMUM_POINTS = 201

interface Pick {
  readonly rule: CutOffRule
  readonly label: string
  /** Index into the sweep; −1: none. */
  readonly index: number
  readonly missing?: string
}

/**
 * Strategy report: what every cut-off would do on a sample, and the cut-offs that rules choose.
 *
 *     cost = costFalseNegative · events approved + costFalsePositive · non-events refused
 *     profit = profitPerGood · non-events approved − lossPerBad · events approved
 *
 * Choices look at every score that occurs, at approving everybody and at approving nobody; of equally good cut-offs the one that
 * approves more is taken, and a note says where the best is an end. The curve is thinned for drawing to 201 cut-offs at most, the
 * chosen ones among them.
 *
 * @param input - outcomes, points, PDs and costs; `approvalRate` and `badRate` ask for a cut-off of their own
 * @returns the report as plain data
 * @throws StatisticError `invalidInput` if lengths differ, an outcome is neither 0 nor 1, a score is not finite, a PD or an asked rate is
 *   out of range, or a cost is negative or not finite
 * @throws StatisticError `undefined` if there are no events or no non-events
 * @see Siddiqi (2006), Credit Risk Scorecards, chapter 7, setting cutoffs; Youden (1950), Index for rating diagnostic tests, Cancer 3
 */
export function strategyReport(input: StrategyInput): StrategyReport {
  checkInput(input)
  const sweep = cutOffSweep(input.yTrue, input.points, input.yProb)
  const picks = picksOf(sweep, input)
  const costs: StrategyCosts = {
    costFalseNegative: input.costFalseNegative,
    costFalsePositive: input.costFalsePositive,
    profitPerGood: input.profitPerGood,
    lossPerBad: input.lossPerBad,
  }
  const pointAt = (index: number) => strategyPoint(sweep, costs, index)
  const refused = sweep.nApproved.map((count) => 1 - count / sweep.nRows)
  const refusedEvents = sweep.nApprovedEvents.map((count) => 1 - count / sweep.nEvents)
  const chosen = picks.map(({ index }) => index).filter((index) => index >= 0)
  return {
    kind: 'strategyReport',
    sample: input.sample,
    nRows: sweep.nRows,
    nEvents: sweep.nEvents,
    ...costs,
    curve: thinCurve(refused, refusedEvents, chosen, MAXIMUM_POINTS).map(pointAt),
    choices: picks.map((pick) => describe(sweep, pick, pointAt)),
  }
}

function picksOf(sweep: CutOffSweep, input: StrategyInput): Pick[] {
  const { costFalseNegative, costFalsePositive, profitPerGood, lossPerBad } = input
  const approvalRate = input.approvalRate ?? null
  const badRate = input.badRate ?? null
  return [
    {
      rule: 'cost',
      label: `Lowest cost: an event approved costs ${costFalseNegative}, a non-event refused ${costFalsePositive}`,
      index: cheapestCutOff(sweep, input),
    },
    {
      rule: 'profit',
      label: `Highest profit: a non-event approved brings ${profitPerGood}, an event approved loses ${lossPerBad}`,
      index: mostProfitableCutOff(sweep, input),
    },
    ...(approvalRate === null
      ? []
      : [
          {
            rule: 'approvalRate' as const,
            label: `Most approved, at most ${percent(approvalRate)} of all`,
            index: cutOffOfApprovalRate(sweep, approvalRate),
          },
        ]),
    ...(badRate === null
      ? []
      : [
          {
            rule: 'badRate' as const,
            label: `Most approved with a bad rate of at most ${percent(badRate)}`,
            index: cutOffOfBadRate(sweep, badRate),
            missing: `No cut-off has a bad rate of at most ${percent(badRate)}: the lowest is ${percent(lowestBadRate(sweep))}.`,
          },
        ]),
    { rule: 'ks', label: 'Largest distance between events and non-events (KS)', index: ksCutOff(sweep) },
    {
      rule: 'youden',
      label: 'Largest Youden index: events refused less non-events refused',
      index: youdenCutOff(sweep),
    },
  ]
}

function describe(sweep: CutOffSweep, pick: Pick, pointAt: (index: number) => StrategyPoint): StrategyChoice {
  const { rule, label, index } = pick
  if (index < 0) return { rule, label, choice: null, probability: null, note: pick.missing ?? null }
  const probability = sweep.probability[index]!
  return {
    rule,
    label,
    choice: pointAt(index),
    probability: Number.isNaN(probability) ? null : probability,
    note: noteOf(sweep, pick),
  }
}

function noteOf({ points, nApproved, nRows }: CutOffSweep, { rule, index }: Pick): string | null {
  const last = points.length - 1
  if (index === last) {
    const highest = percent(nApproved[last - 1]! / nRows)
    return rule === 'approvalRate'
      ? `Nobody is approved: the highest score alone is had by ${highest} of all.`
      : 'Nobody is approved: the cut-off lies above every score that occurs.'
  }
  return index === 0 ? 'Everybody is approved: the cut-off is the lowest score that occurs.' : null
}

function strategyPoint(sweep: CutOffSweep, costs: StrategyCosts, index: number): StrategyPoint {
  const { nRows, nEvents } = sweep
  const nApproved = sweep.nApproved[index]!
  const nApprovedEvents = sweep.nApprovedEvents[index]!
  const eventsRefused = nEvents - nApprovedEvents
  return {
    points: sweep.points[index]!,
    nApproved,
    nApprovedEvents,
    approvalRate: nApproved / nRows,
    badRate: nApproved === 0 ? null : nApprovedEvents / nApproved,
    truePositiveRate: eventsRefused / nEvents,
    falsePositiveRate: (nRows - nApproved - eventsRefused) / (nRows - nEvents),
    cost: costAt(sweep, costs, index),
    profit: profitAt(sweep, costs, index),
    expectedBadRate: nApproved === 0 ? null : sweep.approvedProbability[index]! / nApproved,
  }
}

function lowestBadRate({ nApproved, nApprovedEvents }: CutOffSweep): number {
  let lowest = 1
  for (let i = 0; i < nApproved.length - 1; i++) lowest = Math.min(lowest, nApprovedEvents[i]! / nApproved[i]!)
  return lowest
}

function checkInput({ approvalRate, badRate, ...input }: StrategyInput): void {
  for (const name of ['costFalseNegative', 'costFalsePositive'] as const) {
    if (!(input[name] >= 0 && Number.isFinite(input[name]))) {
      throw new StatisticError('invalidInput', `strategyReport needs costs of 0 or more, got ${name} ${input[name]}`)
    }
  }
  for (const name of ['profitPerGood', 'lossPerBad'] as const) {
    if (!Number.isFinite(input[name])) {
      throw new StatisticError('invalidInput', `strategyReport needs finite gains, got ${name} ${input[name]}`)
    }
  }
  for (const rate of [approvalRate, badRate]) {
    if (rate !== null && rate !== undefined && !(rate > 0 && rate < 1)) {
      throw new StatisticError('invalidInput', `strategyReport needs rates in (0, 1), got ${rate}`)
    }
  }
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(2))}%`
}
