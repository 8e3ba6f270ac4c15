import type {
  CaseExplanation,
  ExplanationReport,
  FairnessReport,
  SampleReport,
  StabilityReport,
  ValidationReport,
} from '../../../../src/shared/contract/evidence.ts'
import type { SampleName } from '../../../../src/shared/contract/primitives.ts'
import { estimate, pseudoRandom, testResult } from './model-fixtures.ts'

/** A sample report worked out from simulated scores, so that its curves look like curves. */
export function sampleReport(sample: SampleName, nRows: number, seed: number, strength = 95): SampleReport {
  const rows = simulate(nRows, seed, strength)
  const nEvents = rows.filter((row) => row.isEvent).length
  const auc = aucOf(rows)
  const ks = ksOf(rows)
  return {
    sample,
    nRows,
    nEvents,
    eventRate: nEvents / nRows,
    rocAuc: estimate(auc, 1.6 / Math.sqrt(nRows)),
    gini: estimate(2 * auc - 1, 3.2 / Math.sqrt(nRows)),
    ksStatistic: estimate(ks.distance, 0.08),
    ksPoints: ks.points,
    brierScore: estimate(0.1612, 0.012),
    logLoss: estimate(0.4871, 0.03),
    hosmerLemeshow: testResult('hosmerLemeshow', 0.309),
    calibrationSlope: estimate(0.962, 0.14),
    calibrationIntercept: estimate(-0.031, 0.2),
    calibrationInTheLarge: estimate(sample === 'development' ? 0 : 0.0123, 0.05),
    expectedCalibrationError: estimate(0.028),
    calibrationCurve: calibration(rows),
    gains: gains(rows),
    rocCurve: roc(rows),
    ksCurve: ks.curve,
    scoreDistribution: distribution(rows),
  }
}

interface Row {
  readonly points: number
  readonly isEvent: boolean
}

function simulate(nRows: number, seed: number, strength: number): Row[] {
  const next = pseudoRandom(seed)
  const normal = () => next() + next() + next() + next() + next() + next() - 3
  return Array.from({ length: nRows }, () => {
    const isEvent = next() < 0.3
    return { isEvent, points: Math.round(505 + (isEvent ? -strength * 0.55 : strength * 0.25) + normal() * 78) }
  }).sort((a, b) => a.points - b.points)
}

function aucOf(rows: readonly Row[]): number {
  const events = rows.filter((row) => row.isEvent)
  const others = rows.filter((row) => !row.isEvent)
  let wins = 0
  for (const event of events)
    for (const other of others) wins += event.points < other.points ? 1 : event.points === other.points ? 0.5 : 0
  return wins / (events.length * others.length)
}

function cumulative(rows: readonly Row[]): { points: number; events: number; others: number }[] {
  const nEvents = rows.filter((row) => row.isEvent).length
  let events = 0
  let others = 0
  return rows.map((row) => {
    if (row.isEvent) events++
    else others++
    return { points: row.points, events: events / nEvents, others: others / (rows.length - nEvents) }
  })
}

function roc(rows: readonly Row[]): SampleReport['rocCurve'] {
  const points = cumulative(rows).filter((_, index) => index % Math.ceil(rows.length / 180) === 0)
  return [
    { falsePositiveRate: 0, truePositiveRate: 0 },
    ...points.map((p) => ({ falsePositiveRate: p.others, truePositiveRate: p.events })),
    { falsePositiveRate: 1, truePositiveRate: 1 },
  ]
}

function ksOf(rows: readonly Row[]) {
  const steps = cumulative(rows)
  const best = steps.reduce((a, b) => (b.events - b.others > a.events - a.others ? b : a))
  const curve = steps
    .filter((_, index) => index % Math.ceil(rows.length / 180) === 0)
    .map((p) => ({ points: p.points, eventShare: p.events, nonEventShare: p.others }))
  return { distance: best.events - best.others, points: best.points, curve }
}

