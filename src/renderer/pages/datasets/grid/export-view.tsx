import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import type { DatasetVersion } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'
import { useServices } from '../../../app-context.tsx'
import { FilePathField } from '../../../components/file-path-field.tsx'
import { versionName } from '../../../fields/choice-fields.tsx'
import { JobPanel } from '../../../fields/job-panel.tsx'
import { useStartJob } from '../../../hooks/use-start-job.ts'
import type { GridView } from './use-grid-view.ts'

const KINDS = [
  { name: 'CSV', extensions: ['csv'] },
  { name: 'Excel workbook', extensions: ['xlsx'] },
  { name: 'Parquet', extensions: ['parquet'] },
  { name: 'JSON lines', extensions: ['jsonl'] },
]

/** Writes the rows of the view, in its order, to a file. */
export function ExportView(props: { dataset: DatasetVersion; view: GridView; isOpen: boolean; onClose: () => void }) {
  const { dataset, view } = props
  const { client } = useServices()
  const [path, setPath] = useState('')
  const run = useStartJob(`export-view.${dataset.id}`, client.dataset.export, props.onClose)
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title={<strong>Export view of {versionName(dataset)}</strong>}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          run.start({ dataset: dataset.id, path, ...(view.id === undefined ? {} : { view: view.id }) })
        }}
      >
        <p className="caption" style={{ margin: 0 }}>
          {formatNumber(view.nRows, 'integer')} of {formatNumber(dataset.nRows, 'integer')} rows, in the order of the
          view. The file is not encrypted; masked columns are written masked.
        </p>
        <FilePathField
          label="File"
          mode="save"
          value={path}
          onChange={setPath}
          kinds={KINDS}
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
