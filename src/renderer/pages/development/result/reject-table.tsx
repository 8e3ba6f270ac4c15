import type { RejectReport } from '../../../../shared/contract/index.ts'
import { formatInterval, formatNumber } from '../../../../shared/format.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { Notice } from '../../../components/notice.tsx'

type Row = RejectReport['sensitivity'][number]

const METHOD_WORDS: Readonly<Record<string, string>> = {
  knownOnly: 'Known outcomes only',
  augmentation: 'Augmentation',
  parcelling: 'Parcelling',
  fuzzy: 'Fuzzy',
  hardCutOff: 'Hard cut-off',
}

const COLUMNS: readonly Column<Row>[] = [
  {
    id: 'method',
    header: 'Method',
    text: (row) =>
      `${METHOD_WORDS[row.method] ?? row.method}${row.oddsMultiplier === null ? '' : `, odds × ${formatNumber(row.oddsMultiplier, 'number')}`}`,
  },
  {
    id: 'rejected',
    header: 'Bad rate given to rejects',
    isNumeric: true,
    text: (row) => formatNumber(row.rejectedEventRate, 'percent1'),
  },
  {
    id: 'auc',
    header: 'AUC on accepted [95% CI]',
    isNumeric: true,
    text: ({ rocAuc }) => formatInterval(rocAuc.value, rocAuc.lower, rocAuc.upper, 'auc'),
  },
  { id: 'intercept', header: 'Intercept', isNumeric: true, text: (row) => formatNumber(row.intercept, 'coefficient') },
  {
    id: 'change',
    header: 'Largest change of a coefficient',
    isNumeric: true,
    text: (row) =>
      row.largestCoefficientChange === null
        ? '–'
        : `${formatNumber(row.largestCoefficientChange, 'coefficient')}${row.changedMost === null ? '' : ` (${row.changedMost})`}`,
    wrap: true,
  },
  { id: 'approved', header: 'Approved', isNumeric: true, text: (row) => formatNumber(row.approvalRate, 'percent1') },
  { id: 'problem', header: 'Problem', text: (row) => row.problem ?? '', wrap: true },
]

/** What was done with rejected applicants, and what every other method would have given. */
export function RejectTable({ report }: { report: RejectReport }) {
  return (
    <>
      <Notice kind="attention" title="Outcomes of rejected applicants were inferred, not observed">
        <p>
          {report.statement} Accepted {formatNumber(report.nAccepted, 'integer')} (bad rate{' '}
          {formatNumber(report.acceptedEventRate, 'percent1')}), rejected {formatNumber(report.nRejected, 'integer')}.
        </p>
      </Notice>
      {report.sensitivity.length > 0 && (
        <DataTable
          title="Sensitivity to the method"
          label="Sensitivity to the reject inference"
          columns={COLUMNS}
          rows={report.sensitivity}
          rowKey={(row) => `${row.method} ${row.oddsMultiplier ?? ''}`}
        />
      )}
    </>
  )
}
