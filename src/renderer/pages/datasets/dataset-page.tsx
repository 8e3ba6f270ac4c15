import { Button, Modal, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { DatasetVersion } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { useServices } from '../../app-context.tsx'
import { ErrorBoundary } from '../../components/error-boundary.tsx'
import { FilePathField } from '../../components/file-path-field.tsx'
import { HashText } from '../../components/key-values.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { versionName } from '../../fields/choice-fields.tsx'
import { JobPanel } from '../../fields/job-panel.tsx'
import { useStartJob } from '../../hooks/use-start-job.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { assayCommand } from '../../words/command-line.ts'
import { DATASET_TABS, type DatasetTab, type TabPlace, tabPlace } from './dataset-tab-names.ts'
import { DatasetTabContent, tabLabel } from './dataset-tabs.tsx'

/** One dataset version; each tab, and what is open in it, has an address of its own. */
export function DatasetPage({ id, tab, item }: { id: string; tab: string | null; item: string | null }) {
  const { api } = useServices()
  const query = useQuery(api.dataset.get.queryOptions({ input: { dataset: id }, staleTime: Number.POSITIVE_INFINITY }))
  return (
    <div className="page">
      {query.data === undefined && <PageHeader title="Dataset" />}
      <QueryView query={query}>{(dataset) => <DatasetView dataset={dataset} place={tabPlace(tab, item)} />}</QueryView>
    </div>
  )
}

/** Tabs that show a command of their own. */
const OWN_COMMAND: ReadonlySet<DatasetTab> = new Set([
  'profile',
  'quality',
  'leakage',
  'compare',
  'dictionary',
  'lineage',
  'steps',
])

function DatasetView({ dataset, place }: { dataset: DatasetVersion; place: TabPlace }) {
  const workspace = useWorkspace()
  const [, navigate] = useLocation()
  const [isExporting, setExporting] = useState(false)
  return (
    <>
      <PageHeader
        title={versionName(dataset)}
        object={<HashText hash={dataset.contentHash} />}
        description={describe(dataset)}
        {...(OWN_COMMAND.has(place.tab) ? {} : { command: assayCommand('dataset show', [dataset.id], [], workspace) })}
        actions={
          <>
            <Button variant="default" onClick={() => setExporting(true)}>
              Export
            </Button>
            <Button component={Link} href="/development">
              Train scorecard
            </Button>
          </>
        }
      />
      <Tabs value={place.tab} onChange={(value) => navigate(`/datasets/${dataset.id}/${value ?? 'profile'}`)}>
        <Tabs.List>
          {DATASET_TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {tabLabel(name, dataset)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={place.tab} pt="md">
          <ErrorBoundary resetKey={`${dataset.id} ${place.tab}`}>
            <DatasetTabContent tab={place.tab} version={dataset} item={place.item} />
          </ErrorBoundary>
        </Tabs.Panel>
      </Tabs>
      <ExportDialog dataset={dataset} isOpen={isExporting} onClose={() => setExporting(false)} />
    </>
  )
}

function describe(dataset: DatasetVersion): string {
  const size = `${formatNumber(dataset.nRows, 'integer')} rows, ${formatNumber(dataset.nColumns, 'integer')} columns`
  if (dataset.target === null || dataset.nEvents === null) return `${size}, no target`
  return `${size}; bad means ${dataset.target.column} = ${dataset.target.eventValue}: ${formatNumber(dataset.nEvents, 'integer')} bad (${formatNumber(dataset.nEvents / Math.max(1, dataset.nRows), 'percent1')})`
}

function ExportDialog({ dataset, isOpen, onClose }: { dataset: DatasetVersion; isOpen: boolean; onClose: () => void }) {
  const { client } = useServices()
  const [path, setPath] = useState('')
  const run = useStartJob(`export.${dataset.id}`, client.dataset.export, onClose)
  return (
    <Modal opened={isOpen} onClose={onClose} title={<strong>Export {versionName(dataset)}</strong>}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          run.start({ dataset: dataset.id, path })
        }}
      >
        <p className="caption" style={{ margin: 0 }}>
          The ending of the name says the format: .csv, .xlsx, .parquet or .jsonl. The file is not encrypted; masked
          columns are written masked.
        </p>
        <FilePathField
          label="File"
          mode="save"
          value={path}
          onChange={setPath}
          kinds={[{ name: 'CSV, Excel, Parquet or JSON lines', extensions: ['csv', 'xlsx', 'parquet', 'jsonl'] }]}
          suggestedName={`${dataset.name}.csv`}
          required
        />
        <JobPanel run={run} />
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button type="submit" disabled={path === ''} loading={run.isBusy}>
            Export
          </Button>
        </div>
      </form>
    </Modal>
  )
}
