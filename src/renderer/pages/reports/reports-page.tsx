import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { FileText } from 'lucide-react'
import type { ModelVersion } from '../../../shared/contract/index.ts'
import { formatBytes, formatInstant, formatNumber } from '../../../shared/format.ts'
import { type Client, type DesktopPort, useServices } from '../../app-context.tsx'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { HashText } from '../../components/key-values.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { versionName } from '../../fields/choice-fields.tsx'
import { useModelChoice } from '../../fields/use-choices.ts'
import { useDraft } from '../../hooks/use-draft.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { assayCommand } from '../../words/command-line.ts'
import { BuildPack } from './build-pack.tsx'
import { VerifyPack } from './verify-pack.tsx'

/** Compliance packs: build one, see those built, verify any. */
export function ReportsPage() {
  const { api } = useServices()
  const workspace = useWorkspace()
  const { query: modelQuery, models, model, choose } = useModelChoice()
  const packs = useQuery(api.pack.list.queryOptions())
  const [path, setPath] = useDraft('reports.path', '')
  return (
    <div className="page">
      <PageHeader
        title="Reports"
        description="A pack is one PDF with every table, chart and hash, and its machine-readable source attached."
        command={assayCommand(
          'pack',
          [],
          [
            ['model', model?.id ?? 'MODEL'],
            ['out', path || 'PACK.pdf'],
          ],
          workspace,
        )}
      />
      <div className="columns-2">
        <QueryView query={modelQuery}>
          {() => <BuildPack models={models} model={model} onModel={choose} path={path} onPath={setPath} />}
        </QueryView>
        <VerifyPack />
      </div>
      <QueryView query={packs}>{(rows) => <Packs rows={rows} models={models} />}</QueryView>
    </div>
  )
}

type Row = Awaited<ReturnType<Client['pack']['list']>>[number]

function Packs({ rows, models }: { rows: readonly Row[]; models: readonly ModelVersion[] }) {
  const { desktop } = useServices()
  if (rows.length === 0) {
    return (
      <EmptyState title="No pack yet" icon={<FileText size={28} />}>
        {models.length === 0
          ? 'A pack documents a model: train a scorecard first. A pack made elsewhere can be verified at once.'
          : 'Build the first pack above. Validation, fairness and a decision belong in it: what is missing is named in the pack.'}
      </EmptyState>
    )
  }
  const nameOf = (id: string) => {
    const found = models.find((item) => item.id === id)
    return found === undefined ? id.slice(0, 12) : versionName(found)
  }
  return (
    <DataTable
      title="Packs built here"
      label="Packs"
      columns={columns(nameOf, desktop)}
      rows={rows}
      rowKey={(row) => row.id}
      hasSearch
      initialSort={{ column: 'created', direction: 'descending' }}
    />
  )
}

function columns(nameOf: (id: string) => string, desktop: DesktopPort | null): readonly Column<Row>[] {
  return [
    {
      id: 'model',
      header: 'Model',
      value: (row) => nameOf(row.modelVersionId),
      text: (row) => nameOf(row.modelVersionId),
    },
    {
      id: 'created',
      header: 'Built (UTC)',
      value: (row) => row.createdAt,
      text: (row) => formatInstant(row.createdAt),
    },
    {
      id: 'pages',
      header: 'Pages',
      isNumeric: true,
      value: (row) => row.nPages,
      text: (row) => formatNumber(row.nPages, 'integer'),
    },
    { id: 'bytes', header: 'Size', isNumeric: true, value: (row) => row.bytes, text: (row) => formatBytes(row.bytes) },
    { id: 'hash', header: 'SHA-256', text: (row) => row.sha256, cell: (row) => <HashText hash={row.sha256} /> },
    { id: 'by', header: 'By', value: (row) => row.createdBy, text: (row) => row.createdBy },
    { id: 'path', header: 'File', text: (row) => row.path, wrap: true },
    ...(desktop === null
      ? []
      : [
          {
            id: 'show',
            header: 'Folder',
            text: () => '',
            cell: (row: Row) => (
              <Button variant="subtle" onClick={() => void desktop.showInFolder(row.path)}>
                Show
              </Button>
            ),
          },
        ]),
  ]
}
