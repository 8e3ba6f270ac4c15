import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'

interface ConfirmProps {
  readonly isOpen: boolean
  readonly title: string
  readonly children: ReactNode
  /** The action by its name, such as "Lock and cancel 2 jobs". */
  readonly action: string
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks before something that cannot be taken back, naming it. */
export function Confirm(props: ConfirmProps) {
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title={<strong>{props.title}</strong>} size="sm">
      <div className="stack">
        {props.children}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={props.onClose} data-autofocus>
            Go back
          </Button>
          <Button
            onClick={() => {
              props.onConfirm()
              props.onClose()
            }}
          >
            {props.action}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
