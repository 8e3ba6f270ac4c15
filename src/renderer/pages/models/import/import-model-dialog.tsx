import { Button, Modal, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useServices } from '../../../app-context.tsx'
import { CommandBlock } from '../../../components/command-block.tsx'
import { FilePathField } from '../../../components/file-path-field.tsx'
import { DatasetField } from '../../../fields/choice-fields.tsx'
import { JobPanel } from '../../../fields/job-panel.tsx'
import { useDatasetChoice } from '../../../fields/use-choices.ts'
import { useStartJob } from '../../../hooks/use-start-job.ts'
import { useWorkspace } from '../../../shell/workspace-context.tsx'
import { assayCommand } from '../../../words/command-line.ts'
import { columnMap, type MappedName, namesInMessage, withNames } from './column-map.ts'
import { ColumnMapFields } from './column-map-fields.tsx'
import { EMPTY_IMPORT, type ImportChoices, importCommandOptions, importInput } from './import-choices.ts'

const KINDS = [
  { name: 'Models', extensions: ['json', 'pmml', 'xml', 'txt', 'model', 'onnx'] },
  { name: 'Scorecards: JSON, PMML', extensions: ['json', 'pmml', 'xml'] },
  { name: 'Trees: LightGBM, XGBoost, ONNX', extensions: ['txt', 'model', 'json', 'onnx'] },
]

/** Brings in a scorecard or trees made elsewhere, described on a dataset that has their columns. */
export function ImportModelDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={<strong>Import model</strong>} size="lg">
      <ImportForm />
    </Modal>
  )
}

function ImportForm() {
  const { client, api } = useServices()
  const workspace = useWorkspace()
  const [, navigate] = useLocation()
  const data = useDatasetChoice()
  const [choices, setChoices] = useState<ImportChoices>(EMPTY_IMPORT)
  const change = (part: Partial<ImportChoices>) => setChoices((before) => ({ ...before, ...part }))
  const { dataset } = data
  const detail = useQuery(
    api.dataset.get.queryOptions({ input: { dataset: dataset?.id ?? '-' }, enabled: dataset !== null }),
  )
  const columns = detail.data?.columns.map(({ name }) => name) ?? []
  const run = useStartJob(
    'model.import',
    client.model.import,
    (job) => job.result !== null && navigate(`/models/${job.result.id}`),
  )
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (dataset !== null) run.start(importInput(dataset.id, choices))
      }}
    >
      <FilePathField
        label="File"
        description="JSON of Assay, a PMML Scorecard, LightGBM’s text, XGBoost’s JSON, or ONNX trees."
        mode="file"
        value={choices.path}
        onChange={(path) => change({ path })}
        kinds={KINDS}
        required
      />
      <DatasetField items={data.datasets} value={dataset} onChange={data.choose} width="100%" />
      <DatasetNote />
      <TextInput
        label="Model name"
        placeholder="As in the file"
        value={choices.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        maxLength={120}
      />
      <ColumnMapFields rows={choices.map} columns={columns} onChange={(map) => change({ map })} />
      <ExpectedFields choices={choices} columns={columns} onChange={change} />
      <JobPanel run={run} />
      <MissingNames
        message={run.error?.message ?? ''}
        rows={choices.map}
        columns={columns}
        onChange={(map) => change({ map })}
      />
      <CommandBlock
        command={assayCommand(
          'model import',
          [choices.path || 'FILE'],
          importCommandOptions(dataset?.id ?? 'DATASET', choices),
          workspace,
        )}
      />
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button type="submit" disabled={choices.path === '' || dataset === null} loading={run.isBusy}>
          Import
        </Button>
      </div>
    </form>
  )
}

function DatasetNote() {
  return (
    <p className="caption" style={{ margin: 0 }}>
      The dataset needs the columns of the model and the outcome. The model is described on its rows; the file itself
      does not say on which rows it was made.
    </p>
  )
}

/** Scores that the maker's program gave, to be compared row by row. */
function ExpectedFields(props: {
  choices: ImportChoices
  columns: readonly string[]
  onChange: (part: Partial<ImportChoices>) => void
}) {
  const { choices, columns, onChange } = props
  return (
    <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 8, alignItems: 'end' }}>
      <Select
        label="Column with its maker’s scores"
        description="Compared row by row; the model page says how they agree."
        data={[...columns]}
        value={choices.expectedColumn}
        onChange={(expectedColumn) => onChange({ expectedColumn })}
        placeholder="none: not compared"
        searchable
        clearable
        limit={200}
      />
      <Select
        label="They are"
        data={[
          { value: 'probability', label: 'Probabilities of the event' },
          { value: 'margin', label: 'Log-odds (raw scores)' },
        ]}
        value={choices.expectedMeaning}
        onChange={(value) => onChange({ expectedMeaning: value === 'margin' ? 'margin' : 'probability' })}
        disabled={choices.expectedColumn === null}
        allowDeselect={false}
      />
    </div>
  )
}

/** After a file was refused for names the dataset does not have: the way to say which columns they are. */
function MissingNames(props: {
  message: string
  rows: readonly MappedName[]
  columns: readonly string[]
  onChange: (next: readonly MappedName[]) => void
}) {
  const mapped = columnMap(props.rows)
  const names = namesInMessage(props.message).filter((name) => !props.columns.includes(name) && !(name in mapped))
  if (names.length === 0 || !/column/i.test(props.message)) return null
  return (
    <Button
      variant="default"
      style={{ alignSelf: 'flex-start' }}
      onClick={() => props.onChange(withNames(props.rows, names, props.columns))}
    >
      Say which column {names.length === 1 ? names[0] : 'each of them'} is
    </Button>
  )
}
