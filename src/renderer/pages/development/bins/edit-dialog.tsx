import { Button, Modal } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { Notice } from '../../../components/notice.tsx'

interface EditDialogProps {
  readonly title: string
  /** The action by its name: "Split". */
  readonly action: string
  /** Why the edit was refused. */
  readonly problem: string | null
  readonly onSubmit: () => void
  readonly onClose: () => void
  readonly size?: string
  readonly children: ReactNode
}

/** Asks for what an edit of bins needs; Enter does it, Escape leaves everything as it is, a refusal stands beside the field. */
export function EditDialog(props: EditDialogProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // A dialog lives in the tree of the editor: its keys must not reach the table.
    event.stopPropagation()
    props.onSubmit()
  }
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={<strong>{props.title}</strong>}
      size={props.size ?? 'sm'}
      returnFocus={false}
    >
      <form onSubmit={submit} className="stack" noValidate>
        {props.children}
        {props.problem !== null && (
          <Notice kind="attention" role="alert">
            <p>{props.problem}</p>
          </Notice>
        )}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit">{props.action}</Button>
        </div>
      </form>
    </Modal>
  )
}
