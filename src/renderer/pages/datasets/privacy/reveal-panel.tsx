import { Button, MultiSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Cell, DatasetVersion } from '../../../../shared/contract/index.ts'
import { useServices } from '../../../app-context.tsx'
import { ShowCommand } from '../../../components/command-block.tsx'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { ErrorState } from '../../../components/error-state.tsx'
import { Notice } from '../../../components/notice.tsx'
import { Panel } from '../../../components/panel.tsx'
import { useWorkspace } from '../../../shell/workspace-context.tsx'
import { assayCommand, type CommandWorkspace } from '../../../words/command-line.ts'
import { reasonProblem } from './privacy-words.ts'
import { ReasonField } from './reason-field.tsx'
import { parseRowNumbers } from './row-numbers.ts'
import { useForgetOnLeave } from './use-forget-on-leave.ts'

interface Revealed {
  readonly columns: readonly string[]
  readonly rows: readonly { readonly number: number; readonly cells: readonly Cell[] }[]
}

/** Shows masked cells as they came, for this visit only: nothing of them is kept in caches or drafts. */
export function RevealPanel({ version }: { version: DatasetVersion }) {
  const hidden = version.columns.filter((column) => (column.privacy?.treatment ?? 'none') !== 'none')
  return (
    <Panel title="Reveal values">
      {hidden.length === 0 ? (
        <p className="caption" style={{ margin: 0 }}>
          No column is masked or pseudonymised: there is nothing to reveal.
        </p>
      ) : (
        <RevealForm version={version} names={hidden.map((column) => column.name)} />
      )}
    </Panel>
  )
}

function RevealForm({ version, names }: { version: DatasetVersion; names: readonly string[] }) {
  const { client } = useServices()
  const workspace = useWorkspace()
  const [rowsText, setRowsText] = useState('')
  const [columns, setColumns] = useState<string[]>([])
  const [reason, setReason] = useState('')
  const [state, setState] = useState<{ shown: Revealed | null; error: unknown; isBusy: boolean }>(IDLE)
  useForgetOnLeave(() => setState(IDLE))
  const choice = parseRowNumbers(rowsText, version.nRows)
  const isReady = 'rows' in choice && columns.length > 0 && reasonProblem(reason) === null
  const reveal = async () => {
    if (!('rows' in choice)) return
    setState({ ...IDLE, isBusy: true })
    try {
      const input = { dataset: version.id, columns, rows: [...choice.rows], reason: reason.trim() }
      const found = await client.privacy.reveal(input)
      const rows = found.rows.map((cells, index) => ({ number: choice.rows[index]! + 1, cells }))
      setState({ ...IDLE, shown: { columns: found.columns, rows } })
    } catch (error) {
      setState({ ...IDLE, error })
    }
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void reveal()
      }}
    >
      <p className="caption" style={{ margin: 0 }}>
        Every reveal is written to the audit log with your name, the columns, the rows and the reason. What is shown is
        gone when you leave this page.
      </p>
      <div className="fields">
        <TextInput
          label="Rows"
          placeholder="such as 1-5, 12"
          value={rowsText}
          onChange={(event) => setRowsText(event.currentTarget.value)}
          error={rowsText !== '' && 'problem' in choice ? choice.problem : null}
          w={160}
        />
        <MultiSelect
          label="Columns"
          data={[...names]}
          value={columns}
          onChange={setColumns}
          maxValues={50}
          searchable
          style={{ flex: 1, minWidth: 200 }}
        />
      </div>
      <ReasonField label="Reason to see them" value={reason} onChange={setReason} />
      {state.error !== null && <ErrorState error={state.error} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <ShowCommand command={revealCommand(version.id, columns, rowsText, reason, workspace)} />
        <Button type="submit" disabled={!isReady} loading={state.isBusy}>
          Reveal and log
        </Button>
      </div>
      {state.shown !== null && <RevealedRows shown={state.shown} onHide={() => setState(IDLE)} />}
    </form>
  )
}

function revealCommand(
  dataset: string,
  columns: readonly string[],
  rows: string,
  reason: string,
  workspace: CommandWorkspace,
): string {
  const options = [
    ['column', columns.length === 0 ? 'COLUMN' : columns],
    ['rows', rows.replaceAll(/\s+/g, '') || 'ROWS'],
    ['reason', reason.trim() || 'REASON'],
  ] as const
  return assayCommand('privacy reveal', [dataset], options, workspace)
}

const IDLE = { shown: null, error: null, isBusy: false }

function RevealedRows({ shown, onHide }: { shown: Revealed; onHide: () => void }) {
  type Row = Revealed['rows'][number]
  const columns: readonly Column<Row>[] = [
    { id: 'row', header: 'Row', isNumeric: true, text: (row) => String(row.number) },
    ...shown.columns.map(
      (name, index): Column<Row> => ({
        id: `column ${name}`,
        header: name,
        text: (row) => cellText(row.cells[index] ?? null),
        clip: 260,
      }),
    ),
  ]
  return (
    <div className="stack" style={{ gap: 8 }}>
      <Notice
        kind="attention"
        role="status"
        title="Shown as they came"
        action={
          <Button variant="default" onClick={onHide}>
            Hide again
          </Button>
        }
      >
        <p>This look is in the audit log.</p>
      </Notice>
      <DataTable
        label="Revealed values"
        columns={columns}
        rows={shown.rows}
        rowKey={(row) => String(row.number)}
        maxHeight={280}
        hasTools={false}
      />
    </div>
  )
}

function cellText(cell: Cell): string {
  return cell === null ? '(missing)' : String(cell)
}
