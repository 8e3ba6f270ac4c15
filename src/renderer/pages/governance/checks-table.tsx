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
    {
      id: 'label',
      header: 'Check',
      value: (row) => row.label,
      text: (row) => row.label,
      cell: (row) => <CheckLabel check={row} source={sources.get(row.checkId) ?? ''} />,
      wrap: true,
    },
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
      text: (row) => (row.isRequired ? 'Yes' : 'No'),
      isCopyOnly: true,
    },
    { id: 'reason', header: 'Reason', text: (row) => row.reason, isCopyOnly: true },
    { id: 'source', header: 'Source of the limit', text: (row) => sources.get(row.checkId) ?? '', isCopyOnly: true },
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

/** The check, why it is not within tolerance, and where its limit comes from. */
function CheckLabel({ check, source }: { check: CheckResult; source: string }) {
  const text = METRIC_FORMATS[check.metric].text
  return (
    <>
      {text === null ? check.label : <MetricInfo metric={text} label={check.label} />}
      {!check.isRequired && <span className="caption"> (advisory)</span>}
      {check.verdict !== 'withinTolerance' && <div>{check.reason}</div>}
      {source !== '' && <div className="caption">Limit: {source}</div>}
    </>
  )
}

function valueText(row: CheckResult): string {
  const { format } = METRIC_FORMATS[row.metric]
  const against = formatAgainst(row.value, format, row.limit)
  return against === formatNumber(row.value, format) ? formatAgainst(row.value, format, row.breachLimit) : against
}
