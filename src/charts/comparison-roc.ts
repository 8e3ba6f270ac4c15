import type { EChartsOption } from 'echarts'
import type { ComparisonReport } from '../shared/contract/strategy.ts'
import { formatNumber } from '../shared/format.ts'
import type { ChartTable } from './chart-table.ts'
import type { ChartTheme } from './chart-theme.ts'
import { percentTick } from './chart-words.ts'
import { linesPlotOption } from './lines-plot.ts'
import type { Plain } from './plain.ts'
import { shortName } from './short-name.ts'

type Report = Plain<ComparisonReport>

/** ROC curves of up to four models on the same rows. */
export function comparisonRocOption(report: Report, theme: ChartTheme): EChartsOption {
  const share = { format: percentTick, min: 0, max: 1, interval: 0.2 }
  return linesPlotOption(
    {
      x: { ...share, name: 'False positive rate' },
      y: { ...share, name: 'True positive rate' },
      hasLegendBelow: true,
      tooltip: percentTick,
      reference: [
        [0, 0],
        [1, 1],
      ],
      lines: report.models.map((model, index) => ({
        name: legendText(model),
        style: theme.series[index % theme.series.length]!,
        data: model.rocCurve.map((point) => [point.falsePositiveRate, point.truePositiveRate] as const),
      })),
    },
    theme,
  )
}

/** As much of a name as stands on a line of the legend, beside the AUC. */
const LEGEND_LETTERS = 36

function legendText({ name, rocAuc }: Report['models'][number]): string {
  return `${shortName(name, LEGEND_LETTERS)}: AUC ${formatNumber(rocAuc.value, 'auc')}`
}

/** States which model ranks best, and whether the first difference can be told from chance. */
export function comparisonRocTitle(report: Report): string {
  const ranked = report.models.filter((model) => model.rocAuc.value !== null)
  const best = [...ranked].sort((a, b) => b.rocAuc.value! - a.rocAuc.value!)[0]
  if (best === undefined) return 'AUC is not defined for any of the models'
  const named = `${best.name} has the largest AUC, ${formatNumber(best.rocAuc.value, 'auc')}`
  const [first] = report.models
  const against = report.differences.find((one) => one.second === best.modelVersionId)
  if (first === undefined || against === undefined || against.test.pValue === null) return named
  return `${named}; against ${first.name} p ${pText(against.test.pValue)}`
}

/** The curves as figures. */
export function comparisonRocTable(report: Report): ChartTable {
  return {
    columns: [
      { label: 'Model', format: 'text' },
      { label: 'False positive rate', format: 'percent1' },
      { label: 'True positive rate', format: 'percent1' },
    ],
    rows: report.models.flatMap((model) =>
      model.rocCurve.map((point) => [model.name, point.falsePositiveRate, point.truePositiveRate]),
    ),
  }
}

function pText(p: number): string {
  return p < 0.001 ? formatNumber(p, 'pValue') : `= ${formatNumber(p, 'pValue')}`
}
