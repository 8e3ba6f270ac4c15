import type {
  BoostingReport,
  CaseExplanation,
  Estimate,
  Evidence,
  ExplanationReport,
  FairnessReport,
  FitReport,
  SampleReport,
  ValidationReport,
} from '../../../shared/contract/index.ts'
import { assertNever } from '../../../shared/errors.ts'
import { formatFraction, formatHash, formatInterval, formatNumber } from '../../../shared/format.ts'
import { calibrationText, comparisonText, strategyText } from './print-strategy.ts'
import { constraintNotes } from './print-trees.ts'
import { type Column, printable, renderFacts, renderTable } from './table.ts'

/** Evidence as a person reads it in a terminal; the whole of it is in the JSON. */
export function evidenceText(evidence: Evidence): string {
  const head = renderFacts([
    ['Evidence', evidence.title],
    ['Id', evidence.id],
    ['Content hash', formatHash(evidence.contentHash)],
  ])
  return `${head}\n\n${payloadText(evidence.payload)}`
}

function payloadText(payload: Evidence['payload']): string {
  switch (payload.kind) {
    case 'validationReport':
      return validationText(payload)
    case 'fairnessReport':
      return fairnessText(payload)
    case 'explanationReport':
      return explanationText(payload)
    case 'fitReport':
      return fitText(payload)
    case 'calibrationReport':
      return calibrationText(payload)
    case 'strategyReport':
      return strategyText(payload)
    case 'comparisonReport':
      return comparisonText(payload)
    default:
      return assertNever(payload)
  }
}

function validationText(report: ValidationReport): string {
  const row = (label: string, cell: (sample: SampleReport) => string): string[] => [label, ...report.samples.map(cell)]
  const rows = [
    row('rows', (one) => formatNumber(one.nRows, 'integer')),
    row('events', (one) => formatFraction(one.nEvents, one.nRows)),
    row('AUC [95% CI]', ({ rocAuc }) => formatInterval(rocAuc.value, rocAuc.lower, rocAuc.upper, 'auc')),
    row('Gini', (one) => formatNumber(one.gini.value, 'percent1')),
    row('KS', (one) => formatNumber(one.ksStatistic.value, 'percent1')),
    row('Brier score', (one) => formatNumber(one.brierScore.value, 'index3')),
    row('log-loss', (one) => formatNumber(one.logLoss.value, 'index3')),
    row('Hosmer–Lemeshow p', (one) => formatNumber(one.hosmerLemeshow.pValue, 'pValue')),
    row('calibration in the large', (one) => formatNumber(one.calibrationInTheLarge.value, 'pp2')),
  ]
  const columns: Column[] = [
    { header: 'measure' },
    ...report.samples.map((one): Column => ({ header: one.sample, align: 'right' })),
  ]
  const stability = report.scoreStability
  const psi =
    stability === null ? [] : ['', `Score PSI ${formatNumber(stability.populationStabilityIndex.value, 'index3')}`]
  return [renderTable(columns, rows), ...psi].join('\n')
}

function fairnessText(report: FairnessReport): string {
  const facts = renderFacts([
    ['Reference group', `${report.referenceGroup} (${report.referenceReason})`],
    [
      'Cut-off',
      `${formatNumber(report.cutOff.points, 'points')} points, PD ${formatNumber(report.cutOff.probability, 'percent2')} (${report.cutOff.reason})`,
    ],
  ])
  const tables = report.bases.map((basis) => {
    const rows = basis.groups.map((one) => {
      const ratio = one.adverseImpactRatio
      const test = one.preferredTest === 'fisher' ? one.fisherTest : one.chiSquaredTest
      return [
        one.isReference ? `${one.group} (reference)` : one.group,
        formatFraction(one.nSelected, one.count),
        formatNumber(one.selectionRate, 'percent1'),
        formatInterval(ratio.value, ratio.lower, ratio.upper, 'ratio3'),
        formatNumber(test.pValue, 'pValue'),
        one.isSufficient ? '' : `Insufficient evidence (n < ${report.minimumGroupSize})`,
      ]
    })
    const columns = [
      { header: 'group' },
      { header: 'selected', align: 'right' },
      { header: 'rate', align: 'right' },
      { header: 'AIR [95% CI]', align: 'right' },
      { header: 'p', align: 'right' },
      { header: 'note' },
    ] as const
    const left =
      basis.nMissing === 0 ? '' : `\n${formatNumber(basis.nMissing, 'integer')} rows without a value are in no group`
    return `Basis: ${basis.basis} (selected = ${basis.selectedMeans})\n${renderTable(columns, rows)}${left}`
  })
  return [facts, ...tables].join('\n\n')
}

