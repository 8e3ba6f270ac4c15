import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { formatBytes } from '../../../shared/format.ts'
import { useServices } from '../../app-context.tsx'
import { CommandBlock } from '../../components/command-block.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { FilePathField } from '../../components/file-path-field.tsx'
import { KeyValues } from '../../components/key-values.tsx'
import { Panel } from '../../components/panel.tsx'
import { VerdictBadge } from '../../components/verdict-badge.tsx'
import { assayCommand } from '../../words/command-line.ts'

/** Byte equality shows that the document agrees with itself; only the workspace's own record shows where it comes from. */
function originWords(isRecorded: boolean | null): string {
  if (isRecorded === null) return 'Not checked: no workspace is unlocked'
  return isRecorded
    ? 'Built from this workspace: the file is in its records'
    : 'Not in the records of this workspace: it may come from another one, or be a forgery that agrees with itself'
}

/** Derives a pack again from its attached source and compares every byte. */
export function VerifyPack() {
  const { client } = useServices()
  const [path, setPath] = useState('')
  const verify = useMutation({ mutationFn: () => client.pack.verify({ path }) })
  return (
    <Panel title="Verify a pack">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          verify.mutate()
        }}
      >
        <FilePathField
          label="Pack to verify"
          mode="file"
          value={path}
          onChange={setPath}
          kinds={[{ name: 'PDF', extensions: ['pdf'] }]}
          required
        />
        <Button
          type="submit"
          variant="default"
          disabled={path === ''}
          loading={verify.isPending}
          style={{ alignSelf: 'flex-start' }}
        >
          Verify pack
        </Button>
      </form>
      {verify.error !== null && <ErrorState error={verify.error} />}
      {verify.data !== undefined && (
        <div role="status" className="stack">
          {verify.data.ok ? (
            <VerdictBadge shape="●" word="Every byte as built" tone="good" />
          ) : (
            <VerdictBadge shape="■" word="Not as built" tone="breach" />
          )}
          {verify.data.problems.map((problem) => (
            <p key={problem} style={{ margin: 0 }}>
              {problem}
            </p>
          ))}
          <KeyValues
            items={[
              ['SHA-256', <code key="sha">{verify.data.sha256}</code>],
              ['Size', formatBytes(verify.data.bytes)],
              ['Model hash', <code key="model">{verify.data.modelHash ?? 'not found'}</code>],
              ['Pieces of evidence', String(verify.data.nEvidence)],
              ['Origin', originWords(verify.data.isRecorded)],
            ]}
          />
        </div>
      )}
      <CommandBlock command={assayCommand('verify', [path || 'PACK.pdf'], [], null)} />
    </Panel>
  )
}
