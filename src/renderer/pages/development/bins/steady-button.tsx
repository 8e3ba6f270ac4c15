import { Button, type ButtonProps } from '@mantine/core'
import type { ReactNode } from 'react'

interface SteadyButtonProps extends ButtonProps {
  readonly isOff?: boolean
  readonly onClick: () => void
  readonly children: ReactNode
  readonly title?: string
  /** The key that does the same, shown on the button. */
  readonly hotkey?: string
}

/** A button that keeps the focus when there is nothing more for it to do. */
export function SteadyButton({ isOff = false, onClick, children, hotkey, ...rest }: SteadyButtonProps) {
  return (
    <Button
      variant="default"
      {...rest}
      {...(isOff ? { 'aria-disabled': true, 'data-disabled': true } : {})}
      {...(hotkey === undefined ? {} : { 'aria-keyshortcuts': hotkey.replace(' ', '+') })}
      onClick={() => !isOff && onClick()}
    >
      {children}
      {hotkey !== undefined && (
        <span className="bin-key" aria-hidden="true">
          {hotkey}
        </span>
      )}
    </Button>
  )
}
