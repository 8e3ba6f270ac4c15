import type { FitReport, RejectReport } from '../../../shared/contract/index.ts'
import { formatInterval, formatNumber } from '../../../shared/format.ts'
import { renderTable } from './table.ts'

/** The regression: every coefficient with its error and tests. Empty where nothing was fitted. */
export function coefficientTable({ coefficients }: FitReport): string {
  if (coefficients.every(({ standardError }) => standardError === null)) return ''
  const rows = coefficients.map((one) => [
    one.name,
    formatNumber(one.estimate, 'coefficient'),
    formatNumber(one.standardError, 'coefficient'),
    formatNumber(one.zValue, 'coefficient'),
    formatNumber(one.pValue, 'pValue'),
    formatNumber(one.likelihoodRatioP, 'pValue'),
    formatNumber(one.varianceInflationFactor, 'odds'),
  ])
  const columns = [
    { header: 'coefficient of' },
    { header: 'estimate', align: 'right' },
    { header: 'standard error', align: 'right' },
    { header: 'z', align: 'right' },
    { header: 'Wald p', align: 'right' },
    { header: 'LR p', align: 'right' },
    { header: 'VIF', align: 'right' },
  ] as const
  return renderTable(columns, rows)
}

/** What another way of reject inference would have given. */
export function rejectTable({ sensitivity }: RejectReport): string {
  const rows = sensitivity.map((one) => [
    one.oddsMultiplier === null ? one.method : `${one.method}, odds × ${formatNumber(one.oddsMultiplier, 'number')}`,
    formatNumber(one.rejectedEventRate, 'percent1'),
    formatInterval(one.rocAuc.value, one.rocAuc.lower, one.rocAuc.upper, 'auc'),
    formatNumber(one.approvalRate, 'percent1'),
    formatNumber(one.largestCoefficientChange, 'coefficient'),
    one.problem ?? one.changedMost ?? '',
  ])
  const columns = [
    { header: 'rejects by' },
    { header: 'bad rate of rejects', align: 'right' },
    { header: 'AUC, accepted [95% CI]', align: 'right' },
    { header: 'approved', align: 'right' },
    { header: 'largest change', align: 'right' },
    { header: 'of the coefficient of' },
  ] as const
  return renderTable(columns, rows)
}
