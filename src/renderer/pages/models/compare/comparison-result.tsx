import { useMemo } from 'react'
import type { ChartSpec } from '../../../../charts/describe-chart.ts'
import { sentenceCase } from '../../../../charts/sentence-case.ts'
import type { ComparisonReport, SwapSet } from '../../../../shared/contract/index.ts'
import { formatInterval, formatNumber } from '../../../../shared/format.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { Notice } from '../../../components/notice.tsx'
import { ChartFigure } from '../../../metrics/chart-figure.tsx'
import { MetricInfo } from '../../../metrics/metric-info.tsx'
import { differenceSentence } from './difference-sentence.ts'

type Compared = ComparisonReport['models'][number]
type Difference = ComparisonReport['differences'][number]

const MODELS: readonly Column<Compared>[] = [
  { id: 'name', header: 'Model', text: (row) => row.name, wrap: true },
  {
    id: 'auc',
    header: 'AUC [95% CI]',
    headerNode: <MetricInfo metric="rocAuc" label="AUC [95% CI]" />,
    isNumeric: true,
    value: (row) => row.rocAuc.value,
    text: ({ rocAuc }) => formatInterval(rocAuc.value, rocAuc.lower, rocAuc.upper, 'auc'),
  },
  {
    id: 'gini',
    header: 'Gini',
    headerNode: <MetricInfo metric="gini" label="Gini" />,
    isNumeric: true,
    value: (row) => row.gini.value,
    text: (row) => formatNumber(row.gini.value, 'percent1'),
  },
  {
    id: 'ks',
    header: 'KS',
    headerNode: <MetricInfo metric="ksStatistic" label="KS" />,
    isNumeric: true,
    value: (row) => row.ksStatistic.value,
    text: (row) => formatNumber(row.ksStatistic.value, 'percent1'),
  },
  {
    id: 'brier',
    header: 'Brier',
    headerNode: <MetricInfo metric="brierScore" label="Brier" />,
    isNumeric: true,
    value: (row) => row.brierScore.value,
    text: (row) => formatNumber(row.brierScore.value, 'woe'),
  },
  {
    id: 'loss',
    header: 'Log-loss',
    headerNode: <MetricInfo metric="logLoss" label="Log-loss" />,
    isNumeric: true,
    value: (row) => row.logLoss.value,
    text: (row) => formatNumber(row.logLoss.value, 'woe'),
  },
  {
    id: 'pd',
    header: 'Mean PD',
    headerNode: <MetricInfo metric="probability" label="Mean PD" />,
    isNumeric: true,
    value: (row) => row.meanPredicted,
    text: (row) => formatNumber(row.meanPredicted, 'percent2'),
  },
  {
    id: 'n',
    header: 'Char.',
    isNumeric: true,
    value: (row) => row.nCharacteristics,
    text: (row) => String(row.nCharacteristics),
  },
]

/** Models side by side, their differences with intervals and tests, who would be decided otherwise, and what was set differently. */
export function ComparisonResult({ report, source }: { report: ComparisonReport; source: string }) {
  const spec = useMemo<ChartSpec>(() => ({ name: 'comparisonRoc', report }), [report])
  const nameOf = (id: string) => report.models.find((model) => model.modelVersionId === id)?.name ?? id
  return (
    <>
      <DataTable
        title="Side by side"
        label="Models side by side"
        columns={MODELS}
        rows={report.models}
        rowKey={(row) => row.modelVersionId}
        footer={`${sentenceCase(report.sample)}: n = ${formatNumber(report.nRows, 'integer')}, ${formatNumber(report.nEvents, 'integer')} bad. ${source}`}
      />
      <Notice title="What the test says">
        {report.differences.map((one) => (
          <p key={one.second}>{differenceSentence(one, nameOf)}</p>
        ))}
      </Notice>
      <DataTable
        title="Differences"
        label="Differences against the first model"
        columns={differenceColumns(nameOf)}
        rows={report.differences}
        rowKey={(row) => row.second}
      />
      <div className="columns-2">
        <ChartFigure spec={spec} source={source} />
        <div className="stack" style={{ gap: 16 }}>
          {report.swapSets.map((swapSet) => (
            <SwapTable key={swapSet.second} swapSet={swapSet} nameOf={nameOf} />
          ))}
        </div>
      </div>
      <ParameterTable report={report} />
    </>
  )
}

