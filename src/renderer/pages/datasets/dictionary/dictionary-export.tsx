import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import type { DatasetVersion } from '../../../../shared/contract/index.ts'
import { useServices } from '../../../app-context.tsx'
import { CommandBlock } from '../../../components/command-block.tsx'
import { FilePathField } from '../../../components/file-path-field.tsx'
import { Notice } from '../../../components/notice.tsx'
import { versionName } from '../../../fields/choice-fields.tsx'
import { JobPanel } from '../../../fields/job-panel.tsx'
import { useStartJob } from '../../../hooks/use-start-job.ts'
import { useWorkspace } from '../../../shell/workspace-context.tsx'
import { assayCommand } from '../../../words/command-line.ts'

/** Writes the dictionary in the format the name of the file says. */
export function DictionaryExport(props: {
  version: DatasetVersion
  nUnsaved: number
  isOpen: boolean
  onClose: () => void
}) {
  const { version } = props
  const { client } = useServices()
  const workspace = useWorkspace()
  const [path, setPath] = useState('')
  const run = useStartJob(`dictionary-export.${version.id}`, client.dictionary.export)
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={<strong>Export dictionary of {versionName(version)}</strong>}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          run.start({ dataset: version.id, path })
        }}
      >
        <p className="caption" style={{ margin: 0 }}>
          The name of the file says the format: .csv, .xlsx, .json or .md. Values of masked columns are left out.
        </p>
        {props.nUnsaved > 0 && (
          <Notice kind="attention">
            <p>Changes that are not saved will not be in the file.</p>
          </Notice>
        )}
        <FilePathField
          label="Dictionary file"
          mode="save"
          value={path}
          onChange={setPath}
          kinds={[
            { name: 'Excel workbook', extensions: ['xlsx'] },
            { name: 'CSV', extensions: ['csv'] },
            { name: 'Markdown', extensions: ['md'] },
            { name: 'JSON', extensions: ['json'] },
          ]}
          suggestedName={`${version.name}-dictionary.xlsx`}
          required
        />
        <JobPanel run={run} />
        {run.job?.state === 'succeeded' && (
          <Notice role="status" title="Written">
            <p className="caption">{run.job.result?.path}</p>
          </Notice>
        )}
        <CommandBlock
          command={assayCommand('dictionary export', [version.id], [['out', path || 'dictionary.xlsx']], workspace)}
        />
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button type="submit" disabled={path === ''} loading={run.isBusy}>
            Export
          </Button>
        </div>
      </form>
    </Modal>
  )
}
