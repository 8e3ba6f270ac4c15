import { useMemo, useState } from 'react'
import type { ColumnSchema, DatasetVersion, PrivacyFinding } from '../../../../shared/contract/index.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { VerdictBadge } from '../../../components/verdict-badge.tsx'
import { ClassifyDialog } from './classify-dialog.tsx'
import { CLASS_WORDS, findingText, TREATMENT_WORDS } from './privacy-words.ts'

interface Row {
  readonly column: ColumnSchema
  readonly finding: PrivacyFinding | null
}

/** Every column with its class and treatment, personal ones first. */
export function PrivacyColumns({
  version,
  findings,
}: {
  version: DatasetVersion
  findings: readonly PrivacyFinding[]
}) {
  const [chosen, setChosen] = useState<string | null>(null)
  const rows = useMemo(() => {
    const byColumn = new Map(findings.map((finding) => [finding.column, finding]))
    const all = version.columns.map((column): Row => ({ column, finding: byColumn.get(column.name) ?? null }))
    return all.sort((a, b) => rank(a) - rank(b))
  }, [version.columns, findings])
  const current = rows.find((row) => row.column.name === chosen)
  return (
    <>
      <DataTable
        label={`Privacy of the columns of ${version.name}`}
        title="Columns"
        columns={columnsOf(setChosen)}
        rows={rows}
        rowKey={(row) => row.column.name}
        hasSearch
        maxHeight="max(220px, calc(100dvh - 470px))"
      />
      {current !== undefined && (
        <ClassifyDialog
          key={current.column.name}
          version={version}
          column={current.column.name}
          before={current.column.privacy}
          proposal={
            current.finding === null ? null : { class: current.finding.class, treatment: current.finding.suggestion }
          }
          onClose={() => setChosen(null)}
        />
      )}
    </>
  )
}

function rank({ column, finding }: Row): number {
  if (column.privacy !== null) return column.privacy.treatment === 'none' ? 1 : 0
  return finding === null ? 3 : 2
}

function columnsOf(onChange: (column: string) => void): readonly Column<Row>[] {
  return [
    { id: 'name', header: 'Column', value: (row) => row.column.name, text: (row) => row.column.name, clip: 180 },
    {
      id: 'treatment',
      header: 'Treatment',
      value: (row) => row.column.privacy?.treatment ?? 'none',
      text: (row) => TREATMENT_WORDS[row.column.privacy?.treatment ?? 'none'].word,
      cell: (row) => {
        const { shape, word, tone } = TREATMENT_WORDS[row.column.privacy?.treatment ?? 'none']
        return <VerdictBadge shape={shape} word={word} tone={tone} />
      },
    },
    {
      id: 'change',
      header: 'Change',
      text: () => '',
      cell: (row) =>
        row.column.privacy?.treatment === 'pseudonymise' ? (
          <span className="caption">fixed at import</span>
        ) : (
          <button
            type="button"
            className="plain-button link-button"
            aria-label={`Change the privacy of ${row.column.name}`}
            onClick={() => onChange(row.column.name)}
          >
            Change
          </button>
        ),
    },
    {
      id: 'class',
      header: 'Holds',
      value: (row) => row.column.privacy?.class ?? null,
      text: (row) => (row.column.privacy === null ? '–' : CLASS_WORDS[row.column.privacy.class]),
    },
    { id: 'role', header: 'Role', value: (row) => row.column.role, text: (row) => row.column.role },
    {
      id: 'finding',
      header: 'Found by the scan',
      value: (row) => row.finding?.class ?? null,
      text: (row) => (row.finding === null ? '–' : findingText(row.finding)),
      clip: 320,
    },
  ]
}