function differenceColumns(nameOf: (id: string) => string): readonly Column<Difference>[] {
  return [
    { id: 'pair', header: 'Difference', text: (row) => `${nameOf(row.second)} − ${nameOf(row.first)}`, wrap: true },
    {
      id: 'auc',
      header: 'AUC [95% CI]',
      isNumeric: true,
      text: ({ aucDifference: one }) => formatInterval(one.value, one.lower, one.upper, 'coefficient'),
    },
    {
      id: 'p',
      header: 'DeLong p, paired',
      headerNode: <MetricInfo metric="delongPaired" label="DeLong p, paired" />,
      isNumeric: true,
      text: (row) => (row.test.pValue === null ? (row.test.reason ?? '–') : formatNumber(row.test.pValue, 'pValue')),
    },
    { id: 'ks', header: 'KS', isNumeric: true, text: (row) => formatNumber(row.ksDifference, 'pp1') },
    { id: 'brier', header: 'Brier', isNumeric: true, text: (row) => formatNumber(row.brierDifference, 'coefficient') },
    {
      id: 'loss',
      header: 'Log-loss',
      isNumeric: true,
      text: (row) => formatNumber(row.logLossDifference, 'coefficient'),
    },
    {
      id: 'rank',
      header: 'Rank correlation',
      isNumeric: true,
      text: (row) => formatNumber(row.rankCorrelation, 'index3'),
    },
  ]
}

const CELL_WORDS: Readonly<Record<SwapSet['cells'][number]['cell'], string>> = {
  bothApproved: 'Approved by both',
  swapIn: 'Swapped in',
  swapOut: 'Swapped out',
  bothRefused: 'Refused by both',
}

const SWAP: readonly Column<SwapSet['cells'][number]>[] = [
  { id: 'cell', header: 'Applicants', text: (row) => CELL_WORDS[row.cell] },
  { id: 'n', header: 'n', isNumeric: true, text: (row) => formatNumber(row.count, 'integer') },
  { id: 'bad', header: 'Bad', isNumeric: true, text: (row) => formatNumber(row.events, 'integer') },
  {
    id: 'rate',
    header: 'Bad rate [95% CI]',
    isNumeric: true,
    text: (row) => formatInterval(row.eventRate, row.lower, row.upper, 'percent1'),
  },
]

function SwapTable({ swapSet, nameOf }: { swapSet: SwapSet; nameOf: (id: string) => string }) {
  return (
    <DataTable
      title={`Swap set: ${nameOf(swapSet.first)} → ${nameOf(swapSet.second)}`}
      label={`Swap set of ${nameOf(swapSet.second)}`}
      columns={SWAP}
      rows={swapSet.cells}
      rowKey={(row) => row.cell}
      footer={swapSet.statement}
    />
  )
}

function ParameterTable({ report }: { report: ComparisonReport }) {
  type Row = ComparisonReport['parameterDifferences'][number]
  const columns: readonly Column<Row>[] = [
    { id: 'path', header: 'Parameter', text: (row) => row.path },
    ...report.models.map(
      (model, index): Column<Row> => ({
        id: model.modelVersionId,
        header: model.name,
        text: (row) => row.values[index] ?? '–',
        wrap: true,
      }),
    ),
  ]
  return (
    <DataTable
      title="What was set differently"
      label="Parameters that differ"
      columns={columns}
      rows={report.parameterDifferences}
      rowKey={(row) => row.path}
      empty="All parameters are equal."
    />
  )
}
