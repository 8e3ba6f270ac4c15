import { Button, Modal, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { DatasetVersion } from '../../../shared/contract/index.ts'
import { formatBytes, formatInstant, formatNumber } from '../../../shared/format.ts'
import { useServices } from '../../app-context.tsx'
import { FilePathField } from '../../components/file-path-field.tsx'
import { HashText, KeyValues } from '../../components/key-values.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { versionName } from '../../fields/choice-fields.tsx'
import { JobPanel } from '../../fields/job-panel.tsx'
import { useStartJob } from '../../hooks/use-start-job.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { assayCommand } from '../../words/command-line.ts'
import { ColumnsTable } from './columns-table.tsx'
import { decimalWord, delimiterWord, lineEndingWord } from './dialect-words.ts'
import { IssuesTable } from './issues-table.tsx'
import { RowsGrid } from './rows-grid.tsx'

/** One dataset version: columns with their profile, rows, issues, and how the file was read. */
export function DatasetPage({ id, tab }: { id: string; tab: string }) {
  const { api } = useServices()
  const query = useQuery(api.dataset.get.queryOptions({ input: { dataset: id }, staleTime: Number.POSITIVE_INFINITY }))
  return (
    <div className="page">
      {query.data === undefined && <PageHeader title="Dataset" />}
      <QueryView query={query}>{(dataset) => <DatasetView dataset={dataset} tab={tab} />}</QueryView>
    </div>
  )
}

function DatasetView({ dataset, tab }: { dataset: DatasetVersion; tab: string }) {
  const workspace = useWorkspace()
  const [, navigate] = useLocation()
  const [isExporting, setExporting] = useState(false)
  return (
    <>
      <PageHeader
        title={versionName(dataset)}
        object={<HashText hash={dataset.contentHash} />}
        description={describe(dataset)}
        command={assayCommand('dataset show', [dataset.id], [], workspace)}
        actions={
          <>
            <Button variant="default" onClick={() => setExporting(true)}>
              Export CSV
            </Button>
            <Button component={Link} href="/development">
              Train scorecard
            </Button>
          </>
        }
      />
      <Tabs
        value={tab}
        onChange={(value) => navigate(`/datasets/${dataset.id}/${value ?? 'columns'}`)}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="columns">Columns ({dataset.columns.length})</Tabs.Tab>
          <Tabs.Tab value="rows">Rows ({formatNumber(dataset.nRows, 'integer')})</Tabs.Tab>
          <Tabs.Tab value="issues">Issues ({formatNumber(dataset.nIssues, 'integer')})</Tabs.Tab>
          <Tabs.Tab value="source">Source and parsing</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="columns">
          <ColumnsTable dataset={dataset} />
        </Tabs.Panel>
        <Tabs.Panel value="rows">
          <RowsGrid dataset={dataset} />
        </Tabs.Panel>
        <Tabs.Panel value="issues">
          <IssuesTable issues={dataset.issues} nIssues={dataset.nIssues} />
        </Tabs.Panel>
        <Tabs.Panel value="source">
          <SourceFacts dataset={dataset} />
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

function SourceFacts({ dataset }: { dataset: DatasetVersion }) {
  const { dialect, source } = dataset
  return (
    <div className="columns-2">
      <KeyValues
        items={[
          ['File', source.fileName],
          ['Size', formatBytes(source.bytes)],
          ['SHA-256 of the file', <code key="sha">{source.sha256}</code>],
          ['Hash of the values', <code key="hash">{dataset.contentHash}</code>],
          ['Imported', `${formatInstant(dataset.createdAt)} UTC by ${dataset.createdBy}`],
          ['Id', <code key="id">{dataset.id}</code>],
        ]}
      />
      <KeyValues
        items={[
          ['First line', dialect.hasHeader === false ? 'Values; columns are numbered' : 'Column names'],
          ['Delimiter', delimiterWord(dialect.delimiter)],
          ['Quote', dialect.quote],
          ['Decimal sign', decimalWord(dialect.decimal)],
          ['Encoding', dialect.encoding],
          ['Lines end with', lineEndingWord(dialect.lineEnding)],
          ['Byte order mark', dialect.byteOrderMark ? 'Yes, skipped' : 'No'],
          ['Read as missing', dialect.missing.map((text) => (text === '' ? '(empty)' : text)).join(', ')],
        ]}
      />
    </div>
  )
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
          The file is not encrypted: it holds the values in plain text.
        </p>
        <FilePathField
          label="CSV file"
          mode="save"
          value={path}
          onChange={setPath}
          kinds={[{ name: 'CSV', extensions: ['csv'] }]}
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
