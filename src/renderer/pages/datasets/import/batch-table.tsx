import { ActionIcon, Anchor, Button, NativeSelect, TextInput, Tooltip } from '@mantine/core'
import { Upload, X } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { formatNumber } from '../../../../shared/format.ts'
import { type Column, DataTable } from '../../../components/data-table.tsx'
import { Panel } from '../../../components/panel.tsx'
import { VerdictBadge } from '../../../components/verdict-badge.tsx'
import { type BatchFile, waitingFile } from './batch-run.ts'
import { baseNameOf, datasetNameOf, type ImportChoices } from './import-choices.ts'
import { useTemplates } from './templates.tsx'
import { useBatch } from './use-batch.ts'
import type { ChangeChoices } from './use-import-choices.ts'

interface BatchProps {
  readonly choices: ImportChoices
  readonly onChange: ChangeChoices
  /** False while the decisions are incomplete. */
  readonly isReady: boolean
}

/** Several files, imported one after the other, with what became of each. */
export function BatchPanel({ choices, onChange, isReady }: BatchProps) {
  const batch = useBatch()
  const { templates } = useTemplates()
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map())
  const [template, setTemplate] = useState('')
  const paths = [choices.path, ...choices.moreFiles]
  const planned = paths.map((path) =>
    waitingFile(path, names.get(path) ?? datasetNameOf(baseNameOf(path)), template === '' ? null : template),
  )
  const { report } = batch
  const files = report?.files ?? planned
  const isNamed = planned.every(({ name }) => name.trim() !== '')
  return (
    <Panel
      title={`${files.length} files, one after the other`}
      tools={
        <div className="row">
          <NativeSelect
            aria-label="Decisions for the files"
            data={[
              { value: '', label: 'The decisions made here' },
              ...templates.map(({ name }) => ({ value: name, label: `Template ${name}` })),
            ]}
            value={template}
            disabled={report !== null}
            onChange={(event) => setTemplate(event.currentTarget.value)}
          />
          {report === null && (
            <Button
              leftSection={<Upload size={16} />}
              disabled={!isNamed || !(isReady || template !== '')}
              onClick={() => batch.start(planned, choices)}
            >
              Import {files.length} files
            </Button>
          )}
          {report?.isRunning === true && (
            <Button variant="default" onClick={batch.stop}>
              Stop
            </Button>
          )}
          {report?.isRunning === false && (
            <Button variant="default" onClick={batch.forget}>
              Dismiss report
            </Button>
          )}
        </div>
      }
    >
      <DataTable
        label="Files of the batch"
        columns={columnsOf(report !== null, setNames, (path) => onChange('files', (old) => withoutFile(old, path)))}
        rows={files}
        rowKey={(file) => file.path}
        isBare
        maxHeight="max(280px, calc(100dvh - 340px))"
      />
    </Panel>
  )
}

/** The choices without one file; the next takes the place of the first. */
export function withoutFile(choices: ImportChoices, path: string): ImportChoices {
  const rest = [choices.path, ...choices.moreFiles].filter((file) => file !== path)
  return { ...choices, path: rest[0] ?? '', moreFiles: rest.slice(1) }
}

type SetNames = (next: (old: ReadonlyMap<string, string>) => ReadonlyMap<string, string>) => void

function columnsOf(isStarted: boolean, setNames: SetNames, onRemove: (path: string) => void): Column<BatchFile>[] {
  return [
    { id: 'file', header: 'File', text: (file) => baseNameOf(file.path), clip: 200 },
    {
      id: 'name',
      header: 'Data set',
      text: (file) => file.name,
      cell: (file) =>
        isStarted ? (
          file.name
        ) : (
          <TextInput
            aria-label={`Name of the data set from ${baseNameOf(file.path)}`}
            value={file.name}
            maxLength={120}
            onChange={(event) => {
              const { value } = event.currentTarget
              setNames((old) => new Map(old).set(file.path, value))
            }}
            w={190}
          />
        ),
      clip: 210,
    },
    { id: 'template', header: 'Template', text: (file) => file.template ?? '–', clip: 120 },
    { id: 'state', header: 'State', text: (file) => STATES[file.state][1], cell: (file) => <State file={file} /> },
    count('rows', 'Rows', (file) => file.nRows),
    count('columns', 'Columns', (file) => file.nColumns),
    count('issues', 'Issues', (file) => file.nIssues),
    {
      id: 'result',
      header: 'Result',
      text: resultText,
      wrap: true,
      cell: (file) =>
        file.id === null ? (
          resultText(file)
        ) : (
          <Anchor component={Link} href={`/datasets/${file.id}`}>
            {file.summary}
          </Anchor>
        ),
    },
    ...(isStarted ? [] : [removal(onRemove)]),
  ]
}

function removal(onRemove: (path: string) => void): Column<BatchFile> {
  return {
    id: 'remove',
    header: '',
    headerNode: <span className="visually-hidden">Remove</span>,
    text: () => '',
    cell: (file) => (
      <Tooltip label="Leave out">
        <ActionIcon aria-label={`Leave out ${baseNameOf(file.path)}`} onClick={() => onRemove(file.path)} size={24}>
          <X size={14} />
        </ActionIcon>
      </Tooltip>
    ),
  }
}

function count(id: string, header: string, of: (file: BatchFile) => number | null): Column<BatchFile> {
  return { id, header, isNumeric: true, text: (file) => formatNumber(of(file), 'integer') }
}

function resultText({ error, summary }: BatchFile): string {
  return error === null ? summary : [error.message, error.hint].filter((part) => part !== null).join('. ')
}

const STATES = {
  waiting: ['◇', 'Waiting', 'neutral'],
  running: ['◐', 'Running', 'good'],
  done: ['●', 'Done', 'good'],
  failed: ['■', 'Failed', 'breach'],
  stopped: ['◇', 'Not imported', 'neutral'],
} as const

function State({ file }: { file: BatchFile }) {
  const [shape, word, tone] = STATES[file.state]
  return <VerdictBadge shape={shape} word={word} tone={tone} />
}
