import type { EChartsOption } from 'echarts'
import type { ColumnProfile } from '../shared/contract/dataset.ts'
import { formatNumber } from '../shared/format.ts'
import { type BarRow, barRowsLayout, barRowsOption } from './bar-rows.ts'
import type { ChartTable } from './chart-table.ts'
import type { ChartTheme } from './chart-theme.ts'
import type { Plain } from './plain.ts'

type Profile = Plain<ColumnProfile>

/** The most frequent values of a column, then all others and missing in grey. */
export function topValuesOption(profile: Profile, theme: ChartTheme): EChartsOption {
  return barRowsOption(barsOf(profile), 'Rows', 'integer', theme)
}

/** As high as its values need. */
export function topValuesHeight(profile: Profile, theme: ChartTheme, _width: number): number {
  return barRowsLayout(barsOf(profile), theme).height
}

/** States the most frequent value and its share. */
export function topValuesTitle(profile: Profile): string {
  const first = profile.topValues[0]
  if (first === undefined) return `${profile.name}: no value`
  const known = profile.count - profile.nMissing
  return `${profile.name}: ${valueText(first.value)} is most frequent, ${formatNumber(first.count / Math.max(1, known), 'percent1')} of the values`
}

/** The values with their counts and shares of all rows. */
export function topValuesTable(profile: Profile): ChartTable {
  return {
    columns: [
      { label: 'Value', format: 'text' },
      { label: 'Rows', format: 'integer' },
      { label: 'Share of rows', format: 'percent2' },
    ],
    rows: barsOf(profile).map((bar) => [bar.label, bar.value, bar.value / Math.max(1, profile.count)]),
  }
}

function barsOf(profile: Profile): BarRow[] {
  const listed = profile.topValues.reduce((sum, item) => sum + item.count, 0)
  const others = profile.count - profile.nMissing - listed
  const nOthers = profile.nDistinct - profile.topValues.length
  return [
    ...profile.topValues.map((item) => ({ label: valueText(item.value), value: item.count })),
    ...(others > 0
      ? [{ label: `${formatNumber(Math.max(1, nOthers), 'integer')} other values`, value: others, isMuted: true }]
      : []),
    ...(profile.nMissing > 0 ? [{ label: 'Missing', value: profile.nMissing, isMuted: true }] : []),
  ]
}

function valueText(value: string): string {
  return value.trim() === '' ? '(empty)' : value
}
