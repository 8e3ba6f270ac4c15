import { Autocomplete, Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Notice } from '../../../components/notice.tsx'
import { shortLevel, specialCodesOf } from './edit-levels.ts'
import type { BinEditorState } from './use-bin-editor.ts'

interface CodesDialogProps {
  readonly editor: BinEditorState
  readonly column: string
  /** Levels of a text column, for completion. */
  readonly levels: readonly string[]
  readonly onClose: () => void
}

/** Values that mean something else than their size: each gets a bin of its own. */
export function CodesDialog({ editor, column, levels, onClose }: CodesDialogProps) {
  const [code, setCode] = useState('')
  const codes = editor.bins === null ? (editor.choice.specialCodes ?? []) : specialCodesOf(editor.bins)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (editor.changeCode(code, true)) setCode('')
  }
  const change = (value: string) => {
    setCode(value)
    editor.clearProblem()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>Special codes of {shortLevel(column)}</strong>}
      size="sm"
      returnFocus={false}
    >
      <form onSubmit={submit} className="stack" noValidate>
        <p className="caption" style={{ margin: 0 }}>
          A value such as −999 that means “not known” gets a bin of its own, last in the table.
          {editor.choice.manual === null ? ' The other bins are chosen anew without it.' : ' Your other bins stay.'}
        </p>
        <CodeList codes={codes} onUnset={(known) => editor.changeCode(known, false)} />
        <div className="row" style={{ alignItems: 'flex-end', flexWrap: 'nowrap' }}>
          {editor.type === 'text' ? (
            <Autocomplete
              label="Level"
              data={levels.slice(0, 200)}
              value={code}
              onChange={change}
              limit={20}
              openOnFocus={false}
              data-autofocus
              style={{ flex: 1 }}
            />
          ) : (
            <TextInput
              label="Value"
              value={code}
              onChange={(event) => change(event.currentTarget.value)}
              data-autofocus
              inputMode="decimal"
              autoComplete="off"
              style={{ flex: 1 }}
            />
          )}
          <Button type="submit">Set as special</Button>
        </div>
        {editor.problem !== null && (
          <Notice kind="attention" role="alert">
            <p>{editor.problem}</p>
          </Notice>
        )}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
        </div>
      </form>
    </Modal>
  )
}

function CodeList({ codes, onUnset }: { codes: readonly string[]; onUnset: (code: string) => void }) {
  return (
    <ul className="bin-codes" aria-label="Special codes">
      {codes.map((known) => (
        <li key={known}>
          <span>{shortLevel(known)}</span>
          <Button variant="subtle" color="gray" onClick={() => onUnset(known)}>
            Unset<span className="visually-hidden"> {shortLevel(known)}</span>
          </Button>
        </li>
      ))}
      {codes.length === 0 && <li className="muted">No special codes.</li>}
    </ul>
  )
}
