import type { TreeImportance } from '../shared/contract/boosting.ts'
import {
  type BoostingCurve,
  type BoostingView,
  boostingCurveNote,
  boostingCurveOption,
  boostingCurveTable,
  boostingCurveTitle,
} from './boosting-curve.ts'
import type { ChartDescription } from './chart-description.ts'
import type { ChartTheme } from './chart-theme.ts'
import { linesPlotHeight } from './lines-plot.ts'
import {
  type DependenceView,
  partialDependenceHeight,
  partialDependenceNote,
  partialDependenceOption,
  partialDependenceTable,
  partialDependenceTitle,
} from './partial-dependence.ts'
import type { Plain } from './plain.ts'
import {
  type ImportanceMeasure,
  treeImportanceHeight,
  treeImportanceNote,
  treeImportanceOption,
  treeImportanceTable,
  treeImportanceTitle,
} from './tree-importance.ts'

/** A chart of boosted trees, by name, with the data it shows. */
export type TreeChartSpec =
  | { readonly name: 'boostingCurve'; readonly curve: BoostingCurve; readonly view: BoostingView }
  | { readonly name: 'partialDependence'; readonly view: DependenceView }
  | {
      readonly name: 'treeImportance'
      readonly importance: readonly Plain<TreeImportance>[]
      readonly measure: ImportanceMeasure
      readonly sample: string | null
    }

/** Resolves a chart of boosted trees by name. */
export function describeTreeChart(spec: TreeChartSpec, theme: ChartTheme): ChartDescription {
  switch (spec.name) {
    case 'boostingCurve':
      return {
        kindWord: spec.view === 'logLoss' ? 'Log loss by number of trees' : 'AUC by number of trees',
        title: boostingCurveTitle(spec.curve, spec.view),
        note: boostingCurveNote(spec.curve, spec.view),
        table: boostingCurveTable(spec.curve),
        option: boostingCurveOption(spec.curve, spec.view, theme),
        heightFor: (width) => linesPlotHeight(theme, width),
      }
    case 'partialDependence':
      return {
        kindWord: 'Partial dependence',
        title: partialDependenceTitle(spec.view),
        note: partialDependenceNote(spec.view),
        table: partialDependenceTable(spec.view),
        option: partialDependenceOption(spec.view, theme),
        heightFor: (width) => partialDependenceHeight(spec.view, theme, width),
      }
    case 'treeImportance':
      return {
        kindWord: 'Importance',
        title: treeImportanceTitle(spec.importance, spec.measure),
        note: [
          treeImportanceNote(spec.importance),
          spec.measure === 'permutation' && spec.sample !== null ? `Shuffled on ${spec.sample}.` : '',
        ]
          .filter((part) => part !== '')
          .join(' '),
        table: treeImportanceTable(spec.importance),
        option: treeImportanceOption(spec.importance, spec.measure, theme),
        heightFor: () => treeImportanceHeight(spec.importance, spec.measure, theme),
      }
  }
}