function bandsOf<T>(rows: readonly Row[], nBands: number, build: (part: readonly Row[], index: number) => T): T[] {
  return Array.from({ length: nBands }, (_, index) =>
    build(
      rows.slice(Math.round((index * rows.length) / nBands), Math.round(((index + 1) * rows.length) / nBands)),
      index,
    ),
  )
}

function calibration(rows: readonly Row[]): SampleReport['calibrationCurve'] {
  return bandsOf(rows, 10, (part) => {
    const events = part.filter((row) => row.isEvent).length
    const observed = events / part.length
    const mean = part.reduce((sum, row) => sum + 1 / (1 + Math.exp((row.points - 455) / 45)), 0) / part.length
    const half = 1.96 * Math.sqrt((observed * (1 - observed) + 0.01) / part.length)
    return {
      count: part.length,
      events,
      meanPredicted: mean,
      observed,
      lower: Math.max(0, observed - half),
      upper: Math.min(1, observed + half),
    }
  }).reverse()
}

function gains(rows: readonly Row[]): SampleReport['gains'] {
  const nEvents = rows.filter((row) => row.isEvent).length
  let count = 0
  let found = 0
  return bandsOf(rows, 10, (part, index) => {
    const events = part.filter((row) => row.isEvent).length
    count += part.length
    found += events
    return {
      band: index + 1,
      minimumPoints: part[0]!.points,
      maximumPoints: part[part.length - 1]!.points,
      count: part.length,
      events,
      nonEvents: part.length - events,
      eventRate: events / part.length,
      cumulativeShare: count / rows.length,
      cumulativeEventShare: found / nEvents,
      cumulativeNonEventShare: (count - found) / (rows.length - nEvents),
      lift: found / nEvents / (count / rows.length),
    }
  })
}

function distribution(rows: readonly Row[]): SampleReport['scoreDistribution'] {
  return Array.from({ length: 16 }, (_, index) => {
    const lower = 260 + index * 25
    const part = rows.filter((row) => row.points >= lower && row.points < lower + 25)
    const events = part.filter((row) => row.isEvent).length
    return {
      lower,
      upper: lower + 25,
      count: part.length,
      events,
      nonEvents: part.length - events,
      eventRate: part.length === 0 ? null : events / part.length,
    }
  })
}

export function stabilityReport(name: string, labels: readonly string[]): StabilityReport {
  const next = pseudoRandom(labels.length + name.length)
  const raw = labels.map(() => 20 + Math.round(next() * 80))
  const nExpected = raw.reduce((sum, count) => sum + count, 0)
  const bands = labels.map((label, index) => {
    const expected = raw[index]!
    const actual = Math.max(1, Math.round(expected * 0.43 * (0.85 + next() * 0.3)))
    return { label, expected, actual }
  })
  const nActual = bands.reduce((sum, band) => sum + band.actual, 0)
  const complete = bands.map((band) => {
    const expectedShare = band.expected / nExpected
    const actualShare = band.actual / nActual
    const logRatio = Math.log(actualShare / expectedShare)
    return { ...band, expectedShare, actualShare, logRatio, contribution: (actualShare - expectedShare) * logRatio }
  })
  return {
    name,
    populationStabilityIndex: estimate(complete.reduce((sum, band) => sum + band.contribution, 0)),
    nExpected,
    nActual,
    bands: complete,
    noDriftLimit: 0.0806,
  }
}

export function validationReport(names: readonly string[]): ValidationReport {
  const scoreLabels = Array.from({ length: 10 }, (_, index) =>
    index === 0 ? '< 410' : index === 9 ? '≥ 602' : `${410 + index * 24} to < ${434 + index * 24}`,
  )
  return {
    kind: 'validationReport',
    samples: [sampleReport('development', 700, 11), sampleReport('holdout', 300, 23, 88)],
    scoreStability: stabilityReport('score', scoreLabels),
    characteristicStability: names.map((name, index) =>
      stabilityReport(
        name,
        Array.from({ length: 4 + index }, (_, bin) => `${bin * 100} to < ${bin * 100 + 100}`),
      ),
    ),
  }
}

