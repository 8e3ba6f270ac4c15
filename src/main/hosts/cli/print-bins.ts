import type { EditedVariable, Estimate } from '../../../shared/contract/index.ts'
import { formatInterval, formatNumber } from '../../../shared/format.ts'
import { printable, renderFacts, renderTable } from './table.ts'

interface Evaluated {
  readonly variables: readonly EditedVariable[]
  readonly nDevelopment: number
  readonly nHoldout: number
  readonly developmentAuc: Estimate
  readonly holdoutAuc: Estimate
  readonly nCharacteristics: number
  readonly problem: string | null
}

/** All characteristics, strongest first. */
export function characteristicText(evaluated: Evaluated): string {
  const sorted = [...evaluated.variables].sort((a, b) => b.variable.informationValue - a.variable.informationValue)
  const rows = sorted.map(({ variable, holdoutInformationValue, stabilityIndex, exclusion }) => [
    variable.name,
    formatNumber(variable.informationValue, 'index3'),
    formatNumber(holdoutInformationValue, 'index3'),
    formatNumber(variable.gini, 'percent1'),
    formatNumber(variable.ksStatistic, 'percent1'),
    formatNumber(variable.cramersV, 'index3'),
    formatNumber(variable.quality ?? null, 'index3'),
    String(variable.bins.filter(({ count }) => count > 0).length),
    variable.isManual === true ? 'by hand' : variable.trend,
    formatNumber(stabilityIndex, 'index3'),
    exclusion ?? 'in the scorecard',
  ])
  const columns = [
    { header: 'characteristic' },
    { header: 'IV', align: 'right' },
    { header: 'IV, hold-out', align: 'right' },
    { header: 'Gini', align: 'right' },
    { header: 'KS', align: 'right' },
    { header: 'Cramér V', align: 'right' },
    { header: 'quality', align: 'right' },
    { header: 'bins', align: 'right' },
    { header: 'trend' },
    { header: 'PSI', align: 'right' },
    { header: 'state' },
  ] as const
  return [factsOf(evaluated), '', renderTable(columns, rows)].join('\n')
}

/** One characteristic with every bin. */
export function variableText({ variable, holdout, points }: EditedVariable, evaluated: Evaluated): string {
  const rows = variable.bins.map((bin, i) => {
    const other = holdout?.[i]
    return [
      bin.label,
      formatNumber(bin.count, 'integer'),
      formatNumber(bin.share, 'percent1'),
      formatNumber(bin.nonEvents, 'integer'),
      formatNumber(bin.events, 'integer'),
      formatNumber(bin.eventRate, 'percent1'),
      formatNumber(bin.woe, 'woe'),
      formatNumber(bin.informationValue, 'index3'),
      other === undefined || other.count === 0 ? '–' : formatNumber(other.events / other.count, 'percent1'),
      formatNumber(points?.[i], 'points'),
      bin.note ?? '',
    ]
  })
  const columns = [
    { header: 'bin' },
    { header: 'count', align: 'right' },
    { header: 'share', align: 'right' },
    { header: 'good', align: 'right' },
    { header: 'bad', align: 'right' },
    { header: 'bad rate', align: 'right' },
    { header: 'WoE', align: 'right' },
    { header: 'bin IV', align: 'right' },
    { header: 'bad rate, hold-out', align: 'right' },
    { header: 'points', align: 'right' },
    { header: 'note' },
  ] as const
  const head = renderFacts([
    ['Characteristic', variable.name],
    ['Information value', formatNumber(variable.informationValue, 'index3')],
    ['Trend', variable.trendReason ?? variable.trend],
    ['Zero cells', variable.zeroCellRule],
  ])
  return [factsOf(evaluated), head, '', renderTable(columns, rows)].join('\n')
}

function factsOf({ nDevelopment, nHoldout, developmentAuc, holdoutAuc, nCharacteristics, problem }: Evaluated): string {
  const interval = ({ value, lower, upper }: Estimate) => formatInterval(value, lower, upper, 'auc')
  return renderFacts([
    ['Sample', `development ${formatNumber(nDevelopment, 'integer')}, hold-out ${formatNumber(nHoldout, 'integer')}`],
    ['AUC', `development ${interval(developmentAuc)}, hold-out ${interval(holdoutAuc)}`],
    ['Scorecard', problem === null ? `${nCharacteristics} characteristics` : printable(problem)],
  ])
}
