import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { DatasetVersion, SubjectRows } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { useServices } from '../../../app-context.tsx'
import { ShowCommand } from '../../../components/command-block.tsx'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { ErrorState } from '../../../components/error-state.tsx'
import { Notice } from '../../../components/notice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { useWorkspace } from '../../../shell/workspace-context.tsx'
import { assayCommand } from '../../../words/command-line.ts'
import { EraseDialog } from './irreversible-dialogs.tsx'
import { useForgetOnLeave } from './use-forget-on-leave.ts'

interface Found {
  readonly column: string
  readonly value: string
  readonly result: SubjectRows
}

const IDLE = { found: null, error: null, isBusy: false, isErased: false }

/** Finds one person in every version of the data set, and erases them. The value is kept nowhere but on this page. */
export function SubjectPanel({ version }: { version: DatasetVersion }) {
  const { client } = useServices()
  const [column, setColumn] = useState<string | null>(
    version.columns.find((candidate) => candidate.role === 'identifier')?.name ?? null,
  )
  const [value, setValue] = useState('')
  const [isErasing, setErasing] = useState(false)
  const [state, setState] = useState<{ found: Found | null; error: unknown; isBusy: boolean; isErased: boolean }>(IDLE)
  useForgetOnLeave(() => {
    setValue('')
    setState(IDLE)
  })
  const find = async () => {
    if (column === null) return
    setState({ ...IDLE, isBusy: true })
    try {
      const result = await client.privacy.findSubject({ dataset: version.id, column, value })
      setState({ ...IDLE, found: { column, value, result } })
    } catch (error) {
      setState({ ...IDLE, error })
    }
  }
  const { found } = state
  return (
    <Panel title="One person">
      <SubjectForm
        version={version}
        column={column}
        value={value}
        isBusy={state.isBusy}
        onColumn={setColumn}
        onValue={setValue}
        onFind={() => void find()}
      />
      {state.error !== null && <ErrorState error={state.error} />}
      {state.isErased && (
        <Notice role="status" title="Erased">
          <p className="caption">The rows stay, their cells are missing. The audit log has the event.</p>
        </Notice>
      )}
      {found !== null && <FoundRows found={found} onErase={() => setErasing(true)} />}
      {isErasing && found !== null && (
        <EraseDialog
          version={version}
          column={found.column}
          value={found.value}
          nRows={nRowsOf(found.result)}
          nVersions={found.result.versions.filter((item) => item.nRows > 0).length}
          onDone={() => {
            setErasing(false)
            setValue('')
            setState({ ...IDLE, isErased: true })
          }}
          onClose={() => setErasing(false)}
        />
      )}
    </Panel>
  )
}

interface SubjectFormProps {
  readonly version: DatasetVersion
  readonly column: string | null
  readonly value: string
  readonly isBusy: boolean
  readonly onColumn: (column: string | null) => void
  readonly onValue: (value: string) => void
  readonly onFind: () => void
}

function SubjectForm({ version, column, value, isBusy, ...on }: SubjectFormProps) {
  const options = [
    ['column', column ?? 'COLUMN'],
    ['value', 'VALUE'],
  ] as const
  const command = assayCommand('privacy find', [version.id], options, useWorkspace())
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        on.onFind()
      }}
    >
      <Select
        label="Identifier column"
        data={version.columns.map((candidate) => candidate.name)}
        value={column}
        onChange={on.onColumn}
        searchable
        limit={100}
        placeholder="Choose a column"
      />
      <TextInput
        label="Value, exactly as it was imported"
        value={value}
        onChange={(event) => on.onValue(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        maxLength={1000}
      />
      <div className="row">
        <Button type="submit" variant="default" disabled={column === null || value === ''} loading={isBusy}>
          Find
        </Button>
        <ShowCommand command={command} />
      </div>
    </form>
  )
}

type FoundVersion = SubjectRows['versions'][number]

const COLUMNS: readonly Column<FoundVersion>[] = [
  { id: 'version', header: 'Version', text: (item) => `v${item.version}` },
  { id: 'rows', header: 'Rows', isNumeric: true, text: (item) => formatNumber(item.nRows, 'integer') },
  { id: 'at', header: 'At', text: (item) => item.rows.map((row) => row + 1).join(', '), clip: 90 },
  { id: 'models', header: 'Models trained', text: (item) => item.models.join(', ') || '–', clip: 120 },
]

function FoundRows({ found, onErase }: { found: Found; onErase: () => void }) {
  const { result } = found
  const nRows = nRowsOf(result)
  if (nRows === 0) {
    return (
      <p style={{ margin: 0 }} role="status">
        No version of {result.datasetName} holds this value in {found.column}.
      </p>
    )
  }
  return (
    <>
      <DataTable
        label="Where the person stands"
        columns={COLUMNS}
        rows={result.versions.filter((item) => item.nRows > 0)}
        rowKey={(item) => item.dataset}
        hasTools={false}
      />
      <p className="caption" style={{ margin: 0 }}>
        Models stay as they are after an erasure; their training can then not be repeated exactly.
      </p>
      {result.legalHold ? (
        <Notice kind="attention" title="On legal hold">
          <p>Nothing may be erased until the hold is lifted under Retention.</p>
        </Notice>
      ) : (
        <div className="row">
          <Button variant="default" onClick={onErase}>
            Erase this person…
          </Button>
        </div>
      )}
    </>
  )
}

function nRowsOf(result: SubjectRows): number {
  return result.versions.reduce((sum, item) => sum + item.nRows, 0)
}
