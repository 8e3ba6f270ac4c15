import { Button, Select } from '@mantine/core'
import { Download } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { ParseIssue } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { fileNameOf, saveBlob } from '../../components/clipboard.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { tableToTsv } from '../../components/table-copy.ts'
import { visibleText } from './import/cell-reading.ts'

type NumberedIssue = ParseIssue & { readonly key: string }

const WHOLE_LINE = 'Whole line'
const COLUMNS: readonly Column<NumberedIssue>[] = [
  { id: 'line', header: 'Line', isNumeric: true, value: (row) => row.line, text: (row) => String(row.line) },
  {
    id: 'column',
    header: 'Column',
    value: (row) => row.column,
    text: (row) => row.column ?? WHOLE_LINE,
    clip: 180,
  },
  {
    id: 'raw',
    header: 'Text in the file',
    value: (row) => row.raw,
    text: (row) => row.raw,
    cell: (row) => <code>{visibleText(row.raw)}</code>,
    clip: 220,
  },
  { id: 'problem', header: 'Problem', value: (row) => row.problem, text: (row) => row.problem, wrap: true },
  { id: 'action', header: 'What is done', value: (row) => row.action, text: (row) => row.action, wrap: true },
]

/** Every cell that did not fit, with its line; by column or by problem where asked. */
export function IssuesTable({ issues, nIssues }: { issues: readonly ParseIssue[]; nIssues: number }) {
  const [column, setColumn] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const rows = useMemo(
    () =>
      issues
        .map((issue, index) => ({ ...issue, key: String(index) }))
        .filter((issue) => column === null || (issue.column ?? WHOLE_LINE) === column)
        .filter((issue) => problem === null || issue.problem === problem),
    [issues, column, problem],
  )
  if (nIssues === 0) {
    return <EmptyState title="Every cell fits its column">No cell had to be left out or changed.</EmptyState>
  }
  return (
    <DataTable
      label="Issues"
      columns={COLUMNS}
      rows={rows}
      rowKey={(row) => row.key}
      hasSearch
      empty="No issue of this column and problem."
      tools={
        <>
          <Filter
            label="Column"
            options={counted(issues.map((issue) => issue.column ?? WHOLE_LINE))}
            value={column}
            onSet={setColumn}
          />
          <Filter
            label="Problem"
            options={counted(issues.map((issue) => issue.problem))}
            value={problem}
            onSet={setProblem}
          />
          <Button variant="default" leftSection={<Download size={14} />} onClick={() => saveIssues(rows)}>
            Save as TSV
          </Button>
        </>
      }
      footer={
        issues.length < nIssues
          ? `The first ${formatNumber(issues.length, 'integer')} of ${formatNumber(nIssues, 'integer')} issues.`
          : `${formatNumber(rows.length, 'integer')} of ${formatNumber(nIssues, 'integer')} issues.`
      }
    />
  )
}

function Filter(props: {
  label: string
  options: readonly { value: string; label: string }[]
  value: string | null
  onSet: (value: string | null) => void
}) {
  return (
    <Select
      aria-label={`Issues by ${props.label.toLowerCase()}`}
      placeholder={`Any ${props.label.toLowerCase()}`}
      data={props.options}
      value={props.value}
      onChange={props.onSet}
      limit={200}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `Any ${props.label.toLowerCase()}` }}
      w={146}
    />
  )
}

/** Each text once with its count, most frequent first. */
function counted(texts: readonly string[]): { value: string; label: string }[] {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([value, count]) => ({ value, label: `${value} (${formatNumber(count, 'integer')})` }))
}

function saveIssues(rows: readonly NumberedIssue[]): void {
  const text = tableToTsv({
    columns: COLUMNS.map(({ header, isNumeric }) => ({ header, isNumeric: isNumeric === true })),
    rows: rows.map((row) => COLUMNS.map((column) => column.text(row))),
  })
  saveBlob(new Blob([`${text}\n`], { type: 'text/tab-separated-values' }), fileNameOf('issues', 'tsv'))
}
