import type { RegressionPlan } from '../draft-methods.ts'
import type { BinRow } from './bin-rows.ts'
import { CodesDialog } from './codes-dialog.tsx'
import { EdgesDialog } from './edges-dialog.tsx'
import { LevelsDialog } from './levels-dialog.tsx'
import { NoteDialog } from './note-dialog.tsx'
import { SplitDialog } from './split-dialog.tsx'
import type { BinEditorState } from './use-bin-editor.ts'
import { useCandidates } from './use-candidates.ts'

/** A dialog about one row of the table. */
export interface OpenDialog {
  readonly kind: 'split' | 'edges' | 'levels' | 'codes' | 'note'
  readonly row: number
}

interface EditorDialogsProps {
  readonly open: OpenDialog
  readonly editor: BinEditorState
  readonly place: { readonly datasetId: string; readonly column: string; readonly spec: RegressionPlan }
  readonly rows: readonly BinRow[]
  readonly onClose: () => void
}

/** The dialog that is open. */
export function EditorDialogs({ open, editor, place, rows, onClose }: EditorDialogsProps) {
  const needsCandidates = open.kind === 'split' || open.kind === 'levels' || open.kind === 'codes'
  const candidates = useCandidates(place.datasetId, place.column, place.spec, needsCandidates)
  const row = rows[open.row]
  const label = row?.label ?? ''
  const shared = { editor, row: open.row, label, onClose }
  switch (open.kind) {
    case 'split':
      return <SplitDialog {...shared} candidates={candidates} />
    case 'edges':
      return <EdgesDialog {...shared} />
    case 'levels':
      return <LevelsDialog editor={editor} row={open.row} candidates={candidates} onClose={onClose} />
    case 'codes':
      return (
        <CodesDialog
          editor={editor}
          column={place.column}
          levels={(candidates.data?.levels ?? []).map(({ level }) => level)}
          onClose={onClose}
        />
      )
    case 'note':
      return (
        <NoteDialog
          editor={editor}
          bin={row?.definition.kind === 'missing' ? null : open.row}
          label={label}
          note={row?.note ?? ''}
          onClose={onClose}
        />
      )
  }
}
