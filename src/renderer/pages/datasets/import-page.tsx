import { Button, Tabs } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Upload } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { DatasetPreview } from '../../../shared/contract/index.ts'
import { formatBytes, formatNumber } from '../../../shared/format.ts'
import { useServices } from '../../app-context.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { FilePathField } from '../../components/file-path-field.tsx'
import { LoadingSkeleton } from '../../components/loading.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { JobPanel } from '../../fields/job-panel.tsx'
import { errorReply } from '../../hooks/error-reply.ts'
import { useDraft } from '../../hooks/use-draft.ts'
import { useStartJob } from '../../hooks/use-start-job.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { assayCommand, type CommandWorkspace, callCommand } from '../../words/command-line.ts'
import { DialectPanel, USUAL_DIALECT } from './dialect-panel.tsx'
import { csvOptions, datasetNameOf, type ImportChoices, importInput, NO_CHOICES } from './import-choices.ts'
import { ImportColumns } from './import-columns.tsx'
import { ImportForm } from './import-form.tsx'
import { ImportRows } from './import-rows.tsx'
import { IssuesTable } from './issues-table.tsx'

const CSV = [{ name: 'CSV', extensions: ['csv', 'tsv', 'txt'] }]

/** Import: file, then what the reader makes of it with raw beside parsed, then the dataset version. */
export function ImportPage() {
  const { client } = useServices()
  const workspace = useWorkspace()
  const [, navigate] = useLocation()
  const [choices, setChoices, clearChoices] = useDraft<ImportChoices>('import', NO_CHOICES)
  const { preview, data, isPath, isRefused } = usePreview(choices)
  const run = useStartJob('import', client.dataset.import, (job) => {
    clearChoices()
    navigate(`/datasets/${job.result?.id ?? ''}`)
  })
  const named = data === undefined || choices.name !== '' ? choices : { ...choices, name: datasetNameOf(data.fileName) }
  const isReady =
    data !== undefined &&
    preview.error === null &&
    !preview.isPlaceholderData &&
    named.name.trim() !== '' &&
    (named.targetColumn === null || named.eventValue !== null)
  return (
    <div className="page">
      <PageHeader
        title="Import dataset"
        object={data === undefined ? undefined : `${data.fileName}, ${formatBytes(data.bytes)}`}
        command={importCommand(named, data, workspace)}
        actions={
          <Button
            leftSection={<Upload size={16} />}
            disabled={!isReady}
            loading={run.isBusy}
            onClick={() => data !== undefined && run.start(importInput(named, data))}
          >
            Import
          </Button>
        }
      />
      <FilePathField
        label="CSV file"
        mode="file"
        kinds={CSV}
        value={choices.path}
        onChange={(path) => setChoices({ ...NO_CHOICES, path })}
        description="Nothing is stored until you press Import. Drop a file here or browse."
      />
      <JobPanel run={run} />
      {isPath && preview.error !== null && <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />}
      {isPath && preview.isPending && <LoadingSkeleton label="Reading the beginning of the file" rows={8} />}
      {!isPath && (
        <EmptyState title="Choose a file to see what is in it">
          The reader finds delimiter, decimal sign, encoding and types by itself, shows each decision with its reason,
          and lets you change it. Numbers are read from their text and never altered.
        </EmptyState>
      )}
      {data !== undefined && (
        <div className="with-form">
          <ImportForm preview={data} choices={named} onChange={setChoices} />
          <PreviewTabs preview={data} choices={named} onChange={setChoices} />
        </div>
      )}
      {data === undefined && isRefused && (
        <div className="with-form">
          <DialectPanel dialect={USUAL_DIALECT} preview={null} choices={choices} onChange={setChoices} />
        </div>
      )}
    </div>
  )
}

const TYPING_MS = 250

/** What the reader makes of the file; after a choice it cannot follow, the last preview stays so that the choice can be taken back. */
function usePreview(choices: ImportChoices) {
  const { api } = useServices()
  const [path] = useDebouncedValue(choices.path, TYPING_MS)
  const isPath = choices.path.trim() !== ''
  const preview = useQuery(
    api.dataset.preview.queryOptions({
      input: { path, options: csvOptions(choices) },
      enabled: isPath && path === choices.path,
      placeholderData: (previous) => (isPath ? previous : undefined),
      staleTime: 0,
    }),
  )
  const [held, setHeld] = useState<{ path: string; preview: DatasetPreview } | null>(null)
  const fresh = preview.isPlaceholderData ? undefined : preview.data
  if (fresh !== undefined && held?.preview !== fresh) setHeld({ path, preview: fresh })
  const last = held?.path === choices.path ? held.preview : undefined
  return {
    preview,
    isPath,
    data: isPath ? (preview.data ?? last) : undefined,
    /** The file is there, but not as the choices say. */
    isRefused: isPath && preview.error !== null && errorReply(preview.error).code === 'badData',
  }
}

function PreviewTabs({
  preview,
  choices,
  onChange,
}: {
  preview: DatasetPreview
  choices: ImportChoices
  onChange: (next: ImportChoices) => void
}) {
  return (
    <Tabs defaultValue="columns" keepMounted={false}>
      <Tabs.List mb="sm">
        <Tabs.Tab value="columns">Columns ({preview.columns.length})</Tabs.Tab>
        <Tabs.Tab value="rows">Raw beside parsed</Tabs.Tab>
        <Tabs.Tab value="issues">Issues ({formatNumber(preview.nIssues, 'integer')})</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="columns">
        <ImportColumns preview={preview} choices={choices} onChange={onChange} />
      </Tabs.Panel>
      <Tabs.Panel value="rows">
        <ImportRows preview={preview} />
      </Tabs.Panel>
      <Tabs.Panel value="issues">
        <IssuesTable issues={preview.issues} nIssues={preview.nIssues} />
      </Tabs.Panel>
    </Tabs>
  )
}

function importCommand(
  choices: ImportChoices,
  preview: DatasetPreview | undefined,
  workspace: CommandWorkspace,
): string {
  const input = preview === undefined ? null : importInput(choices, preview)
  // Roles other than target and sensitive have no option of their own.
  if (input !== null && input.roles.length > 0) return callCommand('dataset.import', input, workspace)
  return assayCommand(
    'import',
    [choices.path || 'FILE.csv'],
    [
      ['name', choices.name || 'NAME'],
      ['target', input?.target?.column],
      ['event', input?.target?.eventValue],
      ['sensitive', input?.sensitive ?? []],
      ['delimiter', choices.delimiter === '\t' ? 'tab' : choices.delimiter],
      ['decimal', choices.decimal],
      ['encoding', choices.encoding],
      ['no-header', choices.hasHeader === false],
      ['missing', choices.missing ?? []],
      ['type', Object.entries(choices.types).map(([column, type]) => `${column}=${type}`)],
    ],
    workspace,
  )
}
