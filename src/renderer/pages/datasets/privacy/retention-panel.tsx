import { Button, Checkbox, Modal, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DatasetVersion, Retention } from '../../../../shared/contract/index.ts'
import { formatDate } from '../../../../shared/format.ts'
import { useServices } from '../../../app-context.tsx'
import { CommandBlock } from '../../../components/command-block.tsx'
import { ErrorState } from '../../../components/error-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { QueryView } from '../../../components/query-view.tsx'
import { VerdictBadge } from '../../../components/verdict-badge.tsx'
import { useWorkspace } from '../../../shell/workspace-context.tsx'
import { assayCommand, callCommand } from '../../../words/command-line.ts'
import { DisposeDialog } from './irreversible-dialogs.tsx'
import { reasonProblem, retentionState } from './privacy-words.ts'
import { ReasonField } from './reason-field.tsx'

/** How long the data set is kept, legal hold, and disposal once it is due. */
export function RetentionPanel({ version }: { version: DatasetVersion }) {
  const { api } = useServices()
  const query = useQuery(api.privacy.retention.queryOptions())
  const [dialog, setDialog] = useState<'edit' | 'dispose' | null>(null)
  return (
    <Panel title="Retention">
      <QueryView query={query} rows={2}>
        {(all) => {
          const retention = all.find((item) => item.datasetName === version.name) ?? null
          const state = retentionState(retention)
          return (
            <>
              <div>
                <VerdictBadge shape={state.shape} word={state.word} tone={state.tone} />
              </div>
              <p className="caption" style={{ margin: 0 }}>
                {state.sentence}
              </p>
              {retention !== null && (
                <p className="caption" style={{ margin: 0, overflowWrap: 'anywhere' }}>
                  Set {formatDate(retention.setAt)} by {retention.setBy}: {retention.reason}
                </p>
              )}
              <div className="row">
                <Button variant="default" onClick={() => setDialog('edit')}>
                  Change retention
                </Button>
                {retention?.isDue === true && <Button onClick={() => setDialog('dispose')}>Dispose of it</Button>}
              </div>
              {dialog === 'edit' && (
                <RetentionDialog version={version} retention={retention} onClose={() => setDialog(null)} />
              )}
              {dialog === 'dispose' && <DisposeDialog version={version} onClose={() => setDialog(null)} />}
            </>
          )
        }}
      </QueryView>
    </Panel>
  )
}

function RetentionDialog(props: { version: DatasetVersion; retention: Retention | null; onClose: () => void }) {
  const { version, retention, onClose } = props
  const { api, client } = useServices()
  const workspace = useWorkspace()
  const queryClient = useQueryClient()
  const [day, setDay] = useState(retention?.retainUntil ?? '')
  const [legalHold, setLegalHold] = useState(retention?.legalHold ?? false)
  const [reason, setReason] = useState('')
  const input = {
    dataset: version.id,
    retainUntil: day === '' ? null : day,
    legalHold,
    reason: reason.trim(),
  }
  const save = useMutation({
    mutationFn: () => client.privacy.setRetention(input),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: api.privacy.retention.key() })
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={<strong>Retention of {version.name}</strong>}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <TextInput
          type="date"
          label="Keep until"
          description="Empty: no end is set. It holds for all versions."
          inputWrapperOrder={['label', 'input', 'description']}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
          w={180}
        />
        <Checkbox
          label="Legal hold"
          description="Stops erasure and disposal until it is lifted."
          checked={legalHold}
          onChange={(event) => setLegalHold(event.currentTarget.checked)}
        />
        <ReasonField value={reason} onChange={setReason} />
        {save.error !== null && <ErrorState error={save.error} />}
        <CommandBlock command={retentionCommand(input, retention, workspace)} />
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button type="submit" disabled={reasonProblem(reason) !== null} loading={save.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Modal>
  )
}

function retentionCommand(
  input: { dataset: string; retainUntil: string | null; legalHold: boolean; reason: string },
  before: Retention | null,
  workspace: Parameters<typeof callCommand>[2],
): string {
  const reason = ['reason', input.reason || 'REASON'] as const
  const isSameDay = input.retainUntil === (before?.retainUntil ?? null)
  const isSameHold = input.legalHold === (before?.legalHold ?? false)
  if (isSameHold && input.retainUntil !== null) {
    return assayCommand('privacy retain', [input.dataset], [['until', input.retainUntil], reason], workspace)
  }
  if (isSameDay && input.legalHold) return assayCommand('privacy hold', [input.dataset], [reason], workspace)
  return callCommand('privacy.setRetention', { ...input, reason: input.reason || 'REASON' }, workspace)
}
