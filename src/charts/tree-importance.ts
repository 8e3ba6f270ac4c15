import type { EChartsOption } from 'echarts'
import type { TreeImportance } from '../shared/contract/boosting.ts'
import { formatNumber } from '../shared/format.ts'
import { type BarRow, barRowsLayout, barRowsOption } from './bar-rows.ts'
import type { ChartTable } from './chart-table.ts'
import type { ChartTheme } from './chart-theme.ts'
import type { Plain } from './plain.ts'

export type ImportanceMeasure = 'gain' | 'splits' | 'permutation'

type Importance = Plain<TreeImportance>

const MAX_BARS = 30
const AXES: Readonly<Record<ImportanceMeasure, string>> = {
  gain: 'Share of all gain',
  splits: 'Splits',
  permutation: 'Fall of the AUC when shuffled',
}

/** Characteristics by one measure of importance, the strongest 30. */
export function treeImportanceOption(
  importance: readonly Importance[],
  measure: ImportanceMeasure,
  theme: ChartTheme,
): EChartsOption {
  const format = { gain: 'percent1', splits: 'integer', permutation: 'woe' } as const
  return barRowsOption(barsOf(importance, measure), AXES[measure], format[measure], theme)
}

/** As high as its characteristics need. */
export function treeImportanceHeight(
  importance: readonly Importance[],
  measure: ImportanceMeasure,
  theme: ChartTheme,
): number {
  return barRowsLayout(barsOf(importance, measure), theme).height
}

/** States which characteristic matters most by the measure. */
export function treeImportanceTitle(importance: readonly Importance[], measure: ImportanceMeasure): string {
  const first = ranked(importance, measure)[0]
  if (first === undefined || measured(first, measure) <= 0) return 'No characteristic is used by a tree'
  switch (measure) {
    case 'gain':
      return `${first.name} brings ${formatNumber(first.gainShare, 'percent1')} of all gain`
    case 'splits':
      return `${first.name} is split on most often: ${formatNumber(first.nSplits, 'integer')} times`
    case 'permutation':
      return `Shuffling ${first.name} costs most: ${formatNumber(first.permutation?.value, 'woe')} of the AUC`
  }
}

/** Every measure of every characteristic. */
export function treeImportanceTable(importance: readonly Importance[]): ChartTable {
  return {
    columns: [
      { label: 'Characteristic', format: 'text' },
      { label: 'Share of gain', format: 'percent1' },
      { label: 'Gain', format: 'number' },
      { label: 'Splits', format: 'integer' },
      { label: 'Fall of the AUC', format: 'woe' },
      { label: 'Lower 95%', format: 'woe' },
      { label: 'Upper 95%', format: 'woe' },
    ],
    rows: ranked(importance, 'gain').map((one) => [
      one.name,
      one.gainShare,
      one.gain,
      one.nSplits,
      one.permutation?.value ?? null,
      one.permutation?.lower ?? null,
      one.permutation?.upper ?? null,
    ]),
  }
}

/** How many are not drawn. */
export function treeImportanceNote(importance: readonly Importance[]): string {
  const rest = importance.length - MAX_BARS
  return rest > 0
    ? `The strongest ${MAX_BARS} of ${formatNumber(importance.length, 'integer')}; all are in the table.`
    : ''
}

function ranked(importance: readonly Importance[], measure: ImportanceMeasure): Importance[] {
  return [...importance].sort((a, b) => measured(b, measure) - measured(a, measure) || (a.name < b.name ? -1 : 1))
}

function barsOf(importance: readonly Importance[], measure: ImportanceMeasure): BarRow[] {
  return ranked(importance, measure)
    .slice(0, MAX_BARS)
    .map((one) => {
      const printed = measured(one, measure)
      return { label: one.name, value: Math.max(0, printed), printed }
    })
}

function measured(one: Importance, measure: ImportanceMeasure): number {
  switch (measure) {
    case 'gain':
      return one.gainShare ?? 0
    case 'splits':
      return one.nSplits
    case 'permutation':
      return one.permutation?.value ?? 0
  }
}