function explanationText(report: ExplanationReport): string {
  const rows = report.importance.map((one) => [
    one.name,
    formatNumber(one.meanPoints, 'points'),
    formatNumber(one.meanAbsoluteDeviation, 'points'),
    formatNumber(one.pointsRange, 'points'),
    formatNumber(one.share, 'percent1'),
  ])
  const columns = [
    { header: 'characteristic' },
    { header: 'mean points', align: 'right' },
    { header: 'mean |distance|', align: 'right' },
    { header: 'range', align: 'right' },
    { header: 'share', align: 'right' },
  ] as const
  const head = [
    `Baseline: ${report.baseline}, ${formatNumber(report.baselinePoints, 'points')} points`,
    `Rows ${formatNumber(report.nRows, 'integer')}, largest additivity residual ${formatNumber(report.largestAdditivityResidual, 'number')} points`,
  ]
  return `${head.join('\n')}\n\n${renderTable(columns, rows)}`
}

function fitText(report: FitReport): string {
  if (report.boosting !== null) return boostingText(report, report.boosting)
  const rows = report.coefficients.map((one) => [
    one.name,
    formatNumber(one.estimate, 'coefficient'),
    formatNumber(one.standardError, 'coefficient'),
    formatNumber(one.pValue, 'pValue'),
    formatNumber(one.varianceInflationFactor, 'odds'),
  ])
  const columns = [
    { header: 'term' },
    { header: 'coefficient', align: 'right' },
    { header: 'standard error', align: 'right' },
    { header: 'p', align: 'right' },
    { header: 'VIF', align: 'right' },
  ] as const
  return renderTable(columns, rows)
}

function boostingText(report: FitReport, boosting: BoostingReport): string {
  const { nTrees, nGrown, nLeaves, largestDepth, watched } = boosting
  const auc = ({ value, lower, upper }: Estimate) => formatInterval(value, lower, upper, 'auc')
  const facts = renderFacts([
    ['Trees', `${formatNumber(nTrees, 'integer')} of ${formatNumber(nGrown, 'integer')} grown`],
    ['Leaves', `${formatNumber(nLeaves, 'integer')}, at most ${formatNumber(largestDepth, 'integer')} splits deep`],
    ['Watched', watched ?? 'no sample'],
    ['AUC, development', auc(report.developmentAuc)],
    ['AUC, hold-out', report.holdoutAuc === null ? 'no hold-out sample' : auc(report.holdoutAuc)],
    ...(report.equality === null ? [] : [['Equality', report.equality.statement] as const]),
  ])
  const rows = boosting.importance.map((one) => [
    one.name,
    formatNumber(one.gainShare, 'percent1'),
    formatNumber(one.nSplits, 'integer'),
    one.permutation === null ? '' : auc(one.permutation),
  ])
  const columns = [
    { header: 'characteristic' },
    { header: '% of gain', align: 'right' },
    { header: 'splits', align: 'right' },
    { header: 'AUC lost when shuffled', align: 'right' },
  ] as const
  return [facts, '', renderTable(columns, rows), ...constraintNotes(report)].join('\n')
}

/** One case: its waterfall in points, and the reasons. */
export function caseText(explained: CaseExplanation): string {
  // Characteristics of trees have no points of their own.
  const hasPoints = explained.contributions.some(({ points }) => points !== null)
  const rows = explained.contributions.map((one) => [
    one.name,
    one.value === null ? 'missing' : String(one.value),
    one.attribute,
    ...(hasPoints ? [formatNumber(one.points, 'points')] : []),
    formatNumber(one.contribution, 'points'),
  ])
  const columns: Column[] = [
    { header: 'characteristic' },
    { header: 'value' },
    { header: 'attribute' },
    ...(hasPoints ? [{ header: 'points', align: 'right' } as const] : []),
    { header: 'against baseline', align: 'right' },
  ]
  const head = renderFacts([
    ['Row', String(explained.row)],
    [
      'Score',
      `${formatNumber(explained.points, 'points')} points, PD ${formatNumber(explained.probability, 'percent2')}`,
    ],
    ['Baseline', `${explained.baseline}, ${formatNumber(explained.baselinePoints, 'points')} points`],
  ])
  const reasons = explained.reasons.map(
    (reason) =>
      `${reason.rank}. ${printable(reason.text)} (${reason.code}, ${formatNumber(reason.pointsBelowBaseline, 'points')} points below)`,
  )
  return [
    head,
    '',
    renderTable(columns, rows),
    '',
    'Reasons',
    ...(reasons.length === 0 ? ['none below the baseline'] : reasons),
  ].join('\n')
}
