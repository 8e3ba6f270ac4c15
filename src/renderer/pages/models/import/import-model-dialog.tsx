import { Button, Modal, TextInput } from '@mantine/core'
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

const KINDS = [{ name: 'Scorecard', extensions: ['json', 'pmml', 'xml'] }]

/** Brings in a scorecard made elsewhere, described on a dataset that has its columns. */
export function ImportModelDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={<strong>Import scorecard</strong>} size="lg">
      <ImportForm />
    </Modal>
  )
}

function ImportForm() {
  const { client } = useServices()
  const workspace = useWorkspace()
  const [, navigate] = useLocation()
  const data = useDatasetChoice()
  const [path, setPath] = useState('')
  const [name, setName] = useState('')
  const { dataset } = data
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
        if (dataset !== null)
          run.start({ path, dataset: dataset.id, ...(name.trim() === '' ? {} : { name: name.trim() }) })
      }}
    >
      <FilePathField
        label="File"
        description="JSON of Assay, or a PMML Scorecard of any maker."
        mode="file"
        value={path}
        onChange={setPath}
        kinds={KINDS}
        required
      />
      <DatasetField items={data.datasets} value={dataset} onChange={data.choose} width="100%" />
      <p className="caption" style={{ margin: 0 }}>
        The dataset needs the columns of the scorecard and the outcome. Bins are counted on its rows; the file itself
        does not say on which rows it was made.
      </p>
      <TextInput
        label="Model name"
        placeholder="As in the file"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={120}
      />
      <JobPanel run={run} />
      <CommandBlock
        command={assayCommand(
          'model import',
          [path || 'FILE'],
          [
            ['dataset', dataset?.id ?? 'DATASET'],
            ['name', name.trim()],
          ],
          workspace,
        )}
      />
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button type="submit" disabled={path === '' || dataset === null} loading={run.isBusy}>
          Import
        </Button>
      </div>
    </form>
  )
}
