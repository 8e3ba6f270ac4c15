import { useMemo, useState } from 'react'
import type { ChartSpec } from '../../../../charts/describe-chart.ts'
import { sentenceCase } from '../../../../charts/sentence-case.ts'
import type { StrategyReport } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { ChartFigure } from '../../../metrics/chart-figure.tsx'
import { MetricInfo } from '../../../metrics/metric-info.tsx'
import { ruleText } from './cut-off-choices.ts'

type Choice = StrategyReport['choices'][number]

const COLUMNS: readonly Column<Choice>[] = [
  {
    id: 'rule',
    header: 'Rule',
    text: ruleText,
    cell: (row) => (
      <>
        {ruleText(row)}
        {row.note !== null && <div className="caption">{row.note}</div>}
      </>
    ),
    wrap: true,
  },
  {
    id: 'points',
    header: 'Approve from, points',
    headerNode: <MetricInfo metric="points" label="Approve from, points" />,
    isNumeric: true,
    text: (row) => formatNumber(row.choice?.points, 'points'),
    cell: (row) => <strong>{formatNumber(row.choice?.points, 'points')}</strong>,
  },
  {
    id: 'pd',
    header: 'PD there',
    headerNode: <MetricInfo metric="probability" label="PD there" />,
    isNumeric: true,
    text: (row) => formatNumber(row.probability, 'percent2'),
  },
  {
    id: 'approved',
    header: 'Approved',
    isNumeric: true,
    text: (row) => formatNumber(row.choice?.approvalRate, 'percent1'),
  },
  { id: 'bad', header: 'Bad rate', isNumeric: true, text: (row) => formatNumber(row.choice?.badRate, 'percent2') },
  {
    id: 'refused',
    header: 'Bads refused',
    isNumeric: true,
    text: (row) => formatNumber(row.choice?.truePositiveRate, 'percent1'),
  },
  {
    id: 'goods',
    header: 'Goods refused',
    isNumeric: true,
    text: (row) => formatNumber(row.choice?.falsePositiveRate, 'percent1'),
  },
  {
    id: 'cost',
    header: 'Cost',
    headerNode: <MetricInfo metric="misclassificationCost" label="Cost" />,
    isNumeric: true,
    text: (row) => formatNumber(row.choice?.cost, 'number'),
  },
  {
    id: 'profit',
    header: 'Profit',
    headerNode: <MetricInfo metric="strategyProfit" label="Profit" />,
    isNumeric: true,
    text: (row) => formatNumber(row.choice?.profit, 'number'),
  },
  { id: 'note', header: 'Note', text: (row) => row.note ?? '', isCopyOnly: true },
]

/** The cut-off of every rule, and what every cut-off does. */
export function CutOffResult({ report, source }: { report: StrategyReport; source: string }) {
  const [rule, setRule] = useState(report.choices.find(({ choice }) => choice !== null)?.rule ?? null)
  const mark = report.choices.find((choice) => choice.rule === rule)?.choice?.points ?? null
  const specs = useMemo<readonly ChartSpec[]>(
    () => (['rates', 'money'] as const).map((view) => ({ name: 'strategyCurve', report, view, mark })),
    [report, mark],
  )
  return (
    <>
      <DataTable
        title="Cut-offs"
        label="Cut-offs"
        columns={[...COLUMNS, markColumn(rule, setRule)]}
        rows={report.choices}
        rowKey={(row) => row.rule}
        rowTone={(row) => (row.rule === rule ? 'selected' : undefined)}
        footer={`${sentenceCase(report.sample)}: n = ${formatNumber(report.nRows, 'integer')}, ${formatNumber(report.nEvents, 'integer')} bad. Cost = ${report.costFalseNegative} · approved bads + ${report.costFalsePositive} · refused goods. Profit = ${report.profitPerGood} · approved goods − ${report.lossPerBad} · approved bads.`}
      />
      <div className="figures">
        {specs.map((spec, index) => (
          <ChartFigure key={index === 0 ? 'rates' : 'money'} spec={spec} source={source} />
        ))}
      </div>
    </>
  )
}

function markColumn(rule: string | null, setRule: (rule: Choice['rule']) => void): Column<Choice> {
  return {
    id: 'mark',
    header: 'In plots',
    text: (row) => (row.rule === rule ? 'marked' : ''),
    cell: (row) => (
      <input
        type="radio"
        name="cut-off-mark"
        aria-label={`Mark in the plots: ${ruleText(row)}`}
        checked={row.rule === rule}
        disabled={row.choice === null}
        onChange={() => setRule(row.rule)}
      />
    ),
  }
}
