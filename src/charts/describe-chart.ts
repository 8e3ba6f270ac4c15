import type { BinnedVariable } from '../shared/contract/binning.ts'
import type {
  CaseExplanation,
  ExplanationReport,
  FairnessReport,
  SampleReport,
  StabilityReport,
} from '../shared/contract/evidence.ts'
import { formatNumber } from '../shared/format.ts'
import {
  calibrationCurveHeight,
  calibrationCurveOption,
  calibrationCurveTable,
  calibrationCurveTitle,
} from './calibration-curve.ts'
import { caseWaterfallHeight, caseWaterfallOption, caseWaterfallTable, caseWaterfallTitle } from './case-waterfall.ts'
import type { ChartDescription } from './chart-description.ts'
import type { ChartTheme } from './chart-theme.ts'
import { sampleNote, sampleWord } from './chart-words.ts'
import { type DataChartSpec, describeDataChart } from './describe-data-chart.ts'
import { describeModelChart, type ModelChartSpec } from './describe-model-chart.ts'
import { describeTreeChart, type TreeChartSpec } from './describe-tree-chart.ts'
import { gainsCurveHeight, gainsCurveOption, gainsCurveTable, gainsCurveTitle } from './gains-curve.ts'
import { impactRatioHeight, impactRatioOption, impactRatioTable, impactRatioTitle } from './impact-ratio.ts'
import {
  importanceBarsHeight,
  importanceBarsOption,
  importanceBarsTable,
  importanceBarsTitle,
} from './importance-bars.ts'
import {
  informationValueBarsHeight,
  informationValueBarsOption,
  informationValueBarsTable,
  informationValueBarsTitle,
} from './information-value-bars.ts'
import { ksCurveHeight, ksCurveOption, ksCurveTable, ksCurveTitle } from './ks-curve.ts'
import type { Plain } from './plain.ts'
import { rocCurveHeight, rocCurveOption, rocCurveTable, rocCurveTitle } from './roc-curve.ts'
import {
  scoreDistributionHeight,
  scoreDistributionOption,
  scoreDistributionTable,
  scoreDistributionTitle,
} from './score-distribution.ts'
import {
  stabilityBandsHeight,
  stabilityBandsOption,
  stabilityBandsTable,
  stabilityBandsTitle,
} from './stability-bands.ts'
import { woeBinsHeight, woeBinsOption, woeBinsTable, woeBinsTitle } from './woe-bins.ts'

export type { ChartDescription } from './chart-description.ts'

/** A chart by name with the data it shows. */
export type ChartSpec =
  | DataChartSpec
  | ModelChartSpec
  | TreeChartSpec
  | { readonly name: 'rocCurve'; readonly samples: readonly Plain<SampleReport>[] }
  | { readonly name: 'ksCurve'; readonly sample: Plain<SampleReport> }
  | { readonly name: 'scoreDistribution'; readonly sample: Plain<SampleReport>; readonly cutOff: number | null }
  | { readonly name: 'calibrationCurve'; readonly samples: readonly Plain<SampleReport>[] }
  | { readonly name: 'gainsCurve'; readonly samples: readonly Plain<SampleReport>[] }
  | { readonly name: 'woeBins'; readonly variable: Plain<BinnedVariable> }
  | { readonly name: 'stabilityBands'; readonly report: Plain<StabilityReport> }
  | { readonly name: 'impactRatio'; readonly report: Plain<FairnessReport>; readonly basis: 'decision' | 'outcome' }
  | { readonly name: 'caseWaterfall'; readonly explanation: Plain<CaseExplanation> }
  | { readonly name: 'importanceBars'; readonly report: Plain<ExplanationReport> }
  | {
      readonly name: 'informationValueBars'
      readonly variables: readonly Plain<BinnedVariable>[]
      readonly kept: readonly string[]
    }

/** Resolves a chart by name; screen and document draw the same option. */
export function describeChart(spec: ChartSpec, theme: ChartTheme): ChartDescription {
  switch (spec.name) {
    case 'rocCurve':
      return {
        kindWord: 'ROC curve',
        title: rocCurveTitle(spec.samples),
        note: `${sampleNote(spec.samples)}. Grey diagonal: no discrimination.`,
        table: rocCurveTable(spec.samples),
        option: rocCurveOption(spec.samples, theme),
        heightFor: (width) => rocCurveHeight(spec.samples, theme, width),
      }
    case 'ksCurve':
      return {
        kindWord: 'KS curve',
        title: ksCurveTitle(spec.sample),
        note: `${sampleNote([spec.sample])}. Dashed vertical: largest distance.`,
        table: ksCurveTable(spec.sample),
        option: ksCurveOption(spec.sample, theme),
        heightFor: (width) => ksCurveHeight(spec.sample, theme, width),
      }
    case 'scoreDistribution':
      return {
        kindWord: 'Score distribution',
        title: scoreDistributionTitle(spec.sample),
        note: `${sampleNote([spec.sample])}. Bars: share of all goods and of all bads per band.`,
        table: scoreDistributionTable(spec.sample),
        option: scoreDistributionOption(spec.sample, spec.cutOff, theme),
        heightFor: (width) => scoreDistributionHeight(spec.sample, theme, width),
      }
    case 'calibrationCurve':
      return {
        kindWord: 'Calibration curve',
        title: calibrationCurveTitle(spec.samples),
        note: `${sampleNote(spec.samples)}. Bars: 95% Wilson intervals; below: cases per band.`,
        table: calibrationCurveTable(spec.samples),
        option: calibrationCurveOption(spec.samples, theme),
        heightFor: (width) => calibrationCurveHeight(spec.samples, theme, width),
      }
    case 'gainsCurve':
      return {
        kindWord: 'Cumulative accuracy profile',
        title: gainsCurveTitle(spec.samples),
        note: `${sampleNote(spec.samples)}. Diagonal: random; dotted: perfect ranking.`,
        table: gainsCurveTable(spec.samples),
        option: gainsCurveOption(spec.samples, theme),
        heightFor: (width) => gainsCurveHeight(spec.samples, theme, width),
      }
    case 'columnHistogram':
    case 'topValues':
    case 'targetRateBars':
    case 'associationMatrix':
    case 'driftBins':
      return describeDataChart(spec, theme)
    case 'strategyCurve':
    case 'calibrationChange':
    case 'comparisonRoc':
    case 'learningCurve':
      return describeModelChart(spec, theme)
    case 'boostingCurve':
    case 'partialDependence':
    case 'treeImportance':
      return describeTreeChart(spec, theme)
    default:
      return describeRowChart(spec, theme)
  }
}

