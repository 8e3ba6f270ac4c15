import { Anchor, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Database, Upload } from 'lucide-react'
import { type DragEvent, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { DatasetSummary } from '../../../shared/contract/index.ts'
import { formatBytes, formatInstant, formatNumber } from '../../../shared/format.ts'
import { useServices } from '../../app-context.tsx'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { HashText } from '../../components/key-values.tsx'
import { Notice } from '../../components/notice.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { rememberDraft } from '../../hooks/use-draft.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { assayCommand } from '../../words/command-line.ts'
import { NO_CHOICES } from './import/import-choices.ts'
import { droppedPaths } from './import/import-files.ts'
import { IMPORT_DRAFT } from './import/use-import-choices.ts'

const COLUMNS: readonly Column<DatasetSummary>[] = [
  {
    id: 'name',
    header: 'Dataset',
    value: (row) => row.name,
    text: (row) => `${row.name} v${row.version}`,
    clip: 180,
    cell: (row) => (
      <Anchor component={Link} href={`/datasets/${row.id}`}>
        {row.name} v{row.version}
      </Anchor>
    ),
  },
  {
    id: 'rows',
    header: 'Rows',
    isNumeric: true,
    value: (row) => row.nRows,
    text: (row) => formatNumber(row.nRows, 'integer'),
  },
  {
    id: 'columns',
    header: 'Columns',
    isNumeric: true,
    value: (row) => row.nColumns,
    text: (row) => formatNumber(row.nColumns, 'integer'),
  },
  {
    id: 'target',
    header: 'Bad means',
    value: (row) => row.target?.column ?? null,
    text: (row) => (row.target === null ? 'No target' : `${row.target.column} = ${row.target.eventValue}`),
  },
  {
    id: 'rate',
    header: 'Bad rate',
    isNumeric: true,
    value: (row) => (row.nEvents === null ? null : row.nEvents / row.nRows),
    text: (row) => (row.nEvents === null ? '–' : `${formatNumber(row.nEvents / row.nRows, 'percent1')}`),
  },
  {
    id: 'issues',
    header: 'Issues',
    isNumeric: true,
    value: (row) => row.nIssues,
    text: (row) => formatNumber(row.nIssues, 'integer'),
  },
  {
    id: 'source',
    header: 'Source file',
    value: (row) => row.source.fileName,
    text: (row) => `${row.source.fileName}, ${formatBytes(row.source.bytes)}`,
    clip: 150,
  },
  { id: 'hash', header: 'Hash', text: (row) => row.contentHash, cell: (row) => <HashText hash={row.contentHash} /> },
  {
    id: 'created',
    header: 'Imported (UTC)',
    value: (row) => row.createdAt,
    text: (row) => formatInstant(row.createdAt),
  },
  { id: 'by', header: 'By', value: (row) => row.createdBy, text: (row) => row.createdBy, clip: 110 },
]

/** Every dataset version of the workspace. */
export function DatasetsPage() {
  const { api } = useServices()
  const workspace = useWorkspace()
  const datasets = useQuery(api.dataset.list.queryOptions())
  const drop = useDropToImport()
  const importButton = (
    <Button component={Link} href="/datasets/import" leftSection={<Upload size={16} />}>
      Import dataset
    </Button>
  )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra way; the button does the same
    <div className="page" onDragOver={(event) => event.preventDefault()} onDrop={drop.take}>
      <PageHeader
        title="Datasets"
        description="Versions are written once and cited by hash; a new import makes a new version."
        command={assayCommand('datasets', [], [], workspace)}
        actions={importButton}
      />
      {drop.note !== null && (
        <Notice kind="attention" role="alert" action={importButton}>
          <p>{drop.note}</p>
        </Notice>
      )}
      <QueryView query={datasets}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title="No dataset yet" icon={<Database size={28} />} action={importButton}>
              Drop a file here or press Import: CSV, Excel, Parquet or JSON lines with one row per case. You see every
              decision of the reader, raw beside parsed, before anything is stored.
            </EmptyState>
          ) : (
            <DataTable
              label="Datasets"
              columns={COLUMNS}
              rows={rows}
              rowKey={(row) => row.id}
              hasSearch
              initialSort={{ column: 'created', direction: 'descending' }}
            />
          )
        }
      </QueryView>
    </div>
  )
}

/** Dropped files open the import with them; in a browser, which tells no paths, the person is sent to the path field. */
function useDropToImport() {
  const { desktop } = useServices()
  const [, navigate] = useLocation()
  const [note, setNote] = useState<string | null>(null)
  const take = (event: DragEvent) => {
    event.preventDefault()
    const { paths, unknown } = droppedPaths(event.dataTransfer.files, desktop)
    const [path, ...moreFiles] = paths
    if (unknown.length > 0) setNote(`A browser does not tell where “${unknown[0]}” lies. Name the file in the import.`)
    if (path === undefined) return
    rememberDraft(IMPORT_DRAFT, { ...NO_CHOICES, path, moreFiles })
    navigate('/datasets/import')
  }
  return { note, take }
}
