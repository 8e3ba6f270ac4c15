import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { setNote } from './edit-bins.ts'
import { EditDialog } from './edit-dialog.tsx'
import type { BinEditorState } from './use-bin-editor.ts'

interface NoteDialogProps {
  readonly editor: BinEditorState
  /** Place of the bin; null for missing values. */
  readonly bin: number | null
  readonly label: string
  readonly note: string
  readonly onClose: () => void
}

/** Writes down why a bin is as it is. */
export function NoteDialog({ editor, bin, label, note, onClose }: NoteDialogProps) {
  const [text, setText] = useState(note)
  const submit = () => {
    if (text.trim() === note) return onClose()
    if (editor.apply((bins) => setNote(bins, bin, text))) onClose()
  }
  return (
    <EditDialog
      title={`Note on ${label}`}
      action="Keep note"
      problem={editor.problem}
      onSubmit={submit}
      onClose={onClose}
    >
      <Textarea
        label="Note"
        description={
          editor.choice.manual === null
            ? 'Bins with a note stay as they are: the optimiser leaves them alone.'
            : undefined
        }
        data-autofocus
        autosize
        minRows={3}
        maxRows={8}
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey) return
          event.preventDefault()
          submit()
        }}
      />
      <p className="caption" style={{ margin: 0 }}>
        Printed with the bins, kept with the model. Shift Enter starts a new line.
      </p>
    </EditDialog>
  )
}
