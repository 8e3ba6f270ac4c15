import type { LearningCurveReport } from '../shared/contract/experiment.ts'
import type { CalibrationReport, ComparisonReport, StrategyReport } from '../shared/contract/strategy.ts'
import { formatNumber } from '../shared/format.ts'
import { calibrationChangeOption, calibrationChangeTable, calibrationChangeTitle } from './calibration-change.ts'
import type { ChartDescription } from './chart-description.ts'
import type { ChartTheme } from './chart-theme.ts'
import { comparisonRocOption, comparisonRocTable, comparisonRocTitle } from './comparison-roc.ts'
import { learningCurveOption, learningCurveTable, learningCurveTitle } from './learning-curve.ts'
import { linesPlotHeight, squarePlotHeight } from './lines-plot.ts'
import type { Plain } from './plain.ts'
import { sentenceCase } from './sentence-case.ts'
import { type StrategyView, strategyCurveOption, strategyCurveTable, strategyCurveTitle } from './strategy-curve.ts'

/** A chart of the model room, by name, with the data it shows. */
export type ModelChartSpec =
  | {
      readonly name: 'strategyCurve'
      readonly report: Plain<StrategyReport>
      readonly view: StrategyView
      readonly mark: number | null
    }
  | { readonly name: 'calibrationChange'; readonly sample: Plain<CalibrationReport>['samples'][number] }
  | { readonly name: 'comparisonRoc'; readonly report: Plain<ComparisonReport> }
  | { readonly name: 'learningCurve'; readonly report: Plain<LearningCurveReport> }

/** Resolves a chart of the model room by name. */
export function describeModelChart(spec: ModelChartSpec, theme: ChartTheme): ChartDescription {
  switch (spec.name) {
    case 'strategyCurve':
      return {
        kindWord: spec.view === 'rates' ? 'Strategy curve' : 'Cost and profit',
        title: strategyCurveTitle(spec.report, spec.view),
        note: `${rowsNote(spec.report)} Approved: at or above the cut-off.`,
        table: strategyCurveTable(spec.report),
        option: strategyCurveOption(spec.report, spec.view, spec.mark, theme),
        heightFor: (width) => linesPlotHeight(theme, width),
      }
    case 'calibrationChange':
      return {
        kindWord: 'Calibration before and after',
        title: calibrationChangeTitle(spec.sample),
        note: `n = ${formatNumber(spec.sample.nRows, 'integer')}. Bars: 95% Wilson intervals; grey line: agreement.`,
        table: calibrationChangeTable(spec.sample),
        option: calibrationChangeOption(spec.sample, theme),
        heightFor: (width) => squarePlotHeight(theme, width, 2),
      }
    case 'comparisonRoc':
      return {
        kindWord: 'ROC curves',
        title: comparisonRocTitle(spec.report),
        note: `${rowsNote(spec.report)} The same rows for every model; diagonal: chance.`,
        table: comparisonRocTable(spec.report),
        option: comparisonRocOption(spec.report, theme),
        heightFor: (width) => squarePlotHeight(theme, width, spec.report.models.length),
      }
    case 'learningCurve':
      return {
        kindWord: 'Learning curve',
        title: learningCurveTitle(spec.report),
        note: `Hold-out n = ${formatNumber(spec.report.nTest, 'integer')}. Bars: 95% DeLong intervals of the hold-out.`,
        table: learningCurveTable(spec.report),
        option: learningCurveOption(spec.report, theme),
        heightFor: (width) => linesPlotHeight(theme, width),
      }
  }
}

function rowsNote(report: { readonly sample: string; readonly nRows: number; readonly nEvents: number }): string {
  return `${sentenceCase(report.sample)}: n = ${formatNumber(report.nRows, 'integer')} (${formatNumber(report.nEvents, 'integer')} bad).`
}
