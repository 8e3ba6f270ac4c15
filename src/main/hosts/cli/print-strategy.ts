import type { CalibrationReport, ComparisonReport, StrategyReport } from '../../../shared/contract/index.ts'
import { formatFraction, formatInterval, formatNumber } from '../../../shared/format.ts'
import { printable, renderFacts, renderTable } from './table.ts'

/** Calibration before and after. */
export function calibrationText(report: CalibrationReport): string {
  const rows = report.samples.flatMap(({ label, before, after }) =>
    (
      [
        ['before', before],
        ['after', after],
      ] as const
    ).map(([when, figures]) => [
      label,
      when,
      formatNumber(figures.meanPredicted, 'percent2'),
      formatNumber(figures.brierScore.value, 'index3'),
      formatNumber(figures.logLoss.value, 'index3'),
      formatNumber(figures.expectedCalibrationError.value, 'index3'),
      formatNumber(figures.calibrationSlope.value, 'index3'),
      formatNumber(figures.calibrationIntercept.value, 'index3'),
    ]),
  )
  const columns = [
    { header: 'sample' },
    { header: '' },
    { header: 'mean PD', align: 'right' },
    { header: 'Brier', align: 'right' },
    { header: 'log-loss', align: 'right' },
    { header: 'ECE', align: 'right' },
    { header: 'slope', align: 'right' },
    { header: 'intercept', align: 'right' },
  ] as const
  return `${printable(report.statement)}\n\n${renderTable(columns, rows)}`
}

/** The cut-off of each rule. */
export function strategyText(report: StrategyReport): string {
  const rows = report.choices.map(({ label, choice, probability, note }) => [
    label,
    formatNumber(choice?.points, 'points'),
    formatNumber(probability, 'percent2'),
    formatNumber(choice?.approvalRate, 'percent1'),
    formatNumber(choice?.badRate, 'percent2'),
    formatNumber(choice?.cost, 'number'),
    formatNumber(choice?.profit, 'number'),
    note ?? '',
  ])
  const columns = [
    { header: 'rule' },
    { header: 'approve from', align: 'right' },
    { header: 'PD there', align: 'right' },
    { header: 'approved', align: 'right' },
    { header: 'bad rate', align: 'right' },
    { header: 'cost', align: 'right' },
    { header: 'profit', align: 'right' },
    { header: 'note' },
  ] as const
  const facts = renderFacts([
    [
      'Sample',
      `${report.sample}: ${formatNumber(report.nRows, 'integer')} rows, ${formatNumber(report.nEvents, 'integer')} bad`,
    ],
    ['Costs', `approved bad ${report.costFalseNegative}, refused good ${report.costFalsePositive}`],
    ['Profit', `approved good ${report.profitPerGood}, approved bad −${report.lossPerBad}`],
  ])
  return `${facts}\n\n${renderTable(columns, rows)}`
}

/** Models side by side, then each difference with its test, then the swap sets. */
export function comparisonText(report: ComparisonReport): string {
  const nameOf = new Map(report.models.map(({ modelVersionId, name }) => [modelVersionId, name]))
  const named = (id: string) => nameOf.get(id) ?? id
  const modelColumns = [
    { header: 'model' },
    { header: 'AUC [95% CI]', align: 'right' },
    { header: 'Gini', align: 'right' },
    { header: 'KS', align: 'right' },
    { header: 'Brier', align: 'right' },
    { header: 'log-loss', align: 'right' },
    { header: 'characteristics', align: 'right' },
  ] as const
  const models = report.models.map((one) => [
    one.name,
    formatInterval(one.rocAuc.value, one.rocAuc.lower, one.rocAuc.upper, 'auc'),
    formatNumber(one.gini.value, 'percent1'),
    formatNumber(one.ksStatistic.value, 'percent1'),
    formatNumber(one.brierScore.value, 'index3'),
    formatNumber(one.logLoss.value, 'index3'),
    String(one.nCharacteristics),
  ])
  const differenceColumns = [
    { header: 'difference' },
    { header: 'AUC [95% CI]', align: 'right' },
    { header: 'DeLong p', align: 'right' },
    { header: 'KS', align: 'right' },
    { header: 'Brier', align: 'right' },
    { header: 'rank correlation', align: 'right' },
  ] as const
  const differences = report.differences.map((one) => [
    `${named(one.second)} − ${named(one.first)}`,
    formatInterval(one.aucDifference.value, one.aucDifference.lower, one.aucDifference.upper, 'coefficient'),
    formatNumber(one.test.pValue, 'pValue'),
    formatNumber(one.ksDifference, 'pp1'),
    formatNumber(one.brierDifference, 'coefficient'),
    formatNumber(one.rankCorrelation, 'index3'),
  ])
  const undefinedTests = report.differences
    .filter(({ test }) => test.pValue === null)
    .map(
      ({ second, test }) => `No DeLong p for ${printable(named(second))}: ${printable(test.reason ?? 'not defined')}`,
    )
  const swaps = report.swapSets.map((one) => {
    const rows = one.cells.map((cell) => [
      SWAP_WORDS[cell.cell],
      formatFraction(cell.events, cell.count),
      formatInterval(cell.eventRate, cell.lower, cell.upper, 'percent1'),
    ])
    const columns = [
      { header: `${named(one.first)} → ${named(one.second)}` },
      { header: 'bad', align: 'right' },
      { header: 'bad rate [95% CI]', align: 'right' },
    ] as const
    return `${printable(one.statement)}\n${renderTable(columns, rows)}`
  })
  const head = `Sample ${report.sample}: ${formatNumber(report.nRows, 'integer')} rows, ${formatNumber(report.nEvents, 'integer')} bad`
  const differenceText = [renderTable(differenceColumns, differences), ...undefinedTests].join('\n')
  return [head, renderTable(modelColumns, models), differenceText, ...swaps].join('\n\n')
}

const SWAP_WORDS = {
  bothApproved: 'approved by both',
  swapIn: 'swapped in',
  swapOut: 'swapped out',
  bothRefused: 'refused by both',
} as const
