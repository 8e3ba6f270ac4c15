import { Button, Modal, Select } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ColumnPrivacy, DatasetVersion, PiiClass, PrivacyTreatment } from '../../../../shared/contract/index.ts'
import { useServices } from '../../../app-context.tsx'
import { CommandBlock } from '../../../components/command-block.tsx'
import { ErrorState } from '../../../components/error-state.tsx'
import { useWorkspace } from '../../../shell/workspace-context.tsx'
import { callCommand } from '../../../words/command-line.ts'
import { CLASS_WORDS, isUnmasking, reasonProblem, TREATMENT_WORDS } from './privacy-words.ts'
import { ReasonField } from './reason-field.tsx'

interface DialogProps {
  readonly version: DatasetVersion
  readonly column: string
  readonly before: ColumnPrivacy | null
  readonly proposal: ColumnPrivacy | null
  readonly onClose: () => void
}

const NOT_PERSONAL = 'notPersonal'

/** Says what a column holds of persons and how it is shown. */
export function ClassifyDialog({ version, column, before, proposal, onClose }: DialogProps) {
  const { client, api } = useServices()
  const workspace = useWorkspace()
  const queryClient = useQueryClient()
  const start = before ?? proposal
  const [kind, setKind] = useState<PiiClass | typeof NOT_PERSONAL>(start?.class ?? 'other')
  const [treatment, setTreatment] = useState<PrivacyTreatment>(
    start === null || start.treatment === 'pseudonymise' ? 'mask' : start.treatment,
  )
  const [reason, setReason] = useState('')
  const privacy = kind === NOT_PERSONAL ? null : { class: kind, treatment }
  const needsReason = isUnmasking(before, privacy)
  const input = {
    dataset: version.id,
    column,
    privacy,
    ...(needsReason ? { reason: reason.trim() } : {}),
  }
  const save = useMutation({
    mutationFn: () => client.privacy.classify(input),
    onSuccess: () => {
      // Grids and profiles show masked cells: everything about data is asked for again.
      void queryClient.invalidateQueries({ queryKey: api.dataset.key() })
      void queryClient.invalidateQueries({ queryKey: api.dictionary.key() })
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={<strong>Privacy of {column}</strong>}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Select
          label="What the column holds"
          data={[
            { value: NOT_PERSONAL, label: 'Nothing of persons' },
            ...Object.entries(CLASS_WORDS).map(([value, label]) => ({ value, label })),
          ]}
          value={kind}
          onChange={(value) => setKind((value ?? NOT_PERSONAL) as PiiClass | typeof NOT_PERSONAL)}
        />
        <Select
          label="How it is treated"
          description={
            kind === NOT_PERSONAL
              ? 'A column that holds nothing of persons is shown.'
              : TREATMENT_WORDS[treatment].meaning
          }
          inputWrapperOrder={['label', 'input', 'description']}
          data={TREATMENT_CHOICES}
          value={kind === NOT_PERSONAL ? 'none' : treatment}
          onChange={(value) => setTreatment((value ?? 'mask') as PrivacyTreatment)}
          disabled={kind === NOT_PERSONAL}
        />
        {needsReason && <ReasonField label="Reason to show it" value={reason} onChange={setReason} />}
        {save.error !== null && <ErrorState error={save.error} />}
        <CommandBlock command={callCommand('privacy.classify', input, workspace)} />
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button type="submit" loading={save.isPending} disabled={needsReason && reasonProblem(reason) !== null}>
            {needsReason ? 'Show the column' : 'Save'}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** Tokens are made while importing: a stored column is masked or shown. */
const TREATMENT_CHOICES = (['none', 'mask'] as const).map((value) => ({ value, label: TREATMENT_WORDS[value].word }))
