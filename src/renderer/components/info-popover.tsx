import { Popover, UnstyledButton } from '@mantine/core'
import { type ReactNode, useId, useState } from 'react'

/** A term whose explanation opens on hover, on focus and on click, and closes with Escape. */
export function InfoPopover(props: { label: ReactNode; title: string; children: ReactNode }) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" shadow="md" withRoles={false}>
      <Popover.Target>
        <UnstyledButton
          component="button"
          type="button"
          className="info-button"
          aria-describedby={isOpen ? id : undefined}
          aria-label={
            typeof props.label === 'string' ? `${props.label}: about this number` : `${props.title}: about this number`
          }
          onMouseEnter={() => setOpen(true)}
          onMouseLeave={() => setOpen(false)}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onClick={() => setOpen(true)}
          onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
        >
          {props.label}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown id={id} role="tooltip">
        <div className="info-card">
          <strong>{props.title}</strong>
          {props.children}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
