import { Button } from '@mantine/core'
import type { DatasetPreview } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { Notice } from '../../../components/notice.tsx'
import { IssuesTable } from '../issues-table.tsx'

import { withOptions } from './import-choices.ts'
import type { ChangeChoices } from './use-import-choices.ts'

type Sum = DatasetPreview['sums'][number]

const SUMS: readonly Column<Sum>[] = [
  { id: 'column', header: 'Numeric column', value: (row) => row.column, text: (row) => row.column, clip: 170 },
  {
    id: 'sum',
    header: 'Sum over the rows read',
    isNumeric: true,
    value: (row) => row.sum,
    // Exact as stored: a rounded sum reconciles with nothing.
    text: (row) => (row.sum === null ? '–' : String(row.sum)),
  },
]

/** Cells that do not fit, and the sums by which the reading is reconciled with the file. */
export function IssuesStep({ preview, onChange }: { preview: DatasetPreview; onChange: ChangeChoices }) {
  const rows = formatNumber(preview.nRows, 'integer')
  return (
    <div className="import-issues">
      <div className="stack">
        <RaggedNotice preview={preview} onChange={onChange} />
        <IssuesTable issues={preview.issues} nIssues={preview.nIssues} />
      </div>
      <DataTable
        label="Sums of the numeric columns"
        title="To reconcile"
        columns={SUMS}
        rows={preview.sums}
        rowKey={(row) => row.column}
        maxHeight="max(280px, calc(100dvh - 260px))"
        empty="The file has no numeric column."
        footer={
          preview.isPartial
            ? `Over the ${rows} rows at the beginning of the file; the import sums all of them.`
            : `Over all ${rows} rows of the file.`
        }
      />
    </div>
  )
}

/** Rows of another length are refused unless the person has them mended. */
function RaggedNotice({ preview, onChange }: { preview: DatasetPreview; onChange: ChangeChoices }) {
  const isRefused = preview.issues.some((issue) => issue.action.includes('--ragged repair'))
  if (preview.dialect.raggedRows !== 'refuse' || !isRefused) return null
  return (
    <Notice
      kind="attention"
      title="▲ The import will refuse this file"
      action={
        <Button
          variant="default"
          onClick={() => onChange('rows too short or long', (old) => withOptions(old, { raggedRows: 'repair' }))}
        >
          Mend and list each
        </Button>
      }
    >
      <p>
        Some rows have another number of cells than the first line. Mend the file, or have each row mended and listed.
      </p>
    </Notice>
  )
}
