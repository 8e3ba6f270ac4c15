import { Button, Modal } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ModelVersion } from '../../../shared/contract/index.ts'
import { formatBytes } from '../../../shared/format.ts'
import { useServices } from '../../app-context.tsx'
import { CommandBlock } from '../../components/command-block.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { FilePathField } from '../../components/file-path-field.tsx'
import { Notice } from '../../components/notice.tsx'
import { versionName } from '../../fields/choice-fields.tsx'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { assayCommand } from '../../words/command-line.ts'

/** Writes the model as canonical JSON, whose SHA-256 is the model hash. */
export function ExportDialog({
  version,
  isOpen,
  onClose,
}: {
  version: ModelVersion
  isOpen: boolean
  onClose: () => void
}) {
  const { client } = useServices()
  const workspace = useWorkspace()
  const [path, setPath] = useState('')
  const save = useMutation({ mutationFn: () => client.model.export({ model: version.id, format: 'json', path }) })
  return (
    <Modal opened={isOpen} onClose={onClose} title={<strong>Export {versionName(version)}</strong>}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <p className="caption" style={{ margin: 0 }}>
          Canonical JSON: the SHA-256 of the file is the model hash. It holds no applicant data.
        </p>
        <FilePathField
          label="JSON file"
          mode="save"
          value={path}
          onChange={setPath}
          kinds={[{ name: 'JSON', extensions: ['json'] }]}
          suggestedName={`${version.name}-v${version.version}.json`}
          required
        />
        {save.error !== null && <ErrorState error={save.error} />}
        {save.data !== undefined && (
          <Notice role="status" title={`Written: ${formatBytes(save.data.bytes)}`}>
            <p className="caption">
              {save.data.path}
              <br />
              SHA-256 {save.data.sha256}
            </p>
          </Notice>
        )}
        <CommandBlock
          command={assayCommand(
            'model export',
            [version.id],
            [
              ['format', 'json'],
              ['out', path || 'FILE.json'],
            ],
            workspace,
          )}
        />
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button type="submit" disabled={path === ''} loading={save.isPending}>
            Export
          </Button>
        </div>
      </form>
    </Modal>
  )
}
