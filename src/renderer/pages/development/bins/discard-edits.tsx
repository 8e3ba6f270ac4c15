import { Button } from '@mantine/core'
import { useState } from 'react'
import { Confirm } from '../../../components/confirm.tsx'
import { plural } from '../../../words/estimates.ts'
import type { RegressionDraftHandle } from '../use-development-draft.ts'
import { editedColumns, withoutEdits } from './column-choice.ts'

/** Gives every characteristic back to the optimiser, after asking; nothing to see while nothing is edited. */
export function DiscardEdits(props: { draft: RegressionDraftHandle; onDiscarded: () => void }) {
  const [isAsking, setAsking] = useState(false)
  const { draft } = props
  const edited = editedColumns(draft.spec)
  if (edited.length === 0) return null
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        Discard all edits…
      </Button>
      <Confirm
        isOpen={isAsking}
        title="Discard all edits of bins?"
        action={`Discard edits of ${plural(edited.length, 'characteristic')}`}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          draft.setSpec(withoutEdits)
          props.onDiscarded()
          void draft.save()
        }}
      >
        <p style={{ margin: 0, overflowWrap: 'anywhere' }}>
          Bins, notes, special codes and forced trends of {edited.slice(0, 8).join(', ')}
          {edited.length > 8 && ` and ${edited.length - 8} more`} go back to automatic. This cannot be undone.
        </p>
      </Confirm>
    </>
  )
}
