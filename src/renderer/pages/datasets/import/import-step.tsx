import { Button, MultiSelect, Select, Switch, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { DatasetPreview, DatasetSummary, Job } from '../../../../shared/contract/index.ts'
import { useServices } from '../../../app-context.tsx'
import { KeyValues } from '../../../components/key-values.tsx'
import { Notice } from '../../../components/notice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { BatchPanel } from './batch-table.tsx'
import type { ImportChoices } from './import-choices.ts'
import { importSummary } from './import-summary.ts'
import { SaveTemplate } from './templates.tsx'
import type { ChangeChoices } from './use-import-choices.ts'

interface StepProps {
  readonly preview: DatasetPreview
  readonly choices: ImportChoices
  readonly onChange: ChangeChoices
  readonly isReady: boolean
}

/** Name, what will be stored in words, and what is kept for the next time. */
export function ImportStep({ preview, choices, onChange, isReady }: StepProps) {
  return (
    <div className="stack" style={{ gap: 16 }}>
      {choices.moreFiles.length > 0 && <BatchPanel choices={choices} onChange={onChange} isReady={isReady} />}
      <div className="import-last">
        <div className="stack">
          <Panel title="Data set">
            <Destination preview={preview} choices={choices} onChange={onChange} />
          </Panel>
          <Panel title="For the next file of this kind">
            <SaveTemplate choices={choices} onChange={onChange} />
          </Panel>
        </div>
        <Panel title="What will be stored">
          <KeyValues items={importSummary(choices, preview)} />
        </Panel>
      </div>
    </div>
  )
}

function Destination({ preview, choices, onChange }: Omit<StepProps, 'isReady'>) {
  const { api } = useServices()
  const datasets = useQuery(api.dataset.list.queryOptions())
  const names = [...new Set((datasets.data ?? []).map(({ name }) => name))]
  const { append } = choices
  return (
    <>
      {append === null ? (
        <TextInput
          label="Name"
          description={
            names.includes(choices.name.trim()) ? 'Is there already: this makes its next version.' : 'A new data set.'
          }
          value={choices.name}
          onChange={(event) => {
            const name = event.currentTarget.value
            onChange('text of name', (old) => ({ ...old, name }))
          }}
          maxLength={120}
          required
        />
      ) : (
        <Select
          label="Append to"
          description="Its newest version gets the new rows; all versions stay."
          data={names}
          value={names.includes(choices.name) ? choices.name : null}
          onChange={(name) => onChange('data set appended to', (old) => ({ ...old, name: name ?? '' }))}
          searchable
          required
        />
      )}
      <Switch
        label="Add only new rows to an existing data set"
        description={names.length === 0 ? 'There is no data set yet.' : undefined}
        checked={append !== null}
        disabled={names.length === 0}
        onChange={(event) => {
          const next = event.currentTarget.checked ? { key: [] } : null
          onChange('append', (old) => ({ ...old, append: next, name: appendName(choices, names, next !== null) }))
        }}
      />
      {append !== null && (
        <>
          <MultiSelect
            label="Key columns"
            description="A row with a known key is not taken; with other values it is listed. Without a key, a row is known if all its cells are."
            data={preview.columns.map(({ name }) => name)}
            value={[...append.key]}
            onChange={(key) => onChange('key columns', (old) => ({ ...old, append: { key } }))}
            limit={200}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': 'No key columns' }}
          />
          <AppendNote datasets={datasets.data ?? []} choices={choices} preview={preview} />
        </>
      )}
    </>
  )
}

function appendName(choices: ImportChoices, names: readonly string[], isAppending: boolean): string {
  return !isAppending || names.includes(choices.name) ? choices.name : (names[0] ?? '')
}

function AppendNote({
  datasets,
  choices,
  preview,
}: {
  datasets: readonly DatasetSummary[]
  choices: ImportChoices
  preview: DatasetPreview
}) {
  const newest = datasets
    .filter(({ name }) => name === choices.name)
    .reduce<DatasetSummary | null>((best, item) => (best === null || item.version > best.version ? item : best), null)
  if (newest === null || newest.nColumns === preview.columns.length) return null
  return (
    <Notice kind="attention">
      <p>
        ▲ {newest.name} v{newest.version} has {newest.nColumns} columns, this file {preview.columns.length}.
      </p>
    </Notice>
  )
}

/** What the import brought, and where to go with it. */
export function ImportResult({ job, onAgain }: { job: Job; onAgain: () => void }) {
  const id = job.result?.id ?? ''
  return (
    <Notice
      role="status"
      title={`● Done: ${job.result?.summary ?? ''}`}
      action={
        <div className="row">
          <Button component={Link} href={`/datasets/${id}`}>
            Open dataset
          </Button>
          <Button component={Link} href="/development" variant="default">
            Train scorecard
          </Button>
          <Button component={Link} href={`/datasets/${id}/quality`} variant="default">
            Check quality
          </Button>
          <Button variant="subtle" color="gray" onClick={onAgain}>
            Import another
          </Button>
        </div>
      }
    >
      <p className="caption">{job.title}</p>
    </Notice>
  )
}
