import type { ParseIssue } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'

type NumberedIssue = ParseIssue & { readonly key: string }

const COLUMNS: readonly Column<NumberedIssue>[] = [
  { id: 'line', header: 'Line', isNumeric: true, value: (row) => row.line, text: (row) => String(row.line) },
  { id: 'column', header: 'Column', value: (row) => row.column, text: (row) => row.column ?? 'Whole line' },
  {
    id: 'raw',
    header: 'Text in the file',
    value: (row) => row.raw,
    text: (row) => row.raw,
    cell: (row) => <code>{row.raw === '' ? '(empty)' : row.raw}</code>,
  },
  { id: 'problem', header: 'Problem', value: (row) => row.problem, text: (row) => row.problem, wrap: true },
  { id: 'action', header: 'What was done', value: (row) => row.action, text: (row) => row.action, wrap: true },
]

/** Every cell that did not fit, with its line. */
export function IssuesTable({ issues, nIssues }: { issues: readonly ParseIssue[]; nIssues: number }) {
  if (nIssues === 0) {
    return <EmptyState title="Every cell fits its column">No cell had to be left out or changed.</EmptyState>
  }
  return (
    <DataTable
      label="Issues"
      columns={COLUMNS}
      rows={issues.map((issue, index) => ({ ...issue, key: String(index) }))}
      rowKey={(row) => row.key}
      hasSearch
      footer={
        issues.length < nIssues
          ? `The first ${formatNumber(issues.length, 'integer')} of ${formatNumber(nIssues, 'integer')} issues.`
          : undefined
      }
    />
  )
}