type Group = FairnessReport['bases'][number]['groups'][number]

export function fairnessGroup(
  group: string,
  count: number,
  nSelected: number,
  referenceRate: number,
  isReference: boolean,
): Group {
  const rate = nSelected / count
  const ratio = rate / referenceRate
  const half = 1.96 * Math.sqrt((1 - rate) / Math.max(1, nSelected) + 0.001)
  return {
    group,
    isReference,
    count,
    nSelected,
    selectionRate: rate,
    adverseImpactRatio: isReference
      ? { value: 1, lower: null, upper: null, level: null, method: 'log scale', reason: null }
      : {
          value: ratio,
          lower: ratio * Math.exp(-half),
          upper: ratio * Math.exp(half),
          level: 0.95,
          method: 'log scale',
          reason: null,
        },
    rateDifference: rate - referenceRate,
    oddsRatio: 0.5127,
    fisherTest: testResult('fisher', isReference ? null : 9.94e-5, isReference ? 'reference group' : null),
    chiSquaredTest: testResult('chiSquared', isReference ? null : 7.56e-5, isReference ? 'reference group' : null),
    preferredTest: 'fisher',
    standardizedMeanDifference: isReference ? 0 : -0.3321,
    shortfall: isReference ? 0 : 28.4,
    selectionRateNonEvents: rate * 1.1,
    selectionRateEvents: rate * 0.7,
    rocAuc: 0.781,
    isSufficient: count >= 30,
  }
}

export function fairnessReport(column = 'age_years', groups?: readonly Group[]): FairnessReport {
  const listed = groups ?? [
    fairnessGroup('> 25', 810, 590, 590 / 810, true),
    fairnessGroup('≤ 25', 190, 110, 590 / 810, false),
  ]
  return {
    kind: 'fairnessReport',
    grouping: { column, cuts: groups === undefined ? [25] : [] },
    referenceGroup: listed.find((group) => group.isReference)?.group ?? '',
    referenceReason: 'Largest group',
    sample: 'all',
    cutOff: { points: 448.72, probability: 0.3, reason: 'PD at the event rate of the development sample' },
    minimumGroupSize: 30,
    bases: [
      {
        basis: 'decision',
        selectedMeans: 'points at or above the cut-off',
        groups: [...listed],
        nMissing: 0,
        equalizedOddsDifference: 0.1493,
        demographicParityDifference: 0.1494,
      },
      {
        basis: 'outcome',
        selectedMeans: 'good outcome that really happened',
        groups: [...listed],
        nMissing: 0,
        equalizedOddsDifference: null,
        demographicParityDifference: 0.1494,
      },
    ],
  }
}

export function explanationReport(names: readonly string[]): ExplanationReport {
  const total = names.length * (names.length + 1)
  return {
    kind: 'explanationReport',
    sample: 'all',
    nRows: 1000,
    baseline: 'mean points over the development sample',
    baselinePoints: 508.21,
    importance: names.map((name, index) => ({
      name,
      meanPoints: 31.2 - index,
      meanAbsoluteDeviation: 21.4 / (index + 1),
      pointsRange: 80 - 9 * index,
      share: (2 * (names.length - index)) / total,
    })),
    largestAdditivityResidual: 2.3e-13,
  }
}

export function caseExplanation(names: readonly string[]): CaseExplanation {
  const contributions = names.map((name, index) => ({
    name,
    value: index % 2 === 0 ? 'A11' : 42,
    attribute: index % 2 === 0 ? 'A11' : '36 to < 48',
    points: 12 + index,
    baselinePoints: 31.25,
    contribution: (index % 3 === 1 ? 1 : -1) * (24 - 4 * index) - 0.25,
  }))
  const points = 508.25 + contributions.reduce((sum, item) => sum + item.contribution, 0)
  return {
    row: 17,
    points,
    probability: 0.412,
    baseline: 'mean points over the development sample',
    baselinePoints: 508.25,
    contributions,
    reasons: [],
    tieRule: 'alphabetical',
    outcome: 'event',
  }
}
