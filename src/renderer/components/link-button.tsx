import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'

/** A way to another page that looks like a button; while it cannot be taken it is a disabled button, which a link cannot be. */
export function LinkButton({ href, disabled, children }: { href: string; disabled: boolean; children: ReactNode }) {
  if (disabled)
    return (
      <Button variant="default" disabled>
        {children}
      </Button>
    )
  return (
    <Button variant="default" component={Link} href={href}>
      {children}
    </Button>
  )
}
