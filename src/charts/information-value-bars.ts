import type { EChartsOption } from 'echarts'
import type { BinnedVariable } from '../shared/contract/binning.ts'
import { formatNumber } from '../shared/format.ts'
import { type BarRow, barRowsLayout, barRowsOption } from './bar-rows.ts'
import type { ChartTable } from './chart-table.ts'
import type { ChartTheme } from './chart-theme.ts'
import type { Plain } from './plain.ts'

type Variables = readonly Plain<BinnedVariable>[]

/** Information value of every characteristic looked at; those named in `kept` are in the scorecard, the others grey. */
export function informationValueBarsOption(
  variables: Variables,
  kept: readonly string[],
  theme: ChartTheme,
): EChartsOption {
  return barRowsOption(barsOf(variables, kept), 'Information value (blue: in the scorecard)', 'index3', theme)
}

/** As high as its characteristics need. */
export function informationValueBarsHeight(variables: Variables, theme: ChartTheme, _width: number): number {
  return barRowsLayout(barsOf(variables, []), theme).height
}

/** States which characteristic carries most information. */
export function informationValueBarsTitle(variables: Variables, kept: readonly string[]): string {
  const first = ranked(variables)[0]
  if (first === undefined) return 'No characteristic was looked at'
  const nKept = variables.filter((variable) => kept.includes(variable.name)).length
  return `${first.name} carries most information (IV ${formatNumber(first.informationValue, 'index3')}); ${formatNumber(nKept, 'integer')} of ${formatNumber(variables.length, 'integer')} characteristics are in the scorecard`
}

/** Information value, Gini, KS and Cramér's V per characteristic. */
export function informationValueBarsTable(variables: Variables, kept: readonly string[]): ChartTable {
  return {
    columns: [
      { label: 'Characteristic', format: 'text' },
      { label: 'In the scorecard', format: 'text' },
      { label: 'IV', format: 'index3' },
      { label: 'Gini', format: 'percent1' },
      { label: 'KS', format: 'percent1' },
      { label: 'Cramér’s V', format: 'ratio3' },
    ],
    rows: ranked(variables).map((variable) => [
      variable.name,
      kept.includes(variable.name) ? 'yes' : 'no',
      variable.informationValue,
      variable.gini,
      variable.ksStatistic,
      variable.cramersV,
    ]),
  }
}

function ranked(variables: Variables): Plain<BinnedVariable>[] {
  return [...variables].sort((a, b) => b.informationValue - a.informationValue || (a.name < b.name ? -1 : 1))
}

function barsOf(variables: Variables, kept: readonly string[]): BarRow[] {
  return ranked(variables).map((variable) => ({
    label: variable.name,
    value: variable.informationValue,
    isMuted: !kept.includes(variable.name),
  }))
}
