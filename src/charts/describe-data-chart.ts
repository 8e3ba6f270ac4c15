import type { ColumnDrift, TargetRates } from '../shared/contract/data-report.ts'
import type { ColumnProfile } from '../shared/contract/dataset.ts'
import { formatNumber } from '../shared/format.ts'
import {
  type AssociationMatrix,
  associationMatrixHeight,
  associationMatrixNote,
  associationMatrixOption,
  associationMatrixTable,
  associationMatrixTitle,
} from './association-matrix.ts'
import type { ChartDescription } from './chart-description.ts'
import type { ChartTheme } from './chart-theme.ts'
import {
  columnHistogramHeight,
  columnHistogramNote,
  columnHistogramOption,
  columnHistogramTable,
  columnHistogramTitle,
} from './column-histogram.ts'
import { driftBinsHeight, driftBinsOption, driftBinsTable, driftBinsTitle } from './drift-bins.ts'
import type { Plain } from './plain.ts'
import {
  targetRateBarsHeight,
  targetRateBarsNote,
  targetRateBarsOption,
  targetRateBarsTable,
  targetRateBarsTitle,
} from './target-rate-bars.ts'
import { topValuesHeight, topValuesOption, topValuesTable, topValuesTitle } from './top-values.ts'

/** A chart about a data set version, by name, with the data it shows. */
export type DataChartSpec =
  | { readonly name: 'columnHistogram'; readonly profile: Plain<ColumnProfile> }
  | { readonly name: 'topValues'; readonly profile: Plain<ColumnProfile> }
  | { readonly name: 'targetRateBars'; readonly report: Plain<TargetRates> }
  | { readonly name: 'associationMatrix'; readonly matrix: AssociationMatrix }
  | { readonly name: 'driftBins'; readonly drift: Plain<ColumnDrift>; readonly names: readonly [string, string] }

/** Resolves a chart about data by name. */
export function describeDataChart(spec: DataChartSpec, theme: ChartTheme): ChartDescription {
  switch (spec.name) {
    case 'columnHistogram':
      return {
        kindWord: spec.profile.histogramUnit === 'day' ? 'Distribution over time' : 'Distribution',
        title: columnHistogramTitle(spec.profile),
        note: columnHistogramNote(spec.profile),
        table: columnHistogramTable(spec.profile),
        option: columnHistogramOption(spec.profile, theme),
        heightFor: (width) => columnHistogramHeight(spec.profile, theme, width),
      }
    case 'topValues':
      return {
        kindWord: 'Most frequent values',
        title: topValuesTitle(spec.profile),
        note: `n = ${formatNumber(spec.profile.count, 'integer')}, ${formatNumber(spec.profile.nDistinct, 'integer')} distinct values.`,
        table: topValuesTable(spec.profile),
        option: topValuesOption(spec.profile, theme),
        heightFor: (width) => topValuesHeight(spec.profile, theme, width),
      }
    case 'targetRateBars':
      return {
        kindWord: 'Target rate by value',
        title: targetRateBarsTitle(spec.report),
        note: targetRateBarsNote(spec.report),
        table: targetRateBarsTable(spec.report),
        option: targetRateBarsOption(spec.report, theme),
        heightFor: (width) => targetRateBarsHeight(spec.report, theme, width),
      }
    case 'associationMatrix':
      return {
        kindWord: 'Associations',
        title: associationMatrixTitle(spec.matrix),
        note: associationMatrixNote(spec.matrix),
        table: associationMatrixTable(spec.matrix),
        option: associationMatrixOption(spec.matrix, theme),
        heightFor: (width) => associationMatrixHeight(spec.matrix, theme, width),
      }
    case 'driftBins':
      return {
        kindWord: 'Drift',
        title: driftBinsTitle(spec.drift),
        note: `Expected: ${spec.names[0]}, n = ${formatNumber(spec.drift.nExpected, 'integer')}; actual: ${spec.names[1]}, n = ${formatNumber(spec.drift.nActual, 'integer')}.`,
        table: driftBinsTable(spec.drift),
        option: driftBinsOption(spec.drift, theme),
        heightFor: (width) => driftBinsHeight(spec.drift, theme, width),
      }
  }
}
