import type { CheckResult, GateEvaluation, Policy } from '../../../shared/contract/index.ts'
import { formatAgainst, formatNumber } from '../../../shared/format.ts'
import { VERDICT_WORDS } from '../../../shared/words.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { MetricInfo } from '../../metrics/metric-info.tsx'
import { Verdict } from '../../words/verdicts.tsx'
import { METRIC_FORMATS } from './metric-formats.ts'

/** Every check of the gate with value, limits, verdict and reason. */
export function ChecksTable({ evaluation, gate }: { evaluation: GateEvaluation; gate: Policy['gates'][number] }) {
  const sources = new Map(gate.checks.map((check) => [check.id, check.source]))
  const columns: readonly Column<CheckResult>[] = [
    { id: 'label', header: 'Check', value: (row) => row.label, text: (row) => row.label, cell: checkLabel, wrap: true },
    {
      id: 'value',
      header: 'Value',
      isNumeric: true,
      value: (row) => row.value,
      text: valueText,
      cell: (row) => <strong>{valueText(row)}</strong>,
    },
    {
      id: 'limit',
      header: 'Limit',
      isNumeric: true,
      text: (row) =>
        `${row.comparator === 'atLeast' ? '≥' : '≤'} ${formatNumber(row.limit, METRIC_FORMATS[row.metric].format)}`,
    },
    {
      id: 'breach',
      header: 'Breach',
      isNumeric: true,
      text: (row) =>
        `${row.comparator === 'atLeast' ? '<' : '>'} ${formatNumber(row.breachLimit, METRIC_FORMATS[row.metric].format)}`,
    },
    {
      id: 'verdict',
      header: 'Verdict',
      value: (row) => row.verdict,
      text: (row) => VERDICT_WORDS[row.verdict].word,
      cell: (row) => <Verdict verdict={row.verdict} />,
    },
    {
      id: 'required',
      header: 'Required',
      value: (row) => (row.isRequired ? 0 : 1),
      text: (row) => (row.isRequired ? 'Yes' : 'No'),
    },
    { id: 'reason', header: 'Reason', text: (row) => row.reason },
    { id: 'source', header: 'Source of the limit', text: (row) => sources.get(row.checkId) ?? '' },
  ]
  const title = (
    <span className="row">
      Checks <Verdict verdict={evaluation.outcome} />
    </span>
  )
  return (
    <DataTable
      title={title}
      label={`Checks of ${evaluation.title}`}
      columns={columns}
      rows={evaluation.checks}
      rowKey={(row) => row.checkId}
      empty="This gate has no checks."
    />
  )
}

function checkLabel(row: CheckResult) {
  const text = METRIC_FORMATS[row.metric].text
  return (
    <>
      {text === null ? row.label : <MetricInfo metric={text} label={row.label} />}
      {row.verdict !== 'withinTolerance' && <div className="caption">{row.reason}</div>}
    </>
  )
}

function valueText(row: CheckResult): string {
  const { format } = METRIC_FORMATS[row.metric]
  const against = formatAgainst(row.value, format, row.limit)
  return against === formatNumber(row.value, format) ? formatAgainst(row.value, format, row.breachLimit) : against
}