type RowChartSpec = Exclude<
  ChartSpec,
  {
    name:
      | DataChartSpec['name']
      | ModelChartSpec['name']
      | TreeChartSpec['name']
      | 'rocCurve'
      | 'ksCurve'
      | 'scoreDistribution'
      | 'calibrationCurve'
      | 'gainsCurve'
  }
>

function describeRowChart(spec: RowChartSpec, theme: ChartTheme): ChartDescription {
  switch (spec.name) {
    case 'woeBins':
      return {
        kindWord: 'Weight of evidence',
        title: woeBinsTitle(spec.variable),
        note: `n = ${formatNumber(
          spec.variable.bins.reduce((sum, bin) => sum + bin.count, 0),
          'integer',
        )}. Hollow points: special, missing or unseen values; weight of evidence above zero is safer than the sample.`,
        table: woeBinsTable(spec.variable),
        option: woeBinsOption(spec.variable, theme),
        heightFor: (width) => woeBinsHeight(spec.variable, theme, width),
      }
    case 'stabilityBands':
      return {
        kindWord: 'Population stability',
        title: stabilityBandsTitle(spec.report),
        note: `Expected n = ${formatNumber(spec.report.nExpected, 'integer')}, actual n = ${formatNumber(spec.report.nActual, 'integer')}.`,
        table: stabilityBandsTable(spec.report),
        option: stabilityBandsOption(spec.report, theme),
        heightFor: (width) => stabilityBandsHeight(spec.report, theme, width),
      }
    case 'impactRatio':
      return describeImpactRatio(spec, theme)
    case 'caseWaterfall':
      return {
        kindWord: 'Waterfall',
        title: caseWaterfallTitle(spec.explanation),
        note: `Baseline: ${spec.explanation.baseline}.`,
        table: caseWaterfallTable(spec.explanation),
        option: caseWaterfallOption(spec.explanation, theme),
        heightFor: (width) => caseWaterfallHeight(spec.explanation, theme, width),
      }
    case 'importanceBars':
      return {
        kindWord: 'Importance',
        title: importanceBarsTitle(spec.report),
        note: `${sampleWord(spec.report.sample)} n = ${formatNumber(spec.report.nRows, 'integer')}. Baseline: ${spec.report.baseline}.`,
        table: importanceBarsTable(spec.report),
        option: importanceBarsOption(spec.report, theme),
        heightFor: (width) => importanceBarsHeight(spec.report, theme, width),
      }
    case 'informationValueBars':
      return {
        kindWord: 'Information value',
        title: informationValueBarsTitle(spec.variables, spec.kept),
        note: 'Development sample. Blue: in the scorecard; grey: looked at and left out.',
        table: informationValueBarsTable(spec.variables, spec.kept),
        option: informationValueBarsOption(spec.variables, spec.kept, theme),
        heightFor: (width) => informationValueBarsHeight(spec.variables, theme, width),
      }
  }
}

function describeImpactRatio(spec: Extract<ChartSpec, { name: 'impactRatio' }>, theme: ChartTheme): ChartDescription {
  const basis = spec.report.bases.find((one) => one.basis === spec.basis) ?? {
    basis: spec.basis,
    selectedMeans: '',
    groups: [],
    nMissing: 0,
    equalizedOddsDifference: null,
    demographicParityDifference: null,
  }
  const small = `Hollow circle and ◇: insufficient evidence (n < ${formatNumber(spec.report.minimumGroupSize, 'integer')}).`
  const hasSmall = basis.groups.some((group) => !group.isSufficient && !group.isReference)
  return {
    kindWord: 'Adverse impact ratio',
    title: impactRatioTitle(spec.report, basis),
    note: `Reference group: ${spec.report.referenceGroup}. Bars: 95% intervals; lines at 0.80, 0.90, 1.00 and 1.25.${hasSmall ? ` ${small}` : ''}`,
    table: impactRatioTable(spec.report, basis),
    option: impactRatioOption(spec.report, basis, theme),
    heightFor: (width) => impactRatioHeight(spec.report, basis, theme, width),
  }
}
