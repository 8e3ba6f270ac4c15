import { Button, Modal, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { DatasetVersion } from '../../../../shared/contract/index.ts'
import { useServices } from '../../../app-context.tsx'
import { CommandBlock } from '../../../components/command-block.tsx'
import { Notice } from '../../../components/notice.tsx'
import { JobPanel } from '../../../fields/job-panel.tsx'
import { type StartedJob, useStartJob } from '../../../hooks/use-start-job.ts'
import { useWorkspace } from '../../../shell/workspace-context.tsx'
import { assayCommand, callCommand } from '../../../words/command-line.ts'
import { reasonProblem } from './privacy-words.ts'
import { ReasonField } from './reason-field.tsx'

interface ShellProps<Input> {
  readonly title: string
  readonly action: string
  /** What must be typed to go on. */
  readonly word: string
  readonly run: StartedJob<Input>
  readonly children: ReactNode
  readonly command: (reason: string) => string
  readonly onStart: (reason: string) => void
  readonly onClose: () => void
}

/** Asks for a reason and for the name of what will be gone, before something nobody can take back. */
function IrreversibleDialog<Input>(props: ShellProps<Input>) {
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const isReady = reasonProblem(reason) === null && typed === props.word
  return (
    <Modal opened onClose={props.onClose} title={<strong>{props.title}</strong>} size="lg">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) props.onStart(reason.trim())
        }}
      >
        <Notice kind="attention" title="This cannot be undone">
          {props.children}
        </Notice>
        <ReasonField value={reason} onChange={setReason} />
        <TextInput
          label={`Type ${props.word} to confirm`}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
          required
        />
        <JobPanel run={props.run} />
        <CommandBlock command={props.command(reason.trim() || 'REASON')} />
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={props.onClose} data-autofocus>
            Go back
          </Button>
          <Button type="submit" disabled={!isReady} loading={props.run.isBusy}>
            {props.action}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

interface EraseProps {
  readonly version: DatasetVersion
  readonly column: string
  readonly value: string
  readonly nRows: number
  readonly nVersions: number
  readonly onDone: () => void
  readonly onClose: () => void
}

/** Blanks all rows of one person in all versions. */
export function EraseDialog(props: EraseProps) {
  const { version, column, value, nRows, nVersions } = props
  const { client } = useServices()
  const workspace = useWorkspace()
  const run = useStartJob(`privacy-erase.${version.name}`, client.privacy.erase, props.onDone)
  return (
    <IrreversibleDialog
      title="Erase this person"
      action={`Erase ${nRows} ${nRows === 1 ? 'row' : 'rows'}`}
      word={version.name}
      run={run}
      command={(reason) =>
        assayCommand(
          'privacy erase',
          [version.id],
          [
            ['column', column],
            ['value', 'VALUE'],
            ['reason', reason],
          ],
          workspace,
        )
      }
      onStart={(reason) => run.start({ dataset: version.id, column, value, reason })}
      onClose={props.onClose}
    >
      <p>
        Every cell of {nRows} {nRows === 1 ? 'row' : 'rows'} in {nVersions} {nVersions === 1 ? 'version' : 'versions'}{' '}
        of {version.name} becomes missing.
      </p>
      <WhatStays />
    </IrreversibleDialog>
  )
}

/** Blanks all cells of all versions of a data set whose time is over. */
export function DisposeDialog({ version, onClose }: { version: DatasetVersion; onClose: () => void }) {
  const { client } = useServices()
  const workspace = useWorkspace()
  const run = useStartJob(`privacy-dispose.${version.name}`, client.privacy.dispose, onClose)
  return (
    <IrreversibleDialog
      title={`Dispose of ${version.name}`}
      action="Dispose of all versions"
      word={version.name}
      run={run}
      command={(reason) => callCommand('privacy.dispose', { dataset: version.id, reason }, workspace)}
      onStart={(reason) => run.start({ dataset: version.id, reason })}
      onClose={onClose}
    >
      <p>Every cell of every version of {version.name} becomes missing.</p>
      <WhatStays />
    </IrreversibleDialog>
  )
}

/** What erasure cannot reach. */
function WhatStays() {
  return (
    <>
      <p>
        What stays: the empty rows, so that counts still reconcile; models fitted on them and their evidence, unchanged;
        the hash of the original content, although it can no longer be recomputed.
      </p>
      <p>
        What it cannot reach: the file you imported, exports and backups made before, packs already handed out. The
        audit log keeps that it took place, how many rows, by whom and why, never the value.
      </p>
    </>
  )
}
